using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Search;

/// <summary>One thing the search looks for.</summary>
/// <remarks>A class, like what else passes through lists here: the framework's lists of classes are compiled ahead, so a start needn't wait for it.</remarks>
/// <param name="Stem">The word without its ending.</param>
/// <param name="Plain">The word as read.</param>
/// <param name="Typed">The word as typed.</param>
/// <param name="Weight">1 for a word that was said, less for a guess or a synonym.</param>
/// <param name="Weak">Whether it says little about the need.</param>
/// <param name="Said">False for words that a synonym or an acronym brought in.</param>
internal sealed record Token(string Stem, string Plain, string Typed, double Weight, bool Weak, bool Said);

/// <summary>Turns text into tokens: plain words, mended, without endings, with acronyms and synonyms beside them.</summary>
internal sealed class Reader
{
    private const double AcronymWeight = 0.6;
    private const double SynonymWeight = 0.3;
    private const int LongestPhrase = 4;
    private const int ShortestSlip = 5;
    private const double HalfSure = 0.5;

    private readonly SearchOptions options;
    private readonly Spelling spelling;
    private readonly Dictionary<string, Synonym> phrases = new(StringComparer.Ordinal);
    private readonly HashSet<string> firstStems = new(StringComparer.Ordinal);

    public Reader(SearchOptions options, Spelling spelling, ImmutableArray<Synonym> synonyms)
    {
        this.options = options;
        this.spelling = spelling;
        foreach (Synonym synonym in synonyms)
        {
            if (synonym.IsAcronym ? options.Acronyms : options.Synonyms)
            {
                foreach (string say in synonym.Say)
                {
                    string[] stems = [.. Words.Read(say, plain: false).Select(w => StemOf(w.Text))];
                    phrases.TryAdd(Key(stems), synonym);
                    firstStems.UnionWith(stems.Take(1));
                }
            }
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="asContent">Our own text: acronyms are spelt out, synonyms are not added.</param>
    /// <param name="met">Words read before, as they were typed, kept while much is read at once; null for a single message.</param>
    public ImmutableArray<Token> Read(string text, bool asContent, Dictionary<string, Token[]>? met = null)
    {
        List<Token> said = [];
        if (met is null)
        {
            Words.Cut(text, options.PlainWords, typed => said.AddRange(Understood(typed, isKept: false)));
        }
        else
        {
            Dictionary<string, Token[]>.AlternateLookup<ReadOnlySpan<char>> known = met.GetAlternateLookup<ReadOnlySpan<char>>();
            Words.Cut(text, options.PlainWords, typed =>
            {
                if (!known.TryGetValue(typed, out Token[]? tokens))
                {
                    known[typed] = tokens = Understood(typed, isKept: true);
                }

                said.AddRange(tokens);
            });
        }

        return [.. said, .. Meanings(said, asContent)];
    }

    /// <summary>Whether most words of a text are neither English nor ours, and no slip of one that can be told: another language, or none.</summary>
    /// <remarks>
    /// A short word is a letter or two from some word of ours in any language ("nicht" and "night"), so only longer ones are taken for slips here.
    /// One word alone is never strange: there is too little to tell by.
    /// </remarks>
    public bool IsStrange(string text)
    {
        string[] words = [.. Words.Read(text, options.PlainWords).Where(w => w.Text.Any(char.IsAsciiLetter)).DistinctBy(w => w.Typed).Select(w => w.Text)];
        int known = words.Count(w => EnglishWords.Has(w) || phrases.ContainsKey(w) || (w.Length > 2 && spelling.Knows(w)));
        return words.Length > 1 && 2 * known < words.Length
            && 2 * (known + words.Count(w => w.Length >= ShortestSlip && !spelling.Knows(w) && spelling.Mend(w).Any(m => m.Weight > HalfSure))) < words.Length;
    }

    private Token[] Understood(ReadOnlySpan<char> typed, bool isKept) =>
        [.. Words.Read(typed, options.PlainWords).SelectMany(word => Understood(word.Text, isKept).Select(token => token with { Typed = word.Typed }))];

    // The word itself, or what it was probably meant to be.
    private IEnumerable<Token> Understood(string word, bool isKept)
    {
        IReadOnlyList<Mended> mended =
            phrases.ContainsKey(word) || !options.Repair || spelling.Knows(word) ? [] : isKept ? spelling.MendAndRemember(word) : spelling.Mend(word);
        return mended.Count == 0
            ? [Make(word, word, 1)]
            : mended.SelectMany(m => m.Words.Split(' ').Select(part => Make(part, word, m.Weight)));
    }

    private IEnumerable<Token> Meanings(List<Token> said, bool asContent)
    {
        for (int at = 0; at < said.Count; at++)
        {
            if (!firstStems.Contains(said[at].Stem))
            {
                continue;
            }

            for (int length = Math.Min(LongestPhrase, said.Count - at); length >= 1; length--)
            {
                List<Token> phrase = said.GetRange(at, length);
                if (!phrases.TryGetValue(Key(phrase.Select(t => t.Stem)), out Synonym? synonym) || (asContent && !synonym.IsAcronym))
                {
                    continue;
                }

                string typed = string.Join(' ', phrase.Select(t => t.Typed));
                double weight = (synonym.IsAcronym ? AcronymWeight : SynonymWeight) * phrase.Min(t => t.Weight);
                foreach (Word word in Words.Read(synonym.Means, plain: false))
                {
                    yield return Make(word.Text, typed, weight) with { Said = false };
                }

                break;
            }
        }
    }

    private Token Make(string word, string typed, double weight) =>
        new(StemOf(word), word, typed, weight, CommonWords.Weak.Contains(word), Said: true);

    private string StemOf(string word) => options.Stems ? Stemmer.Stem(word) : word;

    private static string Key(IEnumerable<string> stems) => string.Join(' ', stems);
}
