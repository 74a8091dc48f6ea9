using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Core.Signposting;
using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Core;

/// <summary>One turn: what is understood first, and in what order things are said.</summary>
public class EngineTests
{
    private const string AtWhich = "start/what-is-happening: conference, guard/country: england, guard/who: parent";
    private const string AtPrepare = AtWhich + ", conference/which-meeting: first, conference/anything-hard: none, conference/how-soon: later";

    [Fact]
    public void Coming_to_the_bot_shows_the_first_question()
    {
        Reply.Question question = Assert.IsType<Reply.Question>(Assert.Single(Say(Conversation.New, new Message.Started())));
        Assert.Equal((Library.Start, 5, 3, 2), (question.Step, question.Choices.Length, question.Open.Length, question.Always.Length));
        Assert.Empty(question.Path);
    }

    // To look for danger is most of the work of own words: whoever had to know of it before the turn hands it on.
    [Theory]
    [InlineData("can i bring my sister to the meeting")]
    [InlineData("he hits me")]
    [InlineData("1")]
    public void A_message_that_was_looked_at_for_danger_is_answered_the_same_and_not_looked_at_again(string words)
    {
        int looks = 0;
        var engine = new Engine(RealBot.Library, new Nothing(), new UrgencySpotter(RealBot.Parts.Urgency, () => { looks++; return null; }), []);
        TurnResult expected = engine.Turn(Conversation.New, new Message.Typed(words), RealBot.Morning);
        looks = 0;
        Message looked = engine.Look(new Message.Typed(words));
        int once = looks;
        Assert.Equal(words == "he hits me", engine.IsUrgent(looked));
        engine.WantsHints(Conversation.New, looked, out Message still);
        TurnResult turn = engine.Turn(Conversation.New, still, RealBot.Morning);
        Assert.Equal(once, looks);
        Assert.Equal(expected.After, turn.After);
        Assert.Equal(expected.Replies.Select(r => r.GetType()), turn.Replies.Select(r => r.GetType()));
    }

    [Fact]
    public void Whether_hints_could_help_hands_on_what_was_seen()
    {
        int looks = 0;
        var engine = new Engine(RealBot.Library, new Nothing(), new UrgencySpotter(RealBot.Parts.Urgency, () => { looks++; return null; }), []);
        Assert.True(engine.WantsHints(Conversation.New, new Message.Typed("can i bring my sister to the meeting"), out Message looked));
        engine.Turn(Conversation.New, looked, RealBot.Morning);
        Assert.Equal(1, looks);
    }

    private sealed class Nothing : ISearchIndex
    {
        public Findings Find(string text, SearchContext context) => new(FindingsKind.Abstained, [], 0, [], null);
    }

    [Fact]
    public void The_button_for_danger_shows_the_card_and_nothing_else_and_keeps_the_place()
    {
        TurnResult turn = RealBot.Parents.Turn(RealBot.Come(AtPrepare), new Message.InDanger(), RealBot.Morning);
        Assert.IsType<Reply.Urgent>(Assert.Single(turn.Replies));
        Assert.Equal(RealBot.Trail(AtPrepare), turn.After.Trail.AsEnumerable());
        Assert.Contains("D1", turn.After.Urgent);
        Assert.Equal("conference/prepare", Question(Say(turn.After, new Message.Started())).Step);
    }

    [Theory]
    [InlineData("2026-11-24 10:00", "advice-line,civil-legal-advice")]
    [InlineData("2026-11-24 17:00", "civil-legal-advice")]
    [InlineData("2026-11-29 03:00", "")]
    public void Below_the_legal_card_and_its_passage_stand_the_legal_routes_that_are_open_now(string time, string routes)
    {
        var asked = new Message.Typed("they want me to sign section 20 tonight");
        TurnResult turn = RealBot.Parents.Turn(Conversation.New, asked, RealBot.At(time));
        Assert.Equal("L1", Assert.IsType<Reply.Urgent>(turn.Replies[0]).Category);
        Assert.Equal(routes, string.Join(',', turn.Replies.Skip(1).Cast<Reply.Helpers>().SelectMany(h => h.People).Select(p => p.Helper.Id)));
        Assert.Single(RealBot.Parents.Turn(turn.After, asked, RealBot.At(time)).Replies); // the second time is two lines
    }

    [Theory]
    [InlineData("we are going to live in another country, is there a form", "solicitor")]
    [InlineData("i have a question about divorce money and the court", "solicitor")]
    [InlineData("who do i tell i am worried about my nieces", "children-services")]
    public void Whom_the_words_call_for_is_shown_with_an_answer_and_without_one(string typed, string helper) =>
        Assert.Contains(
            RealBot.Parents.Turn(Conversation.New, new Message.Typed(typed), RealBot.Morning).Replies.OfType<Reply.Helpers>().SelectMany(h => h.People),
            p => p.Helper.Id == helper);

    [Fact]
    public void A_command_comes_before_a_choice_and_a_choice_before_a_question()
    {
        Assert.Equal("guard/who", Question(Type(AtWhich, "back")).Step);
        Assert.Equal("conference/review", Question(Type(AtWhich, "review")).Step);
        Assert.Contains(Type(AtWhich, "what is a review conference"), r => r is Reply.Answer);
    }

