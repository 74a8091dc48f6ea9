using System.Diagnostics;
using Xunit;

namespace AdviceBot.Tests.Host.Faults;

/// <summary>A disk of two megabytes in memory, laid over a folder; only root can make one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string folder;

    public SmallDisk(string folder)
    {
        this.folder = folder;
        Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder);
    }

    /// <summary>Why there can't be one here; null when there can.</summary>
    public static string? Missing { get; } = Try();

    /// <summary>Fills it to the last byte.</summary>
    public void Fill()
    {
        using FileStream file = File.Create(Path.Combine(folder, "filler"), 1);
        byte[] bytes = new byte[512];
        try
        {
            while (true)
            {
                file.Write(bytes);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(Path.Combine(folder, "filler"));

    /// <summary>Makes it read-only, or writable again.</summary>
    /// <remarks>No disk becomes read-only while a file on it is open for writing, and a stopped app may close its last one a little later: so it waits.</remarks>
    public async Task MakeReadOnlyAsync(bool isReadOnly)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                Run("mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", folder);
                return;
            }
            catch (InvalidOperationException) when (watch.Elapsed < Patience)
            {
                // Still busy.
            }
        }
    }

    public void Dispose() => Run("umount", "-l", folder);

    private static string? Try()
    {
        string folder = Directory.CreateTempSubdirectory("advicebot-tmpfs-").FullName;
        try
        {
            Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder);
            Run("umount", folder);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "A disk of its own can't be mounted here; root could.";
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static void Run(string program, params string[] words)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', words)} failed: {said.Trim()}");
        }
    }
}

/// <summary>A fact that needs a disk of its own; skips, with the reason, where none can be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TmpfsFactAttribute : FactAttribute
{
    public TmpfsFactAttribute()
    {
        Skip = SmallDisk.Missing;
    }
}
