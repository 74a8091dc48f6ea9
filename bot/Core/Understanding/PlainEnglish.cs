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
    private const int LongestUnbroken = 200;
    private const int LettersPutRight = 3_000;

    private static readonly (string Ending, string Word)[] Endings =
        [("n't", "not"), ("'s", "is"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"), ("'m", "am")];

    private readonly ImmutableDictionary<string, string> emoji;
    private readonly PlainLexicon lexicon;
    private readonly JoinedWords joined;
    private readonly TypingErrors typing;
    private readonly ShortTypingErrors typingShort;

    /// <summary>Knows the words of the encoder, those of the rules and those of the examples.</summary>
    /// <param name="common">Words to put typing errors right to, with how often each stands in the examples.</param>
    public PlainEnglish(UrgencyRules rules, WordPieces pieces, IReadOnlyDictionary<string, int> common)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(pieces);
        ArgumentNullException.ThrowIfNull(common);
        emoji = rules.Emoji;
        lexicon = new PlainLexicon(rules.SameAs, pieces, common);
        joined = new JoinedWords(lexicon);
        typing = new TypingErrors(common.Keys.Where(word => word.Length >= TypingErrors.Shortest && !rules.SameAs.ContainsKey(word)));
        typingShort = new ShortTypingErrors(common);
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

    private string Plain(ReadOnlySpan<char> typed, ref int putRight)
    {
        if (lexicon.Known(typed) is { } known)
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
            if (lexicon.Known(typed) is { } without)
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

        if (Disguises.Undone(typed, lexicon) is { } undone)
        {
            return undone;
        }

        if (putRight > LettersPutRight)
        {
            return typed.ToString();
        }

        putRight += typed.Length;
        string? meant = typing.Meant(typed) ?? typingShort.Meant(typed);
        return meant is not null && (typed.Length <= PlainLexicon.LongestWord || joined.Apart(typed) is null) ? lexicon.Known(meant) ?? meant : joined.Apart(typed) ?? typed.ToString();
    }

    private string? Contraction(ReadOnlySpan<char> typed)
    {
        foreach ((string ending, string word) in Endings)
        {
            if (typed.Length > ending.Length && typed.EndsWith(ending, StringComparison.Ordinal) && lexicon.Known(typed[..^ending.Length]) is { } start)
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
            words.Add(joined.Apart(part) ?? part[..Math.Min(part.Length, LongestWord)].ToString());
        }

        return words.Count > 0 ? string.Join(' ', words) : typed[..LongestWord].ToString();
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
                    words.AddRange((english.lexicon.Written(letter.ToString()) ?? letter.ToString()).Split(' '));
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
