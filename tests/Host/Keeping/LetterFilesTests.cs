using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Host.Keeping;

public sealed class LetterFilesTests
{
    private const string Top = "---\nid: x\ntitle: A letter\nto: the social worker\nknow:\n  - { say: Know this., facts: [F104] }\nleaves: [conference/prepare]\nreviewed: 2026-11-22\nreview-by: 2027-11-22\n---\n";

    [Fact]
    public void A_paragraph_says_what_it_rests_on()
    {
        Letter letter = Read("Dear [name], {form}\n\nWhen can I see it? {F104, F105}\n\nKeep this. {sign-off}\n")!;
        Assert.True(letter.Clauses[0].IsForm);
        Assert.Equal(["F104", "F105"], letter.Clauses[1].Facts.Select(f => f.Id));
        Assert.Equal(Status.Published, letter.Clauses[1].Status);
        Assert.Equal(Status.Pending, letter.Clauses[2].Status);
    }

    [Fact]
    public void An_external_fact_waits_for_sign_off() => Assert.Equal(Status.Pending, Read("How long? {X09}\n")!.Clauses[0].Status);

    [Fact]
    public void Gaps_are_one_line_or_several()
    {
        Clause clause = Read("My child [name] said: [[what they said]] {form}\n")!.Clauses[0];
        Assert.Equal([0, 1, 0, 4], clause.Spans.Select(s => s.Lines));
        Assert.Equal("what they said", clause.Spans[3].Text);
    }

    [Fact]
    public void Lines_to_tick_may_follow_each_other()
    {
        Letter letter = Read("- [ ] One. {F104}\n- [ ] Two,\n  which goes on. {F105}\n")!;
        Assert.Equal([true, true], letter.Clauses.Select(c => c.IsTick));
        Assert.Equal("Two, which goes on.", letter.Clauses[1].Text);
    }

    [Theory]
    [InlineData("When can I see it?\n", "x.md:12: This paragraph doesn't say what it rests on.")]
    [InlineData("When can I see it? {F999}\n", "x.md:12: There is no fact \"F999\"")]
    [InlineData("- One. {F104}\n", "x.md:12: A letter has paragraphs and lines to tick")]
    [InlineData("\n", "There is no letter below the keys")]
    public void What_is_wrong_is_said_with_its_line(string body, string problem)
    {
        var problems = new Problems();
        LetterFiles.Read(Top + "\n" + body, "x.md", Facts, problems);
        Assert.Contains(problems.All, p => p.ToString().Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_key_is_a_problem()
    {
        var problems = new Problems();
        LetterFiles.Read(Top.Replace("to:", "too:", StringComparison.Ordinal) + "\nHello. {form}\n", "x.md", Facts, problems);
        Assert.Contains(problems.All, p => p.Message.Contains("\"too\"", StringComparison.Ordinal));
    }

    private static IReadOnlyDictionary<string, Fact> Facts { get; } = RealLibrary.Parts.Facts.ToDictionary(f => f.Id);

    private static Letter? Read(string body)
    {
        var problems = new Problems();
        Letter? letter = LetterFiles.Read(Top + "\n" + body, "x.md", Facts, problems);
        Assert.True(problems.AreNone, string.Join('\n', problems.All));
        return letter;
    }
}
