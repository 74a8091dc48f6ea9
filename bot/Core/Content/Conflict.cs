using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>How two sides of a disagreement between sources may be shown.</summary>
public enum Sides
{
    /// <summary>There are no two sides to show.</summary>
    None,

    /// <summary>Wherever one side stands, both do.</summary>
    Together,

    /// <summary>The other side never without the careful one, which may stand alone.</summary>
    WithLead,
}

/// <summary>A point on which the sources disagree or are out of date, and what to do about it.</summary>
/// <param name="SayFirst">What the bot leads with.</param>
/// <param name="Lead">Facts on the careful side.</param>
/// <param name="Other">Facts on the other side.</param>
public sealed record Conflict(
    string Id, string Topic, string Severity, string SayFirst, Sides Sides, ImmutableArray<string> Lead, ImmutableArray<string> Other);
