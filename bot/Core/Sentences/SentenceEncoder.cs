using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AdviceBot.Core.Sentences;

/// <summary>Turns a sentence into 384 numbers, so that sentences which mean much the same lie close together.</summary>
/// <remarks>
/// A small transformer (all-MiniLM-L6-v2) with its weights in 8 bits. Every sum is made in the same order with the same rounding on every
/// machine, so the same words always give the same numbers. About a tenth of a millisecond a word. It reads no file: the weights are given to it.
/// </remarks>
public sealed class SentenceEncoder
{
    /// <summary>How many numbers stand for a sentence.</summary>
    public const int Width = 384;

    /// <summary>How many pieces of words are read of one sentence.</summary>
    public const int MostPieces = 62;

    private const int Heads = 12;
    private const int HeadWidth = Width / Heads;
    private const int Inner = 4 * Width;
    private const int Positions = 64;
    private const float Tiny = 1e-12f;

    private readonly sbyte[] words;
    private readonly float[] wordScales;
    private readonly float[] positions;
    private readonly (float[] Gain, float[] Shift) first;
    private readonly Layer[] layers;

    /// <summary>Unpacks the weights.</summary>
    /// <param name="weights">The file that tools/pack-encoder and tools/tune-encoder write.</param>
    /// <exception cref="FormatException">It isn't such a file.</exception>
    public SentenceEncoder(ReadOnlySpan<byte> weights)
    {
        if (weights.Length < 8 || !weights[..4].SequenceEqual("ENC2"u8))
        {
            throw new FormatException("The weights of the sentence encoder cannot be read.");
        }

        var file = new Unpacker(weights[4..]);
        layers = new Layer[file.Number()];
        Pieces = new WordPieces(file.Text());
        (words, wordScales) = file.Bytes(Pieces.Count, Width);
        positions = file.Floats(Positions * Width);
        first = (file.Floats(Width), file.Floats(Width));
        for (int layer = 0; layer < layers.Length; layer++)
        {
            layers[layer] = new Layer(
                file.Dense(Width, Width), file.Dense(Width, Width), file.Dense(Width, Width), file.Dense(Width, Width),
                (file.Floats(Width), file.Floats(Width)),
                file.Dense(Width, Inner), file.Dense(Inner, Width),
                (file.Floats(Width), file.Floats(Width)));
        }
    }

    /// <summary>The pieces of words it knows.</summary>
    public WordPieces Pieces { get; }

    /// <summary>The numbers of a sentence, of length 1.</summary>
    /// <param name="sentence">Words in small letters with spaces between.</param>
    public float[] Encode(string sentence)
    {
        int[] pieces = Pieces.Of(sentence, MostPieces);
        int count = pieces.Length;
        int rows = (count + EightBitDense.RowsAtOnce - 1) / EightBitDense.RowsAtOnce * EightBitDense.RowsAtOnce;
        using var room = new Room(rows);
        Span<float> x = room.Words;

        // The rows that only fill up the last group are worked on too, and looked at by nobody; they must hold numbers. All else is written before it is read.
        x[(count * Width)..].Clear();
        room.Mixed[(count * Width)..].Clear();
        for (int at = 0; at < count; at++)
        {
            Span<float> row = x.Slice(at * Width, Width);
            ReadOnlySpan<sbyte> word = words.AsSpan(pieces[at] * Width, Width);
            float scale = wordScales[pieces[at]];
            Place(word, scale, positions.AsSpan(at * Width, Width), row);
            Normalise(row, first);
        }

        foreach (Layer layer in layers)
        {
            room.Rounded.Take(x, Width);
            layer.Query.Apply(room.Rounded, room.Query);
            layer.Key.Apply(room.Rounded, room.Key);
            layer.Value.Apply(room.Rounded, room.Value);
            Attend(room.Query, room.Key, room.Value, room.Mixed, count);
            room.Rounded.Take(room.Mixed, Width);
            layer.Output.Apply(room.Rounded, room.Query);
            AddAndNormalise(x, room.Query, layer.AfterAttention, count);
            room.Rounded.Take(x, Width);
            layer.Widen.Apply(room.Rounded, room.Wide);
            SmoothSteps.Gelu(room.Wide);
            room.Rounded.Take(room.Wide, Inner);
            layer.Narrow.Apply(room.Rounded, room.Query);
            AddAndNormalise(x, room.Query, layer.AfterInner, count);
        }

        return Mean(x, count);
    }

