using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Dates;
using AdviceBot.Host.State;
using Xunit;

namespace AdviceBot.Tests.Core;

/// <summary>What happens when somebody gives a date in a conversation.</summary>
public class DateTalkTests
{
    private const string APlanWasMade =
        "start/what-is-happening: conference, guard/country: england, guard/who: parent, conference/which-meeting: happened, conference/happened: plan";

    [Fact]
    public void A_date_written_in_full_is_used_and_said_back()
    {
        TurnResult turn = Say(Start, "the conference was on Tuesday 17 November 2026");
        Assert.Equal(RealBot.Day("2026-11-17"), turn.After.Dates["conference"]);
        Assert.Equal("date-read", turn.Replies.OfType<Reply.Said>().Single().Key);
        Assert.Contains("Tuesday 17 November 2026", turn.Replies.OfType<Reply.Said>().Single().Text, StringComparison.Ordinal);
        Assert.Empty(turn.Replies.OfType<Reply.Offer>());
    }

    [Theory]
    [InlineData("next friday", "Friday 4 December 2026|Friday 27 November 2026")]
    [InlineData("a week on friday", "Friday 4 December 2026")]
    [InlineData("the 26th", "Thursday 26 November 2026")]
    [InlineData("26/11", "Thursday 26 November 2026")]
    [InlineData("26 nov at 2", "Thursday 26 November 2026")]
    [InlineData("26/11/26", "Thursday 26 November 2026")]
    [InlineData("tomoz", "Wednesday 25 November 2026")]
    [InlineData("in ten days", "Friday 4 December 2026")]
    [InlineData("last thurs", "Thursday 19 November 2026")]
    [InlineData("wednesday 26 november", "Wednesday 25 November 2026|Thursday 26 November 2026")]
    public void A_reading_is_asked_about_with_its_weekday_before_it_is_used(string words, string days)
    {
        TurnResult turn = Say(Start, words);
        Assert.Empty(turn.After.Dates);
        Reply.Offer offer = turn.Replies.OfType<Reply.Offer>().Single();
        string[] wanted = days.Split('|');
        Assert.All(wanted, day => Assert.Contains(offer.Choices, c => c.Label.EndsWith(day, StringComparison.Ordinal)));
        Assert.Equal(wanted.Length + 1, offer.Choices.Length);
        Assert.Equal("No, another day", offer.Choices[^1].Label);
        Assert.Equal(wanted.Length == 1, offer.Heading.Contains(wanted[0], StringComparison.Ordinal));
        Assert.Empty(turn.Replies.OfType<Reply.KeyDates>());
        Assert.IsType<Reply.Question>(turn.Replies[^1]);

        // Nothing typed is kept, and the place travels as it is.
        Assert.Equal(turn.After, ConversationFormat.Read(ConversationFormat.Write(turn.After)));
        Assert.All(turn.After.Offered, id => Assert.NotNull(DateOffer.Read(id)));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("y")]
    [InlineData("thats right")]
    [InlineData("a")]
    [InlineData("Yes, Thursday 26 November 2026")]
    [InlineData("thursday")]
    [InlineData("26th")]
    public void Yes_is_said_in_many_ways(string yes) =>
        Assert.Equal(RealBot.Day("2026-11-26"), Say(Say(Start, "26/11").After, yes).After.Dates["conference"]);

    [Fact]
    public void The_button_means_yes_too()
    {
        Conversation asked = Say(Start, "26/11").After;
        TurnResult turn = RealBot.Parents.Turn(asked, new Message.Wanted(asked.Offered[0]), RealBot.Morning);
        Assert.Equal(RealBot.Day("2026-11-26"), turn.After.Dates["conference"]);
        Assert.Empty(turn.After.Offered);
        Assert.NotEmpty(turn.Replies.OfType<Reply.KeyDates>().Single().Dates);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("b")]
    [InlineData("another day")]
    [InlineData("wrong")]
    public void No_asks_for_it_again_and_keeps_nothing(string no)
    {
        TurnResult turn = Say(Say(Start, "26/11").After, no);
        Assert.Empty(turn.After.Dates);
        Assert.Equal("date-another", turn.Replies.OfType<Reply.Said>().Single().Key);
        Assert.NotEmpty(turn.Replies.OfType<Reply.KeyDates>().Single().Wanted);
    }

    [Fact]
    public void Of_two_readings_a_weekday_or_the_letter_picks_one()
    {
        Conversation asked = Say(Start, "next friday").After;
        Assert.Equal(RealBot.Day("2026-12-04"), Say(asked, "b").After.Dates["conference"]);
        Assert.Equal(RealBot.Day("2026-11-27"), Say(asked, "27 november").After.Dates["conference"]);
    }

    [Fact]
    public void Another_date_instead_of_yes_is_read_as_one()
    {
        TurnResult turn = Say(Say(Start, "26/11").After, "17/11/2026");
        Assert.Equal(RealBot.Day("2026-11-17"), turn.After.Dates["conference"]);
    }

    [Fact]
    public void A_date_given_in_doubt_is_an_answer_and_a_question_about_a_day_is_a_question()
    {
        Assert.Contains("Friday 27 November 2026", Say(Start, "Friday 27th?").Replies.OfType<Reply.Offer>().Single().Heading, StringComparison.Ordinal);
        Assert.DoesNotContain(Say(Start, "is the core group on friday?").After.Offered, id => DateOffer.Read(id) is not null);
        Assert.Equal("no-such-day", Say(Start, "after easter").Replies.OfType<Reply.Said>().Single().Key);
        Assert.DoesNotContain(Say(Conversation.New, "before christmas").Replies.OfType<Reply.Said>(), s => s.Key == "date-not-here");
    }

