using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using AdviceBot.Core.Search;
using Microsoft.AspNetCore.Components;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>A passage's safe HTML, with the difference as a block of its own and the words that led here lightly marked.</summary>
public static partial class PassageHtml
{
    private const int Shortest = 4;

    private static readonly FrozenSet<string> Common = FrozenSet.ToFrozenSet(
    [
        "about", "after", "also", "because", "been", "before", "could", "does", "every", "from", "have", "here", "just", "keep", "know", "like",
        "made", "make", "many", "more", "much", "need", "only", "other", "over", "said", "should", "some", "such", "take", "tell", "than", "that",
        "their", "them", "then", "there", "these", "they", "thing", "this", "want", "were", "what", "when", "where", "which", "while", "will",
        "with", "would", "your",
    ], StringComparer.Ordinal);

    /// <summary>The HTML to show.</summary>
    /// <param name="html">Safe HTML of a passage.</param>
    /// <param name="differs">The heading of the difference.</param>
    /// <param name="words">Words as the search indexes them.</param>
    public static MarkupString Of(string html, string differs, ImmutableArray<string> words)
    {
        string shown = html
            .Replace("<blockquote class=\"difference\">", $"<div class=\"differs\"><p class=\"label\">{HtmlEncoder.Default.Encode(differs)}</p>", StringComparison.Ordinal)
            .Replace("</blockquote>", "</div>", StringComparison.Ordinal)
            .Replace("<a href=\"tel:", "<a target=\"_top\" href=\"tel:", StringComparison.Ordinal);
        return new MarkupString(words.IsDefaultOrEmpty ? shown : Mark(shown, words));
    }

    // Only between tags, only whole words that the search takes for the same, and none that stand in every sentence.
    private static string Mark(string html, ImmutableArray<string> words)
    {
        HashSet<string> telling = [.. words.Where(w => w.Length >= Shortest && !Common.Contains(w))];
        return telling.Count == 0 ? html : TagOrWord().Replace(html, m =>
            m.Groups["word"].Success && m.Length >= Shortest && telling.Contains(Stemmer.Stem(m.Value.ToLowerInvariant())) ? $"<mark>{m.Value}</mark>" : m.Value);
    }

    [GeneratedRegex(@"<[^>]*>|&[#\w]+;|(?<word>\p{L}+)")]
    private static partial Regex TagOrWord();
}