    // Each word looks at every other: twelve times, each time at another part of the numbers.
    private static void Attend(ReadOnlySpan<float> q, ReadOnlySpan<float> k, ReadOnlySpan<float> v, Span<float> mixed, int count)
    {
        float scale = 1 / MathF.Sqrt(HeadWidth);
        Span<float> all = stackalloc float[Positions];
        Span<float> weights = all[..((count + 7) / 8 * 8)];
        for (int head = 0; head < Heads; head++)
        {
            for (int at = 0; at < count; at++)
            {
                ReadOnlySpan<float> query = q.Slice((at * Width) + (head * HeadWidth), HeadWidth);
                float most = float.MinValue;
                for (int other = 0; other < count; other++)
                {
                    weights[other] = Dot(query, k.Slice((other * Width) + (head * HeadWidth), HeadWidth)) * scale;
                    most = Math.Max(most, weights[other]);
                }

                weights[count..].Fill(float.MinValue);
                SmoothSteps.ExpOfLess(weights, most);
                float total = 0;
                for (int other = 0; other < count; other++)
                {
                    total += weights[other];
                }

                Span<float> result = mixed.Slice((at * Width) + (head * HeadWidth), HeadWidth);
                result.Clear();
                for (int other = 0; other < count; other++)
                {
                    Add(result, v.Slice((other * Width) + (head * HeadWidth), HeadWidth), weights[other] / total);
                }
            }
        }
    }

