using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
using Xunit;

namespace AdviceBot.Tests.Core;

/// <summary>Somebody writes in another language, or somebody outside gives hints.</summary>
public class LanguageTalkTests
{
    // Of a half of the set each: questions of ours without an answer, and others with one.
    private const int MostUnanswered = 0;
    private const int MostAnswered = 1;

    private const string Polish = "nie rozumiem tego listu, proszę o pomoc";

    [Fact]
    public void They_are_told_in_it_where_to_turn_and_the_place_is_kept()
    {
        Conversation before = RealBot.Come("start/what-is-happening: conference");
        TurnResult turn = Turn(before, Polish);
        Assert.Equal(["NotEnglish", "Helpers", "Question"], turn.Replies.Select(r => r.GetType().Name));
        var note = (Reply.NotEnglish)turn.Replies[0];
        Assert.Equal(("pl", false), (note.Language, note.IsRightToLeft));
        Assert.Contains(note.Lines, l => l.Text.Contains("999", StringComparison.Ordinal) && l.Helpers.Single().Helper.Id == Signposter.Emergency);
        Assert.Contains(note.Lines, l => l.Text.Contains("0808 801 0366", StringComparison.Ordinal) && l.Helpers.Single().Helper.Id == Signposter.AdviceLine);
        Assert.Equal(note.Lines.Length, note.English.Length);
        Assert.Contains(note.English, l => l.Text == "You can ask for an interpreter for your meetings.");
        Assert.Equal(before.Trail.AsEnumerable(), turn.After.Trail.AsEnumerable());
    }

    [Fact]
    public void It_never_loops_every_time_there_are_numbers_a_way_on_and_from_the_second_time_another_way_to_reach_us()
    {
        Conversation at = Conversation.New;
        for (int i = 1; i <= 5; i++)
        {
            TurnResult turn = Turn(at, Polish);
            Assert.IsType<Reply.NotEnglish>(turn.Replies[0]);
            string[] people = [.. turn.Replies.OfType<Reply.Helpers>().Single().People.Select(p => p.Helper.Id)];
            Assert.Equal(i == 1 ? ["advice-line"] : ["advice-line", "enquiry-form"], people);
            Assert.IsType<Reply.Question>(turn.Replies[^1]);
            at = turn.After;
        }

        Assert.NotEmpty(Turn(at, "I've been invited to a conference").After.Trail);
    }

    [Theory]
    [InlineData("ich verstehe nicht")]
    [InlineData("sie haben mir mein kind weggenommen")]
    [InlineData("ich habe angst")]
    [InlineData("wie geht das")]
    [InlineData("ik begrijp het niet")]
    [InlineData("ik heb een brief gekregen over mijn kinderen")]
    [InlineData("wat moet ik doen")]
    [InlineData("jeg forstår ikke brevet")]
    [InlineData("hjälp mig snälla")]
    [InlineData("vzali mi dite")]
    [InlineData("ne razumijem pismo")]
    [InlineData("naomba msaada")]
    [InlineData("hindi ko maintindihan")]
    [InlineData("en ymmärrä kirjettä")]
    [InlineData("saya tidak mengerti surat ini")]
    [InlineData("ek verstaan nie")]
    [InlineData("no entiendo la carta")]
    public void Another_language_is_never_answered_through_pieces_of_its_words(string text)
    {
        TurnResult first = RealBot.Parents.Turn(Conversation.New, new Message.Typed(text), RealBot.Morning);
        Assert.DoesNotContain(first.Replies, r => r is Reply.Answer or Reply.Offer);
        Assert.Contains(first.Replies, r => r is Reply.NotEnglish or Reply.Said { Key: "dont-have" });
    }

    [Theory]
    [InlineData("nie rozumiem, what is a core group")]
    [InlineData("я не розумію, what happens at a child protection conference")]
    public void An_English_question_beside_another_language_is_answered_and_the_note_comes_first(string text)
    {
        TurnResult turn = RealBot.Parents.Turn(Conversation.New, new Message.Typed(text), RealBot.Morning);
        Assert.IsType<Reply.NotEnglish>(turn.Replies[0]);
        Assert.Single(turn.Replies.OfType<Reply.Answer>());
        Assert.IsType<Reply.Question>(turn.Replies[^1]);
        Assert.Equal(0, turn.After.Misses);
    }

