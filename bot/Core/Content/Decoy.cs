using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>Something people also ask that we can't help with.</summary>
/// <param name="Id">The topic, such as "benefits".</param>
/// <param name="Elsewhere">Where such questions are answered, as a sentence; null when there is no such place.</param>
/// <param name="Asks">How people ask about it.</param>
public sealed record Decoy(string Id, string? Elsewhere, ImmutableArray<string> Asks);
