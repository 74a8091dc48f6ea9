using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;

namespace AdviceBot.Core.Understanding;

/// <summary>A language that is not English.</summary>
/// <param name="Note">What we say in it; null where we have no note.</param>
/// <param name="English">What of the message asks something in English; null where nothing does.</param>
public sealed record OtherLanguage(LanguageNote? Note, string? English = null);

/// <summary>Knows a message that is not in English, by its letters and its small words. When in doubt it is English.</summary>
/// <remarks>
/// Another script decides at once. In Latin letters two different words of the language must be there, and more of them than English
/// words, so that names, typing errors and a borrowed word don't count. Marks on letters are no matter: people leave them out.
/// Where English words are as many, a stretch without any must be of the language for itself: see <see cref="Stretches"/>.
/// </remarks>
public sealed class LanguageSpotter
{
    // A plain letter, and what it is written for when marks are left out.
    private static readonly FrozenDictionary<char, char> Marked =
        new[] { "aáàâãäåăąā", "cćçč", "dďđ", "eéèêëęėē", "gğ", "iíìîïįīı", "lłľ", "nñń", "oóòôõöőøœ", "sśšşșß", "tťţț", "uúùûüűųū", "yýÿ", "zźżž" }
            .SelectMany(letters => letters[1..].Select(marked => KeyValuePair.Create(marked, letters[0])))
            .ToFrozenDictionary();

    // Fewer signs of Chinese are a name.
    private const int FewestSigns = 6;

    // At least so much of a longer message must be words of the language: one part in so many.
    private const int Part = 4;

    private readonly ImmutableArray<KnownLanguage> latin;
    private readonly ILookup<Script, KnownLanguage> others;

    /// <summary>Knows the languages of these notes.</summary>
    public LanguageSpotter(LanguageNotes notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        latin = [.. notes.All.Where(n => n.Script == Script.Latin).Select(n => new KnownLanguage(n))];
        others = notes.All.Where(n => n.Script != Script.Latin).ToLookup(n => n.Script, n => new KnownLanguage(n));
    }

    /// <summary>The language of a message, or of a part of it that says something; null when it is English, or too little to tell.</summary>
    public OtherLanguage? Spot(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string cut = text.Length > Engine.LongestQuestion ? text[..Engine.LongestQuestion] : text;
        ImmutableArray<string> words = Words(cut);
        if (ScriptOf(cut) is var script and not Script.Latin)
        {
            return new OtherLanguage(InScript([.. others[script]], words), LatinIn(words));
        }

        return InLatin(words) is { } note ? new OtherLanguage(note, EnglishIn(note, words)) : InPart(cut, words);
    }

    /// <summary>The note of a language that somebody else is sure of, where nothing in the message speaks against it.</summary>
    /// <param name="code">Such as "pl" or "zh_chs"; what stands after the first sign is no matter.</param>
    public OtherLanguage? Believe(string code, string text)
    {
        ArgumentNullException.ThrowIfNull(code);
        string[] words = [.. Words(text).Select(Fold)];
        if (words.Length < 2 || words.Count(IsEnglish) * 2 >= words.Length)
        {
            return null;
        }

        string language = code.Split('-', '_')[0];
        return new OtherLanguage(latin.Concat(others.SelectMany(o => o)).FirstOrDefault(k => k.Note.Code == language)?.Note);
    }

    /// <summary>Whether there are words, and not one of them is English.</summary>
    public static bool IsUnread(string text) => Words(text) is { IsEmpty: false } words && !words.Select(Fold).Any(IsEnglish);

    private LanguageNote? InLatin(ImmutableArray<string> words)
    {
        string[] plain = [.. words.Select(Fold)];
        bool[] english = [.. plain.Select(IsEnglish)];
        (LanguageNote? Note, int Hits, int Strong) best = (null, 0, 0);
        foreach (KnownLanguage known in latin)
        {
            int hits = 0, strong = 0, against = 0, telling = 0, small = 0;
            HashSet<string> different = [];
            for (int i = 0; i < plain.Length; i++)
            {
                bool tells = known.Telling.Contains(plain[i]);
                bool isSmall = known.Words.Contains(plain[i]);
                bool marked = !english[i] && words[i].AsSpan().IndexOfAny(known.Note.Letters) >= 0;
                if (tells || marked || isSmall)
                {
                    hits++;
                    small += isSmall && !KnownLanguage.OfNames.Contains(plain[i]) ? 1 : 0;
                    strong += tells || marked ? 1 : 0;
                    telling += tells ? 1 : 0;
                    different.Add(KnownLanguage.OfNames.Contains(plain[i]) ? "" : plain[i]);
                }
                else if (english[i] && !known.Shared.Contains(plain[i]))
                {
                    against++;
                }
            }

            // Two names with marks on them are no language yet.
            bool isSpoken = small + telling > 0 || hits > 2;
            bool isIt = (different.Count > 1 && isSpoken && hits > against && hits * Part >= plain.Length) || (telling > 0 && against == 0);
            if (isIt && (hits, strong).CompareTo((best.Hits, best.Strong)) > 0)
            {
                best = (known.Note, hits, strong);
            }
        }

        return best.Note;
    }

    // The one language whose words stand together somewhere, with no English between them.
    private OtherLanguage? InPart(string text, ImmutableArray<string> words)
    {
        if (InOtherScript(words) is { } other)
        {
            return other;
        }

        string[] plain = [.. words.Select(Fold)];
        bool[] english = [.. plain.Select(IsEnglish)];
        bool[] names = Names(text);
        Stretches.MarkBorrowed(plain, english);
        (LanguageNote? Note, double Weight) best = (null, 0);
        foreach (KnownLanguage known in latin)
        {
            double weight = Stretches.Weight(plain, [.. words.Select((w, i) => known.Kind(w, plain[i], english[i], names[i]))]);
            best = weight > best.Weight ? (known.Note, weight) : best;
        }

        return best.Weight >= Stretches.Enough ? new OtherLanguage(best.Note, EnglishIn(best.Note!, words)) : null;
    }

