using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Understanding;

/// <summary>What was learned as bytes.</summary>
public static class LearnedUrgencyFormat
{
    private const string Mark = "URG3";

    /// <summary>As bytes, to keep beside the examples.</summary>
    public static byte[] ToBytes(LearnedUrgency learned)
    {
        ArgumentNullException.ThrowIfNull(learned);
        var to = new LearnedWriter();
        to.Text(Mark);
        to.Text(learned.MadeFrom);
        to.Many(learned.Kinds, to.Text);
        to.Regression(learned.Regression);
        to.Float(learned.Border);
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
            var from = new LearnedReader(bytes);
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

            SoftmaxRegression regression = from.Regression(kinds.Count);
            float border = from.Float();
            Dictionary<string, LearnedWord> words = new(StringComparer.Ordinal);
            for (int left = from.Number(); left > 0; left--)
            {
                words.Add(from.Text(), new LearnedWord(from.Number(), from.Float()));
            }

            Dictionary<string, int> known = new(StringComparer.Ordinal);
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
            return new LearnedUrgency(kinds.ToImmutable(), regression, border, words, known, vectors, texts.ToImmutable(), madeFrom);
        }
        catch (ArgumentException e)
        {
            throw new FormatException("what was learned from the urgency examples ends too early", e);
        }
    }
}
