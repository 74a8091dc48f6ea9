using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;
using Xunit;

namespace AdviceBot.Tests.Core.Keeping;

public sealed class PapersTests
{
    private static readonly Papers ForParents = new(RealLibrary.Parents, _ => "hours");
    private static readonly Papers ForAdvisers = new(RealLibrary.Advisers, _ => "hours");

    [Theory]
    [InlineData("conference/prepare", "conference")]
    [InlineData("conference/review", "review")]
    [InlineData("plan-basics/meetings", "core-group")]
    [InlineData("pre-birth/conference", "pre-birth")]
    [InlineData("pre-proceedings/letter", "pre-proceedings")]
    public void Each_kind_of_meeting_has_its_sheet(string step, string sheet) => Assert.Equal(sheet, ForParents.SheetAt(At(step))!.Id);

    [Fact]
    public void A_sheet_says_what_the_meeting_is_who_comes_what_to_ask_say_and_take_and_has_room_to_write()
    {
        foreach (Sheet sheet in RealLibrary.Parts.Keep.Sheets)
        {
            Paper paper = Make(ForParents, sheet.Leaves[0]);
            string text = Text(paper);
            foreach (string key in (string[])["sheet-what", "sheet-who", "sheet-ask", "sheet-say", "sheet-with", "sheet-take", "sheet-numbers", "sheet-decided"])
            {
                Assert.Contains(paper.Parts, p => p.Heading == RealLibrary.Parents.Messages.Text(key));
            }

            Assert.Contains(RealLibrary.Parents.Helper("advice-line")!.Phone!, text, StringComparison.Ordinal);
            Assert.True(Gaps(paper).Count() >= 8, $"{sheet.Id} has little room to write");
            Assert.NotEmpty(paper.Sources);
        }
    }

