using System.Collections.Frozen;

namespace AdviceBot.Core.Content;

/// <summary>How many years of school a text asks for, by Flesch and Kincaid.</summary>
/// <remarks>
/// 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others, 1975). A list item counts as a sentence.
/// Numbers don't count, and a term that we explain counts as one plain word of one syllable: nobody can reword "child
/// protection conference". Syllables are counted by runs of vowels without a silent ending; the same rule for every text
/// makes texts comparable, which is what matters here.
/// </remarks>
public sealed class ReadingGrade
{
    private const string Vowels = "aeiouy";

    // Terms by their first word, longest first, each as its words.
    private readonly FrozenDictionary<string, string[][]> terms;

    /// <summary>A measure that treats these terms as plain words.</summary>
    public ReadingGrade(IEnumerable<string> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        this.terms = terms
            .SelectMany(t => new[] { t, t + "s" })
            .Select(t => Words(t).ToArray())
            .Where(w => w.Length > 0)
            .GroupBy(w => w[0], StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(w => w.Length).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The grade of a text; 0 for one without words.</summary>
    public double Of(string text)
    {
        int words = 0;
        int syllables = 0;
        int sentences = 0;
        foreach (string sentence in Sentences(text))
        {
            (int w, int s) = Count([.. Words(sentence)]);
            if (w > 0)
            {
                sentences++;
                words += w;
                syllables += s;
            }
        }

        return words == 0 ? 0 : (0.39 * words / sentences) + (11.8 * syllables / words) - 15.59;
    }

    /// <summary>The sentences of a text: ended by a full stop, question mark or colon, or by the end of a line.</summary>
    public static IEnumerable<string> Sentences(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool ends = text[i] is '.' or '?' or '!' or ':' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]));
            if (ends || text[i] == '\n')
            {
                if (i > start)
                {
                    yield return text[start..(i + 1)].Trim();
                }

                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..].Trim();
        }
    }

    /// <summary>How many words a text has, numbers among them.</summary>
    public static int WordCount(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int count = 0;
        bool inWord = false;
        foreach (char c in text)
        {
            bool isWord = char.IsLetterOrDigit(c) || (inWord && c is '\'' or '’' or '-');
            count += isWord && !inWord ? 1 : 0;
            inWord = isWord;
        }

        return count;
    }

    private (int Words, int Syllables) Count(string[] words)
    {
        int count = 0;
        int syllables = 0;
        for (int i = 0; i < words.Length;)
        {
            int term = TermAt(words, i);
            syllables += term > 0 ? 1 : Syllables(words[i]);
            i += Math.Max(1, term);
            count++;
        }

        return (count, syllables);
    }

    // How many words the longest term that starts here has; 0 for none.
    private int TermAt(string[] words, int at)
    {
        foreach (string[] term in terms.GetValueOrDefault(words[at]) ?? [])
        {
            if (at + term.Length <= words.Length && words.AsSpan(at, term.Length).SequenceEqual(term))
            {
                return term.Length;
            }
        }

        return 0;
    }

    // Words of letters, in small letters; apostrophes and hyphens belong to them.
    private static IEnumerable<string> Words(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isLetter = i < text.Length && (char.IsAsciiLetter(text[i]) || (start >= 0 && text[i] is '\'' or '’' or '-'));
            if (isLetter && start < 0)
            {
                start = i;
            }
            else if (!isLetter && start >= 0)
            {
                yield return text[start..i].ToLowerInvariant();
                start = -1;
            }
        }
    }

    private static int Syllables(string word)
    {
        string letters = string.Concat(word.Where(char.IsAsciiLetterLower));
        if (letters.Length <= 3)
        {
            return 1;
        }

        string spoken = WithoutSilentEnding(letters);
        int runs = 0;
        int run = 0;
        for (int i = spoken[0] == 'y' ? 1 : 0; i < spoken.Length; i++)
        {
            run = Vowels.Contains(spoken[i], StringComparison.Ordinal) ? run + 1 : 0;

            // Two vowels together are one sound, a third begins another: "being" has two.
            runs += run % 2 == 1 ? 1 : 0;
        }

        return Math.Max(1, runs);
    }

    // "hoped", "makes" and "make" end in letters nobody says; "table" and "agree" don't.
    private static string WithoutSilentEnding(string word) => word switch
    {
        [.. var stem, 'e', 'd'] => stem,
        [.. var stem, var last, 'e', 's'] when !"laeiouy".Contains(last, StringComparison.Ordinal) => stem,
        [.. var stem, var last, 'e'] when !"laeiouy".Contains(last, StringComparison.Ordinal) => stem,
        _ => word,
    };
}
