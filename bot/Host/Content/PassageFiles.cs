using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Content;

/// <summary>Reads passages/TOPIC/ID.md: front matter, then the advice in Markdown.</summary>
/// <remarks>Checks the shape only: keys, days, facts that exist. What a passage may say is the business of the content rules.</remarks>
public static partial class PassageFiles
{
    /// <summary>Every passage of a content folder, by topic and id.</summary>
    /// <param name="phone">The phone number of a helper, by id; null when there is no such helper or it has none.</param>
    public static ImmutableArray<Passage> ReadAll(
        ContentFiles files,
        IReadOnlyDictionary<string, Fact> facts,
        IReadOnlyDictionary<string, Section> sections,
        Func<string, string?> phone,
        Places places,
        Problems problems)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(problems);
        List<Passage> passages = [];
        Dictionary<string, string> seen = [];
        foreach ((string file, Passage? passage, Problems own) in files.Under("passages").Select(f => Alone(f.Name, f.Text)))
        {
            if (file.Split('/') is not [_, string topic, string name] || Path.GetExtension(name) != ".md")
            {
                problems.Add(file, 1, "Nobody reads this file. A passage is passages/TOPIC/ID.md: give it that name, or take it away.");
                continue;
            }

            problems.AddAll(own);
            if (passage is null)
            {
                continue;
            }

            if (passage.Id != Path.GetFileNameWithoutExtension(name))
            {
                problems.Add(file, 2, $"The id \"{passage.Id}\" and the file name should be the same. Rename one.");
            }

            if (!seen.TryAdd(passage.Id, file))
            {
                problems.Add(file, 2, $"The id \"{passage.Id}\" is taken by {seen[passage.Id]}. Give one another id.");
                continue;
            }

            places.Note($"passage:{passage.Id}", new Place(file, 1));
            passages.Add(passage with { Topic = topic });
        }

        return [.. passages];

        // Most of the time of a check goes into these files, and none needs another.
        (string, Passage?, Problems) Alone(string file, string text)
        {
            var own = new Problems();
            return (file, Read(text, file, facts, sections, phone, own), own);
        }
    }

    /// <summary>One passage; null when there is nothing to make it from.</summary>
    public static Passage? Read(
        string text,
        string file,
        IReadOnlyDictionary<string, Fact> facts,
        IReadOnlyDictionary<string, Section> sections,
        Func<string, string?> phone,
        Problems problems)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int end = Array.FindIndex(lines, 1, l => l.TrimEnd() == "---");
        if (lines[0].TrimEnd() != "---" || end < 0)
        {
            problems.Add(file, 1, "A passage begins with its keys between two lines of three hyphens (---).");
            return null;
        }

        YamlMap? keys = YamlMap.Read(string.Join('\n', lines[1..end]), file, problems, linesBefore: 1)?.Only(
            "id", "title", "asks", "facts", "contact", "audience", "strength", "edition", "reviewed", "review-by", "status");
        if (keys is null)
        {
            return null;
        }

        List<Fact> carried = [];
        foreach ((string id, int line) in keys.Items("facts"))
        {
            if (facts.TryGetValue(id, out Fact? fact))
            {
                carried.Add(fact);
            }
            else
            {
                problems.Add(file, line, $"There is no fact \"{id}\" in facts.yaml.{problems.Hint(id, facts.Keys)}");
            }
        }

        foreach (string key in (string[])["asks", "facts"])
        {
            if (keys.List(key).IsEmpty)
            {
                keys.Missing(key);
            }
        }

        ImmutableArray<string> body = [.. lines[(end + 1)..]];
        string markdown = string.Join('\n', body);
        if (string.IsNullOrWhiteSpace(markdown))
        {
            problems.Add(file, end + 1, "There is no advice below the keys. Write it here.");
        }

        Forms(body, file, end + 2, problems);
        Dictionary<string, string> numbers = Numbers(body, file, end + 2, phone, problems);
        (string plain, string html) = PassageText.Render(markdown, numbers);
        string passageId = keys.Need("id");
        return new(
            passageId,
            "",
            keys.Need("title"),
            keys.List("asks"),
            [.. carried],
            [.. carried.SelectMany(f => f.Sections).Distinct().Where(sections.ContainsKey).Select(id => sections[id])],
            keys.OneOf("audience", (Audience?)null, ("parent", Audience.Parent), ("adviser", Audience.Adviser)),
            keys.Need("strength"),
            keys.Text("edition"),
            keys.Day("reviewed"),
            keys.Day("review-by"),
            keys.OneOf("status", (Status?)null, ("published", Status.Published), ("pending", Status.Pending)),
            plain,
            html) { Contact = keys.List("contact") };
    }

    // A form we don't use would look different in every channel, or be shown as it is typed.
    private static void Forms(ImmutableArray<string> body, string file, int firstLine, Problems problems)
    {
        for (int i = 0; i < body.Length; i++)
        {
            if (OtherForm().Match(body[i]) is { Success: true } form)
            {
                problems.Add(file, firstLine + i, $"\"{form.Value.Trim()}\": headings, links, tables, numbered lists and HTML don't work here. Use paragraphs, \"- \" lists, **bold** and \"> \".");
            }
        }
    }

    /// <summary>The phone number of every {helper} the text names.</summary>
    private static Dictionary<string, string> Numbers(
        ImmutableArray<string> body, string file, int firstLine, Func<string, string?> phone, Problems problems)
    {
        Dictionary<string, string> numbers = [];
        for (int i = 0; i < body.Length; i++)
        {
            foreach (Match match in Placeholder().Matches(body[i]))
            {
                string id = match.Groups[1].Value;
                if (phone(id) is { } number)
                {
                    numbers[id] = number;
                }
                else
                {
                    problems.Add(file, firstLine + i, $"No helper \"{id}\" with a phone number stands in helpers.yaml. Mend the id, or take it out.");
                }
            }
        }

        return numbers;
    }

    [GeneratedRegex(@"^ {0,3}(?:#{1,6}(?: .*|$)|\||\d+[.)] |(?:=+|(?:[-*_] *){3,})\s*$|```|~~~| {4})|\]\(|</?[a-zA-Z!]|https?://|www\.|`")]
    private static partial Regex OtherForm();

    [GeneratedRegex(@"\{([a-z0-9-]+)\}")]
    internal static partial Regex Placeholder();
}
