using Xunit;

namespace AdviceBot.Tests;

/// <summary>The team's shared folder beside the repository, where it is there.</summary>
internal static class Shared
{
    private static readonly string? Root = Find();

    /// <summary>Whether a part of it is there.</summary>
    public static bool Has(string part) => Root is not null && Path.Exists(Path.Combine(Root, part));

    /// <summary>The path of a part of it.</summary>
    public static string Folder(string part) => Path.Combine(Root!, part);

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(ContentFolder.Path); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>A fact about the shared folder; skips, with the reason, where it isn't there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string part)
    {
        if (!Shared.Has(part))
        {
            Skip = $"../shared/{part} is not beside this repository.";
        }
    }
}
