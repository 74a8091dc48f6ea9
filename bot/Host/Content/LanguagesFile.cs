using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Host.Content;

/// <summary>Reads languages.yaml: what is said to people who write in another language.</summary>
public static partial class LanguagesFile
{
    // Where several languages share a script, fewer small words than these don't tell them apart.
    private const int FewestWords = 25;

    private static readonly (string Word, Script Meaning)[] Scripts =
    [
        ("latin", Script.Latin), ("cyrillic", Script.Cyrillic), ("arabic", Script.Arabic), ("gurmukhi", Script.Gurmukhi), ("devanagari", Script.Devanagari),
        ("bengali", Script.Bengali), ("gujarati", Script.Gujarati), ("tamil", Script.Tamil), ("han", Script.Han),
    ];

    /// <summary>The notes; a problem for each line that is not beside its English, and for each helper that isn't there.</summary>
    public static LanguageNotes Read(
        string text, string file, IReadOnlyDictionary<string, Fact> facts, IReadOnlyDictionary<string, Helper> helpers, Places places, Problems problems)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(helpers);
        if (YamlMap.Read(text, file, problems)?.Only("english", "languages") is not { } root)
        {
            return LanguageNotes.None;
        }

        ImmutableArray<Point> english = [.. root.Maps("english").Select(row =>
        {
            row.Only("say", "facts");
            return new Point(row.Need("say"), GuideFiles.FactsIn(row, "facts", facts, problems), Status.Published);
        })];
        if (english.IsEmpty)
        {
            root.Missing("english");
        }

        foreach (string id in english.SelectMany(e => Helpers(e.Text)).Where(id => helpers.GetValueOrDefault(id) is not { Phone: not null }))
        {
            root.Wrong(root.LineOf("english"), $"The note in English names {{{id}}}. helpers.yaml has no such number.{root.Hint(id, helpers.Keys)}");
        }

        var notes = ImmutableArray.CreateBuilder<LanguageNote>();
        foreach ((string code, YamlMap map) in root.Blocks("languages"))
        {
            map.Only("name", "own-name", "status", "script", "letters", "words", "telling", "note");
            places.Note($"language:{code}", new Place(file, map.Line - 1));
            var note = new LanguageNote(
                code,
                map.Need("name"),
                map.Need("own-name"),
                map.OneOf("status", (Status?)null, ("published", Status.Published), ("pending", Status.Pending)),
                map.OneOf("script", (Script?)null, Scripts),
                map.Text("letters") ?? "",
                map.List("words"),
                map.List("telling"),
                Lines(map, english));
            if (note.Script is (Script.Latin or Script.Cyrillic or Script.Arabic) && note.Words.Length < FewestWords)
            {
                map.Wrong(map.LineOf("words"), $"{note.Name} shares its letters with other languages, so it needs at least {FewestWords} of its small words here.");
            }

            notes.Add(note);
        }

        return new LanguageNotes(english, notes.ToImmutable());
    }

    private static ImmutableArray<string> Lines(YamlMap map, ImmutableArray<Point> english)
    {
        ImmutableArray<YamlMap> rows = map.Maps("note");
        if (rows.Length != english.Length)
        {
            map.Wrong(map.LineOf("note"), $"The note should have {english.Length} lines, one for each English line.");
        }

        var lines = ImmutableArray.CreateBuilder<string>();
        foreach ((int i, YamlMap row) in rows.Index())
        {
            row.Only("english", "say");
            string say = row.Need("say");
            string beside = row.Need("english");
            if (i < english.Length && beside != english[i].Text)
            {
                row.Wrong(row.LineOf("english"), $"This line stands beside other English than \"{english[i].Text}\". Have it translated anew, and signed off.");
            }

            if (!Helpers(say).Order().SequenceEqual(Helpers(beside).Order()))
            {
                row.Wrong(row.LineOf("say"), "This line must name the same helpers in curly brackets as its English.");
            }

            lines.Add(say);
        }

        return lines.ToImmutable();
    }

    private static IEnumerable<string> Helpers(string line) => Placeholder().Matches(line).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\{([a-z0-9-]+)\}")]
    private static partial Regex Placeholder();
}
