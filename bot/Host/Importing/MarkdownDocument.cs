using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AdviceBot.Host.Importing;

/// <summary>Reads Markdown: headings, paragraphs and list items; marks, links and pictures leave their words.</summary>
public static class MarkdownDocument
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseYamlFrontMatter().Build();

    /// <summary>The blocks of a text.</summary>
    public static IReadOnlyList<Block> Read(string text)
    {
        List<Block> blocks = [];
        Write(Markdown.Parse(text, Pipeline), isItem: false, blocks);
        return blocks;
    }

    private static void Write(ContainerBlock container, bool isItem, List<Block> blocks)
    {
        foreach (Markdig.Syntax.Block block in container)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    Add(BlockKind.Heading, Words(heading.Inline), blocks);
                    break;
                case ParagraphBlock paragraph:
                    Add(isItem ? BlockKind.Item : BlockKind.Paragraph, Words(paragraph.Inline), blocks);
                    break;
                case HtmlBlock html:
                    blocks.AddRange(HtmlDocument.Read(html.Lines.ToString()).Blocks);
                    break;
                case TableRow row:
                    Add(BlockKind.Item, string.Join(": ", row.OfType<TableCell>().Select(c => string.Join(' ', c.OfType<ParagraphBlock>().Select(p => Words(p.Inline))))), blocks);
                    break;
                case ContainerBlock inner:
                    Write(inner, isItem || block is ListItemBlock, blocks);
                    break;
                case YamlFrontMatterBlock:
                    break;
                case CodeBlock:
                    Add(BlockKind.Paragraph, ((LeafBlock)block).Lines.ToString(), blocks);
                    break;
            }
        }
    }

    private static void Add(BlockKind kind, string words, List<Block> blocks)
    {
        string line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length > 0)
        {
            blocks.Add(new Block(kind, line));
        }
    }

    private static string Words(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (Inline inline in inlines?.AsEnumerable() ?? [])
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                LineBreakInline => " ",
                CodeInline code => code.Content,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                LinkInline { IsImage: true } => "",
                ContainerInline inner => Words(inner),
                _ => "",
            });
        }

        return text.ToString();
    }
}
