using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AdviceBot.Core.Search;

/// <summary>One sentence of a message, and whether it looks like the one that asks or says what is needed.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Leaning">Grows with each sign of a question or a need; 0 for a sentence that only tells.</param>
internal sealed record Sentence(string Text, double Leaning);

/// <summary>Cuts a message into sentences and looks in each for the question or the need.</summary>
internal static class Focus
{
    // A story of more sentences is read by its last ones: what is asked stands at the end more often than not.
    private const int MostSentences = 8;
    private const int ShortestSentence = 3;

    private const double Mark = 0.6;
    private const double AsksFirst = 0.42;
    private const double Needs = 0.42;
    private const double StandsLast = 0.3;

    private static readonly FrozenSet<string> Asking = FrozenSet.ToFrozenSet(
        """
        can could do does did is are am was were will would should shall may must has have what whats which when who whos whose where how why surely
        isnt arent dont doesnt cant wont shouldnt wouldnt
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> Joining = FrozenSet.ToFrozenSet(["and", "but", "so", "or", "also", "then", "please"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Needing = FrozenSet.ToFrozenSet(
        ["want", "need", "nobody", "supposed", "allowed", "rather", "wonder", "wondering", "meant", "unsure", "confused", "worried", "asking", "anyone", "anybody", "somebody", "someone"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<(string, string)> NeedingPairs = FrozenSet.ToFrozenSet(
        [("dont", "know"), ("not", "sure"), ("dont", "get"), ("no", "one"), ("cant", "be"), ("no", "idea"), ("how", "do"), ("is", "there"), ("right", "to"), ("dont", "understand")]);

    /// <summary>The sentences of a message in their order; one for a message that has no more.</summary>
    public static ImmutableArray<Sentence> Sentences(string text)
    {
        List<string> all = [];
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool ends = text[i] is '\n' or '\r' || (text[i] is '.' or '?' or '!' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])));
            if (ends || i + 1 == text.Length)
            {
                string sentence = text[start..(i + 1)].Trim();
                start = i + 1;
                if (sentence.Length >= ShortestSentence)
                {
                    all.Add(sentence);
                }
            }
        }

        return [.. all.Skip(Math.Max(0, all.Count - MostSentences)).Select((s, i) => new Sentence(s, Leaning(s) + (i == Math.Min(all.Count, MostSentences) - 1 ? StandsLast : 0)))];
    }

    private static double Leaning(string sentence)
    {
        string[] words = [.. Words.Read(sentence, plain: true).Select(w => w.Text)];
        int first = Array.FindIndex(words, w => !Joining.Contains(w));
        bool asks = first >= 0 && Asking.Contains(words[first]);
        bool needs = words.Any(Needing.Contains) || words.Zip(words.Skip(1)).Any(NeedingPairs.Contains);
        return (sentence.TrimEnd()[^1] == '?' ? Mark : 0) + (asks ? AsksFirst : 0) + (needs ? Needs : 0);
    }
}
