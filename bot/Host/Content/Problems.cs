using System.Collections.Immutable;

namespace AdviceBot.Host.Content;

/// <summary>Something in the content that an editor should mend.</summary>
/// <param name="File">The file, from the content folder on.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record Problem(string File, int Line, string Message)
{
    /// <summary>As editors and their tools read it: file, line and message with colons between.</summary>
    public override string ToString() => $"{File}:{Line}: {Message}";
}

/// <summary>Every problem found while reading the content. Reading goes on after each, so an editor sees all at once.</summary>
public sealed class Problems
{
    private const int MostHints = 100;

    private readonly List<Problem> found = [];
    private int hints;

    /// <summary>Whether nothing is wrong.</summary>
    public bool AreNone => found.Count == 0;

    /// <summary>Every problem, by file and line.</summary>
    public ImmutableArray<Problem> All =>
        [.. found.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)];

    /// <summary>What somebody probably meant by a name that doesn't exist, as the end of a message; nothing when no name is near.</summary>
    /// <remarks>A hint looks at every name, so a folder that is wrong all over gets them for its first problems only.</remarks>
    public string Hint(string wrong, IEnumerable<string> names) => hints++ < MostHints ? Nearest.Hint(wrong, names) : "";

    /// <summary>Takes over what was found elsewhere.</summary>
    public void AddAll(Problems others) => found.AddRange(others.found);

    /// <summary>Notes a problem.</summary>
    public void Add(string file, int line, string message) => found.Add(new Problem(file, line, message));
}
