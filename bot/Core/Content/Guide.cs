using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>One situation a family can be in, as questions that lead to advice.</summary>
/// <param name="Label">The words on its button.</param>
/// <param name="About">Said when somebody's own words lead here.</param>
/// <param name="Say">Words people use for this situation.</param>
/// <param name="Menu">The menu its button stands on: "start", "more", or null for none.</param>
/// <param name="Before">Guards asked before its steps, once in a conversation.</param>
/// <param name="First">The full id of its first step.</param>
/// <param name="Instead">Where people who gave a guard a certain answer begin instead, coming from a menu.</param>
/// <param name="Steps">In the order of the file.</param>
public sealed record Guide(
    string Id,
    string Label,
    string About,
    ImmutableArray<string> Say,
    string? Menu,
    int Order,
    ImmutableArray<string> Before,
    string First,
    ImmutableArray<Detour> Instead,
    ImmutableArray<Step> Steps);

/// <summary>Another first step for people who gave a guard a certain answer.</summary>
/// <param name="Step">The full id of the step.</param>
public sealed record Detour(string Guard, string Choice, string Step);

/// <summary>One screen of a guide: a question, or a leaf where the advice stands.</summary>
/// <param name="Id">Guide and step, such as "conference/prepare". A promise: live conversations hold it.</param>
/// <param name="Ask">The question; null at a leaf.</param>
/// <param name="Hint">A line of help under the question.</param>
/// <param name="Show">Ids of the passages shown, most important first.</param>
/// <param name="Choices">The buttons.</param>
/// <param name="NotSure">Where "not sure", "rather not say" and "skip" lead; null at a leaf, and at a guard, where they go on.</param>
/// <param name="Before">Guards asked before this step; null means the guide's.</param>
/// <param name="Leaf">What a leaf adds; null at a question.</param>
public sealed record Step(
    string Id,
    string? Ask,
    string? Hint,
    ImmutableArray<string> Show,
    ImmutableArray<Choice> Choices,
    string? NotSure,
    ImmutableArray<string>? Before,
    Leaf? Leaf)
{
    /// <summary>The guide it belongs to; "guard" for a guard.</summary>
    public string GuideId { get; } = Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Whether this is a guard: a question any guide can ask, after which the way goes on.</summary>
    public bool IsGuard => GuideId == "guard";
}

/// <summary>One button.</summary>
/// <param name="Id">Short name, unique in its step.</param>
/// <param name="Label">The words on it.</param>
/// <param name="Next">Full id of the step it leads to; null at a guard means "go on where you were going".</param>
/// <param name="Say">Other words that mean this choice.</param>
public sealed record Choice(string Id, string Label, string? Next, ImmutableArray<string> Say);

/// <summary>The end of a way: what to do now, and with whom.</summary>
/// <param name="Code">Its code in the situation map, such as CF-1.</param>
/// <param name="Title">What this advice is about.</param>
/// <param name="SolicitorNow">A solicitor comes before anything else.</param>
/// <param name="Contact">Ids of helpers, the first place to go first.</param>
/// <param name="Questions">What to ask, by the helper's id.</param>
/// <param name="Dates">Rules of key-dates that matter here, such as K02.</param>
/// <param name="When">What changes for people who gave a guard a certain answer ("afraid/yes").</param>
public sealed record Leaf(
    string Code,
    string Title,
    bool SolicitorNow,
    ImmutableArray<Point> DoNow,
    ImmutableArray<Point> Avoid,
    ImmutableArray<string> Contact,
    ImmutableArray<QuestionsFor> Questions,
    ImmutableArray<Point> Take,
    ImmutableArray<string> Dates,
    ImmutableArray<Variation> When);

/// <summary>One short thing to do, avoid, ask or take along.</summary>
/// <param name="Facts">The facts behind it; empty for our own practical step.</param>
/// <param name="Status">Pending for our own steps and for external facts, until the charity signs them off.</param>
public sealed record Point(string Text, ImmutableArray<Fact> Facts, Status Status);

/// <summary>What to ask one person, by the helper's id.</summary>
public sealed record QuestionsFor(string Helper, ImmutableArray<Point> Points);

/// <summary>How a leaf changes for people who gave a guard a certain answer.</summary>
/// <param name="Guard">The guard's id, such as "afraid".</param>
/// <param name="Choice">The answer's id, such as "yes".</param>
public sealed record Variation(
    string Guard,
    string Choice,
    ImmutableArray<string> Show,
    ImmutableArray<string> Hide,
    ImmutableArray<string> Contact);