    [Fact]
    public void A_question_is_answered_and_followed_by_the_same_prompt()
    {
        ImmutableArray<Reply> replies = Type(AtWhich, "can i bring my mum to the conference");
        Assert.Equal([typeof(Reply.Answer), typeof(Reply.Helpers)], replies.Take(2).Select(r => r.GetType()));
        Assert.Equal("conference/which-meeting", Question(replies).Step);
    }

    // Example messages, one of each kind that has a card of its own.
    public static TheoryData<string, string> Urgent => new()
    {
        { "M1", "my baby isn't breathing" }, { "D1", "he's hitting me right now" }, { "D2", "he's in the next room" }, { "S1", "I've written the note" },
        { "C2", "I shook the baby" }, { "C1", "he touches her" }, { "A1", "my partner hits me" }, { "F1", "they're making me marry him" },
        { "T1", "I'm going to stab that social worker" }, { "S2", "I want to die" }, { "A2", "I hit my girlfriend" }, { "L1", "they're here to take my baby" },
    };

    [Theory]
    [MemberData(nameof(Urgent))]
    public void A_card_has_its_parts_in_order_and_two_lines_the_second_time(string category, string message)
    {
        UrgentCard card = RealBot.Parts.Cards.Single(c => c.Category == category);
        foreach (string time in (string[])["2026-11-24 10:00", "2026-11-29 03:00"])
        {
            TurnResult turn = RealBot.Parents.Turn(Conversation.New, new Message.Typed(message), RealBot.At(time));
            string[] lines = [.. Assert.IsType<Reply.Urgent>(turn.Replies[0]).Lines.Select(l => l.Text)];
            string[] after = card.Safety is null ? [card.Honesty] : [card.Safety, card.Honesty];
            Assert.Equal([Start(card.Understood), Start(card.Do)], lines.Zip([card.Understood, card.Do], (line, part) => line[..Start(part).Length]));
            Assert.Equal(after, lines[^after.Length..]);
            string[] services = lines[2..^after.Length];
            Assert.InRange(services.Length, 1, UrgentCard.MostServices);
            Assert.All(services, line => Assert.Contains(card.Services, s => line.StartsWith(Start(s.Say), StringComparison.Ordinal)));
            Assert.DoesNotContain(lines, line => line.Contains('{', StringComparison.Ordinal));

            string[] again = [.. Assert.IsType<Reply.Urgent>(RealBot.Parents.Turn(turn.After, new Message.Typed(message), RealBot.At(time)).Replies[0]).Lines.Select(l => l.Text)];
            Assert.Equal(card.SecondTime.Select(Start), again.Zip(card.SecondTime, (line, part) => line[..Start(part).Length]));
            Assert.Equal(card.SecondTime.Length, again.Length);
        }

        static string Start(string part) => part.Split('{')[0];
    }

    [Theory]
    [InlineData("my ex used to hit me 5 years ago", "he's hitting me, my partner hits me", "A1")]
    [InlineData("I could strangle my social worker sometimes", "I'm going to stab that social worker", "T1")]
    public void The_first_card_after_a_gentle_line_is_a_whole_one(string gentle, string hard, string category)
    {
        TurnResult before = RealBot.Parents.Turn(Conversation.New, new Message.Typed(gentle), RealBot.Morning);
        Assert.Equal(category, Assert.IsType<Reply.Gentle>(before.Replies[0]).Category);
        TurnResult more = RealBot.Parents.Turn(before.After, new Message.MoreHelp(category), RealBot.Morning);
        Reply.Urgent card = Assert.IsType<Reply.Urgent>(RealBot.Parents.Turn(more.After, new Message.Typed(hard), RealBot.Morning).Replies[0]);
        Assert.True(card.Lines.Length >= 4, string.Join('\n', card.Lines.Select(l => l.Text)));
    }

    [Fact]
    public void Words_of_danger_in_the_boxes_of_a_date_bring_the_card()
    {
        var dated = new Message.Dated("conference", "he is", "hitting me", "right now");
        Assert.True(RealBot.Parents.IsUrgent(dated));
        TurnResult turn = RealBot.Parents.Turn(RealBot.Come(AtPrepare), dated, RealBot.Morning);
        Assert.Equal("D1", Assert.IsType<Reply.Urgent>(Assert.Single(turn.Replies)).Category);
        Assert.Equal(RealBot.Trail(AtPrepare), turn.After.Trail.AsEnumerable());
        Assert.False(RealBot.Parents.IsUrgent(new Message.Dated("conference", "3", "March", "2027")));
    }

    [Fact]
    public void At_an_ending_things_are_said_in_order_what_to_do_advice_dates_people_question()
    {
        Type[] said = [.. Say(RealBot.Come(AtPrepare), new Message.Started()).Select(r => r.GetType())];
        Assert.Equal([typeof(Reply.Ending), typeof(Reply.Advice), typeof(Reply.KeyDates), typeof(Reply.Helpers), typeof(Reply.Question)], said);
    }

