using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>Who may read something: parents (and with them everyone), or only the charity's advisers.</summary>
public enum Audience
{
    /// <summary>Anyone, parents first.</summary>
    Parent,

    /// <summary>Only the charity's advisers.</summary>
    Adviser,
}

/// <summary>Whether the charity has signed something off.</summary>
public enum Status
{
    /// <summary>Signed off: parents see it.</summary>
    Published,

    /// <summary>Waiting for sign-off: advisers see it, marked; parents only if the charity's setting says so.</summary>
    Pending,
}

/// <summary>A rule for showing a fact, from the register.</summary>
public enum Display
{
    /// <summary>No special rule.</summary>
    Always,

    /// <summary>Never on a parent's screen.</summary>
    AdvisersOnly,

    /// <summary>Only beside the careful reading it differs from.</summary>
    OnlyToShowDifference,

    /// <summary>Never to a parent, whatever the setting.</summary>
    NeverToParents,
}

/// <summary>Which side of a disagreement between sources a fact is.</summary>
public enum ConflictRole
{
    /// <summary>It stands on no side.</summary>
    None,

    /// <summary>The careful reading: say this first.</summary>
    Lead,

    /// <summary>The other reading: show only as the difference.</summary>
    Other,
}

/// <summary>One thing the sources say, in our own words, with where it stands and how it may be shown.</summary>
/// <param name="Id">F001 to F425 from the source documents, X01 to X22 looked up elsewhere.</param>
/// <param name="Statement">The fact in one sentence. For editors and checks; parents read passages.</param>
/// <param name="Sections">Ids of the source sections that carry it; empty for an external fact.</param>
/// <param name="Strength">law, statutory guidance, usual practice, advice/tip or service info.</param>
/// <param name="Audience">Adviser when the register keeps it from parents.</param>
/// <param name="Conflicts">Ids of the conflicts it belongs to, such as C02.</param>
/// <param name="PairWith">Facts it must never be shown without.</param>
/// <param name="Keywords">Words people use for it.</param>
/// <param name="Route">Where it points: advice-line, forum, social-worker, chair, solicitor, solicitor-now, complaint, dv-service, emergency; or null.</param>
public sealed record Fact(
    string Id,
    string Statement,
    ImmutableArray<string> Sections,
    string Strength,
    Audience Audience,
    Display Display,
    ConflictRole ConflictRole,
    ImmutableArray<string> Conflicts,
    ImmutableArray<string> PairWith,
    ImmutableArray<string> Keywords,
    string? Route)
{
    /// <summary>Whether it was looked up outside the five sources and so waits for the charity's sign-off.</summary>
    public bool IsExternal => Id.StartsWith('X');
}

/// <summary>A document the facts were taken from.</summary>
public sealed record Source(string Id, string Title, string Publisher, string Dated);

/// <summary>A section of a source document, the smallest place a fact can point to.</summary>
public sealed record Section(string Id, string Heading, Source Source);
