using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests;

/// <summary>The real words of the bot, for tests that check them.</summary>
public static class ContentFolder
{
    /// <summary>Where the content stands on this machine.</summary>
    public static string Path { get; } = Find();

    /// <summary>Every file of it, read once.</summary>
    public static ContentFiles Files { get; } = ContentFiles.In(Path, new Problems());

    /// <summary>A day on which nothing in it is due: tests don't fail because time passes.</summary>
    public static DateOnly Today { get; } = new(2026, 11, 22);

    /// <summary>A content file as its reader gives it; the test fails with every problem the reader found.</summary>
    public static T Read<T>(string file, Func<string, string, Problems, T> reader)
    {
        var problems = new Problems();
        T read = reader(Files.All[file], file, problems);
        Assert.True(problems.AreNone, string.Join('\n', problems.All));
        return read;
    }

    /// <summary>The same for a reader that notes places.</summary>
    public static T Read<T>(string file, Func<string, string, Places, Problems, T> reader) =>
        Read(file, (text, name, problems) => reader(text, name, new Places(), problems));

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "AdviceBot.sln")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder!.FullName, "content");
    }
}
