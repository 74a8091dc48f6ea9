using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdviceBot.Host;
using AdviceBot.Host.Commands;
using AdviceBot.Host.State;
using AdviceBot.Tests.Host;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace AdviceBot.Tests.House;

/// <summary>What the guides and deployment files name is there: settings, folders, programs, verbs.</summary>
public partial class DeploymentTests
{
    private static readonly string[] Guides = ["docs/azure.md", "docs/embedding.md", "docs/proxy.md", "deploy/Dockerfile", "deploy/advicebot.service"];

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
    public async Task The_guides_point_to_files_and_verbs_that_exist()
    {
        foreach (string file in Guides.Where(f => f.EndsWith(".md", StringComparison.Ordinal)))
        {
            Assert.All(Link().Matches(Read(file)), m => Assert.True(Path.Exists(Path.Combine(RealBot.Root, "docs", m.Groups[1].Value)), $"{file}: {m.Value}"));
            foreach (string verb in Verb().Matches(Read(file)).Select(m => m.Groups[1].Value).Distinct())
            {
                using var errors = new StringWriter();
                await CommandLine.RunAsync([verb, "--no-such-option"], TextWriter.Null, errors, TextReader.Null);
                Assert.DoesNotContain("There is no command", errors.ToString(), StringComparison.Ordinal);
            }
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
        Assert.Contains($"""ENTRYPOINT ["./{typeof(BotSettings).Assembly.GetName().Name}"]""", lines);
        Assert.All(lines.Where(l => l.StartsWith("FROM ", StringComparison.Ordinal)), l => Assert.Matches($@":{Environment.Version.Major}\.0( AS \w+)?$", l));
        Assert.DoesNotContain(lines, l => SecretName().IsMatch(l));
    }

    [Fact]
    public void The_service_may_write_to_its_state_alone_and_holds_no_secret()
    {
        string[] lines = Read("deploy/advicebot.service").Split('\n');
        Assert.Contains($"ExecStart=/opt/advicebot/{typeof(BotSettings).Assembly.GetName().Name}", lines);
        Assert.All((string[])["DynamicUser=true", "ProtectSystem=strict", "NoNewPrivileges=true", "CapabilityBoundingSet=", "PrivateTmp=true"], l => Assert.Contains(l, lines));
        Assert.DoesNotContain(lines, l => SecretName().IsMatch(l));
    }

    [Theory]
    [InlineData("deploy/Dockerfile", "/app")]
    [InlineData("deploy/advicebot.service", "/opt/advicebot")]
    public void Each_folder_it_writes_to_is_one_it_may_write_to_and_the_keys_do_not_lie_with_what_they_open(string file, string root)
    {
        var folders = StateFolders.Of(Deployed(file).State, root);
        string[] own = Writable(file);
        Assert.All((string[])[folders.State, folders.Keys, folders.Cache], f => Assert.Contains(f, own));
        Assert.False(IsWithin(folders.Keys, folders.State) || IsWithin(folders.State, folders.Keys), $"{folders.Keys} and {folders.State} lie in one another.");
    }

    [Theory]
    [InlineData("deploy/advicebot.service", "127.0.0.1", "127.0.0.2 10.0.0.1 192.0.2.1 ::1")]
    [InlineData("docs/azure.md", "169.254.129.1 10.0.0.4 172.16.1.1 ::ffff:192.168.0.2", "127.0.0.1 172.32.0.1 169.253.0.1 192.0.2.1 2001:db8::1")]
    public async Task Who_asks_is_believed_of_the_proxy_it_is_made_for_and_of_nobody_else(string file, string proxies, string others)
    {
        var settings = new Dictionary<string, string> { ["https_port"] = "443" };
        foreach (string known in Deployed(file).Proxy.Known)
        {
            settings[$"AdviceBot:Proxy:Known:{settings.Count - 1}"] = known;
        }

        await using var behind = new WebPageApp { Settings = settings };
        Assert.All(proxies.Split(' '), from => Assert.Equal("198.51.100.7", Call(behind, from, 200).Connection.RemoteIpAddress!.ToString()));
        Assert.All(proxies.Split(' '), from => Assert.Equal("max-age=31536000", Call(behind, from, 200).Response.Headers.StrictTransportSecurity.ToString()));
        Assert.All(others.Split(' '), from => Assert.Equal(IPAddress.Parse(from), Call(behind, from, 307).Connection.RemoteIpAddress));

        static HttpContext Call(WebPageApp app, string from, int status)
        {
            HttpContext answer = app.Server.SendAsync(context =>
            {
                context.Request.Method = "GET";
                context.Request.Path = "/help";
                context.Request.Host = new HostString("advice.example");
                context.Connection.RemoteIpAddress = IPAddress.Parse(from);
                context.Request.Headers["X-Forwarded-Proto"] = "https";
                context.Request.Headers["X-Forwarded-For"] = "198.51.100.7";
            }).GetAwaiter().GetResult();
            Assert.Equal((from, status), (from, answer.Response.StatusCode));
            return answer;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nothing_sets_what_the_bot_does_not_read(string file) =>
        Assert.DoesNotContain("ASPNETCORE_FORWARDEDHEADERS_ENABLED", Read(file), StringComparison.Ordinal);

    [Fact]
    public void The_service_listens_to_its_own_machine_alone() =>
        Assert.Equal("127.0.0.1", new Uri(Variables("deploy/advicebot.service").Single(v => v.Name == "ASPNETCORE_URLS").Value).Host);

    [Fact]
    public void What_is_in_memory_when_it_dies_stays_off_the_disk()
    {
        Assert.Contains("LimitCORE=0", Read("deploy/advicebot.service").Split('\n'));
        Assert.All(Read("docs/proxy.md").Split('\n').Where(l => l.StartsWith("docker run -d", StringComparison.Ordinal)), l => Assert.Contains(" --ulimit core=0 ", l, StringComparison.Ordinal));
    }

    [Fact]
    public void The_container_is_started_with_a_volume_for_each_folder_and_reached_through_the_proxy_alone()
    {
        string line = Assert.Single(Read("docs/proxy.md").Split('\n'), l => l.StartsWith("docker run -d", StringComparison.Ordinal));
        Assert.All(Writable("deploy/Dockerfile"), folder => Assert.Contains($":{folder} ", line, StringComparison.Ordinal));
        Assert.Contains(" -p 127.0.0.1:8080:8080 ", line, StringComparison.Ordinal);
        Assert.Contains(" AdviceBot__Proxy__Known__0=", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("```caddy", "127.0.0.1:8080", "[502, 503, 504]")]
    [InlineData("```nginx", "http://127.0.0.1:8080", "error_page 502 503 504", "X-Forwarded-For $remote_addr", "X-Forwarded-Proto $scheme", "Host $host")]
    public void The_proxy_in_the_guide_shows_the_written_page_while_the_bot_is_away_and_lets_people_leave(string begins, params string[] says)
    {
        string guide = Read("docs/proxy.md");
        string block = guide[guide.IndexOf(begins, StringComparison.Ordinal)..];
        block = block[..block.IndexOf("\n```\n", StringComparison.Ordinal)];
        Assert.All(says, s => Assert.Contains(s, block, StringComparison.Ordinal));
        string[] written = [.. Out().Matches(guide).Select(m => m.Groups[1].Value).Distinct()];
        string file = Assert.Single(written);
        Assert.Contains(Path.GetFileName(file), block, StringComparison.Ordinal);
        Assert.Contains(Path.GetDirectoryName(file)!, block, StringComparison.Ordinal);
        Assert.Contains("/leave", block, StringComparison.Ordinal);
        Assert.Contains($"content=\"0;url={new PageSettings().ExitTo}\"", block, StringComparison.Ordinal);
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

    // What a deployment sets, as the program reads it: the variables that stand in its file, over the defaults.
    private static BotSettings Deployed(string file) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(RealBot.Root, "appsettings.json"))
        .AddInMemoryCollection(Variables(file).DistinctBy(v => v.Name).Select(v => KeyValuePair.Create(v.Name.Replace("__", ":", StringComparison.Ordinal), (string?)v.Value)))
        .Build().GetSection(BotSettings.Section).Get<BotSettings>()!;

    private static IEnumerable<(string Name, string Value)> Variables(string file) => Variable().Matches(Read(file)).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    // In the container: volumes that were given to the user before they became volumes. On a machine: folders that systemd makes for the service.
    private static string[] Writable(string file)
    {
        string[] lines = Read(file).Split('\n');
        if (file.EndsWith(".service", StringComparison.Ordinal))
        {
            return [.. lines.Where(l => l.StartsWith("StateDirectory=", StringComparison.Ordinal)).SelectMany(l => l["StateDirectory=".Length..].Split(' ')).Select(d => "/var/lib/" + d)];
        }

        int volumes = Array.FindIndex(lines, l => l.StartsWith("VOLUME ", StringComparison.Ordinal));
        string given = Assert.Single(lines[..volumes], l => l.Contains("chown $APP_UID:$APP_UID ", StringComparison.Ordinal));
        return [.. lines[volumes].Split(' ')[1..].Intersect(given[(given.IndexOf("chown", StringComparison.Ordinal) + 6)..].Split(' '))];
    }

    private static bool IsWithin(string folder, string other) => (folder + "/").StartsWith(other.TrimEnd('/') + "/", StringComparison.Ordinal);

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

    [GeneratedRegex(@"((?:AdviceBot__|ASPNETCORE_)\w+)=([^\s\\`]+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"help-page --out (\S+)")]
    private static partial Regex Out();

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