    // Words in letters we don't have: one is a name or a borrowed word, and so are two or three of which none is a small word.
    private OtherLanguage? InOtherScript(ImmutableArray<string> words)
    {
        string[] foreign = [.. words.Where(w => ScriptOf(w[0]) != Script.Latin)];
        Script script = foreign.Length == 0 ? Script.Latin : ScriptOf(foreign[0][0]);
        KnownLanguage[] candidates = [.. others[script]];
        bool isSaid = script switch
        {
            Script.Latin => false,
            Script.Han => foreign.Sum(w => w.Length) >= FewestSigns,
            _ => foreign.Length > 1 && (candidates.All(k => k.IsWordless) ? foreign.Length > 2 : foreign.Any(w => candidates.Any(k => k.Has(w)))),
        };
        return isSaid ? new OtherLanguage(InScript([.. candidates], [.. foreign]), LatinIn(words)) : null;
    }

    private string? EnglishIn(LanguageNote note, ImmutableArray<string> words)
    {
        KnownLanguage known = latin.First(k => k.Note == note);
        WordKind[] kinds = [.. words.Select(w => known.Kind(w, Fold(w), IsEnglish(Fold(w)), isName: false))];
        return Stretches.English(
            [.. kinds.Select((k, i) => k == WordKind.English || (k == WordKind.Shared && IsEnglish(Fold(words[i]))))], [.. kinds.Select(k => k == WordKind.Unknown)], words);
    }

    private static string? LatinIn(ImmutableArray<string> words)
    {
        bool[] english = [.. words.Select(w => ScriptOf(w[0]) == Script.Latin)];
        return Stretches.English(english, new bool[english.Length], words);
    }

    // Of several languages in one script, the one with most words and letters of its own; with none, we can't tell.
    private static LanguageNote? InScript(ImmutableArray<KnownLanguage> candidates, ImmutableArray<string> words) => candidates switch
    {
        [] => null,
        [var only] => only.Note,
        _ => candidates.Select(k => (k.Note, Hits: words.Count(k.Has) + words.Count(w => w.AsSpan().IndexOfAny(k.Note.Letters) >= 0)))
            .Where(k => k.Hits > 0).OrderByDescending(k => k.Hits).FirstOrDefault().Note,
    };

    // The script of most letters; of other scripts than ours at least two.
    private static Script ScriptOf(string text)
    {
        Span<int> counts = stackalloc int[(int)Script.Other + 1];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                counts[(int)ScriptOf(rune.Value)]++;
            }
        }

        int foreign = 0;
        Script most = Script.Cyrillic;
        for (int i = (int)Script.Cyrillic; i < counts.Length; i++)
        {
            foreign += counts[i];
            most = counts[i] > counts[(int)most] ? (Script)i : most;
        }

        return foreign >= 2 && foreign > counts[(int)Script.Latin] ? most : Script.Latin;
    }

    private static Script ScriptOf(int letter) => letter switch
    {
        // Ours, with every mark, and its wide and ornamental forms.
        < 0x2B0 or (>= 0x1E00 and <= 0x1EFF) or (>= 0xFF21 and <= 0xFF5A) or (>= 0x1D400 and <= 0x1D7FF) or (>= 0x2100 and <= 0x214F) => Script.Latin,
        (>= 0x400 and <= 0x52F) => Script.Cyrillic,
        (>= 0x600 and <= 0x6FF) or (>= 0x750 and <= 0x77F) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) => Script.Arabic,
        (>= 0x900 and <= 0x97F) => Script.Devanagari,
        (>= 0x980 and <= 0x9FF) => Script.Bengali,
        (>= 0xA00 and <= 0xA7F) => Script.Gurmukhi,
        (>= 0xA80 and <= 0xAFF) => Script.Gujarati,
        (>= 0xB80 and <= 0xBFF) => Script.Tamil,
        (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) => Script.Han,
        _ => Script.Other,
    };

    // In the middle of a sentence that is not all shouted, what begins with a capital is a name to us. German nouns are no loss.
    private static bool[] Names(string text)
    {
        ImmutableArray<string> words = AsWritten(text);
        bool isShouted = !words.Any(w => char.IsLower(w[0]));
        return [.. words.Select((w, i) => i > 0 && !isShouted && char.IsUpper(w[0]))];
    }

    private static ImmutableArray<string> Words(string text) => [.. AsWritten(text).Select(w => w.ToLowerInvariant())];

    // Runs of letters, apostrophes left out.
    private static ImmutableArray<string> AsWritten(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        foreach (char c in text)
        {
            if (char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                word.Append(c);
            }
            else if (word.Length > 0 && c is not ('\'' or '’'))
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words.ToImmutable();
    }

    // Without the marks on letters: "proszę" and "prosze" are one. By a table, since the machine's own is not there without its cultures.
    internal static string Fold(string word)
    {
        if (Ascii.IsValid(word))
        {
            return word;
        }

        var plain = new StringBuilder(word.Length);
        foreach (char c in word)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(Marked.GetValueOrDefault(c, c));
            }
        }

        return plain.ToString();
    }

    internal static bool IsEnglish(string word) =>
        EnglishWords.Has(word)
        || (word.Length > 2 && word[^1] == 's' && EnglishWords.Has(word[..^1]))
        || (word.Length > 4 && (word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("ed", StringComparison.Ordinal)));
}