    [Fact]
    public void The_questions_of_the_leaf_stand_on_the_sheet_too()
    {
        Step leaf = RealLibrary.Parents.Step("conference/afraid")!;
        string text = Text(Make(ForParents, leaf.Id));
        Assert.Contains(leaf.Leaf!.Questions.SelectMany(q => q.Points).First(p => p.Status == Status.Published).Text, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_day_a_parent_gave_stands_at_the_top_and_what_follows_from_it_below()
    {
        TurnResult turn = Turn("conference/prepare", ("conference", new DateOnly(2026, 11, 24)));
        Way way = At("conference/prepare");
        Paper paper = ForParents.MeetingSheet(ForParents.SheetAt(way)!, way, turn.After.Dates, turn.Replies);
        string text = Text(paper);
        Assert.Contains("Tuesday 24 November 2026", text, StringComparison.Ordinal);
        Assert.Contains("Tuesday 8 December 2026", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Parents_see_no_line_that_waits_for_sign_off_and_advisers_see_it_marked()
    {
        Sheet sheet = RealLibrary.Parts.Keep.Sheets.First(s => s.Id == "pre-proceedings");
        string waiting = sheet.Lines.First(l => l.Status == Status.Pending).Text;
        Assert.DoesNotContain(waiting, Text(Make(ForParents, sheet.Leaves[0])), StringComparison.Ordinal);
        Assert.Contains($"{waiting} [{RealLibrary.Parents.Messages.Text("page-pending")}]", Text(Make(ForAdvisers, sheet.Leaves[0])), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_in_the_letter_becomes_a_question_and_what_is_there_does_not()
    {
        LetterCheck check = RealLibrary.Parts.Keep.Check!;
        foreach (LetterItem item in ForParents.Items(check))
        {
            string without = Text(ForParents.Questions(check, [.. ForParents.Items(check).Select(i => i.Id).Where(id => id != item.Id)], null));
            Assert.Contains(item.Ask.Text, without, StringComparison.Ordinal);
            string with = Text(ForParents.Questions(check, [item.Id], null));
            Assert.DoesNotContain(item.Ask.Text, with, StringComparison.Ordinal);
            Assert.Contains(item.Tick, with, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_letter_that_says_all_it_should_still_goes_to_a_solicitor()
    {
        LetterCheck check = RealLibrary.Parts.Keep.Check!;
        Paper paper = ForParents.Questions(check, [.. check.Items.Select(i => i.Id)], "unless");
        Assert.Equal(RealLibrary.Parents.Messages.Text("solicitor-now"), paper.First);
        Assert.Contains(RealLibrary.Parents.Messages.Text("check-complete"), Text(paper), StringComparison.Ordinal);
    }

    [Fact]
    public void The_check_names_what_a_letter_should_have_by_the_facts_413_to_417()
    {
        string[] facts = [.. RealLibrary.Parts.Keep.Check!.Items.SelectMany(i => i.Ask.Facts).Select(f => f.Id)];
        Assert.All((string[])["F413", "F414", "F415", "F416", "F417"], fact => Assert.Contains(fact, facts));
        Assert.Equal(5, ForParents.Items(RealLibrary.Parts.Keep.Check).Length);
    }

    [Fact]
    public void There_are_nine_letters_and_each_fits_somewhere_and_has_gaps_for_the_familys_own_words()
    {
        Assert.Equal(9, RealLibrary.Parts.Keep.Letters.Length);
        foreach (Letter letter in RealLibrary.Parts.Keep.Letters)
        {
            Paper paper = ForParents.Letter(letter);
            Assert.True(Gaps(paper).Count() >= 4, letter.Id);
            Assert.NotEmpty(ForParents.Know(letter));
            Assert.NotEmpty(paper.Sources);
            Assert.All(letter.Leaves, leaf => Assert.Contains(ForParents.LettersAt(At(leaf)), l => l.Letter == letter && l.Fits));
        }
    }

    [Fact]
    public void Letters_that_fit_come_first()
    {
        bool[] fits = [.. ForParents.LettersAt(At("disagreement/meeting-unfair")).Select(l => l.Fits)];
        Assert.True(fits[0]);
        Assert.Equal(fits.OrderByDescending(f => f), fits);
    }

    [Fact]
    public void Parents_see_no_clause_that_waits_for_sign_off()
    {
        Letter letter = RealLibrary.Parts.Keep.Letters.First(l => l.Id == "complaints-procedure");
        string limit = letter.Clauses.First(c => c.Status == Status.Pending && !c.IsTick).Text;
        Assert.DoesNotContain(limit, Text(ForParents.Letter(letter)), StringComparison.Ordinal);
        Assert.Contains(limit, Text(ForAdvisers.Letter(letter)), StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_whose_screen_may_be_watched_is_offered_no_paper()
    {
        ImmutableArray<Answer> trail = RealLibrary.WayTo(RealLibrary.Parents, "disagreement/less-safe");
        int asked = trail.ToList().FindIndex(a => a.Step == "guard/safe");
        Way safe = RealLibrary.Parents.Follow(trail.SetItem(asked, new Answer("guard/safe", "safe")));
        Way watched = RealLibrary.Parents.Follow(trail.SetItem(asked, new Answer("guard/safe", "not-safe")));
        Way unsure = RealLibrary.Parents.Follow(trail.SetItem(asked, new Answer("guard/safe", Answers.Skip)));
        Assert.True(Papers.IsSafe(safe));
        Assert.NotEmpty(ForParents.LettersAt(safe));
        Assert.False(Papers.IsSafe(watched));
        Assert.Empty(ForParents.LettersAt(watched));
        Assert.False(Papers.IsSafe(unsure));
    }

    [Fact]
    public void The_page_to_keep_has_the_way_the_advice_the_numbers_and_the_sources()
    {
        TurnResult turn = Turn("conference/prepare", ("conference", new DateOnly(2026, 11, 24)));
        Way way = At("conference/prepare");
        PathWords words = PathCode.For(RealLibrary.Parents, turn.After.Trail);
        Paper paper = ForParents.Notes(turn.Replies, way, words, new DateOnly(2026, 11, 22));
        string text = Text(paper);
        Assert.Contains("Sunday 22 November 2026", text, StringComparison.Ordinal);
        Assert.Contains("Tuesday 8 December 2026", text, StringComparison.Ordinal);
        Assert.Contains(words.Spoken, text, StringComparison.Ordinal);
        foreach (Passage passage in turn.Replies.OfType<Reply.Advice>().SelectMany(a => a.Passages))
        {
            Assert.Contains(passage.Title, text, StringComparison.OrdinalIgnoreCase);
            foreach (string line in passage.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Assert.Contains(line.TrimStart('•', ' '), text, StringComparison.Ordinal);
            }
        }

        foreach (PathEntry entry in turn.Replies.OfType<Reply.Question>().Last().Path)
        {
            Assert.Contains(entry.Given, text, StringComparison.Ordinal);
        }

        Assert.NotEmpty(paper.Sources);
    }

    [Fact]
    public void A_date_they_were_told_stands_on_paper_with_how_late_it_is_what_can_be_done_and_what_comes_first()
    {
        TurnResult turn = Turn("conference/plan-made", ("conference", new DateOnly(2026, 11, 23)), ("told-K02", new DateOnly(2026, 12, 14)));
        Way way = RealLibrary.Parents.Follow(turn.After.Trail);
        string notes = Text(ForParents.Notes(turn.Replies, way, PathCode.For(RealLibrary.Parents, turn.After.Trail), new DateOnly(2026, 11, 24)));
        string sheet = Text(ForParents.MeetingSheet(ForParents.SheetAt(way)!, way, turn.After.Dates, turn.Replies));
        Assert.All((string[])[notes, sheet], text =>
        {
            Assert.Contains("On or before Monday 7 December 2026.", text, StringComparison.Ordinal);
            Assert.Contains("You were told Monday 14 December 2026. That is 5 working days after this limit.", text, StringComparison.Ordinal);
            Assert.Contains("Citizens Advice says ten days", text, StringComparison.Ordinal);
        });
        foreach (string said in (string[])["What day was, or is, the conference? Monday 23 November 2026", "Ask your social worker what is happening and why.",
            "Your plan sets the date of this meeting", "Other advice gives another time: On or before Thursday 3 December 2026.", "Who must act: children's services. Counted from Monday 23 November 2026."])
        {
            Assert.Contains(said, notes, StringComparison.Ordinal);
        }

        Assert.Contains("Any date in your own plan or letter comes first.", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public void The_letter_that_asks_for_the_complaints_procedure_asks_parents_time_limit_too() => Assert.Contains(
        "how much time I have to complain", Text(ForParents.Letter(RealLibrary.Parts.Keep.Letters.Single(l => l.Id == "complaints-procedure"))), StringComparison.Ordinal);

    [Fact]
    public void Every_leaf_makes_a_page_to_keep()
    {
        foreach (Step leaf in RealLibrary.Parents.Guides.SelectMany(g => g.Steps).Where(s => s.Leaf is not null))
        {
            TurnResult turn = Turn(leaf.Id);
            Way way = RealLibrary.Parents.Follow(turn.After.Trail);
            Paper paper = ForParents.Notes(turn.Replies, way, PathCode.For(RealLibrary.Parents, turn.After.Trail), new DateOnly(2026, 11, 22));
            Assert.Contains(leaf.Leaf!.Title, paper.Parts.Select(p => p.Heading));
        }
    }

    internal static string Text(Paper paper) => AdviceBot.Host.Keeping.PaperText.Of(paper);

    private static IEnumerable<Span> Gaps(Paper paper) => paper.Parts.SelectMany(p => p.Blocks).SelectMany(b => b switch
    {
        Block.Words words => words.Spans,
        Block.Rows rows => rows.Items.SelectMany(r => r.Value),
        Block.Ticks ticks => ticks.Items.SelectMany(i => i),
        _ => [],
    }).Where(s => s.IsGap);

    private static Paper Make(Papers papers, string step)
    {
        Way way = At(step);
        return papers.MeetingSheet(papers.SheetAt(way)!, way, Conversation.New.Dates, []);
    }

    private static Way At(string step) => RealLibrary.Parents.Follow(RealLibrary.WayTo(RealLibrary.Parents, step));

    private static TurnResult Turn(string step, params (string Event, DateOnly Day)[] dates)
    {
        Conversation at = Conversation.New with { Trail = RealLibrary.WayTo(RealLibrary.Parents, step) };
        foreach ((string happened, DateOnly day) in dates)
        {
            at = at with { Dates = at.Dates.SetItem(happened, day) };
        }

        return RealBot.Parents.Turn(at, new Message.Started(), RealBot.Morning);
    }
}
