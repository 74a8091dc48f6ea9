using System.Collections.Immutable;

namespace AdviceBot.Core;

/// <summary>One choice a person made: at which step, which button.</summary>
/// <param name="Step">Full id of the step, such as "conference/which-meeting".</param>
/// <param name="Choice">The button's id, or one everyone has: see <see cref="Answers"/>.</param>
public sealed record Answer(string Step, string Choice);

/// <summary>Answers that fit every question.</summary>
public static class Answers
{
    /// <summary>"I'm not sure": takes the safer branch.</summary>
    public const string NotSure = "not-sure";

    /// <summary>"I'd rather not say": the same branch, and nobody asks why.</summary>
    public const string RatherNotSay = "rather-not-say";

    /// <summary>"Skip this question": the same branch.</summary>
    public const string Skip = "skip";

    /// <summary>Whether this is one of the three.</summary>
    public static bool IsOpen(string choice) => choice is NotSure or RatherNotSay or Skip;
}

/// <summary>Where a family has got to: the choices they made, the dates they gave, and nothing they typed.</summary>
/// <remarks>
/// The place is not stored; it is found by following the trail through the library as it is today, so advice may change
/// under a live conversation. Everything here is an id of ours, a date or a count.
/// </remarks>
/// <param name="Trail">The choices, in the order they were made.</param>
/// <param name="Dates">Dates the person gave, by event, such as "conference".</param>
/// <param name="Misses">How often running we had no answer.</param>
/// <param name="Urgent">Categories of urgent cards already shown, so that the second time is shorter.</param>
/// <param name="Reopened">Index in the trail of an earlier answer the person is changing; null mostly.</param>
/// <param name="Offered">Ids of passages or guides offered as buttons by the last turn, in order.</param>
public sealed record Conversation(
    ImmutableArray<Answer> Trail,
    ImmutableSortedDictionary<string, DateOnly> Dates,
    int Misses,
    ImmutableSortedSet<string> Urgent,
    int? Reopened,
    ImmutableArray<string> Offered)
{
    /// <summary>Longest trail kept. A longer way is asked to start again rather than grow without end.</summary>
    public const int LongestTrail = 80;

    /// <summary>Nobody has said anything yet.</summary>
    public static readonly Conversation New = new(
        [], ImmutableSortedDictionary<string, DateOnly>.Empty.WithComparers(StringComparer.Ordinal), 0,
        ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal), null, []);

    /// <summary>Whether somebody may see the screen: then less is shown, nothing is offered to save, and it ends sooner.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The same conversation with one more choice.</summary>
    public Conversation Add(Answer answer) => this with { Trail = Trail.Add(answer) };

    /// <summary>Equal when every part is: two conversations with equal trails are the same.</summary>
    public bool Equals(Conversation? other) =>
        other is not null
        && Trail.SequenceEqual(other.Trail)
        && Dates.SequenceEqual(other.Dates)
        && Misses == other.Misses
        && Urgent.SetEquals(other.Urgent)
        && Reopened == other.Reopened
        && IsWatched == other.IsWatched
        && Offered.SequenceEqual(other.Offered);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Trail.Length, Dates.Count, Misses, Urgent.Count, Reopened);
}
