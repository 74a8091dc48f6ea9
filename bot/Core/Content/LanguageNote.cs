using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>The letters a language is written in.</summary>
public enum Script
{
    /// <summary>As English.</summary>
    Latin,

    /// <summary>As Ukrainian.</summary>
    Cyrillic,

    /// <summary>As Urdu; from right to left.</summary>
    Arabic,

    /// <summary>As Punjabi.</summary>
    Gurmukhi,

    /// <summary>As Hindi.</summary>
    Devanagari,

    /// <summary>As Bengali.</summary>
    Bengali,

    /// <summary>As Gujarati.</summary>
    Gujarati,

    /// <summary>As Tamil.</summary>
    Tamil,

    /// <summary>As Chinese.</summary>
    Han,

    /// <summary>One we have no note in.</summary>
    Other,
}

/// <summary>What we say to somebody who writes in a language we can't answer in, and the words we know it by.</summary>
/// <param name="Code">Its code, such as "pl".</param>
/// <param name="Name">In English.</param>
/// <param name="OwnName">As its speakers write it.</param>
/// <param name="Status">Pending until a native speaker has signed it off.</param>
/// <param name="Letters">Letters that tell it from others in its script.</param>
/// <param name="Words">Its commonest small words.</param>
/// <param name="Telling">Words that need no second one.</param>
/// <param name="Lines">The note, a line for each English one; numbers as ids of helpers in curly brackets.</param>
public sealed record LanguageNote(
    string Code,
    string Name,
    string OwnName,
    Status Status,
    Script Script,
    string Letters,
    ImmutableArray<string> Words,
    ImmutableArray<string> Telling,
    ImmutableArray<string> Lines)
{
    /// <summary>Whether it is read from right to left.</summary>
    public bool IsRightToLeft => Script == Script.Arabic;
}

/// <summary>All such notes, and the note in English.</summary>
public sealed record LanguageNotes(ImmutableArray<Point> English, ImmutableArray<LanguageNote> All)
{
    /// <summary>None at all.</summary>
    public static LanguageNotes None { get; } = new([], []);
}
