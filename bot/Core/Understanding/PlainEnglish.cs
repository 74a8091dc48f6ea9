using System.Collections.Immutable;
using System.Text;
using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Understanding;

/// <summary>Writes a message out in plain small words, sentence by sentence, as the sentence encoder wants them.</summary>
/// <remarks>
/// Look-alike letters, invisible signs, capitals, text-speak, letters for digits, repeated letters, missing spaces and typing errors are put
/// right as far as can be guessed. What can't be guessed stays as it is.
/// </remarks>
public sealed class PlainEnglish
{
    private const int LongestWord = 40;
    private const int LongestPiece = 14;
    private const int ShortestJoined = 6;
    private const int ShortestSwapped = 4;
    private const int TimesToBeCommon = 30;
    private const int SurelyJoined = 18;
    private const int LongestUnbroken = 200;
    private const int LettersPutRight = 3_000;
    private const double CostOfAPiece = 4.5;

    // The place from which the encoder's two-letter pieces are no words of their own, and how many were left out before the commonest one.
    private const int CommonPieces = 2_070;
    private const int PiecesBefore = 1_930;

    private static readonly (string Ending, string Word)[] Endings =
        [("n't", "not"), ("'s", "is"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"), ("'m", "am")];

    private readonly Dictionary<string, string> sameAs;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> written;
    private readonly ImmutableDictionary<string, string> emoji;
    private readonly Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> known;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> often;
    private readonly TypingErrors typing;

    /// <summary>Knows the words of the encoder, those of the rules and those of the examples.</summary>
    /// <param name="common">Words to put typing errors right to, with how often each stands in the examples.</param>
    public PlainEnglish(UrgencyRules rules, WordPieces pieces, IReadOnlyDictionary<string, int> common)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(pieces);
        ArgumentNullException.ThrowIfNull(common);
        sameAs = new(rules.SameAs, StringComparer.Ordinal);
        written = sameAs.GetAlternateLookup<ReadOnlySpan<char>>();
        emoji = rules.Emoji;
        var costs = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string word, int place) in pieces.Words)
        {
            if (word.All(char.IsAsciiLetter) && (word.Length > 2 || place < CommonPieces))
            {
                // Pieces are numbered from the commonest: a rare word is a dear guess.
                costs[word] = CostOfAPiece + Exact.Log(place + PiecesBefore);
            }
        }

        foreach ((string word, int times) in common)
        {
            costs[word] = CostOfAPiece + Exact.Log(Math.Max(1_000, 4_000 / times));
        }

        known = costs.GetAlternateLookup<ReadOnlySpan<char>>();
        often = new Dictionary<string, int>(common, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        typing = new TypingErrors(common.Where(w => w.Key.Length >= TypingErrors.Shortest && !sameAs.ContainsKey(w.Key)).Select(w => w.Key));
    }

    /// <summary>The sentences of a message, each as plain words.</summary>
    public ImmutableArray<ImmutableArray<string>> Sentences(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new Reader(this);
        foreach (Rune sign in text.AsSpan(0, Math.Min(text.Length, UrgencyText.Longest)).EnumerateRunes())
        {
            reader.Take(sign);
        }

        return reader.Finish();
    }

