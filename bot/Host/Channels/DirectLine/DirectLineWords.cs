using System.Buffers.Binary;
using System.IO.Compression;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>What was said in one chat, oldest first: the last of it as it is, what lies further back packed.</summary>
/// <remarks>
/// A chat is held for half an hour after its last word, and hardly anybody reads it again from its beginning. Answers are alike, so packed they need a
/// tenth. While people talk, only what they have long read is packed; once a chat rests, all of it is. Not for several threads at once.
/// </remarks>
public sealed class DirectLineWords
{
    // So many are packed at a time, and so many stay as they are: whoever polls finds what is new without unpacking.
    private const int Together = 16;
    private const int Ready = 8;
    private const int TogetherAtRest = 64;
    private const int Quality = 5;
    private const int Window = 18;

    private readonly List<Pack> packs = [];
    private readonly List<byte[]> ready = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How long they are as they were said.</summary>
    public long Length { get; private set; }

    /// <summary>How much memory they take.</summary>
    public long Held { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(byte[] said)
    {
        ready.Add(said);
        Count++;
        Length += said.Length;
        Held += said.Length;
        if (ready.Count >= Together + Ready)
        {
            PackFirst(Together);
        }
    }

    /// <summary>Lets go the oldest, or those packed together with it.</summary>
    /// <returns>How many they were.</returns>
    public int DropOldest()
    {
        if (packs is [var pack, ..])
        {
            packs.RemoveAt(0);
            Count -= pack.Count;
            Length -= pack.Length - (pack.Count * sizeof(int));
            Held -= pack.Bytes.Length;
            return pack.Count;
        }

        Count--;
        Length -= ready[0].Length;
        Held -= ready[0].Length;
        ready.RemoveAt(0);
        return 1;
    }

    /// <summary>Lets go all.</summary>
    public void Clear()
    {
        packs.Clear();
        ready.Clear();
        ready.TrimExcess();
        (Count, Length, Held) = (0, 0, 0);
    }

    /// <summary>All but the first so many.</summary>
    public IEnumerable<byte[]> After(int skipped)
    {
        foreach (Pack pack in packs)
        {
            if (skipped < pack.Count)
            {
                foreach (byte[] one in Unpack(pack).Skip(skipped))
                {
                    yield return one;
                }
            }

            skipped = Math.Max(0, skipped - pack.Count);
        }

        foreach (byte[] one in ready.Skip(skipped))
        {
            yield return one;
        }
    }

    /// <summary>Nobody has said anything for a while: all of it is packed, in as few packs as can be without letting go too much at once later.</summary>
    public void Rest()
    {
        if (ready.Count == 0 && packs.Count <= (Count + TogetherAtRest - 1) / TogetherAtRest)
        {
            return;
        }

        byte[][] all = [.. After(0)];
        Clear();
        ready.AddRange(all);
        Count = all.Length;
        Length = Held = all.Sum(a => (long)a.Length);
        while (ready.Count > 0)
        {
            PackFirst(Math.Min(TogetherAtRest, ready.Count));
        }

        ready.TrimExcess();
    }

    private void PackFirst(int count)
    {
        int length = ready.Take(count).Sum(a => a.Length + sizeof(int));
        byte[] plain = new byte[length];
        Span<byte> rest = plain;
        foreach (byte[] one in ready.Take(count))
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, one.Length);
            one.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + one.Length)..];
        }

        byte[] packed = new byte[BrotliEncoder.GetMaxCompressedLength(length)];
        if (!BrotliEncoder.TryCompress(plain, packed, out int written, Quality, Window))
        {
            throw new InvalidOperationException("What was said did not fit into the most it can need.");
        }

        var pack = new Pack(packed[..written], count, length);
        packs.Add(pack);
        Held += written - (length - (count * sizeof(int)));
        ready.RemoveRange(0, count);
    }

    private static IEnumerable<byte[]> Unpack(Pack pack)
    {
        byte[] plain = new byte[pack.Length];
        if (!BrotliDecoder.TryDecompress(pack.Bytes, plain, out int length) || length != pack.Length)
        {
            throw new InvalidOperationException("What was said can't be unpacked.");
        }

        for (int at = 0; at < length;)
        {
            int one = BinaryPrimitives.ReadInt32LittleEndian(plain.AsSpan(at));
            yield return plain[(at + sizeof(int))..(at + sizeof(int) + one)];
            at += sizeof(int) + one;
        }
    }

    /// <param name="Length">Of all in it, each with its length before it.</param>
    private sealed record Pack(byte[] Bytes, int Count, int Length);
}
