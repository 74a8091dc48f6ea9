using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AdviceBot.Core.Sentences;

/// <summary>A dense layer of a network with weights of 8 bits: to = from · weights + bias.</summary>
/// <remarks>
/// All products and sums are of whole numbers, so the order doesn't matter and every processor gets the same: those with a dot product of
/// bytes, those with one of short numbers, and all others. The weights stand in panels of 24 outputs by 4 inputs, as the sums need them.
/// </remarks>
internal sealed class EightBitDense
{
    /// <summary>Rows are worked on in groups of so many.</summary>
    public const int RowsAtOnce = 4;

    private const int Panel = 24;
    private const int Group = 4;
    private const int Vectors = 3;

    private readonly sbyte[] panels;
    private readonly int[] offsets;
    private readonly float[] scales;
    private readonly float[] bias;
    private readonly int inputs;
    private readonly int outputs;

    /// <summary>Lays the weights out.</summary>
    /// <param name="rows">All weights of the first output, then of the next.</param>
    /// <param name="scales">What a weight of 1 is worth, one an output.</param>
    /// <param name="bias">What is added, one an output.</param>
    /// <param name="inputs">A multiple of 4.</param>
    /// <param name="outputs">A multiple of 24.</param>
    public EightBitDense(ReadOnlySpan<sbyte> rows, ReadOnlySpan<float> scales, float[] bias, int inputs, int outputs)
    {
        this.bias = bias;
        this.inputs = inputs;
        this.outputs = outputs;
        this.scales = scales.ToArray();
        panels = new sbyte[inputs * outputs];
        offsets = new int[outputs];
        ReadOnlySpan<int> groups = MemoryMarshal.Cast<sbyte, int>(rows);
        Span<int> placed = MemoryMarshal.Cast<sbyte, int>(panels.AsSpan());
        int groupsOfOne = inputs / Group;
        for (int o = 0; o < outputs; o++)
        {
            int place = (o / Panel * Panel * groupsOfOne) + (o % Panel);
            foreach (int group in groups.Slice(o * groupsOfOne, groupsOfOne))
            {
                placed[place] = group;
                place += Panel;
            }

            offsets[o] = -128 * Sum(rows.Slice(o * inputs, inputs));
        }
    }

    private static int Sum(ReadOnlySpan<sbyte> numbers)
    {
        int sum = 0;
        foreach (sbyte number in numbers)
        {
            sum += number;
        }

        return sum;
    }

    /// <summary>A way to multiply four bytes with four weights of each of eight outputs, and to add them up.</summary>
    internal interface IDot
    {
        /// <summary>Whether it takes bytes as 0 to 255, so that 128 times the weights is too much.</summary>
        static abstract bool IsShifted { get; }

        /// <summary>The sum and four products more.</summary>
        /// <param name="four">The four bytes as <see cref="RoundedRows"/> keeps them, each 128 more than it stands for.</param>
        static abstract Vector256<int> Add(Vector256<int> sum, Vector256<sbyte> weights, Vector256<byte> four);
    }

    /// <summary>Multiplies all rows.</summary>
    /// <param name="to">As many rows of outputs.</param>
    public void Apply(RoundedRows from, Span<float> to)
    {
        if (AvxVnni.IsSupported)
        {
            Apply<ByBytes>(from, to);
        }
        else if (Avx2.IsSupported)
        {
            Apply<ByShorts>(from, to);
        }
        else
        {
            Apply<Anywhere>(from, to);
        }
    }

    /// <summary>The same in a way of one's choice.</summary>
    internal void Apply<TDot>(RoundedRows from, Span<float> to)
        where TDot : IDot
    {
        for (int panel = 0; panel < outputs; panel += Panel)
        {
            ReadOnlySpan<sbyte> weights = panels.AsSpan(panel * inputs, Panel * inputs);
            for (int row = 0; row < from.Rows; row += RowsAtOnce)
            {
                FourRows<TDot>(weights, from, row, to[((row * outputs) + panel)..], panel);
            }
        }
    }