    [Fact]
    public void Coming_back_asks_again()
    {
        Conversation asked = Say(Start, "26/11").After;
        Assert.Single(RealBot.Parents.Turn(asked, new Message.Started(), RealBot.Morning).Replies.OfType<Reply.Offer>());
    }

    [Fact]
    public void A_question_is_answered_and_the_date_is_let_go()
    {
        TurnResult turn = Say(Say(Start, "26/11").After, "can i bring my mum to the core group");
        Assert.Empty(turn.After.Dates);
        Assert.Null(DateOffer.Open(turn.After));
    }

    [Theory]
    [InlineData("31/11/2026", "November has only 30 days.")]
    [InlineData("29 feb 2027", "February 2027 has only 28 days.")]
    [InlineData("30 february", "February has only 29 days.")]
    [InlineData("13/13/2026", "There are only 12 months.")]
    [InlineData("45 november", "No month has such a day.")]
    [InlineData("24 november 3026", "The year 3026 is too far away.")]
    [InlineData("next week", "That can be any day from Monday 30 November 2026 to Sunday 6 December 2026")]
    public void A_day_in_no_calendar_is_said_to_be_none_and_why(string words, string why)
    {
        TurnResult turn = Say(Start, words);
        Assert.Empty(turn.After.Dates);
        Reply.Said said = turn.Replies.OfType<Reply.Said>().Single();
        Assert.Equal("no-such-day", said.Key);
        Assert.StartsWith(why, said.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_told_is_held_against_the_limit()
    {
        Conversation given = Say(Start, "17/11/2026").After;
        Reply.KeyDates asks = RealBot.Parents.Turn(given, new Message.Started(), RealBot.Morning).Replies.OfType<Reply.KeyDates>().Single();
        Assert.Equal([("conference", false), ("told-K02", true)], asks.Wanted.Select(w => (w.Event, w.IsTold)));
        TurnResult turn = Say(given, "told 2 12 2026");
        Assert.Equal(RealBot.Day("2026-11-17"), turn.After.Dates["conference"]);
        Assert.Equal(RealBot.Day("2026-12-02"), turn.After.Dates["told-K02"]);
        KeyDate first = turn.Replies.OfType<Reply.KeyDates>().Single().Dates[0];
        Assert.Equal((Timing.Late, (int?)1), (first.Told!.Timing, first.Told.Late));
        Assert.Equal(turn.After, ConversationFormat.Read(ConversationFormat.Write(turn.After)));
        Assert.Equal(RealBot.Day("2026-12-01"), Say(turn.After, "the core group is 1/12/2026").After.Dates["told-K02"]);
        Assert.False(RealBot.Parents.Turn(turn.After, new Message.Undated("told-K02"), RealBot.Morning).After.Dates.ContainsKey("told-K02"));
    }

    [Fact]
    public void A_date_told_is_only_asked_for_where_it_can_be_compared()
    {
        Conversation saturday = Say(Start, "21/11/2026").After;
        Reply.KeyDates dates = RealBot.Parents.Turn(saturday, new Message.Started(), RealBot.Morning).Replies.OfType<Reply.KeyDates>().Single();
        Assert.DoesNotContain(dates.Wanted, w => w.IsTold);
    }

    [Theory]
    [InlineData("date/conference/2026-11-24")]
    [InlineData("date/wedding/2026-11-24")]
    [InlineData("date/conference/yesterday")]
    [InlineData("date//2026-11-24")]
    [InlineData("date/conference")]
    [InlineData("date/plan-ended/2026-11-24")] // an adviser's date
    public void A_made_up_date_button_can_do_no_harm(string id)
    {
        Conversation after = RealBot.Parents.Turn(Start, new Message.Wanted(id), RealBot.Morning).After;
        Assert.Equal(id == "date/conference/2026-11-24" ? 1 : 0, after.Dates.Count);
    }

    [Fact]
    public void A_letter_can_only_lie_in_the_past()
    {
        Conversation letter = RealBot.Come("start/what-is-happening: pre-proceedings") is var come ? Walk("K08", come) : come;
        Reply.Offer offer = Say(letter, "friday").Replies.OfType<Reply.Offer>().Single();
        Assert.Contains("Friday 20 November 2026", offer.Heading, StringComparison.Ordinal);
    }

    private static Conversation Start => At(APlanWasMade);

    private static Conversation At(string trail)
    {
        Conversation at = RealBot.Come(trail);
        Assert.Equal(at.Trail.Length, RealBot.Library.Follow(at.Trail).Held);
        Assert.NotNull(RealBot.Library.Follow(at.Trail).Step.Leaf);
        return at;
    }

    // Any way to an ending with this rule.
    private static Conversation Walk(string rule, Conversation start)
    {
        ImmutableArray<Answer> trail = AdviceBot.Tests.Walks.Walker.Ways(RealBot.Library)
            .First(t => RealBot.Library.Follow(t) is { Step.Leaf: { } leaf } way && leaf.Dates.Contains(rule)
                && way.Said.GetValueOrDefault("country", "england") == "england");
        return start with { Trail = trail };
    }

    private static TurnResult Say(Conversation at, string words) => RealBot.Parents.Turn(at, new Message.Typed(words), RealBot.Morning);
}
