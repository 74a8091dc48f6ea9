using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>Words that call for somebody whatever is found: "section 20" for a solicitor, "moving house" for the council.</summary>
/// <param name="Helper">The helper's id.</param>
/// <param name="Say">The words, in any of their forms; words that say little may stand between them.</param>
public sealed record Signpost(string Helper, ImmutableArray<string> Say);
