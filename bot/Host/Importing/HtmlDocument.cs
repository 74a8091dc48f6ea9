using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace AdviceBot.Host.Importing;

/// <summary>Reads a web page: its headings, paragraphs and list items, without what is there to move about or to ask for money.</summary>
/// <remarks>
/// It goes through the tags once and never fails: a tag that isn't closed ends with the next block. Elements that hold
/// clutter by their name, class, id or role are passed over; a main heading or the main part ends a navigation nobody closed.
/// </remarks>
public static partial class HtmlDocument
{
    private static readonly FrozenSet<string> PassedOver = FrozenSet.ToFrozenSet(
        ["script", "style", "nav", "footer", "aside", "form", "noscript", "svg", "button", "iframe", "template", "select", "dialog", "object", "video", "audio", "canvas", "label", "textarea", "map"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> Closed = FrozenSet.ToFrozenSet(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Inline = FrozenSet.ToFrozenSet(
        ["a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "del", "em", "font", "i", "img", "input", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"],
        StringComparer.Ordinal);

    /// <summary>The page's title, null when it has none, and its blocks.</summary>
    public static (string? Title, ImmutableArray<Block> Blocks) Read(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var page = new Page();
        int at = 0;
        foreach (Match tag in Tag().Matches(html))
        {
            // Scripts and styles are no words, whatever stands in them.
            if (tag.Index < at)
            {
                continue;
            }

            page.Words(html[at..tag.Index]);
            at = tag.Index + tag.Length;
            string name = tag.Groups["name"].Value.ToLowerInvariant();
            if (name.Length == 0)
            {
                continue;
            }

            if (tag.Groups["end"].Length > 0)
            {
                page.Close(name);
            }
            else
            {
                page.Open(name, tag.Groups["rest"].Value);
                if (name is "script" or "style")
                {
                    int end = html.IndexOf($"</{name}", at, StringComparison.OrdinalIgnoreCase);
                    at = end < 0 ? html.Length : end;
                }
            }
        }

        // A tag that the page's end cut off is no word.
        string rest = html[Math.Min(at, html.Length)..];
        page.Words(rest.LastIndexOf('<') is >= 0 and var cut && cut + 1 < rest.Length && char.IsLetter(rest[cut + 1]) ? rest[..cut] : rest);
        page.End();
        return (page.Title, page.Blocks);
    }

    private sealed class Page
    {
        private readonly List<Block> blocks = [];
        private readonly StringBuilder words = new();
        private BlockKind kind = BlockKind.Paragraph;
        private string? skipping;
        private int depth;
        private int? main;

        public string? Title { get; private set; }

        // Where the page marks its main part, the rest is around it.
        public ImmutableArray<Block> Blocks => [.. blocks.Skip(main ?? 0)];

        public void Words(string text)
        {
            if (skipping is null)
            {
                words.Append(text);
            }
        }

        public void Open(string name, string attributes)
        {
            if (skipping is not null)
            {
                if (name is not ("main" or "article" or "h1"))
                {
                    depth += name == skipping && !Closed.Contains(name) ? 1 : 0;
                    return;
                }

                skipping = null;
            }

            if (name == "br")
            {
                words.Append(' ');
            }

            if (!Inline.Contains(name) && name != "br")
            {
                End();
            }

            if (name is "main" or "article")
            {
                main ??= blocks.Count;
            }
            else if (!Closed.Contains(name) && name is not ("html" or "body" or "head" or "h1") && (PassedOver.Contains(name) || IsMarked(attributes)))
            {
                End();
                (skipping, depth) = (name, 1);
            }
            else if (name is ['h', >= '1' and <= '6'] or "summary" or "legend")
            {
                kind = BlockKind.Heading;
            }
            else if (name is "li" or "dd" or "tr")
            {
                kind = BlockKind.Item;
            }
        }

        public void Close(string name)
        {
            if (skipping is not null)
            {
                depth -= name == skipping ? 1 : 0;
                skipping = depth <= 0 ? null : skipping;
                return;
            }

            if (name == "title")
            {
                Title ??= Text();
                words.Clear();
            }
            else if (name is "td" or "th")
            {
                words.Append(' ');
            }
            else if (!Inline.Contains(name))
            {
                // A paragraph inside a list item is still the item's.
                BlockKind before = kind;
                End();
                kind = name is "p" or "div" && before == BlockKind.Item ? BlockKind.Item : BlockKind.Paragraph;
            }
        }

        public void End()
        {
            string text = Text();
            words.Clear();
            if (text.Length > 0)
            {
                blocks.Add(new Block(kind, text));
                kind = BlockKind.Paragraph;
            }
        }

        private string Text() => Spaces().Replace(WebUtility.HtmlDecode(words.ToString()), " ").Trim();

        private static bool IsMarked(string attributes) =>
            Attribute().Matches(attributes).Any(a => a.Groups["name"].Value.ToLowerInvariant() switch
            {
                "hidden" => true,
                "aria-hidden" => a.Groups["value"].Value == "true",
                "class" or "id" or "role" or "aria-label" => Clutter.IsMark(a.Groups["value"].Value),
                _ => false,
            });
    }

    [GeneratedRegex("""<!--.*?(?:-->|$)|<!\[CDATA\[.*?\]\]>|<[!?][^>]*>|<(?<end>/?)(?<name>[a-zA-Z][a-zA-Z0-9-]*)(?<rest>(?:"[^"]*"|'[^']*'|[^>"'])*)>""", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex("""(?<name>[a-zA-Z-]+)(?:\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'>]+)))?""")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
