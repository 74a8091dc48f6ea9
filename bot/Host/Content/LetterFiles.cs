using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;

namespace AdviceBot.Host.Content;

/// <summary>Reads letters/ID.md: front matter, then the letter, paragraph by paragraph, each with what it rests on.</summary>
/// <remarks>
/// A paragraph ends with {F104, F105}, {form} or {sign-off}. "- [ ] " before it makes a line to tick. [a name] is a gap in a
/// sentence, [[what happened]] one of several lines.
/// </remarks>
public static partial class LetterFiles
{
    private const int RoomLines = 4;

    /// <summary>Every letter, in the order of the files' names.</summary>
    public static ImmutableArray<Letter> ReadAll(ContentFiles files, IReadOnlyDictionary<string, Fact> facts, Places places, Problems problems)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(problems);
        var letters = ImmutableArray.CreateBuilder<Letter>();
        foreach ((string file, string text) in files.Under("letters"))
        {
            if (file.Split('/') is not [_, string name] || Path.GetExtension(name) != ".md")
            {
                problems.Add(file, 1, "Nobody reads this file. A letter is letters/ID.md: give it that name, or take it away.");
                continue;
            }

            if (Read(text, file, facts, problems) is not { } letter)
            {
                continue;
            }

            if (letter.Id != Path.GetFileNameWithoutExtension(name))
            {
                problems.Add(file, 2, $"The id \"{letter.Id}\" and the file name should be the same. Rename one.");
            }

            places.Note($"letter:{letter.Id}", new Place(file, 1));
            letters.Add(letter);
        }

        return letters.ToImmutable();
    }

    /// <summary>One letter; null when it has no front matter.</summary>
    public static Letter? Read(string text, string file, IReadOnlyDictionary<string, Fact> facts, Problems problems)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(problems);
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int end = Array.FindIndex(lines, 1, l => l.TrimEnd() == "---");
        if (lines[0].TrimEnd() != "---" || end < 0)
        {
            problems.Add(file, 1, "A letter begins with its keys between two lines of three hyphens (---).");
            return null;
        }

        YamlMap? keys = YamlMap.Read(string.Join('\n', lines[1..end]), file, problems, linesBefore: 1)?.Only(
            "id", "title", "to", "know", "leaves", "reviewed", "review-by");
        if (keys is null)
        {
            return null;
        }

        var clauses = ImmutableArray.CreateBuilder<Clause>();
        for (int i = end + 1; i < lines.Length; i++)
        {
            int first = i;
            string paragraph = "";
            while (i < lines.Length && lines[i].Trim().Length > 0 && (i == first || !lines[i].StartsWith("- ", StringComparison.Ordinal)))
            {
                paragraph = $"{paragraph} {lines[i].Trim()}".Trim();
                i++;
            }

            if (paragraph.Length > 0)
            {
                clauses.Add(Clause(paragraph, file, first + 1, facts, problems));
                i--;
            }
        }

        if (clauses.Count == 0)
        {
            problems.Add(file, end + 1, "There is no letter below the keys. Write it.");
        }

        return new Letter(
            keys.Need("id"),
            keys.Need("title"),
            keys.Need("to"),
            GuideFiles.Points(keys, "know", facts, problems),
            keys.List("leaves"),
            clauses.ToImmutable(),
            keys.Day("reviewed"),
            keys.Day("review-by"));
    }

    private static Clause Clause(string paragraph, string file, int line, IReadOnlyDictionary<string, Fact> facts, Problems problems)
    {
        bool isTick = paragraph.StartsWith("- [ ] ", StringComparison.Ordinal);
        string text = isTick ? paragraph["- [ ] ".Length..] : paragraph;
        Match rests = Ending().Match(text);
        if (!rests.Success)
        {
            problems.Add(file, line, "This paragraph doesn't say what it rests on. End it with its facts, such as {F104}, with {form} for words that only make a letter of it, or with {sign-off} for our own step.");
        }

        string said = rests.Success ? text[..rests.Index].TrimEnd() : text;
        string[] ids = rests.Success ? rests.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        bool isForm = ids is ["form"];
        bool waits = ids.Contains("sign-off");
        var carried = ImmutableArray.CreateBuilder<Fact>();
        foreach (string id in ids.Where(id => id is not ("form" or "sign-off")))
        {
            if (facts.TryGetValue(id, out Fact? fact))
            {
                carried.Add(fact);
            }
            else
            {
                problems.Add(file, line, $"There is no fact \"{id}\" in facts.yaml.{Nearest.Hint(id, facts.Keys)}");
            }
        }

        if (said.StartsWith('-') || said.StartsWith('#') || said.StartsWith('>'))
        {
            problems.Add(file, line, "A letter has paragraphs and lines to tick, written \"- [ ] \". Nothing else.");
        }

        waits |= carried.Any(f => f.IsExternal);
        return new Clause(Spans(said), isTick, isForm, carried.ToImmutable(), waits ? Status.Pending : Status.Published);
    }

    private static ImmutableArray<Span> Spans(string text)
    {
        var spans = ImmutableArray.CreateBuilder<Span>();
        int at = 0;
        foreach (Match gap in Gap().Matches(text))
        {
            if (gap.Index > at)
            {
                spans.Add(new Span(text[at..gap.Index]));
            }

            bool isLong = gap.Groups["long"].Success;
            spans.Add(new Span(gap.Groups[isLong ? "long" : "short"].Value.Trim(), isLong ? RoomLines : 1));
            at = gap.Index + gap.Length;
        }

        if (at < text.Length)
        {
            spans.Add(new Span(text[at..]));
        }

        return spans.ToImmutable();
    }

    [GeneratedRegex(@"\s*\{([^{}]*)\}$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"\[\[(?<long>[^\[\]]+)\]\]|\[(?<short>[^\[\]]+)\]")]
    private static partial Regex Gap();
}
