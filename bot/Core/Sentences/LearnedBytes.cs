using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace AdviceBot.Core.Sentences;

/// <summary>Writes what was learned: numbers of four bytes, the lowest first; texts with their length before them.</summary>
internal sealed class LearnedWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public byte[] All => bytes.WrittenSpan.ToArray();

    public void Number(int number)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, number);
        Bytes(four);
    }

    public void Float(float number) => Number(BitConverter.SingleToInt32Bits(number));

    public void Text(string text)
    {
        byte[] letters = Encoding.UTF8.GetBytes(text);
        Number(letters.Length);
        Bytes(letters);
    }

    public void Many<T>(IReadOnlyCollection<T> all, Action<T> write)
    {
        Number(all.Count);
        foreach (T one in all)
        {
            write(one);
        }
    }

    public void Regression(SoftmaxRegression regression)
    {
        foreach (float weight in regression.Weights.SelectMany(one => one))
        {
            Float(weight);
        }
    }

    /// <summary>Many numbers of one kind, as they lie in memory.</summary>
    public void Raw<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        Number(numbers.Length);
        Bytes(MemoryMarshal.AsBytes(numbers));
    }

    public void Bytes(ReadOnlySpan<byte> more) => bytes.Write(more);
}

/// <summary>Reads what <see cref="LearnedWriter"/> wrote.</summary>
/// <remarks>Every member throws <see cref="ArgumentException"/> where the bytes end too early.</remarks>
internal ref struct LearnedReader(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> rest = rest;

    public int Number() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public float Float() => BitConverter.Int32BitsToSingle(Number());

    public string Text() => Encoding.UTF8.GetString(Take(Number()));

    public SoftmaxRegression Regression(int classes)
    {
        float[][] weights = new float[classes][];
        for (int one = 0; one < classes; one++)
        {
            weights[one] = new float[SentenceEncoder.Width + 1];
            for (int i = 0; i < weights[one].Length; i++)
            {
                weights[one][i] = Float();
            }
        }

        return new SoftmaxRegression(weights);
    }

    /// <summary>What <see cref="LearnedWriter.Raw"/> wrote on a machine like this one.</summary>
    public T[] Raw<T>()
        where T : unmanaged
    {
        int count = Number();
        return MemoryMarshal.Cast<byte, T>(Take(checked(count * Unsafe.SizeOf<T>()))).ToArray();
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
