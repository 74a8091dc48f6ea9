using System.Text;
using AdviceBot.Core.Keeping;

namespace AdviceBot.Host.Keeping;

/// <summary>A paper as plain text, to copy into a message or a document.</summary>
public static class PaperText
{
    private const string Line = "____________________";

    /// <summary>The text; gaps are lines with what belongs into them in brackets.</summary>
    public static string Of(Paper paper, bool withTitle = true)
    {
        ArgumentNullException.ThrowIfNull(paper);
        var text = new StringBuilder();
        if (withTitle)
        {
            text.Append(paper.Title).Append("\n\n");
        }

        if (paper.First is { } first)
        {
            text.Append(first).Append("\n\n");
        }

        foreach (PaperPart part in paper.Parts)
        {
            if (part.Heading is { } heading)
            {
                text.Append(heading.ToUpperInvariant()).Append("\n\n");
            }

            foreach (Block block in part.Blocks)
            {
                Write(block, text);
            }
        }

        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>Spans as text.</summary>
    public static string Of(IEnumerable<Span> spans) => string.Concat(spans.Select(s => s switch
    {
        { IsGap: false } => s.Text,
        { Lines: 1 } => $"{Line} ({s.Text})",
        _ => $"({s.Text})" + string.Concat(Enumerable.Repeat("\n" + Line + Line, s.Lines)),
    }));

    private static void Write(Block block, StringBuilder text)
    {
        switch (block)
        {
            case Block.Words words:
                text.Append(Of(words.Spans)).Append("\n\n");
                break;
            case Block.Subheading heading:
                text.Append(heading.Text).Append(":\n");
                break;
            case Block.Points points:
                List(text, "- ", points.Items.Select(i => Of(i)));
                break;
            case Block.Ticks ticks:
                List(text, "[ ] ", ticks.Items.Select(i => Of(i)));
                break;
            case Block.Rows rows:
                List(text, "", rows.Items.Select(r => $"{r.Name}{(r.Name.EndsWith('?') ? "" : ":")} {Of(r.Value)}"));
                break;
            case Block.Differs differs:
                text.Append(differs.Label).Append(": ").Append(differs.Text).Append("\n\n");
                break;
            case Block.Small small:
                text.Append(small.Text).Append("\n\n");
                break;
            case Block.Picture:
                // The words beside it say the same.
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"Plain text has no form for {block.GetType().Name}.");
        }
    }

    private static void List(StringBuilder text, string mark, IEnumerable<string> items)
    {
        foreach (string item in items)
        {
            text.Append(mark).Append(item).Append('\n');
        }

        text.Append('\n');
    }
}
