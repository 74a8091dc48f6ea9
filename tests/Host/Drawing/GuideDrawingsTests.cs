using System.Xml.Linq;
using AdviceBot.Core.Content;
using AdviceBot.Host.Content;
using AdviceBot.Host.Drawing;
using Xunit;

namespace AdviceBot.Tests.Host.Drawing;

public class GuideDrawingsTests
{
    private const string NotSure = "I'm not sure";

    private static readonly LibraryParts Parts = AdviceBot.Host.Content.ContentFolder.ReadParts(ContentFolder.Files, new Places(), new Problems());

    public static TheoryData<string> Guides => [.. Parts.Guides.Select(g => g.Id)];

    [Theory]
    [MemberData(nameof(Guides))]
    public void Every_step_and_choice_of_a_guide_stands_in_its_picture(string id)
    {
        Guide guide = Guide(id);
        XElement svg = XDocument.Parse(SvgDrawing.Of(guide, NotSure, [])).Root!;
        Assert.Equal(guide.Steps.Select(s => s.Id).Order(), Marks(svg, "data-step").Order());
        IEnumerable<string> choices = guide.Steps.SelectMany(s => s.Choices.Select(c => $"{s.Id}#{c.Id} {c.Next}").Concat(s.NotSure is null ? [] : [$"{s.Id}#not-sure {s.NotSure}"]));
        Assert.Equal(choices.Order(), svg.Descendants().Where(e => e.Attribute("data-choice") is not null).Select(e => $"{e.Attribute("data-choice")!.Value} {e.Attribute("data-next")!.Value}").Order());
        string words = string.Join(' ', svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        Assert.All(guide.Steps, s => Assert.Contains(s.Ask ?? s.Leaf!.Title, words, StringComparison.Ordinal));
        Assert.All(guide.Steps.SelectMany(s => s.Choices), c => Assert.Contains(c.Label, words, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Guides))]
    public void A_screen_reader_hears_what_the_picture_shows(string id)
    {
        XElement svg = XDocument.Parse(SvgDrawing.Of(Guide(id), NotSure, [])).Root!;
        Assert.Equal(("img", "title desc"), (svg.Attribute("role")!.Value, svg.Attribute("aria-labelledby")!.Value));
        Assert.Equal(Guide(id).Label, svg.Elements().First(e => e.Name.LocalName == "title").Value);
        string words = svg.Elements().First(e => e.Name.LocalName == "desc").Value;
        Assert.All(Guide(id).Steps, s => Assert.Contains($"{s.Id} (", words, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Guides))]
    public void No_two_boxes_lie_on_each_other(string id)
    {
        Placed placed = GuideLayout.Of(GuideMap.Of(Guide(id), NotSure));
        foreach (IGrouping<double, PlacedBox> column in placed.Boxes.GroupBy(b => b.X))
        {
            PlacedBox[] down = [.. column.OrderBy(b => b.Y)];
            Assert.All(down.Zip(down.Skip(1)), pair => Assert.True(pair.First.Y + pair.First.Height < pair.Second.Y));
        }

        Assert.All(placed.Boxes, b => Assert.True(b.Y + b.Height < placed.Height && b.X + GuideLayout.BoxWidth < placed.Width));
    }

    [Theory]
    [MemberData(nameof(Guides))]
    public void Every_step_and_choice_stands_in_the_flowchart(string id)
    {
        string[] lines = MermaidDrawing.Of(Guide(id), NotSure).Split('\n');
        Assert.Equal("flowchart TD", lines[0]);
        Assert.All(Guide(id).Steps, s => Assert.Contains(lines, l => l.StartsWith($"  {Mermaid(s.Id)}(", StringComparison.Ordinal) || l.StartsWith($"  {Mermaid(s.Id)}[", StringComparison.Ordinal)));
        Assert.All(
            Guide(id).Steps.SelectMany(s => s.Choices, (s, c) => (s, c)),
            x => Assert.Contains($"  {Mermaid(x.s.Id)} -->|\"{x.c.Label.Replace("\"", "#quot;", StringComparison.Ordinal)}\"| {Mermaid(x.c.Next!)}", lines));
    }

    [Fact]
    public void Words_that_mean_something_to_Mermaid_or_XML_are_only_words()
    {
        var guide = new Guide("g", "A < B & \"C\"", "", [], null, 0, [], "g/end", [],
            [new Step("g/end", "Is 1 < 2 & \"so\" #1?", null, [], [new Choice("a", "Say \"<b>\"", "g/end", [])], "g/end", null, null)]);
        Assert.Equal("A < B & \"C\"", XDocument.Parse(SvgDrawing.Of(guide, NotSure, [])).Root!.Elements().First(e => e.Name.LocalName == "title").Value);
        string chart = MermaidDrawing.Of(guide, NotSure);
        Assert.Contains("  s_g_end(\"end<br/>Is 1 #lt; 2 & #quot;so#quot; #35;1?\")", chart, StringComparison.Ordinal);
        Assert.Contains("-->|\"Say #quot;#lt;b#gt;#quot;\"| s_g_end", chart, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_writes_two_files_for_each_guide()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("advicebot").FullName, "pictures");
        string[] written = [.. GuideDrawings.Write(Parts, folder)];
        Assert.Equal(2 * Parts.Guides.Length, written.Length);
        Assert.All(written, f => Assert.True(new FileInfo(f).Length > 100));
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    private static Guide Guide(string id) => Parts.Guides.First(g => g.Id == id);

    private static IEnumerable<string> Marks(XElement svg, string name) => svg.Descendants().Select(e => e.Attribute(name)?.Value).OfType<string>();

    private static string Mermaid(string id) => "s_" + id.Replace("-", "__", StringComparison.Ordinal).Replace('/', '_');
}
