using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
using Xunit;

namespace AdviceBot.Tests.Core;

/// <summary>What is said at a place, and to whom.</summary>
public class SpeakerTests
{
    private const string Conference = "start/what-is-happening: conference, guard/country: england, guard/who: parent";
    private const string Prepare = ", conference/which-meeting: first, conference/anything-hard: none, conference/how-soon: later";

    [Fact]
    public void A_solicitor_who_is_needed_now_comes_before_everything_else()
    {
        ImmutableArray<Reply> replies = At("start/what-is-happening: pre-proceedings, pre-proceedings/which-letter: court");
        Reply.Ending ending = Assert.IsType<Reply.Ending>(replies[0]);
        Assert.Equal(RealBot.Library.Messages.Text("solicitor-now"), ending.SolicitorNow);
        Assert.Equal(Signposter.Solicitor, replies.OfType<Reply.Helpers>().Single().People[0].Helper.Id);
    }

    [Fact]
    public void The_advice_line_is_always_among_those_who_can_help() =>
        Assert.All(
            RealBot.Library.Guides.SelectMany(g => g.Steps).Where(s => s.Leaf is not null),
            s => Assert.Contains(Signposter.AdviceLine, s.Leaf!.Contact.Append(Signposter.AdviceLine)));

    [Fact]
    public void Whoever_may_be_overseen_is_shown_less()
    {
        string trail = "start/what-is-happening: disagreement, guard/country: england, guard/who: parent, disagreement/problem: danger, guard/safe: ";
        string[] safe = Shown(At(trail + "safe"));
        string[] overseen = Shown(At(trail + "not-safe"));
        Assert.Equal(overseen, Shown(At(trail + "skip")));
        Assert.True(overseen.Length < safe.Length);
        Assert.DoesNotContain("contact-domestic-abuse", overseen);
    }

    [Fact]
    public void Whoever_is_afraid_meets_the_domestic_abuse_service_first()
    {
        string trail = "start/what-is-happening: disagreement, guard/country: england, guard/who: parent, disagreement/problem: people, disagreement/about-people: parents, guard/afraid: ";
        Assert.Equal("domestic-abuse", People(At(trail + "yes"))[0]);
        Assert.Equal("domestic-abuse", People(At(trail + "rather-not-say"))[0]); // the safer branch
        Assert.NotEqual("domestic-abuse", People(At(trail + "no"))[0]);
        Assert.DoesNotContain("family-strained-adults", Shown(At(trail + "yes")));
    }

    [Fact]
    public void In_England_an_ending_that_counts_dates_asks_for_them()
    {
        Reply.KeyDates dates = At(Conference + Prepare).OfType<Reply.KeyDates>().Single();
        Assert.Empty(dates.Dates);
        Assert.Equal(("conference", "What day was, or is, the conference?", null), (dates.Wanted[0].Event, dates.Wanted[0].Ask, dates.Wanted[0].Given));
    }

    [Fact]
    public void Whoever_is_not_sure_of_the_country_is_given_no_dates() =>
        Assert.Empty(At(Conference.Replace("country: england", "country: not-sure", StringComparison.Ordinal) + Prepare).OfType<Reply.KeyDates>());

    [Fact]
    public void Nobody_is_asked_for_a_date_from_which_nothing_is_counted()
    {
        const string Review = ", conference/which-meeting: review";
        Assert.Empty(At(Conference + Review).OfType<Reply.KeyDates>());
        Reply.KeyDates signedOff = RealBot.WithPending.Turn(RealBot.Come(Conference + Review), new Message.Started(), RealBot.Morning).Replies.OfType<Reply.KeyDates>().Single();
        Assert.Equal(["conference", "review"], signedOff.Wanted.Select(w => w.Event));
    }

    [Fact]
    public void A_date_beyond_the_list_is_said_to_be_beyond_it_and_asked_for_again()
    {
        Conversation at = RealBot.Come(Conference + Prepare) with { Dates = Conversation.New.Dates.Add("conference", RealBot.Day("2029-03-01")) };
        Reply.KeyDates dates = RealBot.Parents.Turn(at, new Message.Started(), RealBot.Morning).Replies.OfType<Reply.KeyDates>().Single();
        Assert.Empty(dates.Dates);
        Assert.StartsWith(RealBot.Library.Messages.Text("date-beyond"), dates.Wanted[0].Ask, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_England_a_solicitors_page_says_that_it_is_for_England()
    {
        ImmutableArray<Reply> replies = At("start/what-is-happening: conference, guard/country: scotland, contact/not-england: removal-today");
        Assert.Equal("england-only", Assert.IsType<Reply.Said>(replies[0]).Key);
        Assert.DoesNotContain(At("start/what-is-happening: removal-today"), r => r is Reply.Said);
    }

    [Fact]
    public void The_prompt_shows_the_way_so_far_with_each_answer_as_it_was_given()
    {
        var question = (Reply.Question)At(Conference)[^1];
        Assert.Equal(
            [(0, "What is happening?", "I've been invited to a conference"), (1, "Which country does your child live in?", "England"), (2, "Who are you?", "A parent, or expecting a baby")],
            question.Path.Select(p => (p.Index, p.Asked, p.Given)));
    }

    [Fact]
    public void An_ending_offers_no_not_sure_and_always_the_ways_out()
    {
        var question = (Reply.Question)At(Conference + Prepare)[^1];
        Assert.True(question.IsEnding);
        Assert.Empty(question.Open);
        Assert.Equal(["talk", "removal-today"], question.Always.Select(b => b.Choice));
    }

    [Fact]
    public void An_answer_being_changed_is_asked_again_with_the_old_one_marked()
    {
        ImmutableArray<Reply> replies = RealBot.Parents.Turn(RealBot.Come(Conference), new Message.Reopened(1), RealBot.Morning).Replies;
        var question = Assert.IsType<Reply.Question>(Assert.Single(replies));
        Assert.Equal(("guard/country", "england"), (question.Step, question.Chosen));
    }

    [Fact]
    public void Parents_see_no_point_that_waits_for_sign_off_and_advisers_do()
    {
        Reply.Ending parents = At(Conference + Prepare).OfType<Reply.Ending>().Single();
        Reply.Ending advisers = RealBot.Advisers.Turn(RealBot.Come(Conference + Prepare), new Message.Started(), RealBot.Morning).Replies.OfType<Reply.Ending>().Single();
        Assert.All(parents.Avoid, p => Assert.Equal(Status.Published, p.Status));
        Assert.Contains(advisers.Avoid, p => p.Status == Status.Pending);
    }

    private static ImmutableArray<Reply> At(string trail) => RealBot.Parents.Turn(RealBot.Come(trail), new Message.Started(), RealBot.Morning).Replies;

    private static string[] Shown(ImmutableArray<Reply> replies) => [.. replies.OfType<Reply.Advice>().SelectMany(a => a.Passages).Select(p => p.Id)];

    private static string[] People(ImmutableArray<Reply> replies) => [.. replies.OfType<Reply.Helpers>().Single().People.Select(p => p.Helper.Id)];
}
