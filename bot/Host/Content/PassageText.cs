using System.Text;
using System.Text.Encodings.Web;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AdviceBot.Host.Content;

/// <summary>Makes plain text and safe HTML of a passage's Markdown.</summary>
/// <remarks>HTML in the Markdown is shown as it is typed, never obeyed.</remarks>
public static class PassageText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>The two forms of a passage, with phone numbers for {helper} ids.</summary>
    public static (string Text, string Html) Render(string markdown, IReadOnlyDictionary<string, string> numbers)
    {
        MarkdownDocument document = Markdown.Parse(markdown, Pipeline);
        foreach (QuoteBlock quote in document.Descendants<QuoteBlock>())
        {
            quote.GetAttributes().AddClass("difference");
        }

        Tame(document);
        StringBuilder text = new();
        Write(document, text, "");
        string html = document.ToHtml(Pipeline).TrimEnd();
        return (
            PassageFiles.Placeholder().Replace(text.ToString().TrimEnd(), m => Number(m.Groups[1].Value) ?? m.Value),
            PassageFiles.Placeholder().Replace(html, m => Link(m.Groups[1].Value) ?? m.Value));

        string? Number(string id) => numbers.GetValueOrDefault(id);
        string? Link(string id) => Number(id) is { } number
            ? $"<a href=\"tel:{string.Concat(number.Where(c => char.IsAsciiDigit(c) || c == '+'))}\">{HtmlEncoder.Default.Encode(number)}</a>"
            : null;
    }

    // A link that leads to no page, mail or number, and any image, is only its words: nothing of a passage may run or be fetched.
    private static void Tame(MarkdownDocument document)
    {
        foreach (LinkInline link in document.Descendants<LinkInline>().Where(l => l.IsImage || !LeadsSomewhere(l.Url)).ToArray())
        {
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
        }

        foreach (AutolinkInline link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !LeadsSomewhere(l.Url)).ToArray())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }
    }

    private static bool LeadsSomewhere(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp || uri.Scheme is "mailto" or "tel");

    /// <summary>Paragraphs apart by a blank line; list items each on a line of its own.</summary>
    private static void Write(ContainerBlock blocks, StringBuilder text, string bullet)
    {
        foreach (Block block in blocks)
        {
            switch (block)
            {
                case ListBlock list:
                    foreach (ListItemBlock item in list.OfType<ListItemBlock>())
                    {
                        Write(item, text, "• ");
                    }

                    text.Append('\n');
                    break;
                case ContainerBlock inner:
                    Write(inner, text, bullet);
                    break;
                case LeafBlock { Inline: { } line }:
                    text.Append(bullet);
                    Write(line, text);
                    text.Append(bullet == "" ? "\n\n" : "\n");
                    break;
                case LeafBlock leaf:
                    text.Append(leaf.Lines.ToString()).Append("\n\n");
                    break;
            }
        }
    }

    private static void Write(ContainerInline inlines, StringBuilder text)
    {
        foreach (Inline inline in inlines)
        {
            switch (inline)
            {
                case LineBreakInline line:
                    text.Append(line.IsHard ? '\n' : ' ');
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case ContainerInline inner:
                    Write(inner, text);
                    break;
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
            }
        }
    }
}
