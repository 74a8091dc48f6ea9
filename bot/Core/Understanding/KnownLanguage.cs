using System.Collections.Frozen;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Understanding;

/// <summary>What a word is to a language.</summary>
internal enum WordKind
{
    /// <summary>English, and not of this language.</summary>
    English,

    /// <summary>Both, or a letter alone: speaks neither for the language nor against it.</summary>
    Shared,

    /// <summary>A name, as it is written.</summary>
    Name,

    /// <summary>Of neither.</summary>
    Unknown,

    /// <summary>A small word of the language that names have in them too.</summary>
    OfName,

    /// <summary>A small word of the language, or one with its letters.</summary>
    Small,

    /// <summary>A word that needs no second one.</summary>
    Telling,
}

/// <summary>A language with its words made comparable. Words that are English too speak neither for it nor against it.</summary>
internal sealed class KnownLanguage
{
    /// <summary>Small words that names have in them too: however many there are, they count as one.</summary>
    public static readonly FrozenSet<string> OfNames =
        FrozenSet.ToFrozenSet(["de", "la", "le", "les", "el", "al", "del", "di", "da", "do", "du", "des", "dos", "das", "van", "von", "der", "bin", "ben", "ibn", "della"], StringComparer.Ordinal);

    /// <summary>Knows a language by its note.</summary>
    public KnownLanguage(LanguageNote note)
    {
        Note = note;
        if (note.Script == Script.Latin)
        {
            string[] words = [.. note.Words.Select(LanguageSpotter.Fold)];
            Words = words.Where(w => w.Length > 1 && !LanguageSpotter.IsEnglish(w)).ToFrozenSet(StringComparer.Ordinal);
            Telling = note.Telling.Select(LanguageSpotter.Fold).Where(w => !LanguageSpotter.IsEnglish(w)).ToFrozenSet(StringComparer.Ordinal);
            Shared = words.Where(LanguageSpotter.IsEnglish).ToFrozenSet(StringComparer.Ordinal);
        }
        else
        {
            Words = note.Words.ToFrozenSet(StringComparer.Ordinal);
            Telling = note.Telling.ToFrozenSet(StringComparer.Ordinal);
            Shared = FrozenSet<string>.Empty;
        }
    }

    /// <summary>What is said in it.</summary>
    public LanguageNote Note { get; }

    /// <summary>Its small words.</summary>
    public FrozenSet<string> Words { get; }

    /// <summary>Words that need no second one.</summary>
    public FrozenSet<string> Telling { get; }

    /// <summary>Small words of it that are English too.</summary>
    public FrozenSet<string> Shared { get; }

    /// <summary>Whether it is known by its letters alone.</summary>
    public bool IsWordless => Words.Count == 0;

    /// <summary>Whether a word is of it.</summary>
    public bool Has(string word) => Words.Contains(word) || Telling.Contains(word);

    /// <summary>What a word of a message is to it.</summary>
    /// <param name="plain">The word without marks.</param>
    public WordKind Kind(string word, string plain, bool isEnglish, bool isName) =>
        plain.Length == 1 && plain != "i" ? WordKind.Shared
        : isEnglish ? Shared.Contains(plain) ? WordKind.Shared : WordKind.English
        : OfNames.Contains(plain) ? Words.Contains(plain) ? WordKind.OfName : WordKind.Name
        : isName ? WordKind.Name
        : Telling.Contains(plain) ? WordKind.Telling
        : Words.Contains(plain) || word.AsSpan().IndexOfAny(Note.Letters) >= 0 ? WordKind.Small
        : WordKind.Unknown;
}