    [Fact]
    public void Own_words_on_the_first_screen_lead_into_the_fitting_guide_saying_why()
    {
        TurnResult turn = RealBot.Parents.Turn(Conversation.New, new Message.Typed("ive been invited to a child protection meeting"), RealBot.Morning);
        Assert.Contains(turn.Replies, r => r is Reply.Said { Key: "leads-to" });
        Assert.Equal(RealBot.Library.WayInto("conference"), turn.After.Trail.AsEnumerable());
        Assert.Equal(Library.Start, Question(Say(turn.After, new Message.Back())).Step);
    }

    [Fact]
    public void Two_misses_running_lead_to_a_person()
    {
        TurnResult first = RealBot.Parents.Turn(Conversation.New, new Message.Typed("whats the weather in paris"), RealBot.Morning);
        TurnResult second = RealBot.Parents.Turn(first.After, new Message.Typed("who won the football"), RealBot.Morning);
        Assert.Equal(["dont-have"], Keys(first));
        Assert.Equal(["dont-have-twice"], Keys(second));
        Assert.Equal([Signposter.AdviceLine, "enquiry-form", "forum"], second.Replies.OfType<Reply.Helpers>().Single().People.Select(p => p.Helper.Id));
        Assert.Equal(0, RealBot.Parents.Turn(second.After, new Message.Typed("2"), RealBot.Morning).After.Misses);
    }

    [Theory]
    [InlineData(4000, false)]
    [InlineData(4001, true)]
    public void A_message_too_long_to_read_is_said_to_be_so_kindly(int letters, bool tooLong) =>
        Assert.Equal(tooLong, Type(AtWhich, new string('x', letters)).Any(r => r is Reply.Said { Key: "too-long" }));

    [Fact]
    public void A_trail_the_advice_no_longer_knows_is_cut_and_that_is_said()
    {
        Conversation before = RealBot.Come(AtWhich + ", conference/which-meeting: gone, conference/x: y") with { Reopened = 4 };
        TurnResult turn = RealBot.Parents.Turn(before, new Message.Started(), RealBot.Morning);
        Assert.Equal(["advice-changed"], Keys(turn));
        Assert.Equal(RealBot.Come(AtWhich), turn.After);
    }

    [Fact]
    public void Danger_is_not_asked_to_wait_where_the_trail_was_cut() =>
        Assert.IsType<Reply.Urgent>(Say(RealBot.Come("start/gone: x"), new Message.InDanger())[0]);

    [Theory]
    [InlineData("24/11/2026", true)]
    [InlineData("its on 24 nov 2026", true)]
    [InlineData("can we still put it off after 24/11/2026?", false)]
    [InlineData("what happens if the report has not come by 24/11/2026 and i have to read it", false)]
    public void A_date_with_few_words_around_it_answers_and_one_in_a_question_does_not(string typed, bool remembered) =>
        Assert.Equal(remembered, RealBot.Parents.Turn(RealBot.Come(AtPrepare), new Message.Typed(typed), RealBot.Morning).After.Dates.ContainsKey("conference"));

    [Theory]
    [InlineData("the letter is from 23/11/2026", "letter")]
    [InlineData("meeting 3/12/2026", "meeting")]
    [InlineData("23/11/2026", "letter")]
    [InlineData("letter about the meeting 23/11/2026", "letter")]
    public void A_typed_date_belongs_to_the_event_it_names(string typed, string happened)
    {
        Conversation letter = RealBot.Come("start/what-is-happening: pre-proceedings, pre-proceedings/which-letter: may, guard/country: england, pre-proceedings/where-are-you: to-come, guard/reading-help: none");
        Assert.Equal([happened], RealBot.Parents.Turn(letter, new Message.Typed(typed), RealBot.Morning).After.Dates.Keys);
    }

    [Fact]
    public void A_lettered_offer_can_be_picked_by_its_letter_or_its_words()
    {
        Conversation offered = RealBot.Come(AtWhich) with { Offered = ["plan-copy", "plan-too-vague"] };
        foreach (string typed in new[] { "b", "B)", RealBot.Library.Passage("plan-too-vague")!.Title })
        {
            ImmutableArray<Reply> replies = Say(offered, new Message.Typed(typed));
            Assert.Equal("plan-too-vague", replies.OfType<Reply.Answer>().Single().Passages.Single().Id);
        }
    }

    [Fact]
    public void Nothing_but_marks_shows_the_place_again() => Assert.Equal("conference/which-meeting", Question(Type(AtWhich, "?!")).Step);

    private static ImmutableArray<Reply> Type(string trail, string text) => Say(RealBot.Come(trail), new Message.Typed(text));

    private static ImmutableArray<Reply> Say(Conversation before, Message message) => RealBot.Parents.Turn(before, message, RealBot.Morning).Replies;

    private static Reply.Question Question(ImmutableArray<Reply> replies) => Assert.IsType<Reply.Question>(replies[^1]);

    private static string[] Keys(TurnResult turn) => [.. turn.Replies.OfType<Reply.Said>().Select(s => s.Key)];
}
