using AdviceBot.Core.Content;
using AdviceBot.Host.Commands;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Host.Commands;

public class ScriptCommandTests
{
    private static readonly LibraryParts Parts = AdviceBot.Host.Content.ContentFolder.ReadParts(ContentFolder.Files, new Places(), new Problems());

    public static TheoryData<string> Guides => [.. Parts.Guides.Select(g => g.Id)];

    [Theory]
    [MemberData(nameof(Guides))]
    public void Every_step_passage_point_and_choice_of_the_guide_stands_in_its_script(string id)
    {
        (int code, string script, _) = Run(id);
        Assert.Equal(0, code);
        Guide guide = Parts.Guides.First(g => g.Id == id);
        foreach (Step step in guide.Steps)
        {
            Assert.Contains($". {step.Ask ?? step.Leaf!.Title}", script, StringComparison.Ordinal);
            Assert.All(step.Choices, c => Assert.Contains($"- {c.Label}: ", script, StringComparison.Ordinal));
            Assert.All(step.Show, p => Assert.Contains($"### {Parts.Passages.First(x => x.Id == p).Title}", script, StringComparison.Ordinal));
            if (step.Leaf is { } leaf)
            {
                Assert.All(leaf.DoNow.Concat(leaf.Avoid).Concat(leaf.Take).Concat(leaf.Questions.SelectMany(q => q.Points)), p => Assert.Contains($"- {p.Text}", script, StringComparison.Ordinal));
                Assert.All(leaf.Contact, h => Assert.Contains($"- {Parts.Helpers.First(x => x.Id == h).Name}", script, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Guides))]
    public void Every_number_to_go_to_is_there_once(string id)
    {
        string script = Run(id).Output;
        string[] headings = [.. script.Split('\n').Where(l => l.StartsWith("## ", StringComparison.Ordinal)).Select(l => l[3..l.IndexOf('.', StringComparison.Ordinal)])];
        Assert.Equal(headings.Distinct(), headings);
        Assert.All(System.Text.RegularExpressions.Regex.Matches(script, @"go to (\d+)").Select(m => m.Groups[1].Value), n => Assert.Contains(n, headings));
    }

    [Fact]
    public void What_waits_for_sign_off_is_marked_and_numbers_and_hours_are_words()
    {
        string script = Run("conference").Output;
        Assert.Contains("- Don't turn the meeting into an argument with one person. [waiting for sign-off]", script, StringComparison.Ordinal);
        Assert.Contains("0808 801 0366", script, StringComparison.Ordinal);
        Assert.Contains(" Monday to Friday, 9.30am to 3pm. Not on bank holidays.", script, StringComparison.Ordinal);
        Assert.Contains("Family Rights Group, ", script, StringComparison.Ordinal);
    }

    [Fact]
    public void A_guide_that_does_not_exist_is_named_with_what_was_probably_meant()
    {
        (int code, string output, string errors) = Run("confrence");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("There is no guide \"confrence\". Did you mean \"conference\"? There are: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_can_be_written_to_a_file()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("advicebot").FullName, "moving.md");
        (int code, string output, _) = Run("moving", "--out", file);
        Assert.Equal((0, $"wrote {file}{Environment.NewLine}"), (code, output));
        Assert.Equal(Run("moving").Output, File.ReadAllText(file));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named() =>
        Assert.Equal(1, Run("moving", "--out", Path.Combine(Path.GetTempPath(), "no-such-folder-here", "x.md")).Code);

    private static (int Code, string Output, string Errors) Run(params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int code = ScriptCommand.Run(new Arguments(words, ["out"], []), Parts, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
