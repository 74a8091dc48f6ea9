using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdviceBot.Host.Importing;

/// <summary>Reads a folder of plain documents into sections.</summary>
public static partial class Documents
{
    private const string CatalogueName = "catalogue.json";

    private static readonly string[] Kinds = [".txt", ".md", ".markdown", ".html", ".htm"];

    /// <summary>Every document of a folder, by the names of the files; where a catalogue gives a file's sections, by its lines.</summary>
    /// <exception cref="UnreadableException">A file can't be read.</exception>
    public static ImmutableArray<ImportedDocument> In(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UnreadableException($"{folder}: there is no such folder.");
        }

        var documents = ImmutableArray.CreateBuilder<ImportedDocument>();
        HashSet<string> catalogued = new(StringComparer.Ordinal);
        if (File.Exists(Path.Combine(folder, CatalogueName)))
        {
            documents.AddRange(Catalogued(folder, catalogued));
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (Kinds.Contains(Path.GetExtension(name).ToLowerInvariant()) && !catalogued.Contains(name) && !name.Split('/').Any(p => p.StartsWith('.')))
            {
                documents.Add(Read(path, name));
            }
        }

        return documents.Any(d => !d.Sections.IsEmpty)
            ? documents.ToImmutable()
            : throw new UnreadableException($"{folder}: no document here has any text. There can be files ending in {string.Join(", ", Kinds)}.");
    }

    /// <summary>Words in small letters, digits and hyphens, for ids and files; whole words only, as many as fit.</summary>
    public static string Slug(string text, int longest = 60)
    {
        ArgumentNullException.ThrowIfNull(text);
        string slug = "";
        foreach (Match word in Word().Matches(text.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal).ToLowerInvariant()))
        {
            if (slug.Length > 0 && slug.Length + 1 + word.Length > longest)
            {
                break;
            }

            slug += slug.Length > 0 ? $"-{word.Value}" : word.Value;
        }

        return slug.Length == 0 ? "part" : slug;
    }

    private static ImportedDocument Read(string path, string name)
    {
        string text = PlainFile.Read(path, name);
        string id = Slug(Path.ChangeExtension(name, null));
        (string? title, ImmutableArray<Block> blocks) = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".html" or ".htm" => HtmlDocument.Read(text),
            ".md" or ".markdown" => ((string?)null, [.. MarkdownDocument.Read(text)]),
            _ => ((string?)null, [.. TextDocument.Read(text)]),
        };
        ImmutableArray<Block> clean = Clutter.Without(blocks);
        title ??= clean.FirstOrDefault(b => b.Kind == BlockKind.Heading)?.Text ?? Path.GetFileNameWithoutExtension(name);
        return new ImportedDocument(id, title, "not stated", "not stated", Sections(id, title, clean));
    }

    // A heading without text of its own, such as a chapter's, makes no section.
    private static ImmutableArray<ImportedSection> Sections(string document, string title, ImmutableArray<Block> blocks)
    {
        var sections = ImmutableArray.CreateBuilder<ImportedSection>();
        HashSet<string> taken = new(StringComparer.Ordinal);
        string heading = title;
        List<Block> own = [];
        foreach (Block block in blocks.Append(new Block(BlockKind.Heading, "")))
        {
            if (block.Kind != BlockKind.Heading)
            {
                own.Add(block);
                continue;
            }

            if (own.Count > 0)
            {
                string slug = Slug(heading);
                string id = slug;
                for (int i = 2; !taken.Add(id); i++)
                {
                    id = $"{slug}-{i}";
                }

                sections.Add(new ImportedSection($"{document}#{id}", heading, [.. own]));
            }

            heading = block.Text;
            own = [];
        }

        return sections.ToImmutable();
    }

    private static List<ImportedDocument> Catalogued(string folder, HashSet<string> catalogued)
    {
        List<ImportedDocument> documents = [];
        try
        {
            using JsonDocument catalogue = JsonDocument.Parse(PlainFile.Read(Path.Combine(folder, CatalogueName), CatalogueName));
            foreach (JsonElement document in catalogue.RootElement.EnumerateArray())
            {
                string file = Text(document, "file");
                string path = Path.Combine(folder, file);
                if (!File.Exists(path))
                {
                    throw new UnreadableException($"{CatalogueName}: it names \"{file}\", which is not in the folder.");
                }

                catalogued.Add(file);
                string[] lines = PlainFile.Read(path, file).Split('\n');
                documents.Add(new ImportedDocument(
                    Text(document, "id"), Text(document, "title"), Text(document, "publisher"), Text(document, "dated"),
                    [.. document.GetProperty("sections").EnumerateArray().Select(s => Section(s, lines))]));
            }
        }
        catch (JsonException e)
        {
            throw new UnreadableException($"{CatalogueName}: this can't be read: {e.Message}");
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UnreadableException($"{CatalogueName}: each document needs id, title, publisher, dated, file and sections; each section id, heading, first_line and last_line.");
        }

        return documents;
    }

    private static ImportedSection Section(JsonElement section, string[] lines)
    {
        string heading = Text(section, "heading").Replace(" (untitled in the page)", "", StringComparison.Ordinal);
        int first = Math.Clamp(section.GetProperty("first_line").GetInt32() - 1, 0, lines.Length);
        int last = Math.Clamp(section.GetProperty("last_line").GetInt32(), first, lines.Length);
        ImmutableArray<Block> blocks = Clutter.Without(TextDocument.ReadSection(lines[first..last]));
        bool repeats = blocks.Length > 0 && Slug(blocks[0].Text) == Slug(heading);
        return new ImportedSection(Text(section, "id"), heading, repeats ? blocks.RemoveAt(0) : blocks);
    }

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() ?? throw new KeyNotFoundException(key);

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word();
}
