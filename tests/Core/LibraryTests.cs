using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using Xunit;

namespace AdviceBot.Tests.Core;

public class LibraryTests
{
    private static readonly Library Library = RealBot.Library;

    [Fact]
    public void An_empty_trail_stands_at_the_start()
    {
        Way way = Library.Follow([]);
        Assert.Equal((Library.Start, 0), (way.Step.Id, way.Held));
        Assert.Empty(way.Said);
    }

    [Theory]
    [InlineData("start/what-is-happening: conference", "guard/country")]
    [InlineData("start/what-is-happening: conference, guard/country: england", "guard/who")]
    [InlineData("start/what-is-happening: conference, guard/country: england, guard/who: parent", "conference/which-meeting")]
    [InlineData("start/what-is-happening: conference, guard/country: wales", "contact/not-england")]
    [InlineData("start/what-is-happening: conference, guard/country: england, guard/who: relative", "conference/relative")]
    [InlineData("start/what-is-happening: pre-birth", "pre-birth/what-is-happening")] // the urgent answers come before any guard
    [InlineData("start/what-is-happening: not-sure", "start/more")]
    [InlineData("start/what-is-happening: not-sure, start/more: skip", "contact/now")]
    [InlineData("start/what-is-happening: talk", "contact/now")]
    [InlineData("start/what-is-happening: conference, guard/country: removal-today", "pre-proceedings/removal-today")]
    public void A_trail_is_followed_to_its_step(string trail, string step) => Assert.Equal(step, Library.Follow(RealBot.Trail(trail)).Step.Id);

    [Fact]
    public void A_guard_is_asked_once_in_a_conversation()
    {
        string trail = "start/what-is-happening: conference, guard/country: england, guard/who: parent, conference/which-meeting: unborn";
        Assert.Equal("guard/afraid", Library.Follow(RealBot.Trail(trail)).Step.Id); // neither country nor who again
        Assert.Equal("pre-birth/conference", Library.Follow(RealBot.Trail(trail + ", guard/afraid: no")).Step.Id);
    }

    [Theory]
    [InlineData(Answers.NotSure)]
    [InlineData(Answers.Skip)]
    [InlineData(Answers.RatherNotSay)]
    public void However_a_guard_is_left_open_the_safer_branch_is_the_same(string choice)
    {
        Way way = Library.Follow(RealBot.Trail($"start/what-is-happening: conference, guard/country: {choice}"));
        Assert.Equal(("guard/who", Answers.NotSure), (way.Step.Id, way.Said["country"]));
    }

    [Theory]
    [InlineData("start/what-is-happening: conference, guard/country: england, guard/who: parent, conference/which-meeting: gone", 3)]
    [InlineData("start/what-is-happening: conference, guard/country: england, guard/who: parent, conference/gone: first", 3)]
    [InlineData("start/what-is-happening: gone", 0)]
    [InlineData("conference/which-meeting: first", 0)]
    public void An_answer_that_no_longer_holds_ends_the_way_there(string trail, int held) => Assert.Equal(held, Library.Follow(RealBot.Trail(trail)).Held);

    [Theory]
    [InlineData("wales")]
    [InlineData("scotland")]
    [InlineData("northern-ireland")]
    public void Outside_England_every_guarded_step_stays_outside(string country)
    {
        ImmutableArray<Answer> trail = RealBot.Trail($"start/what-is-happening: conference, guard/country: {country}, contact/not-england: talk, contact/now: free-help, contact/free-help: support");
        Assert.Equal("contact/not-england", Library.Follow(trail).Step.Id);
        Assert.True(Library.IsElsewhere(Library.Follow(trail).Said));
    }

    [Fact]
    public void A_parent_sees_neither_pending_passages_nor_those_for_advisers()
    {
        Passage pending = RealBot.Parts.Passages.First(p => p is { Status: Status.Pending, Audience: Audience.Parent });
        Passage adviser = RealBot.Parts.Passages.First(p => p is { Status: Status.Published, Audience: Audience.Adviser });
        Library signedOff = Library.For(Audience.Parent, showPending: true);
        Library advisers = Library.For(Audience.Adviser, showPending: false);
        Assert.Null(Library.Passage(pending.Id));
        Assert.Null(Library.Passage(adviser.Id));
        Assert.NotNull(signedOff.Passage(pending.Id));
        Assert.Null(signedOff.Passage(adviser.Id));
        Assert.NotNull(advisers.Passage(pending.Id));
        Assert.NotNull(advisers.Passage(adviser.Id));
    }

    [Fact]
    public void The_way_into_a_guide_leads_into_it()
    {
        foreach (Guide guide in Library.Guides)
        {
            ImmutableArray<Answer> way = Library.WayInto(guide.Id);
            Way followed = Library.Follow(way);
            Assert.Equal(way.Length, followed.Held);
            Assert.Equal(guide.Id, (followed.Resume ?? followed.Step.Id).Split('/')[0]);
        }

        Assert.Empty(Library.WayInto("no-such-guide"));
    }

    [Fact]
    public void The_menus_hold_the_five_situations_and_the_rest()
    {
        Assert.Equal(
            ["pre-birth", "conference", "disagreement", "moving", "pre-proceedings"],
            Library.Step(Library.Start)!.Choices.Select(c => c.Id));
        Assert.Equal(["plan-basics", "enquiry", "ending", "looked-after", "support"], Library.Step(Library.More)!.Choices.Select(c => c.Id));
    }

    [Fact]
    public void Content_without_a_way_to_a_person_makes_no_library() =>
        Assert.Throws<ArgumentException>(() => new Library(RealBot.Parts with { Guides = [.. RealBot.Parts.Guides.Where(g => g.Id != "contact")] }));
}
