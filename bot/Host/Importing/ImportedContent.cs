using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdviceBot.Host.Importing;

/// <summary>Writes imported sections as a content folder's passages, with the catalogue and register they rest on.</summary>
/// <remarks>
/// Nobody has checked these words, so every passage is pending and for advisers. Each rests on one fact, which stands for its
/// own section, so that a passage names where it comes from until somebody has taken the real facts from it.
/// </remarks>
public static partial class ImportedContent
{
    private const int ReviewWithinDays = 90;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the folder and gives how many passages it has.</summary>
    public static int Write(ImmutableArray<ImportedDocument> documents, string folder, DateOnly today)
    {
        var facts = new StringBuilder("# One fact for each imported section: put the real facts in its place.\nfacts:\n");
        int count = 0;
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (ImportedDocument document in documents)
        {
            string topic = Documents.Slug(document.Id);
            Directory.CreateDirectory(Path.Combine(folder, "passages", topic));
            foreach (ImportedSection section in document.Sections)
            {
                string fact = $"I{++count:000}";
                string slug = Documents.Slug(section.Id, int.MaxValue);
                string id = slug;
                for (int i = 2; !ids.Add(id); i++)
                {
                    id = $"{slug}-{i}";
                }

                facts.Append(CultureInfo.InvariantCulture, $"- {{ id: {fact}, statement: {Quoted(section.Heading)}, sources: [{Quoted(section.Id)}], strength: advice/tip, audience: adviser }}\n");
                File.WriteAllText(Path.Combine(folder, "passages", topic, $"{id}.md"), Passage(id, fact, section, today));
            }
        }

        File.WriteAllText(Path.Combine(folder, "facts.yaml"), facts.ToString());
        File.WriteAllText(Path.Combine(folder, "sources.json"), JsonSerializer.Serialize(
            documents.Select(d => new { d.Id, d.Title, d.Publisher, d.Dated, Sections = d.Sections.Select(s => new { s.Id, s.Heading }) }), Json) + "\n");
        return count;
    }

    private static string Passage(string id, string fact, ImportedSection section, DateOnly today)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"---\nid: {id}\ntitle: {Quoted(section.Heading)}\nasks:\n  - {Quoted(section.Heading.ToLowerInvariant())}\nfacts: [{fact}]\n");
        text.Append(CultureInfo.InvariantCulture, $"audience: adviser\nstrength: advice/tip\nreviewed: {today:yyyy-MM-dd}\nreview-by: {today.AddDays(ReviewWithinDays):yyyy-MM-dd}\nstatus: pending\n---\n");
        BlockKind before = BlockKind.Heading;

        // A heading with nothing below it still says what there is.
        foreach (Block block in section.Blocks.DefaultIfEmpty(new Block(BlockKind.Paragraph, section.Heading)))
        {
            bool isItem = block.Kind == BlockKind.Item;
            text.Append(before != BlockKind.Heading && !(isItem && before == BlockKind.Item) ? "\n" : "");
            text.Append(isItem ? "- " : "").Append(Plain(block.Text)).Append('\n');
            before = block.Kind;
        }

        return text.ToString();
    }

    // Only what a passage may hold: signs that would be Markdown, HTML or a helper's place stay words.
    private static string Plain(string text)
    {
        string plain = Address().Replace(text, "").Replace('{', '(').Replace('}', ')').Replace('`', '\'').Replace("](", "] (", StringComparison.Ordinal);
        plain = Bracket().Replace(plain, "‹");
        plain = Leading().Replace(plain, "");
        return plain.Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Trim() is { Length: > 0 } words ? words : "…";
    }

    // A JSON text is a YAML text.
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Json);

    [GeneratedRegex(@"https?://(www\.)?|\bwww\.", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex("<(?=[/a-zA-Z!])")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"^(?:\#{1,6}\s|>\s?|\||\d+[.)]\s|[-+*]\s|[=~]{3,}|(?:[-*_]\s?){3,}$)+")]
    private static partial Regex Leading();
}
