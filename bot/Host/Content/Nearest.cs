using AdviceBot.Core.Understanding;

namespace AdviceBot.Host.Content;

/// <summary>What somebody probably meant by a name that doesn't exist.</summary>
public static class Nearest
{
    /// <summary>" Did you mean "x"?", or nothing when no name is near.</summary>
    public static string Hint(string wrong, IEnumerable<string> names) =>
        PlainWords.Nearest(wrong, names) is { } name ? $" Did you mean \"{name}\"?" : "";
}
