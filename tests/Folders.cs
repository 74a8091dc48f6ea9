namespace AdviceBot.Tests;

/// <summary>Folders of tests.</summary>
internal static class Folders
{
    /// <summary>Deletes a folder if it is there. What a service that is just ending still writes into it is waited for, a few seconds at most.</summary>
    public static void Delete(string path)
    {
        for (int tries = 0; Directory.Exists(path); tries++)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (IOException) when (tries < 50)
            {
                Thread.Sleep(100);
            }
        }
    }
}
