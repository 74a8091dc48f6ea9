using System.Collections.Immutable;
using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Understanding;

/// <summary>Reads what a message means, beside the rules: as a whole and sentence by sentence.</summary>
/// <remarks>
/// The rules come first and can be explained word by word. This catches wordings nobody thought of when the rules were written. Of a long
/// message the most telling sentences are read, so that no message takes long.
/// </remarks>
public sealed class UrgencyReader
{
    private const int MostWords = 96;
    private const float MoreForAPart = 2f;
    private const float LineFrom = -0.6f;
    private const float SurelyOrdinary = -1.8f;
    private const float MoreWithExcuse = 1f;
    private const float PlainlyOrdinary = -6f;

    private readonly LearnedUrgency learned;
    private readonly Dictionary<string, LearnedWord> words;
    private readonly Dictionary<string, LearnedWord>.AlternateLookup<ReadOnlySpan<char>> byLetters;
    private readonly UrgencyKinds kinds;

    /// <summary>Reads with what was learned.</summary>
    public UrgencyReader(SentenceReader sentences, LearnedUrgency learned)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(learned);
        Sentences = sentences;
        this.learned = learned;
        words = new(learned.Words, StringComparer.Ordinal);
        byLetters = words.GetAlternateLookup<ReadOnlySpan<char>>();
        kinds = new UrgencyKinds(learned.Kinds);
    }

    /// <summary>Makes plain messages of what people type.</summary>
    public SentenceReader Sentences { get; }

    /// <summary>What is urgent in a message; null if nothing is.</summary>
    /// <param name="hasExcuse">Whether the rules see something that makes urgent words harmless: then more is needed.</param>
    public ReadUrgency? Read(PlainMessage message, bool hasExcuse)
    {
        ArgumentNullException.ThrowIfNull(message);
        (ReadUrgency Found, float[] Vector)? most = null;
        if (SmallWords.AreAll(message.Sentences) || IsPlainlyOrdinary(message.Sentences))
        {
            return null;
        }

        foreach ((string window, bool isPart) in Windows(message.Sentences))
        {
            float[] vector = message.VectorOf(window);
            ReadUrgency? found = ReadOne(window, vector, (hasExcuse ? MoreWithExcuse : 0) + (isPart ? MoreForAPart : 0));
            if (found is not null && (most is null || found.Card > most.Value.Found.Card))
            {
                most = (found, vector);
            }
        }

        return most is { } one ? one.Found with { Like = learned.Nearest(one.Vector) } : null;
    }

    // A short message whose words all stand among the examples, nearly always in ordinary ones, isn't compared: that spares the work for
    // many everyday questions, and of the urgent examples it passes over none.
    private bool IsPlainlyOrdinary(ImmutableArray<ImmutableArray<string>> sentences)
    {
        float sum = 0;
        int count = 0;
        foreach (string word in sentences.SelectMany(sentence => sentence))
        {
            if (++count > ReadingWindows.WholeWords || !words.TryGetValue(word, out LearnedWord own))
            {
                return false;
            }

            sum += own.Telling;
        }

        return sum < PlainlyOrdinary;
    }

    /// <summary>Whether a short message is so plainly ordinary, read as a whole and sentence by sentence, that a card would be wrong.</summary>
    public bool IsSurelyOrdinary(PlainMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return ReadingWindows.Whole(message.Sentences) is not null
            && Windows(message.Sentences).All(window => Card(new UrgencyOdds(kinds, learned.Read(window.Words, message.VectorOf(window.Words)))) < SurelyOrdinary);
    }

    // Without the example it is like: that is looked for once, for the window that counts.
    private ReadUrgency? ReadOne(string window, float[] vector, float more)
    {
        var odds = new UrgencyOdds(kinds, learned.Read(window, vector));
        float card = Card(odds) - more;
        if (card <= LineFrom && odds.OfLine < 0)
        {
            return null;
        }

        // The kinds are in the order of the cards: of those that fit about as well as the likeliest, the first.
        int[] fitting = odds.Fitting(isCard: card > LineFrom);
        return new ReadUrgency(
            learned.Kinds[fitting[0]],
            card > 0 ? UrgencyStrength.Hard : UrgencyStrength.Soft,
            fitting.Length > 1 ? learned.Kinds[fitting[1]] : null,
            "",
            card);
    }

    private float Card(UrgencyOdds odds) => odds.OfCard - learned.Border;

    // The whole of a short message and its most telling parts, as many as there is time for.
    private IEnumerable<(string Words, bool IsPart)> Windows(ImmutableArray<ImmutableArray<string>> sentences)
    {
        string? whole = ReadingWindows.Whole(sentences);
        if (whole is not null)
        {
            yield return (whole, false);
        }

        int left = MostWords - (whole is null ? 0 : Length(whole));
        foreach (string part in ReadingWindows.Parts(sentences).OrderByDescending(Telling))
        {
            left -= Length(part);
            if (left < 0)
            {
                yield break;
            }

            yield return (part, true);
        }
    }

    private float Telling(string part)
    {
        float sum = 0;
        foreach (Range word in part.AsSpan().Split(' '))
        {
            sum += byLetters.TryGetValue(part.AsSpan()[word], out LearnedWord own) ? own.Telling : 0;
        }

        return sum;
    }

    private static int Length(string window) => window.Count(c => c == ' ') + 1;
}

/// <summary>What was read from a sentence.</summary>
/// <param name="Category">The code of the kind.</param>
/// <param name="Also">A second kind that fits.</param>
/// <param name="Like">The example it reads most like.</param>
/// <param name="Card">How much it calls for a card; the border lies at 0.</param>
public sealed record ReadUrgency(string Category, UrgencyStrength Strength, string? Also, string Like, float Card);
