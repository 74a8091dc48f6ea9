using System.Diagnostics;
using Xunit;

namespace AdviceBot.Tests;

/// <summary>A second opinion written in JavaScript, from a folder of tests/Node with its own package.json.</summary>
internal static class NodeTool
{
    /// <summary>Why a folder's scripts can't run here; null when they can.</summary>
    public static string? Missing(string folder)
    {
        if (!Directory.Exists(Path.Combine(Folder(folder), "node_modules")))
        {
            return $"The packages are not installed: run \"npm ci\" in tests/Node/{folder}.";
        }

        try
        {
            using Process? node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true });
            node?.WaitForExit();
            return node is { ExitCode: 0 } ? null : "Node.js does not start.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "Node.js is not on this machine.";
        }
    }

    /// <summary>What a script writes when it is given this text.</summary>
    public static string Run(string folder, string script, string input)
    {
        using Process node = Process.Start(new ProcessStartInfo("node", script)
        {
            WorkingDirectory = Folder(folder),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = node.StandardOutput.ReadToEndAsync();
        Task<string> errors = node.StandardError.ReadToEndAsync();
        node.StandardInput.Write(input);
        node.StandardInput.Close();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, errors.Result);
        return output.Result;
    }

    private static string Folder(string folder) => Path.Combine(RealBot.Root, "tests", "Node", folder);
}

/// <summary>A fact that needs Node.js and a folder's packages; skips, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute(string folder)
    {
        Skip = NodeTool.Missing(folder);
    }
}
