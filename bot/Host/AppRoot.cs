namespace AdviceBot.Host;

/// <summary>Where the application's own files stand: appsettings.json and content.</summary>
public static class AppRoot
{
    /// <summary>The first folder, upwards from the program, that has both; the program's own when none has.</summary>
    /// <remarks>Run from source it is the repository, so that edits to the words are seen live; published, it is the program's folder.</remarks>
    public static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "content")) && File.Exists(Path.Combine(folder.FullName, "appsettings.json")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}
