using System.Collections.Immutable;

namespace AdviceBot.Host.Content;

/// <summary>The content has problems, so nobody is shown any of it.</summary>
/// <param name="problems">All of them, at least one.</param>
/// <param name="folder">Where they are.</param>
/// <param name="stamp">Of the folder as it was read; null when it could not be read.</param>
public sealed class ContentException(ImmutableArray<Problem> problems, string folder, long? stamp)
    : Exception($"The content has {problems.Length} problems; the first: {problems[0]}")
{
    /// <summary>All of them, with file and line.</summary>
    public ImmutableArray<Problem> Problems { get; } = problems;

    /// <summary>Whether the folder can be read and is another than it was, so that it is worth reading again.</summary>
    public bool IsWorthAnother()
    {
        try
        {
            return FolderStamp.Of(folder) != stamp;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
