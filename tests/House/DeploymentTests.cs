using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdviceBot.Host;
using Xunit;

namespace AdviceBot.Tests.House;

/// <summary>What the guides and deployment files name is there: settings, folders, programs, verbs.</summary>
public partial class DeploymentTests
{
    private static readonly string[] Guides = ["docs/azure.md", "docs/embedding.md", "deploy/Dockerfile", "deploy/advicebot.service"];

    public static TheoryData<string> Files => [.. Guides];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_setting_it_names_is_one(string file)
    {
        string[] named = [.. Setting().Matches(Read(file)).Select(m => m.Value).Distinct()];
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.True(Exists(name), $"{file} names {name}, which no setting is."));
    }

    [Theory]
    [InlineData("Connector")]
    [InlineData("DirectLine")]
    [InlineData("Embedding")]
    [InlineData("Language")]
    public void The_Azure_guide_names_every_setting_of(string section)
    {
        string guide = Read("docs/azure.md");
        foreach (JsonProperty setting in Settings().GetProperty(section).EnumerateObject())
        {
            Assert.Contains($"AdviceBot__{section}__{setting.Name}", guide, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_guides_point_to_files_and_verbs_that_exist()
    {
        foreach (string file in Guides.Where(f => f.EndsWith(".md", StringComparison.Ordinal)))
        {
            Assert.All(Link().Matches(Read(file)), m => Assert.True(Path.Exists(Path.Combine(RealBot.Root, "docs", m.Groups[1].Value)), $"{file}: {m.Value}"));
            Assert.All(Verb().Matches(Read(file)), m => Assert.Equal("teams-package", m.Groups[1].Value));
        }

        // Each az command goes on one line: a copied half of one does harm.
        Assert.DoesNotContain(Read("docs/azure.md").Split('\n'), l => l.TrimEnd().EndsWith('\\'));
    }

    [Fact]
    public void The_container_builds_from_what_is_here_runs_as_nobody_special_and_keeps_its_state_in_a_volume()
    {
        string[] lines = [.. Read("deploy/Dockerfile").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Where(l => l.Length > 0 && l[0] != '#')];
        string ignored = Read(".dockerignore");
        foreach (string copy in lines.Where(l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from", StringComparison.Ordinal)))
        {
            Assert.All(copy.Split(' ')[1..^1], path =>
            {
                Assert.True(Path.Exists(Path.Combine(RealBot.Root, path)), $"{path} isn't there to be copied.");
                Assert.DoesNotContain(path, ignored.Split('\n'));
            });
        }

        // Whatever the projects read from the root comes along.
        foreach (string needed in (string[])["Directory.Build.props", "Directory.Packages.props", "global.json", "appsettings.json", "content", "bot/Core", "bot/Host", ".editorconfig"])
        {
            Assert.Contains(lines, l => l.StartsWith("COPY ", StringComparison.Ordinal) && l.Split(' ').Contains(needed));
        }

        int user = Array.FindIndex(lines, l => l == "USER $APP_UID");
        Assert.InRange(user, 0, Array.FindIndex(lines, l => l.StartsWith("ENTRYPOINT", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines[user..], l => l.StartsWith("RUN", StringComparison.Ordinal));
        Assert.Contains("VOLUME /state", lines);
        Assert.Contains(lines, l => l.Contains("AdviceBot__State__Path=/state", StringComparison.Ordinal));
        Assert.Contains($"""ENTRYPOINT ["./{typeof(BotSettings).Assembly.GetName().Name}"]""", lines);
        Assert.All(lines.Where(l => l.StartsWith("FROM ", StringComparison.Ordinal)), l => Assert.Matches($@":{Environment.Version.Major}\.0( AS \w+)?$", l));
        Assert.DoesNotContain(lines, l => SecretName().IsMatch(l));
    }

    [Fact]
    public void The_service_may_write_to_its_state_alone_and_holds_no_secret()
    {
        string[] lines = Read("deploy/advicebot.service").Split('\n');
        Assert.Contains($"ExecStart=/opt/advicebot/{typeof(BotSettings).Assembly.GetName().Name}", lines);
        Assert.Contains("Environment=AdviceBot__State__Path=/var/lib/advicebot", lines);
        Assert.All((string[])["DynamicUser=true", "StateDirectory=advicebot", "ProtectSystem=strict", "NoNewPrivileges=true", "CapabilityBoundingSet=", "PrivateTmp=true"], l => Assert.Contains(l, lines));
        Assert.DoesNotContain(lines, l => SecretName().IsMatch(l));
    }

    [SystemdFact]
    public async Task The_service_file_is_understood_by_systemd_and_locked_down()
    {
        // The program isn't installed here, so another stands in for it.
        string unit = Read("deploy/advicebot.service");
        string folder = Directory.CreateTempSubdirectory("advicebot-unit").FullName;
        string file = Path.Combine(folder, "advicebot.service");
        await File.WriteAllTextAsync(file, unit.Replace("ExecStart=/opt/advicebot/AdviceBot.Host", "ExecStart=/bin/true", StringComparison.Ordinal).Replace("WorkingDirectory=/opt/advicebot", "WorkingDirectory=/", StringComparison.Ordinal));
        (int code, string said) = await Analyze("verify", "--man=no", file);
        Assert.True(code == 0 && !said.Contains(file, StringComparison.Ordinal), said);
        await File.AppendAllTextAsync(file, "\n[Service]\nProtectSytem=strict\n");
        Assert.Contains("ProtectSytem", (await Analyze("verify", "--man=no", file)).Said, StringComparison.Ordinal);

        // Exposure of 10 is a service with every right; below 2 is what systemd calls OK.
        await File.WriteAllTextAsync(file, unit);
        (code, said) = await Analyze("security", "--offline=true", "--threshold=20", "--no-pager", file);
        Assert.True(code == 0, said);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(int Code, string Said)> Analyze(params string[] words)
    {
        using Process process = Process.Start(new ProcessStartInfo("systemd-analyze", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + errors);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(RealBot.Root, file)).ReplaceLineEndings("\n");

    private static bool Exists(string name)
    {
        JsonElement at = Settings();
        foreach (string part in name.Split("__")[1..])
        {
            if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, out _))
            {
                return true;
            }

            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
            {
                return false;
            }
        }

        return true;
    }

    private static JsonElement Settings() => JsonDocument
        .Parse(Read("appsettings.json"), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })
        .RootElement.GetProperty(BotSettings.Section).Clone();

    [GeneratedRegex(@"AdviceBot(?:__\w+?)+(?=[^\w]|$)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\]\(((?!https?:|#)[^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"bot/Host -- ([a-z-]+)")]
    private static partial Regex Verb();

    [GeneratedRegex("(Password|Secret|__Key)=", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}

/// <summary>A fact that needs systemd-analyze; skips, with the reason, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SystemdFactAttribute : FactAttribute
{
    public SystemdFactAttribute() =>
        Skip = new[] { "/usr/bin/systemd-analyze", "/bin/systemd-analyze" }.Any(File.Exists) ? null : "systemd-analyze is not on this machine.";
}
