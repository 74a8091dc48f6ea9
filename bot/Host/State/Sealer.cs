using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AdviceBot.Host.State;

/// <summary>Seals what is kept, so that nobody can read or change it without the keys.</summary>
/// <remarks>
/// AES-256-GCM with a random key of an hour. That key travels at the head of all it seals, itself sealed by data protection: so rotation,
/// revocation and loss of the long-lived keys work as they do there, another machine with the same keys opens it, and a turn pays a
/// microsecond for what costs data protection twenty. What data protection alone has sealed, as an earlier edition did, opens too.
/// Layout: 2, the length of the sealed key (two bytes, little-endian), the sealed key, a random nonce of 12 bytes, a tag of 16, the rest.
/// All before the nonce is authenticated along.
/// </remarks>
/// <param name="protector">Its purpose keeps what one part of the house seals from being opened by another.</param>
public sealed class Sealer(IDataProtector protector, TimeProvider clock)
{
    /// <summary>For so long one key seals, and a key that was opened once is taken to be good.</summary>
    public static readonly TimeSpan KeyLife = TimeSpan.FromHours(1);

    /// <summary>What it begins with; data protection's own begins with 9.</summary>
    public const byte Layout = 2;

    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int MostKeys = 256;

    // Its own purpose: no sealed words are ever taken for a key.
    private readonly IDataProtector keys = protector.CreateProtector("key");
    private readonly ConcurrentDictionary<byte[], HourKey> opened = new(new SameBytes());
    private readonly ConcurrentDictionary<byte[], DateTimeOffset> own = new(new SameBytes());
    private volatile HourKey? current;

    /// <summary>Seals these bytes.</summary>
    /// <exception cref="CryptographicException">There are no keys.</exception>
    public byte[] Seal(ReadOnlySpan<byte> plain)
    {
        HourKey key = Current();
        byte[] sealedBytes = new byte[key.Head.Length + NonceLength + TagLength + plain.Length];
        key.Head.CopyTo(sealedBytes.AsSpan());
        Span<byte> nonce = sealedBytes.AsSpan(key.Head.Length, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> tag = sealedBytes.AsSpan(key.Head.Length + NonceLength, TagLength);
        AesGcm cipher = key.Take();
        cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(key.Head.Length + NonceLength + TagLength), tag, key.Head);
        key.Leave(cipher);
        return sealedBytes;
    }

    /// <summary>The bytes that were sealed.</summary>
    /// <exception cref="CryptographicException">Forged, cut off, sealed for another purpose, or with keys that are gone.</exception>
    public byte[] Open(byte[] sealedBytes)
    {
        ArgumentNullException.ThrowIfNull(sealedBytes);
        if (sealedBytes is not [Layout, _, _, ..])
        {
            return protector.Unprotect(sealedBytes);
        }

        int head = 3 + BinaryPrimitives.ReadUInt16LittleEndian(sealedBytes.AsSpan(1));
        if (sealedBytes.Length < head + NonceLength + TagLength)
        {
            throw new CryptographicException("It was cut off.");
        }

        HourKey key = Find(sealedBytes.AsSpan(0, head));
        byte[] plain = new byte[sealedBytes.Length - head - NonceLength - TagLength];
        AesGcm cipher = key.Take();
        cipher.Decrypt(
            sealedBytes.AsSpan(head, NonceLength),
            sealedBytes.AsSpan(head + NonceLength + TagLength),
            sealedBytes.AsSpan(head + NonceLength, TagLength),
            plain,
            key.Head);
        key.Leave(cipher);
        return plain;
    }

    /// <summary>Whether it was sealed here, in this process. Only what opens can be trusted to say so.</summary>
    public bool IsOwn(byte[] sealedBytes)
    {
        ArgumentNullException.ThrowIfNull(sealedBytes);
        return sealedBytes is [Layout, _, _, ..]
            && 3 + BinaryPrimitives.ReadUInt16LittleEndian(sealedBytes.AsSpan(1)) is var head && head <= sealedBytes.Length
            && own.GetAlternateLookup<ReadOnlySpan<byte>>().ContainsKey(sealedBytes.AsSpan(0, head));
    }

    private HourKey Current()
    {
        if (current is { } key && !IsOver(key))
        {
            return key;
        }

        byte[] secret = RandomNumberGenerator.GetBytes(KeyLength);
        byte[] sealedKey = keys.Protect(secret);
        byte[] head = new byte[3 + sealedKey.Length];
        head[0] = Layout;
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(1), checked((ushort)sealedKey.Length));
        sealedKey.CopyTo(head.AsSpan(3));
        key = new HourKey(head, secret, clock.GetUtcNow());
        Keep(key);
        Own(key);
        return current = key;
    }

    private HourKey Find(ReadOnlySpan<byte> head)
    {
        if (opened.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(head, out HourKey? known) && !IsOver(known))
        {
            return known;
        }

        byte[] secret = keys.Unprotect(head[3..].ToArray());
        if (secret.Length != KeyLength)
        {
            throw new CryptographicException("It holds no key.");
        }

        var key = new HourKey(head.ToArray(), secret, clock.GetUtcNow());
        Keep(key);
        return key;
    }

    // A clock that ran wild must not make a key last for ever.
    private bool IsOver(HourKey key) => (clock.GetUtcNow() - key.Since).Duration() >= KeyLife;

    // What a key sealed in its last minute is still in use after its hour.
    private void Own(HourKey key)
    {
        foreach (KeyValuePair<byte[], DateTimeOffset> old in own)
        {
            if ((key.Since - old.Value).Duration() >= 2 * KeyLife)
            {
                own.TryRemove(old);
            }
        }

        own[key.Head] = key.Since;
    }

    // A handful at most, one for each machine and hour, and none lies here longer than it is of use.
    private void Keep(HourKey key)
    {
        foreach (KeyValuePair<byte[], HourKey> old in opened)
        {
            if (opened.Count >= MostKeys || IsOver(old.Value))
            {
                opened.TryRemove(old);
            }
        }

        opened[key.Head] = key;
    }

    /// <summary>A key, opened.</summary>
    /// <param name="Head">What stands before all that it seals.</param>
    /// <param name="Since">When it was made or opened.</param>
    private sealed record HourKey(byte[] Head, byte[] Secret, DateTimeOffset Since)
    {
        private AesGcm? spare;

        // A cipher serves one thread at a time.
        public AesGcm Take() => Interlocked.Exchange(ref spare, null) ?? new AesGcm(Secret, TagLength);

        public void Leave(AesGcm cipher) => Interlocked.Exchange(ref spare, cipher)?.Dispose();
    }

    private sealed class SameBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
