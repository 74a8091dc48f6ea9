using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>A word professionals use, explained.</summary>
/// <param name="Name">The word as it stands in letters.</param>
/// <param name="Aliases">What parents call it, and how they misspell it. For search only; never shown back.</param>
/// <param name="Definition">One or two plain sentences.</param>
/// <param name="Status">Pending when the sources don't carry it and the charity hasn't signed it off.</param>
public sealed record Term(string Name, ImmutableArray<string> Aliases, string Definition, Status Status);
