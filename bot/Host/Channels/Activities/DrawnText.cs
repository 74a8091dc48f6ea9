using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Blocks as one text: Markdown, plain words, or words to be heard. Nothing is left out in any of them.</summary>
public sealed class DrawnText(Messages messages)
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("*_[]`<\\");

    private enum Way
    {
        Markdown,
        Plain,
        Spoken,
    }

    /// <summary>With Markdown; numbers and websites are links.</summary>
    public string Markdown(ImmutableArray<Block> blocks) => Draw(blocks, Way.Markdown);

    /// <summary>In plain words; websites are written out.</summary>
    public string Plain(ImmutableArray<Block> blocks) => Draw(blocks, Way.Plain);

    /// <summary>To be heard: no signs, no addresses.</summary>
    public string Spoken(ImmutableArray<Block> blocks) => Draw(blocks, Way.Spoken);

    /// <summary>The runs of one block in the Markdown of a card, where a number is words and a website a link.</summary>
    public static string InCard(Block block)
    {
        var text = new StringBuilder();
        foreach (Run run in block.Runs)
        {
            Write(text, run.Address is { } address && !address.StartsWith("https:", StringComparison.Ordinal) ? run with { Address = null } : run, Way.Markdown);
        }

        return text.ToString();
    }

    private string Draw(ImmutableArray<Block> blocks, Way way)
    {
        var text = new StringBuilder();
        Block? last = null;
        foreach (Block block in blocks)
        {
            bool startsDifference = block.IsDifference && last?.IsDifference != true && block.Kind != BlockKind.Label;
            if (startsDifference)
            {
                Start(text, block, last, way);
                Write(text, new Run(messages.Text("page-differs") + (way == Way.Markdown ? "" : ":"), IsBold: true), way);
            }

            Start(text, block, startsDifference ? block with { Kind = BlockKind.Label } : last, way);
            Write(text, block, way);
            last = block;
        }

        return text.ToString();
    }

    private static void Start(StringBuilder text, Block block, Block? last, Way way)
    {
        if (last is not null)
        {
            bool tight = (block.Kind == BlockKind.Item && last.Kind == BlockKind.Item) || way == Way.Spoken;
            text.Append(tight ? "\n" : way == Way.Markdown && block.IsDifference && last.IsDifference ? "\n>\n" : "\n\n");
        }

        if (way == Way.Markdown && block.IsDifference)
        {
            text.Append("> ");
        }

        if (block.Kind == BlockKind.Item && way != Way.Spoken)
        {
            text.Append(way == Way.Markdown ? "- " : "• ");
        }
    }

    private static void Write(StringBuilder text, Block block, Way way)
    {
        bool isBold = block.Kind is BlockKind.Heading or BlockKind.Label;
        foreach (Run run in block.Runs)
        {
            Write(text, isBold ? run with { IsBold = true } : run, way);
        }

        if (way == Way.Spoken && text.Length > 0 && char.IsLetterOrDigit(text[^1]))
        {
            text.Append('.');
        }
    }

    private static void Write(StringBuilder text, Run run, Way way)
    {
        if (way != Way.Markdown)
        {
            string? written = way == Way.Plain && run.Address?.StartsWith("https:", StringComparison.Ordinal) == true ? run.Address : null;
            bool isSaidInIt = written?.Contains(run.Text, StringComparison.Ordinal) == true;
            text.Append(isSaidInIt ? "" : run.Text).Append(written is null || isSaidInIt ? "" : ": ").Append(written);
            return;
        }

        // Bold signs must touch the words.
        string words = run.Text.Trim();
        bool isBold = run.IsBold && words.Length > 0;
        text.Append(run.Text.AsSpan(0, isBold ? run.Text.Length - run.Text.TrimStart().Length : 0));
        text.Append(isBold ? "**" : "");
        if (run.Address is { } address)
        {
            text.Append('[').Append(Escape(isBold ? words : run.Text)).Append("](").Append(address.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)).Append(')');
        }
        else
        {
            text.Append(Escape(isBold ? words : run.Text));
        }

        text.Append(isBold ? "**" : "").Append(isBold ? run.Text[run.Text.TrimEnd().Length..] : "");
    }

    private static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(Signs) < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            escaped.Append(Signs.Contains(c) ? "\\" : "").Append(c);
        }

        return escaped.ToString();
    }
}
