using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AdviceBot.Core.Content;
using AdviceBot.Host.Content;

namespace AdviceBot.Tests.Host.Content.Mutants;

/// <summary>A spoilt copy of the real content.</summary>
/// <param name="What">What was spoilt, for the one who reads a failing test.</param>
public sealed record Mutant(string What, ContentFiles Files);

/// <summary>Small changes to copies of the real content, each at a place a random number picks.</summary>
internal static class Edits
{
    /// <summary>The real content as it stands.</summary>
    public static ContentFiles Real => ContentFolder.Files;

    /// <summary>The same as values.</summary>
    public static LibraryParts Parts { get; }

    private static readonly Places Places = new();

    static Edits()
    {
        var problems = new Problems();
        Parts = AdviceBot.Host.Content.ContentFolder.ReadParts(Real, Places, problems);
    }

    /// <summary>One of many, as the random number says.</summary>
    public static T Pick<T>(this Random random, IEnumerable<T> from)
    {
        T[] all = [.. from];
        return all.Length > 0 ? all[random.Next(all.Length)] : throw new InvalidOperationException("The content has nothing left to spoil this way.");
    }

    /// <summary>The file a passage stands in.</summary>
    public static string FileOf(Passage passage) => Places.Of($"passage:{passage.Id}").File;

    /// <summary>Files of guides.</summary>
    public static IEnumerable<string> Guides => Real.Under("guides").Select(f => f.Name);

    /// <summary>A copy with another text for one file.</summary>
    public static Mutant With(string file, string text, string what) => new($"{file}: {what}", Real with { All = Real.All.SetItem(file, text) });

    /// <summary>A copy without a file.</summary>
    public static Mutant Without(string file) => new($"{file}: deleted", Real with { All = Real.All.Remove(file) });

    /// <summary>A copy in which one match of a pattern, in one of the files, reads otherwise.</summary>
    public static Mutant Replace(Random random, IEnumerable<string> files, string pattern, Func<Match, string> with)
    {
        (string file, Match match) = random.Pick(files.SelectMany(f => Regex.Matches(Real.All[f], pattern, RegexOptions.Multiline), (f, m) => (f, m)));
        string text = Real.All[file];
        string put = with(match);
        int line = text.AsSpan(0, match.Index).Count('\n') + 1;
        return With(file, string.Concat(text.AsSpan(0, match.Index), put, text.AsSpan(match.Index + match.Length)), $"line {line}: \"{match.Value.Trim()}\" became \"{put.Trim()}\"");
    }

    /// <summary>The same in one passage that fits.</summary>
    public static Mutant InPassage(Random random, Func<Passage, bool> fits, string pattern, Func<Match, string> with) =>
        Replace(random, [FileOf(random.Pick(Parts.Passages.Where(fits)))], pattern, with);

    /// <summary>A passage with other facts, or its facts in another order.</summary>
    public static Mutant Facts(Passage passage, IEnumerable<string> facts)
    {
        string file = FileOf(passage);
        string line = $"facts: [{string.Join(", ", facts)}]";
        return With(file, Regex.Replace(Real.All[file], @"^facts:.*(\n +- .*)*", line, RegexOptions.Multiline), line);
    }

    /// <summary>A passage with a line more at its end.</summary>
    public static Mutant Append(Passage passage, string line) => With(FileOf(passage), $"{Real.All[FileOf(passage)].TrimEnd()}\n\n{line}\n", $"ends with \"{line}\"");

    /// <summary>A wrongly typed word, as fingers type it.</summary>
    public static string Slip(Random random, string word)
    {
        int at = random.Next(1, word.Length);
        return random.Next(3) switch
        {
            0 => word.Remove(at, 1) + (word.Length == 2 ? "x" : ""),
            1 => word.Insert(at, word[at].ToString()),
            _ => word + "x",
        };
    }
}
