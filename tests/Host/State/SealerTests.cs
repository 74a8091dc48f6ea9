using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AdviceBot.Host.State;
using AdviceBot.Tests.Host.Channels;
using Microsoft.AspNetCore.DataProtection;
using Xunit;

namespace AdviceBot.Tests.Host.State;

/// <summary>What is sealed opens for us, and for nobody else.</summary>
public sealed class SealerTests
{
    private static readonly byte[] Words = Encoding.UTF8.GetBytes("moving/where/another-council");

    private readonly MovableClock clock = new(RealBot.Morning);
    private readonly EphemeralDataProtectionProvider keys = new();

    private Sealer Of(string purpose = "one", IDataProtectionProvider? other = null) => new((other ?? keys).CreateProtector(purpose), clock);

    [Fact]
    public void What_was_sealed_opens_and_shows_nothing_of_itself()
    {
        Sealer sealer = Of();
        byte[] once = sealer.Seal(Words);
        Assert.Equal(Words, sealer.Open(once));
        Assert.NotEqual(once, sealer.Seal(Words));
        Assert.Equal(-1, once.AsSpan().IndexOf("moving"u8));
        Assert.Equal(Sealer.Layout, once[0]);
    }

    [Fact]
    public void Nothing_at_all_can_be_sealed_too() => Assert.Empty(Of().Open(Of().Seal([])));

    [Fact]
    public void No_bit_of_it_can_be_changed_and_no_byte_left_out()
    {
        Sealer sealer = Of();
        byte[] whole = sealer.Seal(Words);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= (byte)(1 << (at % 8));
            Assert.ThrowsAny<CryptographicException>(() => sealer.Open(changed));
            Assert.ThrowsAny<CryptographicException>(() => sealer.Open(whole[..at]));
        }
    }

    [Fact]
    public void Another_machine_with_the_same_keys_opens_it() => Assert.Equal(Words, Of().Open(Of().Seal(Words)));

    [Fact]
    public void Without_the_keys_or_for_another_purpose_it_stays_shut()
    {
        byte[] whole = Of().Seal(Words);
        Assert.ThrowsAny<CryptographicException>(() => Of("two").Open(whole));
        Assert.ThrowsAny<CryptographicException>(() => Of(other: new EphemeralDataProtectionProvider()).Open(whole));
    }

    [Fact]
    public void What_an_earlier_edition_sealed_opens()
    {
        byte[] old = keys.CreateProtector("one").Protect(Words);
        Assert.Equal(Words, Of().Open(old));
        Assert.ThrowsAny<CryptographicException>(() => Of("two").Open(old));
    }

    // Whoever could have words of their own sealed would know the key then.
    [Fact]
    public void Sealed_words_are_never_taken_for_a_key()
    {
        byte[] known = RandomNumberGenerator.GetBytes(32);
        byte[] notKey = keys.CreateProtector("one").Protect(known);
        byte[] head = [Sealer.Layout, 0, 0, .. notKey];
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(1), (ushort)notKey.Length);
        byte[] forged = [.. head, .. new byte[12 + 16 + Words.Length]];
        using var cipher = new AesGcm(known, 16);
        cipher.Encrypt(new byte[12], Words, forged.AsSpan(head.Length + 28), forged.AsSpan(head.Length + 12, 16), head);
        Assert.ThrowsAny<CryptographicException>(() => Of().Open(forged));
    }

    [Fact]
    public void A_key_seals_for_an_hour_and_what_it_sealed_opens_long_after()
    {
        Sealer sealer = Of();
        byte[] first = sealer.Seal(Words);
        Assert.Equal(Head(first), Head(sealer.Seal(Words)));
        clock.Advance(Sealer.KeyLife);
        byte[] later = sealer.Seal(Words);
        Assert.NotEqual(Head(first), Head(later));
        clock.Advance(TimeSpan.FromHours(11));
        Assert.Equal(Words, sealer.Open(first));
        Assert.Equal(Words, sealer.Open(later));
    }

    // A key that was taken out of use must not go on opening because somebody's memory still has what it sealed.
    [Fact]
    public void A_key_that_is_gone_opens_nothing_after_an_hour()
    {
        var fragile = new Fragile(keys.CreateProtector("one"));
        var sealer = new Sealer(fragile, clock);
        byte[] whole = sealer.Seal(Words);
        fragile.IsGone.Value = true;
        Assert.Equal(Words, sealer.Open(whole));
        clock.Advance(Sealer.KeyLife);
        Assert.ThrowsAny<CryptographicException>(() => sealer.Open(whole));
        Assert.ThrowsAny<CryptographicException>(() => sealer.Seal(Words));
    }

    [Fact]
    public void Many_at_once_don_t_get_into_each_other_s_way()
    {
        Sealer sealer = Of();
        Parallel.For(0, 2000, i => Assert.Equal(i, BitConverter.ToInt32(sealer.Open(sealer.Seal(BitConverter.GetBytes(i))))));
    }

    private static byte[] Head(byte[] whole) => whole[..(3 + BinaryPrimitives.ReadUInt16LittleEndian(whole.AsSpan(1)))];

    private sealed class Fragile(IDataProtector inner, Fragile? parent = null) : IDataProtector
    {
        public StrongBox IsGone { get; } = parent?.IsGone ?? new StrongBox();

        public IDataProtector CreateProtector(string purpose) => new Fragile(inner.CreateProtector(purpose), this);

        public byte[] Protect(byte[] plaintext) => IsGone.Value ? throw new CryptographicException("gone") : inner.Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData) => IsGone.Value ? throw new CryptographicException("gone") : inner.Unprotect(protectedData);
    }

    private sealed class StrongBox
    {
        public bool Value { get; set; }
    }
}
