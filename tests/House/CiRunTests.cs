using System.Diagnostics;
using System.Runtime.Versioning;
using Xunit;

namespace AdviceBot.Tests.House;

/// <summary>.ci/run says last how many tests ran and stops the database it started, however it ends. The tools it calls are stood in for.</summary>
public sealed class CiRunTests
{
    [Theory]
    [InlineData("restore", "exit 1", 1, "0 passed, 0 failed, 0 skipped")]
    [InlineData("build", "exit 1", 1, "0 passed, 0 failed, 0 skipped")]
    [InlineData("run", "exit 1", 1, "0 passed, 0 failed, 0 skipped")]
    [InlineData("test", "exit 0", 0, "122 passed, 1 failed, 7 skipped")]
    [InlineData("test", "exit 1", 1, "122 passed, 1 failed, 7 skipped")]
    [InlineData("test", "kill -9 $$", 137, "122 passed, 1 failed, 7 skipped")]
    [InlineData("test", "kill -TERM $PPID; exec sleep 60", 143, "122 passed, 1 failed, 7 skipped")]
    public async Task The_last_line_counts_the_tests_and_the_database_goes(string verb, string end, int code, string line)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string tools = Directory.CreateTempSubdirectory("advicebot-tools").FullName;
        string root = Directory.CreateDirectory(Path.Combine(tools, "root", ".ci")).Parent!.FullName;
        string temporary = Directory.CreateDirectory(Path.Combine(tools, "temporary")).FullName;
        foreach (string tool in new[] { "chromium", "pdftotext", "npm", "apt-get" })
        {
            Write(tools, tool, "exit 0");
        }

        Write(tools, "dotnet", $$"""
            verb=$1
            while [ $# -gt 0 ]; do [ "$1" = --results-directory ] && into=$2; shift; done
            if [ "$verb" = test ]; then
              echo '<Counters total="30" executed="28" passed="27" failed="1" />' > "$into/browser.trx"
              echo '<Counters total="100" executed="95" passed="95" failed="0" />' > "$into/rest.trx"
            fi
            if [ "$verb" = {{verb}} ]; then {{end}}; fi
            exit 0
            """);
        File.Copy(Path.Combine(RealBot.Root, ".ci/run"), Path.Combine(root, ".ci/run"));
        Write(Path.Combine(root, ".ci"), "postgres", """
            echo "$1" >> .ci/asked
            [ "$1" = start ] && touch "$2/data" && echo "Host=here"
            [ "$1" = stop ] && rm -rf "$2"
            """);
        var start = new ProcessStartInfo("bash", [Path.Combine(root, ".ci/run")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{tools}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["TMPDIR"] = temporary;
        start.Environment.Remove("ADVICEBOT_TEST_POSTGRES");
        using Process run = Process.Start(start)!;
        string[] said = (await run.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await run.WaitForExitAsync();
        string[] asked = await File.ReadAllLinesAsync(Path.Combine(root, ".ci/asked"));
        string[] left = Directory.GetFileSystemEntries(temporary);
        Directory.Delete(tools, recursive: true);
        Assert.Equal((code, line), (run.ExitCode, said[^1]));
        Assert.Equal(["start", "stop"], asked);
        Assert.Empty(left);
    }

    [UnsupportedOSPlatform("windows")]
    private static void Write(string folder, string tool, string script)
    {
        string path = Path.Combine(folder, tool);
        File.WriteAllText(path, "#!/bin/bash\n" + script.ReplaceLineEndings("\n") + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
