using AdviceBot.Core.Search;

namespace AdviceBot.Host.Content;

/// <summary>A search index that is built when it is first needed, or ahead of that in the background.</summary>
/// <remarks>
/// Learning from every way of asking takes about a second. Buttons need no search, so nobody waits for it at start; whoever
/// types in the first second waits for the rest of it.
/// </remarks>
public sealed class LaterIndex(Func<ISearchIndex> build) : ISearchIndex
{
    private readonly Lazy<ISearchIndex> index = new(build);

    /// <inheritdoc/>
    public Findings Find(string text, SearchContext context) => index.Value.Find(text, context);

    /// <summary>Builds it now, unless it is built.</summary>
    public void Build() => _ = index.Value;
}
