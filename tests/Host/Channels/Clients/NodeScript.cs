using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.Clients;

/// <summary>A test that needs Node.js and the clients installed beside it; skips, with the reason, where they aren't.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!NodeScript.HasNode)
        {
            Skip = "Node.js is not installed.";
        }
        else if (!Directory.Exists(Path.Combine(NodeScript.Folder, "node_modules", "botbuilder")))
        {
            Skip = "The clients are not installed; run \"npm ci\" in tests/Node.";
        }
    }
}

/// <summary>A script in tests/Node that talks to the bot and says, a line each, what held; see talk.mjs.</summary>
public sealed class NodeScript : IDisposable
{
    private readonly Process process;

    /// <summary>Starts it.</summary>
    public NodeScript(string name) => process = Process.Start(new ProcessStartInfo("node", [name])
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Where the scripts stand.</summary>
    public static string Folder { get; } = Path.Combine(RealBot.Root, "tests", "Node");

    /// <summary>Whether there is Node.js.</summary>
    public static bool HasNode { get; } = Has();

    /// <summary>The next line that begins with this word, without it.</summary>
    public async Task<JsonObject> Hear(string word)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
            {
                return JsonNode.Parse(line[word.Length..])!.AsObject();
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    /// <summary>Says a line.</summary>
    public async Task Say(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Runs to the end, turning the clock where it asks; gives what held, and fails with all that didn't.</summary>
    public async Task<IReadOnlyList<string>> Finish(Action<TimeSpan> advance)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync();
        List<string> held = [];
        List<string> failed = [];
        bool isDone = false;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ', 2))
            {
                case ["ok", ..]:
                    held.Add(line);
                    break;
                case ["not", ..]:
                    failed.Add(line);
                    break;
                case ["advance", var seconds]:
                    advance(TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)));
                    await Say("advanced");
                    break;
                case ["done"]:
                    isDone = true;
                    break;
                default:
                    break;
            }
        }

        Assert.True(failed.Count == 0 && isDone, $"{string.Join('\n', failed)}\n{await errors}\nheld before:\n{string.Join('\n', held)}");
        return held;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static bool Has()
    {
        try
        {
            using Process? version = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true });
            version?.WaitForExit();
            return version?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
