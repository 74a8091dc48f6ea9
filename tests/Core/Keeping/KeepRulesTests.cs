using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Content.Rules;
using AdviceBot.Core.Keeping;
using Xunit;

namespace AdviceBot.Tests.Core.Keeping;

public sealed class KeepRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly KeepParts Keep = RealLibrary.Parts.Keep;

    [Fact]
    public void What_families_hold_has_no_flaw() => Assert.Empty(KeepRules.Check(RealLibrary.Parts, Today));

    [Fact]
    public void A_number_that_no_fact_has_is_found() =>
        AssertFlaw("The number 20", Keep with { Process = Keep.Process with { Stages = Keep.Process.Stages.SetItem(0, Keep.Process.Stages[0] with { Say = "They decide within 20 days." }) } });

    [Fact]
    public void A_stage_that_leads_nowhere_is_found() =>
        AssertFlaw("no such stage", Keep with { Process = Keep.Process with { Stages = Keep.Process.Stages.RemoveAt(Keep.Process.Stages.Length - 1) } });

    [Fact]
    public void A_guide_without_a_place_on_the_way_is_found() =>
        AssertFlaw("doesn't say where the guide \"moving\"", Keep with { Process = Keep.Process with { Places = Keep.Process.Places.Remove("moving") } });

    [Fact]
    public void A_place_for_a_step_that_is_gone_is_found() =>
        AssertFlaw("no guide and no step", Keep with { Process = Keep.Process with { Places = Keep.Process.Places.Add("conference/gone", "any") } });

    [Fact]
    public void Two_sheets_for_one_leaf_are_found() =>
        AssertFlaw("has the sheet", Keep with { Sheets = Keep.Sheets.Add(Keep.Sheets[0] with { Id = "twin" }) });

    [Fact]
    public void A_sheet_for_a_question_is_found() =>
        AssertFlaw("is a question", Keep with { Sheets = Keep.Sheets.SetItem(0, Keep.Sheets[0] with { Leaves = ["conference/which-meeting"] }) });

    [Fact]
    public void A_line_without_a_fact_is_found() =>
        AssertFlaw("rests on no fact", Keep with { Sheets = Keep.Sheets.SetItem(0, Keep.Sheets[0] with { What = [new Point("It is a meeting.", [], Status.Published)] }) });

    [Fact]
    public void A_line_on_a_fact_for_advisers_is_found()
    {
        Fact secret = RealLibrary.Parts.Facts.First(f => f.Audience == Audience.Adviser);
        AssertFlaw("advisers only", Keep with { Sheets = Keep.Sheets.SetItem(0, Keep.Sheets[0] with { What = [new Point("It is a meeting.", [secret], Status.Published)] }) });
    }

    [Fact]
    public void Hard_words_are_found() =>
        AssertFlaw("reading grade", Letter(l => l with { Title = "Representations regarding safeguarding deliberations", Know = [l.Know[0] with { Text = "Notwithstanding institutional reservations, communicate representations contemporaneously to departmental representatives." }], Clauses = [l.Clauses[2]] }));

    [Fact]
    public void A_claim_dressed_as_a_greeting_is_found() =>
        AssertFlaw("says more than a greeting", Letter(l => l with { Clauses = l.Clauses.Add(new Clause([new Span("I know my rights and you have to send me every report that anybody ever wrote about us before the meeting can go on at all.")], false, true, [], Status.Published)) }));

    [Fact]
    public void A_letter_past_its_review_is_found() => AssertFlaw("should have been reviewed", Letter(l => l with { ReviewBy = new DateOnly(2026, 1, 1) }));

    private static KeepParts Letter(Func<Letter, Letter> change) => Keep with { Letters = Keep.Letters.SetItem(0, change(Keep.Letters[0])) };

    private static void AssertFlaw(string says, KeepParts keep) =>
        Assert.Contains(KeepRules.Check(RealLibrary.Parts with { Keep = keep }, Today), f => f.Message.Contains(says, StringComparison.Ordinal));
}
