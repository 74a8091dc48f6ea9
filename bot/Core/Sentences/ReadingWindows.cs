using System.Collections.Immutable;

namespace AdviceBot.Core.Sentences;

/// <summary>What is read of a message at a time: a short one as a whole, and its sentences, or pieces of long ones.</summary>
public static class ReadingWindows
{
    /// <summary>Up to so many words a message is read as a whole, too.</summary>
    public const int WholeWords = 40;

    private const int PieceWords = 24;
    private const int PieceStep = 16;
    private const int FewWords = 6;

    /// <summary>How many words there are.</summary>
    public static int Count(ImmutableArray<ImmutableArray<string>> sentences) => sentences.Sum(sentence => sentence.Length);

    /// <summary>All words of a short message; null of a long or empty one.</summary>
    public static string? Whole(ImmutableArray<ImmutableArray<string>> sentences) =>
        Count(sentences) is > 0 and <= WholeWords ? string.Join(' ', sentences.SelectMany(sentence => sentence)) : null;

    /// <summary>The sentences, long ones in pieces that overlap, very short ones with the next; none of a short message of one sentence.</summary>
    public static IEnumerable<string> Parts(ImmutableArray<ImmutableArray<string>> sentences)
    {
        if (sentences.Length == 1 && sentences[0].Length <= WholeWords)
        {
            yield break;
        }

        for (int at = 0; at < sentences.Length; at++)
        {
            ImmutableArray<string> sentence = sentences[at];
            if (sentence.Length < FewWords && at + 1 < sentences.Length)
            {
                sentence = [.. sentence, .. sentences[at + 1]];
            }

            for (int from = 0; from == 0 || from + PieceStep - PieceWords < sentence.Length - PieceWords; from += PieceStep)
            {
                yield return string.Join(' ', sentence.AsSpan()[from..Math.Min(from + PieceWords, sentence.Length)]);
            }
        }
    }
}
