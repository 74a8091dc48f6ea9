using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;

namespace AdviceBot.Core.Understanding;

/// <summary>A language that is not English.</summary>
/// <param name="Note">What we say in it; null where we have no note.</param>
public sealed record OtherLanguage(LanguageNote? Note);

/// <summary>Knows a message that is not in English, by its letters and its small words. When in doubt it is English.</summary>
/// <remarks>
/// Another script decides at once. In Latin letters two different words of the language must be there, and more of them than English
/// words, so that names, typing errors and a borrowed word don't count. Marks on letters are no matter: people leave them out.
/// </remarks>
public sealed class LanguageSpotter
{
    // Small words that names have in them too: however many there are, they count as one.
    private static readonly FrozenSet<string> OfNames =
        FrozenSet.ToFrozenSet(["de", "la", "le", "les", "el", "al", "del", "di", "da", "do", "du", "des", "dos", "das", "van", "von", "der", "bin", "ben", "ibn", "della"], StringComparer.Ordinal);

    // A plain letter, and what it is written for when marks are left out.
    private static readonly FrozenDictionary<char, char> Marked =
        new[] { "aáàâãäåăąā", "cćçč", "dďđ", "eéèêëęėē", "gğ", "iíìîïįīı", "lłľ", "nñń", "oóòôõöőøœ", "sśšşșß", "tťţț", "uúùûüűųū", "yýÿ", "zźżž" }
            .SelectMany(letters => letters[1..].Select(marked => KeyValuePair.Create(marked, letters[0])))
            .ToFrozenDictionary();

    // At least so much of a longer message must be words of the language: one part in so many.
    private const int Part = 4;

    private readonly ImmutableArray<Known> latin;
    private readonly ILookup<Script, Known> others;

    /// <summary>Knows the languages of these notes.</summary>
    public LanguageSpotter(LanguageNotes notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        latin = [.. notes.All.Where(n => n.Script == Script.Latin).Select(n => new Known(n))];
        others = notes.All.Where(n => n.Script != Script.Latin).ToLookup(n => n.Script, n => new Known(n));
    }

    /// <summary>The language of a message; null when it is English, or too little to tell.</summary>
    public OtherLanguage? Spot(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string cut = text.Length > Engine.LongestQuestion ? text[..Engine.LongestQuestion] : text;
        ImmutableArray<string> words = Words(cut);
        return ScriptOf(cut) switch
        {
            Script.Latin => InLatin(words) is { } note ? new OtherLanguage(note) : null,
            var script => new OtherLanguage(InScript([.. others[script]], words)),
        };
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
        foreach (Known known in latin)
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
                    small += isSmall && !OfNames.Contains(plain[i]) ? 1 : 0;
                    strong += tells || marked ? 1 : 0;
                    telling += tells ? 1 : 0;
                    different.Add(OfNames.Contains(plain[i]) ? "" : plain[i]);
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

    // Of several languages in one script, the one with most words and letters of its own; with none, we can't tell.
    private static LanguageNote? InScript(ImmutableArray<Known> candidates, ImmutableArray<string> words) => candidates switch
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

    // Runs of letters in small letters, apostrophes left out.
    private static ImmutableArray<string> Words(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        foreach (char c in text)
        {
            if (char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                word.Append(char.ToLowerInvariant(c));
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
    private static string Fold(string word)
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

    private static bool IsEnglish(string word) =>
        EnglishWords.Has(word)
        || (word.Length > 2 && word[^1] == 's' && EnglishWords.Has(word[..^1]))
        || (word.Length > 4 && (word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("ed", StringComparison.Ordinal)));

    // A note with its words made comparable. Words that are English too speak neither for the language nor against it.
    private sealed class Known
    {
        public Known(LanguageNote note)
        {
            Note = note;
            if (note.Script == Script.Latin)
            {
                string[] words = [.. note.Words.Select(Fold)];
                Words = words.Where(w => w.Length > 1 && !IsEnglish(w)).ToFrozenSet(StringComparer.Ordinal);
                Telling = note.Telling.Select(Fold).Where(w => !IsEnglish(w)).ToFrozenSet(StringComparer.Ordinal);
                Shared = words.Where(IsEnglish).ToFrozenSet(StringComparer.Ordinal);
            }
            else
            {
                Words = note.Words.ToFrozenSet(StringComparer.Ordinal);
                Telling = note.Telling.ToFrozenSet(StringComparer.Ordinal);
                Shared = FrozenSet<string>.Empty;
            }
        }

        public LanguageNote Note { get; }

        public FrozenSet<string> Words { get; }

        public FrozenSet<string> Telling { get; }

        public FrozenSet<string> Shared { get; }

        public bool Has(string word) => Words.Contains(word) || Telling.Contains(word);
    }
}
