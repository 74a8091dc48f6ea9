using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace AdviceBot.Core.Understanding;

/// <summary>What was learned as bytes: numbers of four bytes, the lowest first; texts with their length before them.</summary>
public static class LearnedUrgencyFormat
{
    private const string Mark = "URG2";

    /// <summary>As bytes, to keep beside the examples.</summary>
    public static byte[] ToBytes(LearnedUrgency learned)
    {
        ArgumentNullException.ThrowIfNull(learned);
        var to = new Writer();
        to.Text(Mark);
        to.Text(learned.MadeFrom);
        to.Many(learned.Kinds, to.Text);
        foreach (float weight in learned.Weights.SelectMany(kind => kind))
        {
            to.Float(weight);
        }

        to.Many(learned.Words, word =>
        {
            to.Text(word.Key);
            to.Number(word.Value.Times);
            to.Float(word.Value.Telling);
        });
        to.Many(learned.Known, example =>
        {
            to.Text(example.Key);
            to.Number(example.Value);
        });
        to.Many(learned.Texts, to.Text);
        to.Bytes(MemoryMarshal.AsBytes(learned.Vectors));
        return to.All;
    }

    /// <summary>Reads such bytes.</summary>
    /// <exception cref="FormatException">They are something else.</exception>
    public static LearnedUrgency FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var from = new Reader(bytes);
            if (from.Text() != Mark)
            {
                throw new FormatException("this is not what was learned from the urgency examples");
            }

            string madeFrom = from.Text();
            var kinds = ImmutableArray.CreateBuilder<string>();
            for (int left = from.Number(); left > 0; left--)
            {
                kinds.Add(from.Text());
            }

            float[][] weights = new float[kinds.Count][];
            for (int kind = 0; kind < kinds.Count; kind++)
            {
                weights[kind] = new float[LearnedUrgency.Width + 1];
                for (int i = 0; i < weights[kind].Length; i++)
                {
                    weights[kind][i] = from.Float();
                }
            }

            var words = ImmutableSortedDictionary.CreateBuilder<string, LearnedWord>(StringComparer.Ordinal);
            for (int left = from.Number(); left > 0; left--)
            {
                words.Add(from.Text(), new LearnedWord(from.Number(), from.Float()));
            }

            var known = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
            for (int left = from.Number(); left > 0; left--)
            {
                known.Add(from.Text(), from.Number());
            }

            var texts = ImmutableArray.CreateBuilder<string>();
            for (int left = from.Number(); left > 0; left--)
            {
                texts.Add(from.Text());
            }

            sbyte[] vectors = MemoryMarshal.Cast<byte, sbyte>(from.Take(texts.Count * LearnedUrgency.Width)).ToArray();
            return new LearnedUrgency(kinds.ToImmutable(), weights, words.ToImmutable(), known.ToImmutable(), vectors, texts.ToImmutable(), madeFrom);
        }
        catch (ArgumentException e)
        {
            throw new FormatException("what was learned from the urgency examples ends too early", e);
        }
    }

    private sealed class Writer
    {
        private readonly List<byte> bytes = [];

        public byte[] All => [.. bytes];

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

        public void Bytes(ReadOnlySpan<byte> more) => bytes.AddRange(more);
    }

    private ref struct Reader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> rest = rest;

        public int Number() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

        public float Float() => BitConverter.Int32BitsToSingle(Number());

        public string Text() => Encoding.UTF8.GetString(Take(Number()));

        public ReadOnlySpan<byte> Take(int count)
        {
            ReadOnlySpan<byte> taken = rest[..count];
            rest = rest[count..];
            return taken;
        }
    }
}
