using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>Which words of the glossary stand in a passage, so that they can be explained right there.</summary>
/// <remarks>
/// The longest term wins: "child protection conference" is explained, and not "child protection" inside it. A plural counts.
/// Found once for each edition of the words, not for each page.
/// </remarks>
public sealed class TermsIn
{
    private static readonly ConditionalWeakTable<Library, TermsIn> Known = [];

    private readonly Regex? pattern;
    private readonly Dictionary<string, Term> terms;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ImmutableArray<Term>> found = new(StringComparer.Ordinal);

    private TermsIn(Library library)
    {
        terms = library.Parts.Terms
            .Where(t => library.Shows(t.Status))
            .DistinctBy(t => t.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
        string names = string.Join('|', terms.Keys.OrderByDescending(n => n.Length).Select(Regex.Escape));
        pattern = names.Length == 0 ? null : new Regex($@"(?<!\w)({names})(?:e?s)?(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>The terms for this reader.</summary>
    public static TermsIn Of(Library library) => Known.GetValue(library, l => new TermsIn(l));

    /// <summary>The terms in a passage, in the order they appear in it.</summary>
    public ImmutableArray<Term> In(Passage passage)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return found.GetOrAdd(passage.Id, _ => pattern is null ? [] :
            [.. pattern.Matches(passage.Text).Select(m => terms[m.Groups[1].Value]).DistinctBy(t => t.Name)]);
    }
}
