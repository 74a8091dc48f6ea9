using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using Xunit;

namespace AdviceBot.Tests.Core.Dates;

public class ToldDateTests
{
    private static readonly KeyDateCalculator Parents = new(RealBot.Library);
    private static readonly KeyDateCalculator SignedOff = new(RealBot.WithPending.Library);

    [Theory]
    [InlineData("2026-12-01", Timing.Within, 0)]
    [InlineData("2026-12-08", Timing.OnTheLastDay, 0)]
    [InlineData("2026-12-09", Timing.Late, 1)]
    [InlineData("2026-12-14", Timing.Late, 4)] // over a weekend
    [InlineData("2027-01-04", Timing.Late, 16)] // over Christmas
    [InlineData("2026-11-23", Timing.BeforeTheEvent, 0)]
    [InlineData("2026-11-24", Timing.Within, 0)]
    public void Holds_the_core_group_against_ten_working_days(string told, Timing timing, int late)
    {
        ToldDate verdict = Held(Parents, "conference", "2026-11-24", "K02", told)[0]!;
        Assert.Equal((timing, late, DateUnit.WorkingDays), (verdict.Timing, verdict.Late, verdict.Unit));
        Assert.Equal(timing == Timing.Late, !verdict.Do.IsEmpty);
        Assert.All(verdict.Do, p => Assert.NotEmpty(p.Facts));
    }

    [Fact]
    public void Holds_it_against_both_readings()
    {
        ImmutableArray<ToldDate?> both = Held(Parents, "conference", "2026-11-24", "K02", "2026-12-08");
        Assert.Equal([(Timing.OnTheLastDay, DateUnit.WorkingDays), (Timing.Late, DateUnit.Days)], both.Select(t => (t!.Timing, t.Unit)));
        Assert.Equal("You were told Tuesday 8 December 2026. That is 4 days after this limit.", both[1]!.Text);
        Assert.Empty(both[1]!.Do); // in time by the careful reading: nothing needs doing
    }

    [Theory]
    [InlineData("2026-12-21", Timing.OnTheLastDay, 0)]
    [InlineData("2026-12-22", Timing.Late, 1)]
    [InlineData("2026-12-29", Timing.Late, 4)]
    public void Holds_the_new_areas_conference_against_fifteen(string told, Timing timing, int late)
    {
        ImmutableArray<ToldDate?> read = Held(Parents, "new-area-told", "2026-11-30", "K01", told);
        Assert.Equal((timing, late), (read[0]!.Timing, read[0]!.Late));
        Assert.Null(read[1]); // "straight away" has no day to be late for
    }

    [Fact]
    public void A_late_conference_after_a_move_has_its_ways()
    {
        ToldDate late = Held(Parents, "new-area-told", "2026-11-30", "K01", "2027-01-11")[0]!;
        Assert.Equal(["Go on with the plan.", "Ask both areas what is happening and why.", "If you get no answer, ask for the manager."], late.Do.Select(p => p.Text));
        Assert.StartsWith("You were told Monday 11 January 2027. That is 12 working days after this limit.", late.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-02-26", Timing.OnTheLastDay, 0)] // the limit is a Sunday: the Friday before is the last chance
    [InlineData("2027-02-25", Timing.Within, 0)]
    [InlineData("2027-02-28", Timing.OnTheLastDay, 0)]
    [InlineData("2027-03-01", Timing.Late, 1)]
    [InlineData("2027-03-10", Timing.Late, 10)]
    public void Holds_a_review_against_three_months_in_days(string told, Timing timing, int late)
    {
        ToldDate verdict = Held(SignedOff, "conference", "2026-11-30", "K03a", told)[0]!;
        Assert.Equal((timing, late, DateUnit.Days), (verdict.Timing, verdict.Late, verdict.Unit));
    }

    [Fact]
    public void Says_nothing_where_the_limit_has_no_date()
    {
        Assert.Null(Held(Parents, "conference", "2026-11-24", "K03a", "2027-03-10")[0]);
        Assert.All(Held(Parents, "conference", "2026-11-28", "K02", "2026-12-10"), Assert.Null); // a Saturday: nothing was counted
    }

    [Fact]
    public void A_day_off_is_late_by_no_working_day_and_is_queried()
    {
        ToldDate verdict = Held(Parents, "conference", "2026-11-20", "K02", "2026-12-05")[0]!; // due on Friday 4 December
        Assert.Equal((Timing.Late, 0), (verdict.Timing, verdict.Late));
        Assert.Equal("You were told Saturday 5 December 2026. That is after this limit. Most people don't work on that day, so please check it.", verdict.Text);
    }

    [Fact]
    public void Beyond_the_list_it_is_late_without_a_number()
    {
        ToldDate verdict = Held(Parents, "conference", "2028-11-20", "K02", "2029-01-10")[0]!;
        Assert.Equal((Timing.Late, null), (verdict.Timing, verdict.Late));
        Assert.Equal("You were told Wednesday 10 January 2029. That is after this limit.", verdict.Text);
    }

    [Fact]
    public void Agrees_with_counting_day_by_day_on_every_pair_of_days()
    {
        BankHolidays list = GeneratedHolidays.For(2026, 2028);
        var working = new WorkingDays(list);
        int compared = 0;
        for (DateOnly on = new(2026, 1, 1); on.Year < 2028; on = on.AddDays(3))
        {
            DateOnly limit = working.AddWorkingDays(on, 10)!.Value;
            int late = 0;
            for (DateOnly told = on.AddDays(-5); told < limit.AddDays(60) && told.Year >= 2026; told = told.AddDays(1))
            {
                late += told > limit && told.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !list.Contains(told) ? 1 : 0;
                Timing expected = told < on ? Timing.BeforeTheEvent : told > limit ? Timing.Late : told == limit ? Timing.OnTheLastDay : Timing.Within;
                Assert.Equal((expected, (int?)late), ToldDate.Compare(told, on, limit, null, DateUnit.WorkingDays, working));
                compared++;
            }
        }

        Assert.True(compared > 15000, $"{compared}");
    }

    private static ImmutableArray<ToldDate?> Held(KeyDateCalculator calculator, string happened, string on, string rule, string told) =>
        [.. calculator.After(happened, RealBot.Day(on), [rule], null, new Dictionary<string, DateOnly> { [$"told-{rule}"] = RealBot.Day(told) })!.Value.Select(d => d.Told)];
}
