using AdviceBot.Core;
using AdviceBot.Core.Content;
using Xunit;

namespace AdviceBot.Tests.Core;

/// <summary>What each thing a person does makes of the conversation.</summary>
public class MovesTests
{
    private const string AtWhich = "start/what-is-happening: conference, guard/country: england, guard/who: parent";
    private const string AtSoon = AtWhich + ", conference/which-meeting: first, conference/anything-hard: none, conference/how-soon: soon";

    [Fact]
    public void Going_back_forgets_only_the_last_choice()
    {
        Conversation after = After(RealBot.Come(AtSoon) with { Dates = With("conference") }, new Message.Back());
        Assert.Equal(RealBot.Come(AtSoon.Replace(", conference/how-soon: soon", "", StringComparison.Ordinal)) with { Dates = With("conference") }, after);
    }

    [Fact]
    public void Going_back_from_the_first_question_stays_there() => Assert.Equal(Conversation.New, After(Conversation.New, new Message.Back()));

    [Fact]
    public void Starting_again_forgets_answers_and_dates_but_not_which_cards_were_shown()
    {
        Conversation before = RealBot.Come(AtSoon) with { Dates = With("conference"), Misses = 1, Urgent = ["D1"], Offered = ["plan-copy"] };
        Assert.Equal(Conversation.New with { Urgent = ["D1"] }, After(before, new Message.StartAgain()));
    }

    [Fact]
    public void Changing_who_one_is_keeps_every_later_answer()
    {
        Conversation after = Amend(RealBot.Come(AtSoon), 2, "young-parent");
        Assert.Equal(RealBot.Come(AtSoon.Replace("who: parent", "who: young-parent", StringComparison.Ordinal)), after);
    }

    [Fact]
    public void Changing_the_meeting_drops_only_what_the_new_way_does_not_ask()
    {
        Conversation after = Amend(RealBot.Come(AtSoon), 3, "review");
        Assert.Equal(RealBot.Come(AtWhich + ", conference/which-meeting: review"), after);
    }

    [Fact]
    public void Changing_the_situation_keeps_what_was_said_to_the_guards()
    {
        Conversation after = Amend(RealBot.Come(AtSoon), 0, "disagreement");
        Assert.Equal(RealBot.Come("start/what-is-happening: disagreement, guard/country: england, guard/who: parent"), after);
    }

    [Fact]
    public void Changing_from_not_sure_to_a_choice_leads_on()
    {
        Conversation before = RealBot.Come(AtWhich + ", conference/which-meeting: not-sure");
        Assert.Equal("conference/review", Step(Amend(before, 3, "review")));
    }

    [Fact]
    public void An_answer_being_changed_stays_open_while_something_else_is_asked()
    {
        Conversation open = RealBot.Come(AtSoon) with { Reopened = 1 };
        Assert.Equal(1, After(open, new Message.Typed("what is an advocate")).Reopened);
        Assert.Equal(1, After(open, new Message.Started()).Reopened);
        Assert.Equal(1, After(open, new Message.Pressed("conference/gone", "first")).Reopened);
        Assert.Null(After(open, new Message.Back()).Reopened);
        Assert.Null(After(open, new Message.Typed("england")).Reopened);
    }

    [Fact]
    public void Thinking_better_of_a_change_keeps_every_answer() =>
        Assert.Equal(RealBot.Come(AtSoon), After(RealBot.Come(AtSoon) with { Reopened = 1 }, new Message.Back()));

    [Fact]
    public void A_way_out_pressed_while_an_answer_is_being_changed_loses_none()
    {
        Conversation after = After(RealBot.Come(AtSoon) with { Reopened = 1 }, new Message.Pressed("guard/country", "talk"));
        Assert.Equal(RealBot.Come(AtSoon + ", conference/soon: talk"), after);
    }

    [Fact]
    public void A_button_pressed_on_an_old_page_is_not_taken_for_a_choice_here()
    {
        Conversation before = RealBot.Come(AtWhich);
        Assert.Equal(before, After(before, new Message.Pressed("start/what-is-happening", "moving")));
        Assert.Equal(before, After(before, new Message.Pressed("guard/who", "relative")));
        Assert.Equal(before, After(before, new Message.Pressed("conference/which-meeting", "no-such-choice")));
    }

