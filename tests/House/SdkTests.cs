using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace AdviceBot.Tests.House;

/// <summary>The adapters to named packages, which nothing here builds: that their page says so, and names what the project asks for.</summary>
public class SdkTests
{
    private static readonly string Folder = Path.Combine(RealBot.Root, "bot", "Sdk");

    [Fact]
    public void Their_page_names_every_package_with_its_version_and_every_file()
    {
        string page = File.ReadAllText(Path.Combine(Folder, "README.md"));
        XDocument project = XDocument.Load(Path.Combine(Folder, "AdviceBot.Sdk.csproj"));
        (string Name, string Version)[] packages = [.. project.Descendants("PackageReference").Select(p => (p.Attribute("Include")!.Value, p.Attribute("Version")!.Value))];
        Assert.True(packages.Length >= 4);
        Assert.All(packages, p => Assert.Contains(page.Split('\n'), l => l.Contains(p.Name, StringComparison.Ordinal) && l.Contains($"| {p.Version} |", StringComparison.Ordinal)));
        string[] files = [.. Directory.EnumerateFiles(Folder, "*.cs").Select(f => Path.GetFileName(f)!).Where(f => f != "Program.cs")];
        Assert.Equal(files.Order(), Regex.Matches(page, @"^\| `(\w+\.cs)`", RegexOptions.Multiline).Select(m => m.Groups[1].Value).Order());
        Assert.Contains("our CI does not build it", page, StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_not_part_of_what_is_built() =>
        Assert.DoesNotContain("AdviceBot.Sdk", File.ReadAllText(Path.Combine(RealBot.Root, "AdviceBot.sln")), StringComparison.Ordinal);
}