    // Compiled for good at once: nothing of this may run unfinished, and nothing is learned of it by running.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FourRows<TDot>(ReadOnlySpan<sbyte> weights, RoundedRows from, int row, Span<float> to, int panel)
        where TDot : IDot
    {
        Vector256<int> a0 = TDot.IsShifted ? Vector256.Create(offsets, panel) : Vector256<int>.Zero;
        Vector256<int> b0 = TDot.IsShifted ? Vector256.Create(offsets, panel + 8) : Vector256<int>.Zero;
        Vector256<int> c0 = TDot.IsShifted ? Vector256.Create(offsets, panel + 16) : Vector256<int>.Zero;
        (Vector256<int> a1, Vector256<int> b1, Vector256<int> c1) = (a0, b0, c0);
        (Vector256<int> a2, Vector256<int> b2, Vector256<int> c2) = (a0, b0, c0);
        (Vector256<int> a3, Vector256<int> b3, Vector256<int> c3) = (a0, b0, c0);
        ref sbyte w = ref MemoryMarshal.GetReference(weights);
        ref int x0 = ref MemoryMarshal.GetReference(from.Row(row, inputs));
        ref int x1 = ref MemoryMarshal.GetReference(from.Row(row + 1, inputs));
        ref int x2 = ref MemoryMarshal.GetReference(from.Row(row + 2, inputs));
        ref int x3 = ref MemoryMarshal.GetReference(from.Row(row + 3, inputs));
        for (nuint i = 0; i < (nuint)(inputs / Group); i++)
        {
            Vector256<sbyte> wa = Vector256.LoadUnsafe(ref w, i * Panel * Group);
            Vector256<sbyte> wb = Vector256.LoadUnsafe(ref w, (i * Panel * Group) + 32);
            Vector256<sbyte> wc = Vector256.LoadUnsafe(ref w, (i * Panel * Group) + 64);
            Vector256<byte> x = Vector256.Create(Unsafe.Add(ref x0, i)).AsByte();
            a0 = TDot.Add(a0, wa, x);
            b0 = TDot.Add(b0, wb, x);
            c0 = TDot.Add(c0, wc, x);
            x = Vector256.Create(Unsafe.Add(ref x1, i)).AsByte();
            a1 = TDot.Add(a1, wa, x);
            b1 = TDot.Add(b1, wb, x);
            c1 = TDot.Add(c1, wc, x);
            x = Vector256.Create(Unsafe.Add(ref x2, i)).AsByte();
            a2 = TDot.Add(a2, wa, x);
            b2 = TDot.Add(b2, wb, x);
            c2 = TDot.Add(c2, wc, x);
            x = Vector256.Create(Unsafe.Add(ref x3, i)).AsByte();
            a3 = TDot.Add(a3, wa, x);
            b3 = TDot.Add(b3, wb, x);
            c3 = TDot.Add(c3, wc, x);
        }

        Store(to, panel, from.Scale(row), a0, b0, c0);
        Store(to[outputs..], panel, from.Scale(row + 1), a1, b1, c1);
        Store(to[(2 * outputs)..], panel, from.Scale(row + 2), a2, b2, c2);
        Store(to[(3 * outputs)..], panel, from.Scale(row + 3), a3, b3, c3);
    }

