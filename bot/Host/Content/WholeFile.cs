namespace AdviceBot.Host.Content;

/// <summary>Writes files that are there whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>Writes a file beside the place and moves it there, over what was there. Where that can't be done, all stays as it was.</summary>
    /// <returns>Whether it is written.</returns>
    public static bool TryWrite(string file, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!, fresh = Path.Combine(folder, $"{Path.GetRandomFileName()}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            using (FileStream to = File.Create(fresh))
            {
                write(to);
            }

            File.Move(fresh, file, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Forget(fresh);
            return false;
        }
    }

    private static void Forget(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing can be done on this disk.
        }
    }
}