    /// <summary>Words as they are written, for counting which are common.</summary>
    public static IEnumerable<string> WordsOf(string text) =>
        text.Split([' ', ',', '.', '?', '!', ';', ':', '(', ')', '"', '/', '-'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.ToLowerInvariant()).Where(word => word.All(char.IsAsciiLetter));

    private string? Known(ReadOnlySpan<char> word) =>
        written.TryGetValue(word, out string? meant) ? meant
        : known.ContainsKey(word) ? word.ToString()
        : null;

    private string Plain(ReadOnlySpan<char> typed, ref int putRight)
    {
        if (Known(typed) is { } known)
        {
            return known;
        }

        if (typed.Contains('\''))
        {
            if (Contraction(typed) is { } whole)
            {
                return whole;
            }

            typed = typed.ToString().Replace("'", "", StringComparison.Ordinal);
            if (Known(typed) is { } without)
            {
                return without;
            }
        }

        if (typed.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return typed[..Math.Min(typed.Length, LongestWord)].ToString();
        }

        if (typed.Length > LongestWord)
        {
            return Unbroken(typed, ref putRight);
        }

        if (Disguised(typed) is { } undone)
        {
            return undone;
        }

        if (putRight > LettersPutRight)
        {
            return typed.ToString();
        }

        putRight += typed.Length;
        string? meant = typing.Meant(typed) ?? Swapped(typed) ?? Short(typed);
        return meant is not null && (typed.Length <= LongestPiece || Joined(typed) is null) ? Known(meant) ?? meant : Joined(typed) ?? typed.ToString();
    }

    private string? Contraction(ReadOnlySpan<char> typed)
    {
        foreach ((string ending, string word) in Endings)
        {
            if (typed.Length > ending.Length && typed.EndsWith(ending, StringComparison.Ordinal) && Known(typed[..^ending.Length]) is { } start)
            {
                return $"{(start == "ca" ? "can" : start == "wo" ? "will" : start)} {word}";
            }
        }

        return null;
    }

    // A whole message without a space, piece by piece.
    private string Unbroken(ReadOnlySpan<char> typed, ref int putRight)
    {
        var words = new List<string>();
        for (int at = 0; at < typed.Length && putRight <= LettersPutRight; at += LongestUnbroken)
        {
            ReadOnlySpan<char> part = typed[at..Math.Min(at + LongestUnbroken, typed.Length)];
            putRight += part.Length;
            words.Add(Joined(part) ?? part[..Math.Min(part.Length, LongestWord)].ToString());
        }

        return words.Count > 0 ? string.Join(' ', words) : typed[..LongestWord].ToString();
    }

    // Letters that changed places in a short word: daed, wehn.
    private string? Swapped(ReadOnlySpan<char> typed)
    {
        if (typed.Length is < ShortestSwapped or >= TypingErrors.Shortest)
        {
            return null;
        }

        string? best = null;
        Span<char> other = stackalloc char[typed.Length];
        for (int at = 1; at + 1 < typed.Length; at++)
        {
            typed.CopyTo(other);
            (other[at], other[at + 1]) = (other[at + 1], other[at]);
            if (often.TryGetValue(other, out int times) && (best is null || times > often[best]))
            {
                best = other.ToString();
            }
        }

        return best;
    }

    // A letter doubled, left out or wrong in a word of four or five letters: knnife, kife, knofe. Short words are easily other words, so only a common one is meant.
    private string? Short(ReadOnlySpan<char> typed)
    {
        if (typed.Length is < TypingErrors.Shortest - 3 or > TypingErrors.Shortest)
        {
            return null;
        }

        string? best = null;
        int most = TimesToBeCommon - 1;
        Span<char> room = stackalloc char[typed.Length + 1];
        for (int at = 1; at < typed.Length; at++)
        {
            Span<char> shorter = room[..^2];
            typed[..at].CopyTo(shorter);
            typed[(at + 1)..].CopyTo(shorter[at..]);
            if (typed[at] == typed[at - 1])
            {
                Consider(shorter, often, ref best, ref most);
            }
        }

        for (char letter = 'a'; letter <= 'z' && typed.Length < TypingErrors.Shortest; letter++)
        {
            for (int at = 1; at <= typed.Length; at++)
            {
                Span<char> longer = room;
                typed[..at].CopyTo(longer);
                longer[at] = letter;
                typed[at..].CopyTo(longer[(at + 1)..]);
                Consider(longer, often, ref best, ref most);
                if (at < typed.Length)
                {
                    Span<char> changed = room[..^1];
                    typed.CopyTo(changed);
                    changed[at] = letter;
                    Consider(changed, often, ref best, ref most);
                }
            }
        }

        return best;

        static void Consider(ReadOnlySpan<char> word, Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> often, ref string? best, ref int most)
        {
            if (word.Length is >= ShortestSwapped and < TypingErrors.Shortest && often.TryGetValue(word, out int times) && times > most)
            {
                (best, most) = (word.ToString(), times);
            }
        }
    }

    // k1ll, heeelp, hittin, su*cide
    private string? Disguised(ReadOnlySpan<char> typed)
    {
        Span<char> plain = stackalloc char[typed.Length + 1];
        typed.CopyTo(plain);
        Span<char> letters = plain[..typed.Length];
        for (int at = 0; at < letters.Length; at++)
        {
            letters[at] = letters[at] switch
            {
                '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', var other => other,
            };
        }

        if (Known(letters) is { } read)
        {
            return read;
        }

        if (Squeezed(typed, 2) is { } squeezed)
        {
            return squeezed;
        }

        typed.CopyTo(plain);
        plain[typed.Length] = 'g';
        return typed is [.., 'i', 'n'] && known.ContainsKey(plain) ? plain.ToString() : null;
    }

    private string? Squeezed(ReadOnlySpan<char> typed, int keep)
    {
        Span<char> shorter = stackalloc char[typed.Length];
        int length = 0;
        int run = 0;
        bool any = false;
        for (int at = 0; at < typed.Length; at++)
        {
            run = at > 0 && typed[at] == typed[at - 1] ? run + 1 : 1;
            int end = at;
            while (end + 1 < typed.Length && typed[end + 1] == typed[at])
            {
                end++;
            }

            bool isLong = end - at + run >= 3;
            any |= isLong;
            if (!isLong || run <= keep)
            {
                shorter[length++] = typed[at];
            }
        }

        return !any ? null : Known(shorter[..length]) ?? (keep == 2 ? Squeezed(typed, 1) : null);
    }

    private static double CostOfLetter(char letter, bool isSurelyJoined) =>
        letter is 'i' or 'a' ? CostOfAPiece + 7
        : char.IsAsciiDigit(letter) ? CostOfAPiece
        : isSurelyJoined ? CostOfAPiece + 16
        : double.MaxValue;

    // hesgotaknife: the likeliest words that make up the whole.
    private string? Joined(ReadOnlySpan<char> typed)
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
            for (int length = 1; best[start] < double.MaxValue && length <= Math.Min(LongestPiece, typed.Length - start); length++)
            {
                ReadOnlySpan<char> piece = typed.Slice(start, length);
                double dear = length == 1 ? CostOfLetter(piece[0], isSurelyJoined)
                    : known.TryGetValue(piece, out double own) ? own
                    : written.ContainsKey(piece) ? CostOfAPiece + 8
                    : double.MaxValue;
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
            string word = char.IsAsciiDigit(piece[0]) ? piece.ToString() : Known(piece) ?? piece.ToString();
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

    private sealed class Reader(PlainEnglish english)
    {
        private readonly ImmutableArray<ImmutableArray<string>>.Builder sentences = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        private readonly ImmutableArray<string>.Builder words = ImmutableArray.CreateBuilder<string>();
        private readonly StringBuilder spelt = new();
        private char[] word = new char[64];
        private int length;
        private int putRight;

        public void Take(Rune sign)
        {
            int plain = LookAlikes.PlainOf(sign);
            if (plain == 0)
            {
                return;
            }

            if (plain is (>= 'a' and <= 'z') or (>= '0' and <= '9') || (plain is '\'' or '*' or '@' or '$' && length > 0))
            {
                if (length == word.Length)
                {
                    Array.Resize(ref word, length * 2);
                }

                word[length++] = (char)plain;
                return;
            }

            EndWord();
            if (plain is '.' or '!' or '?' or ';' or '\n' or 0x2026)
            {
                EndSentence();
            }
            else if (plain > 0x7F && english.emoji.TryGetValue(sign.ToString(), out string? meaning))
            {
                words.AddRange(meaning.Split(' '));
            }
        }

        public ImmutableArray<ImmutableArray<string>> Finish()
        {
            EndWord();
            EndSentence();
            return sentences.ToImmutable();
        }

        private void EndWord()
        {
            while (length > 0 && word[length - 1] is '\'' or '*' or '@' or '$')
            {
                length--;
            }

            if (length == 1 && char.IsAsciiLetter(word[0]))
            {
                spelt.Append(word[0]);
            }
            else if (length > 0)
            {
                EndSpelt();
                words.AddRange(english.Plain(word.AsSpan(0, length), ref putRight).Split(' '));
            }

            length = 0;
        }

        // Letters spaced out may be one word: k i l l.
        private void EndSpelt()
        {
            if (spelt.Length >= 4)
            {
                words.AddRange(english.Plain(spelt.ToString(), ref putRight).Split(' '));
            }
            else
            {
                foreach (char letter in spelt.ToString())
                {
                    words.AddRange(english.sameAs.GetValueOrDefault(letter.ToString(), letter.ToString()).Split(' '));
                }
            }

            spelt.Clear();
        }

        private void EndSentence()
        {
            EndSpelt();
            if (words.Count > 0)
            {
                sentences.Add(words.ToImmutable());
                words.Clear();
            }
        }
    }
}
