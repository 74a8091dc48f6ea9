using System.Buffers.Binary;
using System.IO.Compression;

namespace AdviceBot.Host.Channels.Teams;

/// <summary>Writes a square picture as PNG: red, green, blue and opacity, a byte each, row by row.</summary>
public static class Png
{
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(n => Remainder((uint)n))];

    /// <summary>The file's bytes.</summary>
    /// <param name="side">Width and height in points.</param>
    /// <param name="point">The colour at column x and row y.</param>
    public static byte[] Draw(int side, Func<int, int, (byte Red, byte Green, byte Blue, byte Opacity)> point)
    {
        ArgumentNullException.ThrowIfNull(point);
        byte[] rows = new byte[side * ((side * 4) + 1)];
        int at = 0;
        for (int y = 0; y < side; y++)
        {
            // Each row begins with its filter; 0 is none.
            at++;
            for (int x = 0; x < side; x++)
            {
                (rows[at], rows[at + 1], rows[at + 2], rows[at + 3]) = point(x, y);
                at += 4;
            }
        }

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Span<byte> head = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, side);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], side);
        // Eight bits a colour, four colours, and the only ways of packing and weaving there are.
        ReadOnlySpan<byte> kind = [8, 6, 0, 0, 0];
        kind.CopyTo(head[8..]);
        Write(file, "IHDR"u8, head);
        Write(file, "IDAT"u8, Packed(rows));
        Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Packed(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(rows);
        }

        return packed.ToArray();
    }

    private static void Write(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Sum([.. name, .. data]));
        file.Write(number);
    }

    // The checksum of the PNG specification, CRC-32.
    private static uint Sum(byte[] bytes) => ~bytes.Aggregate(uint.MaxValue, (sum, b) => Remainders[(byte)(sum ^ b)] ^ (sum >> 8));

    private static uint Remainder(uint n)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            n = (n & 1) == 0 ? n >> 1 : 0xEDB88320 ^ (n >> 1);
        }

        return n;
    }
}
