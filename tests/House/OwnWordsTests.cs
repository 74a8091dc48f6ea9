using System.Text.RegularExpressions;
using Xunit;

namespace AdviceBot.Tests.House;

/// <summary>Facts carry over from the sources, sentences don't.</summary>
public sealed partial class OwnWordsTests
{
    private const int Run = 8;

    // What a passage or guide may share: the names of things, as they stand in the sources too.
    private static readonly string[] Names =
        ["parents and kinship carers", "working together to safeguard children", "children act 1989", "initial child protection conference"];

    [SharedFact("sources")]
    public void No_run_of_eight_words_is_shared_with_a_source()
    {
        Dictionary<string, string> runs = new(StringComparer.Ordinal);
        foreach (string source in Directory.EnumerateFiles(Shared.Folder("sources"), "*.txt"))
        {
            foreach (string run in Runs(File.ReadAllText(source)))
            {
                runs.TryAdd(run, Path.GetFileName(source));
            }
        }

        Assert.True(runs.Count > 8000, "The sources should have been read.");
        List<string> copied = [];
        foreach (string file in Directory.EnumerateFiles(ContentFolder.Path, "*", SearchOption.AllDirectories).Where(IsOurs))
        {
            foreach (string line in Paragraphs(File.ReadAllText(file)))
            {
                copied.AddRange(Runs(line).Where(runs.ContainsKey).Select(run => $"{Path.GetFileName(file)}: \"{run}\" stands in {runs[run]}"));
            }
        }

        Assert.True(copied.Count == 0, string.Join('\n', copied));
    }

    // The catalogue holds the sources' titles.
    private static bool IsOurs(string file) => Path.GetExtension(file) is ".md" or ".yaml" && Path.GetFileName(file) != "sources.json";

    private static IEnumerable<string> Paragraphs(string text) => Blank().Split(text.ReplaceLineEndings("\n"));

    private static IEnumerable<string> Runs(string text)
    {
        string plain = text.ToLowerInvariant().Replace("’", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        foreach (string name in Names)
        {
            plain = plain.Replace(name, "name", StringComparison.Ordinal);
        }

        string[] words = [.. Word().Matches(plain).Select(m => m.Value)];
        for (int i = 0; i + Run <= words.Length; i++)
        {
            yield return string.Join(' ', words[i..(i + Run)]);
        }
    }

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\n\s*\n|\n(?=\s*- )")]
    private static partial Regex Blank();
}
