using System.Collections.Frozen;
using System.Text.Json;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Content;

/// <summary>Reads sources.json: the catalogue of the source documents and their sections.</summary>
public static class SourcesFile
{
    /// <summary>The sections by id.</summary>
    public static FrozenDictionary<string, Section> Read(string text, string file, Problems problems)
    {
        Dictionary<string, Section> sections = [];
        try
        {
            using JsonDocument catalogue = JsonDocument.Parse(text);
            foreach (JsonElement document in catalogue.RootElement.EnumerateArray())
            {
                Source source = new(Text(document, "id"), Text(document, "title"), Text(document, "publisher"), Text(document, "dated"));
                foreach (JsonElement section in document.GetProperty("sections").EnumerateArray())
                {
                    string id = Text(section, "id");
                    if (!sections.TryAdd(id, new(id, Text(section, "heading"), source)))
                    {
                        problems.Add(file, LineOf(id, text), $"The section \"{id}\" stands here twice. Give one another id.");
                    }
                }
            }
        }
        catch (JsonException e)
        {
            problems.Add(file, (int)(e.LineNumber ?? 0) + 1, $"This can't be read: {e.Message} Look for a missing quote, comma or bracket.");
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            problems.Add(file, 1, "Each document needs id, title, publisher, dated and sections; each section needs id and heading. Write the missing ones.");
        }

        return sections.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static int LineOf(string id, string text)
    {
        int at = text.LastIndexOf($"\"{id}\"", StringComparison.Ordinal);
        return at < 0 ? 1 : text.AsSpan(0, at).Count('\n') + 1;
    }

    private static string Text(JsonElement element, string key) =>
        element.GetProperty(key).GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw new KeyNotFoundException(key);
}