    private void Store(Span<float> to, int panel, float scale, Vector256<int> a, Vector256<int> b, Vector256<int> c)
    {
        Vector256<float> times = Vector256.Create(scale);
        Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(a), times * Vector256.Create(scales, panel), Vector256.Create(bias, panel)).CopyTo(to);
        Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(b), times * Vector256.Create(scales, panel + 8), Vector256.Create(bias, panel + 8)).CopyTo(to[8..]);
        Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(c), times * Vector256.Create(scales, panel + 16), Vector256.Create(bias, panel + 16)).CopyTo(to[16..]);
    }

    /// <summary>For processors with a dot product of bytes.</summary>
    internal readonly struct ByBytes : IDot
    {
        public static bool IsShifted => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Add(Vector256<int> sum, Vector256<sbyte> weights, Vector256<byte> four) => AvxVnni.MultiplyWideningAndAdd(sum, four, weights);
    }

    /// <summary>For processors with a dot product of short numbers: first the even bytes, then the odd ones.</summary>
    internal readonly struct ByShorts : IDot
    {
        public static bool IsShifted => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> Add(Vector256<int> sum, Vector256<sbyte> weights, Vector256<byte> four)
        {
            Vector256<short> w = weights.AsInt16();
            Vector256<short> x = RoundedRows.Signed(four).AsInt16();
            return sum + Avx2.MultiplyAddAdjacent((w << 8) >> 8, (x << 8) >> 8) + Avx2.MultiplyAddAdjacent(w >> 8, x >> 8);
        }
    }

    /// <summary>For every other processor. A product of two bytes always has room in a short number.</summary>
    internal readonly struct Anywhere : IDot
    {
        public static bool IsShifted => false;

        public static Vector256<int> Add(Vector256<int> sum, Vector256<sbyte> weights, Vector256<byte> four)
        {
            Vector256<short> w = weights.AsInt16();
            Vector256<short> x = RoundedRows.Signed(four).AsInt16();
            return sum + Pairs(((w << 8) >> 8) * ((x << 8) >> 8)) + Pairs((w >> 8) * (x >> 8));
        }

        private static Vector256<int> Pairs(Vector256<short> products) => ((products.AsInt32() << 16) >> 16) + (products.AsInt32() >> 16);
    }
}

/// <summary>Rows of numbers rounded to 8 bits, each with a scale of its own: its greatest number is 127.</summary>
/// <remarks>Each stands as a byte from 1 to 255, 128 more than it is: so the processors with a dot product of bytes take it.</remarks>
internal sealed class RoundedRows : IDisposable
{
    private const byte Middle = 128;

    private readonly int[] fours;
    private readonly float[] scales;

    /// <summary>Room for so many rows of at most so many numbers.</summary>
    public RoundedRows(int rows, int widest)
    {
        Rows = rows;
        fours = ArrayPool<int>.Shared.Rent(rows * widest / 4);
        scales = ArrayPool<float>.Shared.Rent(rows);
    }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; }

    /// <summary>What a 1 in a row is worth.</summary>
    public float Scale(int row) => scales[row];

    /// <summary>A row, four bytes in each number.</summary>
    public ReadOnlySpan<int> Row(int row, int width) => fours.AsSpan(row * width / 4, width / 4);

    /// <summary>Rounds every row; a half goes to the even number.</summary>
    /// <param name="width">How many numbers a row has: a multiple of 32.</param>
    public void Take(ReadOnlySpan<float> from, int width)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(fours.AsSpan());
        for (int row = 0; row < Rows; row++)
        {
            scales[row] = Round(from.Slice(row * width, width), bytes.Slice(row * width, width));
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(fours);
        ArrayPool<float>.Shared.Return(scales);
    }

    /// <summary>What the bytes stand for.</summary>
    public static Vector256<sbyte> Signed(Vector256<byte> bytes) => (bytes ^ Vector256.Create(Middle)).AsSByte();

    private static float Round(ReadOnlySpan<float> from, Span<byte> to)
    {
        Vector256<float> greatest = Vector256<float>.Zero;
        for (int i = 0; i < from.Length; i += 8)
        {
            greatest = Vector256.Max(greatest, Vector256.Abs(Vector256.Create(from[i..])));
        }

        float most = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            most = Math.Max(most, greatest[lane]);
        }

        if (most == 0)
        {
            to.Fill(Middle);
            return 0;
        }

        Vector256<float> times = Vector256.Create(127 / most);
        for (int i = 0; i < from.Length; i += 32)
        {
            Vector256<short> lower = Vector256.Narrow(Whole(from[i..], times), Whole(from[(i + 8)..], times));
            Vector256<short> upper = Vector256.Narrow(Whole(from[(i + 16)..], times), Whole(from[(i + 24)..], times));
            (Vector256.Narrow(lower, upper).AsByte() ^ Vector256.Create(Middle)).CopyTo(to[i..]);
        }

        return most / 127;
    }

    private static Vector256<int> Whole(ReadOnlySpan<float> from, Vector256<float> times) =>
        Vector256.ConvertToInt32(Vector256.Round(Vector256.Create(from) * times));
}
