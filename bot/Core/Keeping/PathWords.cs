using System.Collections.Immutable;

namespace AdviceBot.Core.Keeping;

/// <summary>How much of a parent's way six words hold.</summary>
public enum PathFit
{
    /// <summary>Every answer, in order.</summary>
    EachAnswer,

    /// <summary>The place and everything that shapes its advice, but not each answer on the way.</summary>
    Place,

    /// <summary>Only the way as far as it fits: the place before the last answers.</summary>
    Nearest,
}

/// <summary>Six words a parent can read to an adviser on the phone, who then sees the same page.</summary>
/// <param name="Words">The words, in the order they are read.</param>
/// <param name="Fit">How much of the way they hold.</param>
public sealed record PathWords(ImmutableArray<string> Words, PathFit Fit)
{
    /// <summary>The words as they are read: "acorn, otter, ...".</summary>
    public string Spoken => string.Join(", ", Words);
}

/// <summary>What six words say that an adviser typed in.</summary>
public abstract record PathReading
{
    private PathReading()
    {
    }

    /// <summary>They lead to a place.</summary>
    public sealed record Found(ImmutableArray<Answer> Trail) : PathReading;

    /// <summary>There are not six words.</summary>
    public sealed record WrongCount(int Count) : PathReading;

    /// <summary>One is not among our words.</summary>
    /// <param name="Near">Words of ours that are spelt like it; may be none.</param>
    public sealed record Unknown(string Word, ImmutableArray<string> Near) : PathReading;

    /// <summary>All are ours, but one was misheard or two changed places: the last word doesn't fit the others.</summary>
    public sealed record Misheard : PathReading;

    /// <summary>They fit each other but not the advice as it is now: it has changed since they were made.</summary>
    public sealed record OtherEdition : PathReading;
}
