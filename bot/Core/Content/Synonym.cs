using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>Other words for the same thing. Search adds the meaning to what a person typed; it never replaces their words.</summary>
/// <param name="Say">What people say, each a word or a short phrase, in small letters.</param>
/// <param name="Means">The words the advice uses for it.</param>
/// <param name="IsAcronym">Letters that stand for words, such as ICPC: as good as the words themselves.</param>
public sealed record Synonym(ImmutableArray<string> Say, string Means, bool IsAcronym);
