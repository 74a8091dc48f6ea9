namespace AdviceBot.Core.Understanding;

/// <summary>Takes words apart that were typed without a space: hesgotaknife.</summary>
internal sealed class JoinedWords(PlainLexicon lexicon)
{
    private const int ShortestJoined = 6;
    private const int SurelyJoined = 18;

    /// <summary>The likeliest words that make up the whole, with spaces between; null when none do.</summary>
    public string? Apart(ReadOnlySpan<char> typed)
    {
        if (typed.Length < ShortestJoined)
        {
            return null;
        }

        // So long a word there isn't: whatever words make it up, they are joined.
        bool isSurelyJoined = typed.Length > SurelyJoined;
        Span<double> best = stackalloc double[typed.Length + 1];
        Span<int> from = stackalloc int[typed.Length + 1];
        best.Fill(double.MaxValue);
        best[0] = 0;
        for (int start = 0; start < typed.Length; start++)
        {
            for (int length = 1; best[start] < double.MaxValue && length <= Math.Min(PlainLexicon.LongestWord, typed.Length - start); length++)
            {
                ReadOnlySpan<char> piece = typed.Slice(start, length);
                double dear = length == 1 ? CostOfLetter(piece[0], isSurelyJoined)
                    : lexicon.Cost(piece) ?? double.MaxValue;
                if (dear < double.MaxValue && best[start] + dear < best[start + length])
                {
                    best[start + length] = best[start] + dear;
                    from[start + length] = start;
                }
            }
        }

        if (best[typed.Length] > (isSurelyJoined ? 5 * typed.Length : (3.4 * typed.Length) + 8))
        {
            return null;
        }

        var words = new List<string>();
        for (int end = typed.Length; end > 0; end = from[end])
        {
            ReadOnlySpan<char> piece = typed[from[end]..end];
            string word = char.IsAsciiDigit(piece[0]) ? piece.ToString() : lexicon.Known(piece) ?? piece.ToString();
            if (char.IsAsciiDigit(piece[0]) && words.Count > 0 && char.IsAsciiDigit(words[0][0]))
            {
                words[0] = word + words[0];
            }
            else
            {
                words.Insert(0, word);
            }
        }

        return string.Join(' ', words);
    }

    private static double CostOfLetter(char letter, bool isSurelyJoined) =>
        letter is 'i' or 'a' ? PlainLexicon.CostOfAPiece + 7
        : char.IsAsciiDigit(letter) ? PlainLexicon.CostOfAPiece
        : isSurelyJoined ? PlainLexicon.CostOfAPiece + 16
        : double.MaxValue;
}
