using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace AdviceBot.Host.Importing;

/// <summary>Reads plain text: finds headings by their look, since nothing marks them.</summary>
/// <remarks>
/// A heading is a short line that begins like a sentence and doesn't end like one, or a question, with text below it. In a
/// text with short lines (wrapped by hand) it stands between empty lines; in one with long lines every line is a paragraph.
/// </remarks>
public static partial class TextDocument
{
    private const int LongestWrapped = 120;
    private const int LongestHeading = 180;
    private const int MostWords = 14;
    private const int MostWordsOfAQuestion = 40;

    /// <summary>The blocks of a text.</summary>
    public static IReadOnlyList<Block> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.Split('\n');
        bool isWrapped = lines.All(l => l.Length <= LongestWrapped);
        List<Block> blocks = [.. Paragraphs(lines, isWrapped).Where(p => p.Length > 0).Select(Block)];
        return [.. blocks.Select((block, i) => block.Kind == BlockKind.Paragraph && IsHeading(block.Text) && HasText(blocks, i) ? block with { Kind = BlockKind.Heading } : block)];
    }

    /// <summary>The blocks of a section whose heading is known: nothing in it is a heading.</summary>
    public static IReadOnlyList<Block> ReadSection(IEnumerable<string> lines) => [.. lines.Select(l => Tidy(l)).Where(l => l.Length > 0).Select(Block)];

    private static IEnumerable<string> Paragraphs(string[] lines, bool isWrapped)
    {
        string open = "";
        foreach (string line in lines)
        {
            string tidy = Tidy(line);
            bool begins = Bullet().IsMatch(tidy);
            if (!isWrapped || tidy.Length == 0 || begins)
            {
                yield return open;
                open = "";
            }

            if (Underline().IsMatch(tidy))
            {
                yield return open;
                open = "";
            }
            else
            {
                open = open.Length > 0 ? $"{open} {tidy}" : tidy;
            }
        }

        yield return open;
    }

    private static Block Block(string text) => Bullet().Match(text) is { Success: true } bullet
        ? new Block(BlockKind.Item, text[bullet.Length..])
        : new Block(BlockKind.Paragraph, text);

    private static bool IsHeading(string text)
    {
        int words = text.Count(' ') + 1;
        return text.Length is > 2 and < LongestHeading
            && (char.IsUpper(text[0]) || char.IsDigit(text[0]) || text[0] is '‘' or '“' or '"' or '\'')
            && text.Any(char.IsLetter)
            && (text[^1] == '?' ? words <= MostWordsOfAQuestion : words <= MostWords && text[^1] is not ('.' or ':' or ';' or ',' or '!'));
    }

    // Only words above other words are a heading.
    private static bool HasText(List<Block> blocks, int at) => at + 1 < blocks.Count;

    private static string Tidy(string line) => Spaces().Replace(line, " ").Trim();

    [GeneratedRegex(@"^(?:[•·▪◦‣*–-]|\(?\d{1,2}\)|\(?[a-z]\))\s+")]
    private static partial Regex Bullet();

    [GeneratedRegex("^(={3,}|-{3,}|_{3,}|\\*{3,})$")]
    private static partial Regex Underline();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
