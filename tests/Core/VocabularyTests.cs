using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Content.Rules;
using AdviceBot.Host.Content;
using Xunit;
using Folder = AdviceBot.Host.Content.ContentFolder;

namespace AdviceBot.Tests.Core;

/// <summary>Every word an editor can write in a guide does what it says. The guide stands in tests/SmallContent.</summary>
public partial class VocabularyTests
{
    private static readonly string[] Words =
    [
        "id", "label", "about", "say", "menu", "order", "before", "first", "instead", "steps",
        "ask", "hint", "choices", "next", "not-sure", "leaf", "title", "solicitor-now", "show", "do-now", "avoid", "contact",
        "questions", "take", "dates", "when", "hide", "facts", "sign-off",
    ];

    private static readonly string Small = Path.Combine(RealBot.Root, "tests", "SmallContent");
    private static readonly LibraryParts Parts = Read();
    private static readonly Engine Bot = RealBot.Make(Parts);

    [Fact]
    public void The_small_guide_uses_every_word_and_no_other()
    {
        string guide = string.Join('\n', File.ReadLines(Path.Combine(Small, "guides", "small.yaml")).Where(l => !l.StartsWith('#')));
        HashSet<string> used = [.. Word().Matches(guide).Select(m => m.Groups[1].Value)];
        string[] names = ["which", "ready", "here", "gone", "talk-now", "social-worker", "country/england", "country/not-sure"];
        Assert.Equal(Words.Order(), used.Except(names).Order());
    }

    [Fact]
    public void Its_guide_has_no_flaw() => Assert.Empty(GuideRules.Check(Parts));

    [Fact]
    public void Label_menu_and_order_put_its_button_on_the_first_screen() =>
        Assert.Equal([("small", "A small situation")], Question(Say("")).Choices.Select(c => (c.Choice, c.Label)));

    [Fact]
    public void Say_and_about_lead_there_with_a_reason()
    {
        TurnResult turn = Bot.Turn(Conversation.New, new Message.Typed("something small"), RealBot.Morning);
        Assert.Contains(turn.Replies, r => r is Reply.Said { Key: "leads-to" } said && said.Text.Contains("This sounds like a small situation.", StringComparison.Ordinal));
        Assert.Equal("guard/country", Question(turn.Replies).Step);
    }

    [Fact]
    public void Before_asks_its_guard_and_first_comes_then() =>
        Assert.Equal("small/which", Question(Say("start/what-is-happening: small, guard/country: england")).Step);

    [Fact]
    public void Instead_begins_elsewhere_for_who_answered_so() =>
        Assert.Equal("small/ready", Question(Say("start/what-is-happening: small, guard/country: skip")).Step);

    [Fact]
    public void Ask_hint_choices_and_next_make_the_question()
    {
        Reply.Question question = Question(Say("start/what-is-happening: small, guard/country: england"));
        Assert.Equal(("Which is it?", "It is on your letter."), (question.Ask, question.Hint));
        Assert.Equal(["It is here", "It is gone"], question.Choices.Select(c => c.Label));
        Assert.Equal("contact/now", Question(Say("start/what-is-happening: small, guard/country: england, small/which: gone")).Step);
    }

    [Fact]
    public void Not_sure_leads_to_the_safer_branch() =>
        Assert.Equal("small/ready", Question(Say("start/what-is-happening: small, guard/country: england, small/which: rather-not-say")).Step);

    [Fact]
    public void A_leaf_says_its_title_points_questions_and_what_to_take()
    {
        Reply.Ending ending = Say("start/what-is-happening: small, guard/country: england, small/which: here").OfType<Reply.Ending>().Single();
        Assert.Equal(("CF-1", "Getting ready"), (ending.Code, ending.Title));
        Assert.NotNull(ending.SolicitorNow);
        Assert.Equal(["Ask for the reports."], ending.DoNow.Select(p => p.Text)); // the other waits for sign-off
        Assert.Equal(["Don't stay away."], ending.Avoid.Select(p => p.Text));
        Assert.Equal(["When will I get the report?"], ending.Questions.Single().Points.Select(p => p.Text));
        Assert.Equal(["Your written views."], ending.Take.Select(p => p.Text));
    }

    [Fact]
    public void When_shows_hides_and_points_differently()
    {
        ImmutableArray<Reply> england = Say("start/what-is-happening: small, guard/country: england, small/which: here");
        Assert.Equal(["conference-bring-someone", "conference-should-i-go", "plan-core-group-when"], Shown(england));
        Assert.Equal(["solicitor", "advocate", "social-worker", "advice-line"], People(england));
        ImmutableArray<Reply> unsure = Say("start/what-is-happening: small, guard/country: skip");
        Assert.Equal(["conference-should-i-go", "plan-copy", "plan-core-group-when"], Shown(unsure));
        Assert.Equal(["solicitor", "social-worker", "advice-line"], People(unsure));
    }

    [Fact]
    public void Dates_are_counted_from_the_day_a_parent_gives()
    {
        Conversation at = RealBot.Come("start/what-is-happening: small, guard/country: england, small/which: here");
        Reply.KeyDates dates = Bot.Turn(at, new Message.Typed("24/11/2026"), RealBot.Morning).Replies.OfType<Reply.KeyDates>().Single();
        Assert.Equal(["2026-12-08", "2026-12-04"], dates.Dates.Select(d => d.Date!.Value.ToString("O", null)));
    }

    private static ImmutableArray<Reply> Say(string trail) => Bot.Turn(RealBot.Come(trail), new Message.Started(), RealBot.Morning).Replies;

    private static Reply.Question Question(ImmutableArray<Reply> replies) => Assert.IsType<Reply.Question>(replies[^1]);

    private static string[] Shown(ImmutableArray<Reply> replies) => [.. replies.OfType<Reply.Advice>().Single().Passages.Select(p => p.Id)];

    private static string[] People(ImmutableArray<Reply> replies) => [.. replies.OfType<Reply.Helpers>().Single().People.Select(p => p.Helper.Id)];

    // The small guides among the real passages, helpers and messages.
    private static LibraryParts Read()
    {
        var problems = new Problems();
        ContentFiles small = ContentFiles.In(Small, problems);
        var files = new ContentFiles(ContentFolder.Files.All
            .RemoveRange(ContentFolder.Files.All.Keys.Where(f => f.StartsWith("guides/", StringComparison.Ordinal)))
            .SetItems(small.All));
        LibraryParts parts = Folder.ReadParts(files, new Places(), problems);
        string[] unknown = [.. problems.All.Where(p => small.All.ContainsKey(p.File)).Select(p => p.ToString())];
        Assert.Empty(unknown);
        return parts;
    }

    [GeneratedRegex(@"(?<![\w#""'])([a-z][a-z/-]*):(?= |$)", RegexOptions.Multiline)]
    private static partial Regex Word();
}
