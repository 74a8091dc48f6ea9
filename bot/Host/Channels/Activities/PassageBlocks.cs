using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Xml;
using System.Xml.Linq;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>A passage's words as blocks: paragraphs, list entries, and the other side of a difference marked as such.</summary>
/// <remarks>Made once for each edition of a passage. They come from its safe HTML, which knows what its plain text has lost.</remarks>
public static class PassageBlocks
{
    private static readonly ConditionalWeakTable<Passage, object> Known = [];

    /// <summary>The blocks.</summary>
    public static ImmutableArray<Block> Of(Passage passage) =>
        (ImmutableArray<Block>)Known.GetValue(passage, p => (object)Make(p));

    private static ImmutableArray<Block> Make(Passage passage)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        try
        {
            Add(blocks, XElement.Parse($"<passage>{passage.Html}</passage>", LoadOptions.PreserveWhitespace), BlockKind.Words, false);
        }
        catch (XmlException)
        {
            // HTML of another shape than ours: the plain text says the same.
            blocks.Clear();
            blocks.AddRange(passage.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(t => new Block(BlockKind.Words, t)));
        }

        return blocks.ToImmutable();
    }

    private static void Add(ImmutableArray<Block>.Builder blocks, XElement parent, BlockKind kind, bool isDifference)
    {
        var runs = ImmutableArray.CreateBuilder<Run>();
        foreach (XNode node in parent.Nodes())
        {
            if (node is XElement { Name.LocalName: "p" or "li" or "ul" or "ol" or "blockquote" or "h1" or "h2" or "h3" or "h4" } block)
            {
                Close();
                BlockKind inner = block.Name.LocalName switch { "li" => BlockKind.Item, ['h', _] => BlockKind.Label, "p" => kind, _ => BlockKind.Words };
                Add(blocks, block, inner, isDifference || block.Name.LocalName == "blockquote");
            }
            else
            {
                Add(runs, node, false, null);
            }
        }

        Close();

        void Close()
        {
            ImmutableArray<Run> trimmed = Trim(runs);
            if (!trimmed.IsEmpty)
            {
                blocks.Add(new Block(kind, trimmed, isDifference));
            }

            runs.Clear();
        }
    }

    private static void Add(ImmutableArray<Run>.Builder runs, XNode node, bool isBold, string? address)
    {
        switch (node)
        {
            case XText text:
                runs.Add(new Run(text.Value.ReplaceLineEndings(" "), isBold, address));
                break;
            case XElement { Name.LocalName: "br" }:
                runs.Add(new Run("\n", isBold, address));
                break;
            case XElement element:
                foreach (XNode inner in element.Nodes())
                {
                    Add(runs, inner, isBold || element.Name.LocalName is "strong" or "em", address ?? (string?)element.Attribute("href"));
                }

                break;
        }
    }

    private static ImmutableArray<Run> Trim(ImmutableArray<Run>.Builder runs)
    {
        if (runs.All(r => string.IsNullOrWhiteSpace(r.Text)))
        {
            return [];
        }

        runs[0] = runs[0] with { Text = runs[0].Text.TrimStart() };
        runs[^1] = runs[^1] with { Text = runs[^1].Text.TrimEnd() };
        return [.. runs.Where(r => r.Text.Length > 0)];
    }
}
