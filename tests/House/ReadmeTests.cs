using System.Text.RegularExpressions;
using AdviceBot.Host.Commands;
using AdviceBot.Tests.Host;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.House;

/// <summary>What README.md tells people to type is there to be typed.</summary>
public partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(RealBot.Root, "README.md")).ReplaceLineEndings("\n");

    private static IEnumerable<string> Lines => Block().Matches(Readme).SelectMany(m => m.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Its_commands_name_projects_and_verbs_that_exist()
    {
        Assert.NotEmpty(Lines);
        foreach (string line in Lines.SelectMany(l => l.Split("&&", StringSplitOptions.TrimEntries)))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(words[0] is "dotnet" or "git" or "cd" or "npm" or ".ci/run", $"Nobody knows the command in \"{line}\".");
            if (words is ["dotnet", var verb, ..])
            {
                Assert.True(verb is "run" or "test" or "publish" or "build", line);
            }

            if (Project().Match(line) is { Success: true } project)
            {
                Assert.True(Directory.EnumerateFiles(Path.Combine(RealBot.Root, project.Groups[1].Value), "*.csproj").Any(), line);
            }
        }
    }

    [Fact]
    public async Task Its_verbs_are_understood_by_the_command_line()
    {
        string[] verbs = [.. Verb().Matches(Readme).Select(m => m.Groups[1].Value).Distinct()];
        Assert.NotEmpty(verbs);
        foreach (string verb in verbs)
        {
            using var errors = new StringWriter();
            await CommandLine.RunAsync([verb, "--no-such-option"], TextWriter.Null, errors, TextReader.Null);
            Assert.DoesNotContain("There is no command", errors.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Its_routes_are_served()
    {
        await using var service = new RunningBot();
        using HttpClient client = service.CreateClient();
        HashSet<string> served = [.. service.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.Trim('/'))];
        string[] routes = [.. Route().Matches(Readme).Select(m => m.Groups[1].Value).Distinct()];
        Assert.NotEmpty(routes);
        Assert.All(routes, r => Assert.Contains(r.Replace("v1.json", "{documentName}.json", StringComparison.Ordinal), served));
    }

    [Fact]
    public void Its_files_and_pictures_exist()
    {
        foreach (Match link in Link().Matches(Readme))
        {
            string path = link.Groups[1].Value + link.Groups[2].Value;
            Assert.True(Path.Exists(Path.Combine(RealBot.Root, path)), $"README.md points to {path}, which isn't there.");
        }
    }

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?:--project|publish) ([\w/.]+)")]
    private static partial Regex Project();

    [GeneratedRegex(@"(?:bot/Host -- |^\| `)([a-z-]+)(?=[ `])", RegexOptions.Multiline)]
    private static partial Regex Verb();

    [GeneratedRegex(@"`(?:GET |POST )?(/(?:api|health|openapi|help|safety|adviser)[\w/.-]*)")]
    private static partial Regex Route();

    [GeneratedRegex(@"\]\(((?!https?:|#)[^)]+)\)|src=""([^""]+)""")]
    private static partial Regex Link();
}