    [Fact]
    public void A_way_out_works_from_an_old_page_too() =>
        Assert.Equal("contact/now", Step(After(RealBot.Come(AtSoon), new Message.Pressed("start/what-is-happening", "talk"))));

    [Fact]
    public void The_longest_way_takes_no_more_choices_but_a_way_out_stays_open()
    {
        string loop = AtWhich + ", conference/which-meeting: first";
        while (RealBot.Trail(loop).Length < Conversation.LongestTrail)
        {
            string step = Step(RealBot.Come(loop));
            loop += $", {step}: {(step == "contact/now" ? "adviser" : "talk")}";
        }

        Conversation full = RealBot.Come(loop);
        Assert.Equal(Conversation.LongestTrail, RealBot.Library.Follow(full.Trail).Held);
        Step at = RealBot.Library.Follow(full.Trail).Step;
        TurnResult choice = Turn(full, new Message.Pressed(at.Id, at.Choices[0].Id));
        Assert.Equal(full, choice.After);
        Assert.Contains(choice.Replies, r => r is Reply.Said { Key: "long-way" });
        Assert.Equal("pre-proceedings/removal-today", Step(After(full, new Message.Pressed(at.Id, "removal-today"))));
    }

    [Fact]
    public void A_date_is_remembered_changed_and_forgotten()
    {
        Conversation given = After(RealBot.Come(AtSoon), new Message.Dated("conference", "24", "11", "2026"));
        Assert.Equal(RealBot.Day("2026-11-24"), given.Dates["conference"]);
        Conversation changed = After(given, new Message.Dated("conference", "25", "11", "2026"));
        Assert.Equal(RealBot.Day("2026-11-25"), changed.Dates["conference"]);
        Assert.Equal(RealBot.Come(AtSoon), After(changed, new Message.Undated("conference")));
    }

    [Fact]
    public void A_day_that_does_not_exist_changes_nothing()
    {
        Conversation before = RealBot.Come(AtSoon) with { Dates = With("conference") };
        Assert.Equal(before, After(before, new Message.Dated("conference", "31", "2", "2027")));
        Assert.Equal(before, After(before, new Message.Dated("wedding", "1", "2", "2027")));
    }

    [Fact]
    public void Refusing_goes_through_what_was_offered_once_each()
    {
        Conversation at = RealBot.Come("") with { Offered = ["conference", "moving", "plan-copy", "plan-too-vague"] };
        List<string> shown = [];
        for (int i = 0; i < 4; i++)
        {
            TurnResult turn = Turn(at, new Message.NotThis());
            shown.AddRange(turn.Replies.OfType<Reply.Answer>().SelectMany(a => a.Passages).Select(p => p.Id));
            at = turn.After;
        }

        Assert.Equal(["plan-copy", "plan-too-vague"], shown);
    }

    [Fact]
    public void A_guide_leads_away_only_where_it_was_offered()
    {
        Conversation before = RealBot.Come(AtSoon);
        Assert.Equal(before, After(before, new Message.Wanted("moving")));
        Conversation offered = Conversation.New with { Offered = ["moving"] };
        Assert.Equal(RealBot.Come("start/what-is-happening: moving"), After(offered, new Message.Wanted("moving")));
    }

    [Fact]
    public void An_offered_passage_is_shown_and_the_place_stays()
    {
        TurnResult turn = Turn(RealBot.Come(AtSoon) with { Offered = ["plan-copy", "plan-too-vague"] }, new Message.Wanted("plan-copy"));
        Assert.Equal("plan-copy", Assert.Single(turn.Replies.OfType<Reply.Answer>()).Passages.Single().Id);
        Assert.Equal(RealBot.Come(AtSoon) with { Offered = ["plan-too-vague"] }, turn.After);
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, DateOnly> With(string happened) =>
        Conversation.New.Dates.Add(happened, RealBot.Day("2026-11-24"));

    private static TurnResult Turn(Conversation before, Message message) => RealBot.Parents.Turn(before, message, RealBot.Morning);

    private static Conversation After(Conversation before, Message message) => Turn(before, message).After with { Misses = 0 } is var after && message is Message.Typed
        ? after with { Offered = before.Offered }
        : after;

    private static Conversation Amend(Conversation before, int index, string choice) =>
        After(After(before, new Message.Reopened(index)), new Message.Pressed(before.Trail[index].Step, choice));

    private static string Step(Conversation at) => RealBot.Library.Follow(at.Trail).Step.Id;
}