    [Theory]
    [InlineData("ich verstehe den brief nicht")]
    [InlineData("mein kind wurde weggenommen what can i do")]
    [InlineData("no entiendo la carta social services")]
    public void What_is_no_question_of_ours_in_English_brings_the_note_alone(string text)
    {
        TurnResult turn = RealBot.Parents.Turn(Conversation.New, new Message.Typed(text), RealBot.Morning);
        Assert.NotNull(Assert.IsType<Reply.NotEnglish>(turn.Replies[0]).Language);
        Assert.DoesNotContain(turn.Replies, r => r is Reply.Answer or Reply.Offer);
    }

    // Even lines are only counted.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Questions_of_ours_in_half_foreign_messages_are_answered_and_hardly_anything_else(int from)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(RealBot.Root, "tests", "Core", "Understanding", "half-foreign.tsv"))
            .Where(l => !l.StartsWith('#')).Where((_, i) => i % 2 == from).Select(l => l.Split('\t'))];
        bool Answered(string[] row) => RealBot.Parents.Turn(Conversation.New, new Message.Typed(row[1]), RealBot.Morning).Replies.Any(r => r is Reply.Answer);
        string[][] asked = [.. rows.Where(r => r.Length > 2)], others = [.. rows.Where(r => r.Length == 2)];
        string[][] missed = [.. asked.Where(r => !Answered(r))], wrong = [.. others.Where(Answered)];
        string Shown(string[][] some) => from == 0 ? string.Join('\n', some.Select(r => r[1])) : "";
        Assert.True(
            missed.Length <= MostUnanswered && wrong.Length <= MostAnswered,
            $"{asked.Length - missed.Length} of {asked.Length} answered, not:\n{Shown(missed)}\n{wrong.Length} of {others.Length} others answered:\n{Shown(wrong)}");
    }

    [Theory]
    [InlineData("confrence lettr wot hapns")]
    [InlineData("cor groop")]
    [InlineData("scoial wrker vizit")]
    [InlineData("solisiter")]
    [InlineData("wens the nxt revew")]
    public void Slips_are_still_read_as_English(string text) =>
        Assert.DoesNotContain(RealBot.Parents.Turn(Conversation.New, new Message.Typed(text), RealBot.Morning).Replies, r => r is Reply.NotEnglish or Reply.Said { Key: "dont-have" });

    [Theory]
    [InlineData("pomocy, he is hitting me right now")]
    [InlineData("ajutor he is hitting me right now nu stiu ce sa fac")]
    public void Danger_comes_first(string text) => Assert.IsType<Reply.Urgent>(Turn(Conversation.New, text).Replies[0]);

    [Fact]
    public void Numbers_stay_in_order_where_words_run_from_right_to_left()
    {
        var note = (Reply.NotEnglish)Turn(Conversation.New, "مجھے سوشل ورکر کا خط سمجھ نہیں آیا").Replies[0];
        Assert.Equal(("ur", true), (note.Language, note.IsRightToLeft));
        Assert.Contains(note.Lines, l => l.Text.Contains("\u20660808 801 0366\u2069", StringComparison.Ordinal));
        Assert.DoesNotContain(note.English, l => l.Text.Contains('\u2066', StringComparison.Ordinal));
    }

    [Fact]
    public void In_a_language_we_have_no_note_in_the_English_one_comes()
    {
        var note = (Reply.NotEnglish)Turn(Conversation.New, "ደብዳቤው አልገባኝም").Replies[0];
        Assert.Null(note.Language);
        Assert.Empty(note.Lines);
        Assert.NotEmpty(note.English);
    }

    [Fact]
    public void What_nobody_can_read_twice_running_gets_the_note_too()
    {
        TurnResult first = Turn(Conversation.New, "mluvite cesky prosim");
        Assert.Contains(first.Replies, r => r is Reply.Said { Key: "dont-have" });
        Assert.IsType<Reply.NotEnglish>(Turn(first.After, "prosim nemluvim anglicky").Replies[0]);
    }

    [Fact]
    public void Every_note_fills_its_numbers_and_stays_short()
    {
        foreach (LanguageNote language in RealBot.Parts.Languages.All)
        {
            var note = (Reply.NotEnglish)Turn(Conversation.New, string.Join(' ', language.Lines)).Replies[0];
            Assert.Equal(language.Code, note.Language);
            Assert.All(note.Lines, l => Assert.DoesNotContain('{', l.Text));
            Assert.InRange(note.Lines.Sum(l => l.Text.Length), 60, 450);
        }
    }

    [Fact]
    public void The_note_rests_on_its_facts() =>
        Assert.Equal(["F106", "F217"], RealBot.Parts.Languages.English.SelectMany(l => l.Facts).Select(f => f.Id).Order());

    [Fact]
    public void A_sure_hint_of_English_outweighs_our_own_reading_of_Latin_letters_only()
    {
        Assert.DoesNotContain(Turn(Conversation.New, "merci beaucoup pour les enfants", new("en", [], false)).Replies, r => r is Reply.NotEnglish);
        Assert.Contains(Turn(Conversation.New, "сестра хочет пойти со мной", new("en", [], false)).Replies, r => r is Reply.NotEnglish);
    }

    [Fact]
    public void A_hint_of_another_language_counts_where_no_English_speaks_against_it()
    {
        Assert.Equal("es", Note(Turn(Conversation.New, "nos mudamos a otra ciudad", new("es", [], false)))?.Language);
        Assert.Null(Note(Turn(Conversation.New, "what is a core group", new("es", [], false))));
        Assert.Null(Note(Turn(Conversation.New, "ik begrijp deze brief niet", new("nl", [], false)))!.Language);
    }

    [Fact]
    public void A_hint_of_distress_brings_the_gentle_line_once_and_changes_nothing_else()
    {
        Hints hints = new("en", [], true);
        TurnResult plain = Turn(Conversation.New, "what is a core group");
        TurnResult hinted = Turn(Conversation.New, "what is a core group", hints);
        Assert.Equal("X1", Assert.IsType<Reply.Gentle>(hinted.Replies[0]).Category);
        Assert.Equal(Kinds(plain.Replies), Kinds(hinted.Replies[1..]));
        Assert.DoesNotContain(Turn(hinted.After, "what is a core group", hints).Replies, r => r is Reply.Gentle);
        // No gentle line for a button, and no card for a hint.
        Assert.DoesNotContain(Turn(Conversation.New, "I've been invited to a conference", hints).Replies, r => r is Reply.Gentle or Reply.Urgent);
    }

    [Fact]
    public void Personal_parts_are_left_out_of_the_search()
    {
        const string text = "can I complain about Conference Moving who is my social worker";
        int at = text.IndexOf("Conference Moving", StringComparison.Ordinal);
        Hints hints = new("en", [new(at, "Conference Moving".Length)], false);
        Assert.Equal("can I complain about                   who is my social worker", hints.Without(text));
        string[] Found(TurnResult turn) => [.. turn.Replies.OfType<Reply.Answer>().SelectMany(a => a.Passages).Select(p => p.Id)];
        Assert.Equal(Found(Turn(Conversation.New, hints.Without(text))), Found(Turn(Conversation.New, text, hints)));
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(2, 0)]
    [InlineData(3, 3)]
    [InlineData(2, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_span_that_does_not_fit_the_message_is_passed_over(int start, int length) =>
        Assert.Equal("hello", new Hints(null, [new(start, length)], false).Without("hello"));

    [Fact]
    public void Hints_are_wanted_for_a_question_and_for_nothing_else()
    {
        Assert.True(RealBot.Parents.WantsHints(Conversation.New, new Message.Typed("what is a core group"), out _));
        Message[] others =
        [
            new Message.Started(), new Message.Pressed("start/what-is-happening", "conference"), new Message.Typed(""), new Message.Typed("???"),
            new Message.Typed("he is hitting me right now"), new Message.Typed("back"), new Message.Typed("I've been invited to a conference"),
            new Message.Typed(new string('a', Engine.LongestQuestion + 1)),
        ];
        Assert.All(others, m => Assert.False(RealBot.Parents.WantsHints(Conversation.New, m, out _), m.ToString()));
    }

    private static TurnResult Turn(Conversation at, string text, Hints? hints = null) => RealBot.Parents.Turn(at, new Message.Typed(text), RealBot.Morning, hints);

    private static Reply.NotEnglish? Note(TurnResult turn) => turn.Replies.OfType<Reply.NotEnglish>().FirstOrDefault();

    private static string Kinds(ImmutableArray<Reply> replies) => string.Join(' ', replies.Select(r => r.GetType().Name));
}