    private static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        for (int i = 0; i < one.Length; i += 8)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.Create(one[i..]), Vector256.Create(other[i..]), sum);
        }

        return Lanes(sum);
    }

    private static void Add(Span<float> sum, ReadOnlySpan<float> row, float weight)
    {
        Vector256<float> times = Vector256.Create(weight);
        for (int i = 0; i < sum.Length; i += 8)
        {
            Vector256.FusedMultiplyAdd(Vector256.Create(row[i..]), times, Vector256.Create<float>(sum[i..])).CopyTo(sum[i..]);
        }
    }

    // What a word is worth, and where it stands.
    private static void Place(ReadOnlySpan<sbyte> word, float scale, ReadOnlySpan<float> position, Span<float> row)
    {
        Vector256<float> times = Vector256.Create(scale);
        for (int i = 0; i < row.Length; i += 32)
        {
            (Vector256<short> low, Vector256<short> high) = Vector256.Widen(Vector256.Create(word[i..]));
            Place(low, times, position[i..], row[i..]);
            Place(high, times, position[(i + 16)..], row[(i + 16)..]);
        }
    }

    private static void Place(Vector256<short> word, Vector256<float> times, ReadOnlySpan<float> position, Span<float> row)
    {
        (Vector256<int> low, Vector256<int> high) = Vector256.Widen(word);
        ((Vector256.ConvertToSingle(low) * times) + Vector256.Create(position)).CopyTo(row);
        ((Vector256.ConvertToSingle(high) * times) + Vector256.Create(position[8..])).CopyTo(row[8..]);
    }

    // Always in the same order, whatever the machine: ((0 + 1) + (2 + 3)) + ((4 + 5) + (6 + 7)).
    private static float Lanes(Vector256<float> v)
    {
        if (!Avx.IsSupported)
        {
            return ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]));
        }

        Vector256<float> pairs = Avx.HorizontalAdd(v, v);
        Vector256<float> fours = Avx.HorizontalAdd(pairs, pairs);
        return (fours.GetLower() + fours.GetUpper()).ToScalar();
    }

    private static void AddAndNormalise(Span<float> x, ReadOnlySpan<float> more, (float[] Gain, float[] Shift) norm, int count)
    {
        for (int at = 0; at < count; at++)
        {
            Span<float> row = x.Slice(at * Width, Width);
            Add(row, more.Slice(at * Width, Width), 1);
            Normalise(row, norm);
        }
    }

    private static void Normalise(Span<float> row, (float[] Gain, float[] Shift) norm)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        for (int i = 0; i < row.Length; i += 8)
        {
            sum += Vector256.Create<float>(row[i..]);
        }

        Vector256<float> mean = Vector256.Create(Lanes(sum) / row.Length);
        Vector256<float> squares = Vector256<float>.Zero;
        for (int i = 0; i < row.Length; i += 8)
        {
            Vector256<float> away = Vector256.Create<float>(row[i..]) - mean;
            squares = Vector256.FusedMultiplyAdd(away, away, squares);
        }

        Vector256<float> scale = Vector256.Create(1 / MathF.Sqrt((Lanes(squares) / row.Length) + Tiny));
        for (int i = 0; i < row.Length; i += 8)
        {
            Vector256<float> away = (Vector256.Create<float>(row[i..]) - mean) * scale;
            Vector256.FusedMultiplyAdd(away, Vector256.Create(norm.Gain, i), Vector256.Create(norm.Shift, i)).CopyTo(row[i..]);
        }
    }

    private static float[] Mean(ReadOnlySpan<float> x, int count)
    {
        float[] mean = new float[Width];
        for (int at = 0; at < count; at++)
        {
            Add(mean, x.Slice(at * Width, Width), 1);
        }

        float length = MathF.Sqrt(Dot(mean, mean));
        for (int i = 0; i < Width; i++)
        {
            mean[i] /= length;
        }

        return mean;
    }

    /// <summary>Room to work in, borrowed and given back: a sentence would else leave some hundred thousand bytes behind.</summary>
    private sealed class Room : IDisposable
    {
        private readonly int rows;
        private readonly float[] all;

        public Room(int rows)
        {
            this.rows = rows;
            all = ArrayPool<float>.Shared.Rent(rows * ((5 * Width) + Inner));
            Rounded = new RoundedRows(rows, Inner);
        }

        public RoundedRows Rounded { get; }

        public Span<float> Words => Part(0, Width);

        public Span<float> Query => Part(Width, Width);

        public Span<float> Key => Part(2 * Width, Width);

        public Span<float> Value => Part(3 * Width, Width);

        public Span<float> Mixed => Part(4 * Width, Width);

        public Span<float> Wide => Part(5 * Width, Inner);

        public void Dispose()
        {
            Rounded.Dispose();
            ArrayPool<float>.Shared.Return(all);
        }

        private Span<float> Part(int from, int width) => all.AsSpan(rows * from, rows * width);
    }

    /// <summary>One layer: every word looks at every other, then each is thought about alone.</summary>
    private sealed record Layer(
        EightBitDense Query,
        EightBitDense Key,
        EightBitDense Value,
        EightBitDense Output,
        (float[] Gain, float[] Shift) AfterAttention,
        EightBitDense Widen,
        EightBitDense Narrow,
        (float[] Gain, float[] Shift) AfterInner);

    private ref struct Unpacker(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> rest = rest;

        public string Text() => System.Text.Encoding.UTF8.GetString(Take(Number()));

        public int Number() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

        public float[] Floats(int count)
        {
            ReadOnlySpan<int> bits = MemoryMarshal.Cast<byte, int>(Take(4 * count));
            float[] numbers = new float[count];
            Span<int> to = MemoryMarshal.Cast<float, int>(numbers.AsSpan());
            if (BitConverter.IsLittleEndian)
            {
                bits.CopyTo(to);
            }
            else
            {
                BinaryPrimitives.ReverseEndianness(bits, to);
            }

            return numbers;
        }

        public (sbyte[] Rows, float[] Scales) Bytes(int rows, int width)
        {
            float[] scales = Floats(rows);
            return (MemoryMarshal.Cast<byte, sbyte>(Take(rows * width)).ToArray(), scales);
        }

        public EightBitDense Dense(int inputs, int outputs)
        {
            float[] bias = Floats(outputs);
            float[] scales = Floats(outputs);
            return new EightBitDense(MemoryMarshal.Cast<byte, sbyte>(Take(inputs * outputs)), scales, bias, inputs, outputs);
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count < 0 || count > rest.Length)
            {
                throw new FormatException("The weights of the sentence encoder end too early.");
            }

            ReadOnlySpan<byte> taken = rest[..count];
            rest = rest[count..];
            return taken;
        }
    }
}
