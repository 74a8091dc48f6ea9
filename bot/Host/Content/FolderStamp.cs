namespace AdviceBot.Host.Content;

/// <summary>Tells whether a folder is as it was, without reading its files.</summary>
public static class FolderStamp
{
    /// <summary>Of the names, times and sizes of all files in it and below it.</summary>
    public static long Of(string folder)
    {
        var hash = default(HashCode);
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            hash.Add(file.FullName);
            hash.Add(file.LastWriteTimeUtc.Ticks);
            hash.Add(file.Length);
        }

        return hash.ToHashCode();
    }
}
