using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using Xunit;

namespace AdviceBot.Tests.Core.Dates;

public class KeyDateCalculatorTests
{
    private static readonly KeyDateCalculator Parents = new(RealBot.Library);
    private static readonly KeyDateCalculator SignedOff = new(new Library(RealBot.Parts, showPending: true));
    private static readonly BankHolidays Holidays = RealBot.Parts.BankHolidays;

    [Theory]
    [InlineData("2026-11-24", "2026-12-08", "2026-12-04")] // ordinary weeks
    [InlineData("2026-12-11", "2026-12-29", "2026-12-21")] // Christmas with the substitute Monday
    [InlineData("2026-12-24", "2027-01-12", "2027-01-03")]
    [InlineData("2027-12-17", "2028-01-05", "2027-12-27")] // two substitute days and 3 January
    [InlineData("2026-03-27", "2026-04-14", "2026-04-06")] // Easter
    [InlineData("2026-04-02", "2026-04-20", "2026-04-12")]
    [InlineData("2027-03-19", "2027-04-06", "2027-03-29")]
    [InlineData("2027-03-25", "2027-04-12", "2027-04-04")]
    [InlineData("2028-04-07", "2028-04-25", "2028-04-17")]
    [InlineData("2028-04-13", "2028-05-02", "2028-04-23")]
    public void The_first_core_group_is_within_ten_working_days_and_by_another_reading_ten_days(string conference, string working, string calendar)
    {
        ImmutableArray<KeyDate> dates = Read(Parents, "conference", conference, "K02");
        Assert.Equal([RealBot.Day(working), RealBot.Day(calendar)], dates.Select(d => d.Date));
        Assert.All(dates, d => Assert.Equal(("C02", "disputed"), (d.Conflict, d.Certainty)));
        Assert.All(dates, d => Assert.NotEmpty(d.Sections));
    }

    [Theory]
    [InlineData("2026-11-24", "2027-02-24", null)]
    [InlineData("2026-12-11", "2027-03-11", null)]
    [InlineData("2026-12-24", "2027-03-24", null)]
    [InlineData("2027-12-17", "2028-03-17", null)]
    [InlineData("2026-03-27", "2026-06-27", "2026-06-26")] // a Saturday
    [InlineData("2026-04-02", "2026-07-02", null)]
    [InlineData("2027-03-19", "2027-06-19", "2027-06-18")]
    [InlineData("2027-03-25", "2027-06-25", null)]
    [InlineData("2028-04-07", "2028-07-07", null)]
    [InlineData("2028-04-13", "2028-07-13", null)]
    [InlineData("2026-11-30", "2027-02-28", "2027-02-26")] // February has no 30th, and the 28th is a Sunday
    [InlineData("2027-11-30", "2028-02-29", null)] // a leap year
    [InlineData("2027-11-29", "2028-02-29", null)] // two dates joined by the end of the month
    [InlineData("2028-02-29", "2028-05-29", "2028-05-26")] // a bank holiday after a weekend
    [InlineData("2026-09-25", "2026-12-25", "2026-12-24")] // Christmas Day
    public void Once_signed_off_the_first_review_is_within_three_months(string conference, string review, string? lastWorkingDay)
    {
        KeyDate date = Assert.Single(Read(SignedOff, "conference", conference, "K03a"));
        Assert.Equal(RealBot.Day(review), date.Date);
        Assert.Equal(lastWorkingDay is null ? null : RealBot.Day(lastWorkingDay), date.LastWorkingDay);
        Assert.Equal("C03", date.Conflict);
    }

    [Theory]
    [InlineData("2027-02-28", "2027-08-28", "2027-08-27")]
    [InlineData("2028-02-29", "2028-08-29", null)]
    [InlineData("2026-11-30", "2027-05-30", "2027-05-28")] // a Sunday before a bank holiday
    [InlineData("2028-05-29", "2028-11-29", null)]
    [InlineData("2026-12-25", "2027-06-25", null)]
    public void Once_signed_off_a_later_review_is_within_six_months_of_the_last(string review, string next, string? lastWorkingDay)
    {
        bool dayOff = new WorkingDays(Holidays).IsWorkingDay(RealBot.Day(review)) == false;
        KeyDate date = Assert.Single(Read(SignedOff, "review", review, "K03b"));
        Assert.Equal(dayOff ? null : RealBot.Day(next), date.Date);
        Assert.Equal(dayOff || lastWorkingDay is null ? null : RealBot.Day(lastWorkingDay), date.LastWorkingDay);
        Assert.Equal(dayOff, date.Note!.Contains("check the date", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("conference", "K03a", "about three months")]
    [InlineData("review", "K03b", "after about six months")]
    public void Until_signed_off_a_review_has_words_and_no_date(string happened, string rule, string words)
    {
        KeyDate date = Assert.Single(Read(Parents, happened, "2026-11-24", rule));
        Assert.Null(date.Date);
        Assert.Equal(words, date.When);
    }

    [Theory]
    [InlineData("2026-11-30", "2026-12-21")]
    [InlineData("2026-12-10", "2027-01-05")]
    [InlineData("2026-12-18", "2027-01-13")]
    [InlineData("2027-05-21", "2027-06-14")]
    [InlineData("2027-08-20", "2027-09-13")]
    [InlineData("2027-12-09", "2028-01-04")]
    [InlineData("2028-04-28", "2028-05-22")]
    [InlineData("2026-03-27", "2026-04-21")]
    [InlineData("2026-04-02", "2026-04-27")]
    [InlineData("2027-03-19", "2027-04-13")]
    [InlineData("2027-03-25", "2027-04-19")]
    [InlineData("2028-04-07", "2028-05-03")]
    [InlineData("2028-04-13", "2028-05-09")]
    [InlineData("2026-11-28", "2026-12-18")] // told on a Saturday: counted from Monday
    [InlineData("2026-12-25", "2027-01-19")] // told on a bank holiday
    public void After_a_move_the_new_conference_is_within_fifteen_working_days_or_straight_away(string told, string by)
    {
        ImmutableArray<KeyDate> dates = Read(Parents, "new-area-told", told, "K01");
        Assert.Equal([RealBot.Day(by), null], dates.Select(d => d.Date));
        Assert.Equal("straight away", dates[1].When);
        Assert.All(dates, d => Assert.Equal("C01", d.Conflict));
    }

    [Theory]
    [InlineData("letter", "2026-11-23", "2027-01-04")]
    [InlineData("meeting", "2026-12-03", "2027-01-14")]
    [InlineData("letter", "2027-11-19", "2027-12-31")] // New Year's Eve: weeks don't stretch
    [InlineData("meeting", "2026-11-14", "2026-12-26")] // stays on a Saturday
    public void Six_weeks_are_usual_practice_and_stay_where_they_fall(string happened, string on, string by)
    {
        KeyDate date = Assert.Single(Read(Parents, happened, on, "K04"));
        Assert.Equal(RealBot.Day(by), date.Date);
        Assert.Null(date.LastWorkingDay);
        Assert.Equal(("usual", "about six weeks"), (date.Certainty, date.When));
        Assert.Contains("comes first", date.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-24", "2026-12-29")]
    [InlineData("2027-12-24", "2027-12-29")]
    [InlineData("2026-11-20", "2026-11-23")]
    public void A_referral_is_decided_on_within_one_working_day(string referral, string by) =>
        Assert.Equal(RealBot.Day(by), Assert.Single(Read(Parents, "referral", referral, "K07")).Date);

    [Fact]
    public void At_eighteen_there_is_the_birthday_and_no_exact_day()
    {
        KeyDate date = Assert.Single(Read(Parents, "birthday-18", "2027-06-05", "K09"));
        Assert.Equal((RealBot.Day("2027-06-05"), "around the birthday"), (date.Date, date.When));
        Assert.Null(date.LastWorkingDay);
        Assert.Equal("Around Saturday 5 June 2027", date.By(RealBot.Library.Messages));
        Assert.Equal("On or before Tuesday 8 December 2026", Read(Parents, "conference", "2026-11-24", "K02")[0].By(RealBot.Library.Messages));
        Assert.Equal("Straight away", Read(Parents, "new-area-told", "2026-11-24", "K01")[1].By(RealBot.Library.Messages));
    }

    [Fact]
    public void A_bank_holiday_announced_late_moves_the_date_and_says_that_it_was_checked_again()
    {
        DateOnly funeral = RealBot.Day("2026-12-07");
        BankHolidays list = Holidays with { Names = Holidays.Names.Add(funeral, "One-off bank holiday"), Late = [funeral] };
        var calculator = new KeyDateCalculator(new Library(RealBot.Parts with { BankHolidays = list }, showPending: true));
        ImmutableArray<KeyDate> group = Read(calculator, "conference", "2026-11-24", "K02");
        Assert.Equal([RealBot.Day("2026-12-09"), RealBot.Day("2026-12-04")], group.Select(d => d.Date));
        Assert.StartsWith("Monday 7 December 2026 has become a bank holiday. The dates have been checked again.", group[0].Note, StringComparison.Ordinal);
        Assert.Contains("Your plan sets the date", group[0].Note, StringComparison.Ordinal);
        Assert.DoesNotContain("again", group[1].Note, StringComparison.Ordinal);

        // A review that ends on that day has another last working day; limits it does not touch say nothing.
        KeyDate review = Assert.Single(Read(calculator, "conference", "2026-09-07", "K03a"));
        Assert.Equal((RealBot.Day("2026-12-07"), RealBot.Day("2026-12-04")), (review.Date!.Value, review.LastWorkingDay!.Value));
        Assert.Contains("checked again", review.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("again", Read(calculator, "conference", "2026-11-02", "K02")[0].Note, StringComparison.Ordinal);
        Assert.DoesNotContain("again", Read(calculator, "letter", "2026-11-24", "K04")[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Six_weeks_counted_from_two_days_say_from_which()
    {
        KeyDate letter = Assert.Single(Parents.After("letter", RealBot.Day("2026-11-23"), ["K04"], RealBot.Day("2026-11-24"))!.Value);
        KeyDate meeting = Assert.Single(Parents.After("meeting", RealBot.Day("2026-12-03"), ["K04"], RealBot.Day("2026-11-24"))!.Value);
        Assert.Equal("Who must act: you. Counted from Monday 23 November 2026.", letter.WhoAndFrom(RealBot.Library.Messages));
        Assert.Equal("Who must act: you.", meeting.WhoAndFrom(RealBot.Library.Messages));
        Assert.Contains("if it goes ahead on Thursday 3 December 2026", meeting.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_child_born_on_the_twenty_ninth_of_February_is_sent_to_the_social_worker()
    {
        KeyDate date = Assert.Single(Read(Parents, "birthday-18", "2028-02-29", "K09"));
        Assert.Null(date.Date);
        Assert.Equal(RealBot.Library.Messages.Text("date-leap-birthday"), date.Note);
    }

    [Theory]
    [InlineData("2026-08-31")] // a bank holiday
    [InlineData("2026-12-28")] // a substitute day
    [InlineData("2026-04-03")] // Good Friday
    [InlineData("2026-11-28")] // a Saturday
    [InlineData("2026-11-29")]
    public void A_conference_on_a_day_nobody_works_is_asked_about_and_nothing_is_counted(string conference)
    {
        foreach (KeyDateCalculator calculator in new[] { Parents, SignedOff })
        {
            ImmutableArray<KeyDate> dates = calculator.After("conference", RealBot.Day(conference))!.Value;
            Assert.NotEmpty(dates);
            Assert.All(dates, d => Assert.Null(d.Date));
            Assert.All(dates, d => Assert.Contains("Please check the date", d.Note, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("conference", "2025-12-31")]
    [InlineData("conference", "2029-01-02")]
    [InlineData("conference", "2028-12-20")] // the count would run beyond the list
    [InlineData("new-area-told", "2028-12-11")]
    [InlineData("letter", "2028-11-20")]
    public void Beyond_the_bank_holiday_list_no_date_is_given(string happened, string on) => Assert.Null(Parents.After(happened, RealBot.Day(on)));

    [Fact]
    public void The_last_days_that_can_be_counted_are_counted() =>
        Assert.Equal(RealBot.Day("2028-12-29"), Read(Parents, "new-area-told", "2028-12-06", "K01")[0].Date);

    [Fact]
    public void A_conference_still_to_come_is_counted_if_it_goes_ahead()
    {
        KeyDate date = Parents.After("conference", RealBot.Day("2026-11-24"), ["K02"], RealBot.Day("2026-11-18"))!.Value[0];
        Assert.StartsWith("This is if it goes ahead on Tuesday 24 November 2026.", date.Note, StringComparison.Ordinal);
        Assert.Contains("Your plan sets the date", date.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-08", false)] // on the last day there is still time
    [InlineData("2026-12-09", true)]
    public void A_limit_that_has_passed_is_said_to_have_without_blame(string today, bool passed)
    {
        string? note = Parents.After("conference", RealBot.Day("2026-11-24"), ["K02"], RealBot.Day(today))!.Value[0].Note;
        Assert.Equal(passed, note!.Contains("not your fault", StringComparison.Ordinal));
        Assert.Contains("Your plan sets the date", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_event_has_a_rule_and_an_unknown_one_has_no_dates()
    {
        Assert.Equal(["birthday-18", "conference", "letter", "meeting", "new-area-told", "referral", "review"], Parents.Events.Order());
        Assert.Empty(Parents.After("wedding", RealBot.Day("2026-11-24"))!.Value);
    }

    [Fact]
    public void Ids_are_unique_within_an_answer()
    {
        foreach (string happened in Parents.Events)
        {
            string[] ids = [.. SignedOff.After(happened, RealBot.Day("2026-11-24"))!.Value.Select(d => d.Id)];
            Assert.Equal(ids.Distinct(), ids);
        }
    }

    [Fact]
    public void Every_day_of_the_list_agrees_with_another_way_of_counting()
    {
        int compared = 0;
        for (DateOnly on = new(2026, 1, 1); on.Year <= 2028; on = on.AddDays(1))
        {
            bool dayOff = Off(on);
            Agree("new-area-told", "K01", Oracle(on, 15), on, false);
            Agree("conference", "K02", Oracle(on, 10), on, dayOff);
            Agree("referral", "K07", Oracle(on, 1), on, false);
            Agree("letter", "K04", on.AddDays(42), on, false);
            Agree("meeting", "K04", on.AddDays(42), on, false);
            Agree("conference", "K03a", Later(on, 3), on, dayOff, LastOn(Later(on, 3)));
            Agree("review", "K03b", Later(on, 6), on, dayOff, LastOn(Later(on, 6)));
        }

        Assert.True(compared > 6000);

        void Agree(string happened, string rule, DateOnly? expected, DateOnly on, bool asked, DateOnly? last = null)
        {
            ImmutableArray<KeyDate>? read = SignedOff.After(happened, on, [rule]);
            bool beyond = expected is null || expected.Value.Year > 2028 || (rule == "K02" && on.AddDays(10).Year > 2028);
            if (asked)
            {
                Assert.All(read!.Value, d => Assert.Null(d.Date));
            }
            else if (beyond)
            {
                Assert.Null(read);
            }
            else
            {
                Assert.Equal((rule, on, expected, last), (rule, on, read!.Value[0].Date, read.Value[0].LastWorkingDay));
                compared++;
            }
        }
    }

    // The other way: all working days of the list in a row; the answer is so many places after the first day later than the start.
    private static readonly DateOnly[] Working =
        [.. Enumerable.Range(0, 1096).Select(n => new DateOnly(2026, 1, 1).AddDays(n)).Where(d => !Off(d))];

    private static DateOnly? Oracle(DateOnly on, int days)
    {
        int found = Array.BinarySearch(Working, on);
        int next = found >= 0 ? found + 1 : ~found;
        return next + days - 1 < Working.Length ? Working[next + days - 1] : null;
    }

    private static bool Off(DateOnly day) =>
        day.DayNumber % 7 is 5 or 6 || Holidays.Names.ContainsKey(day); // day 0 of the calendar was a Monday

    // Months by hand: the same day, or the last there is.
    private static DateOnly Later(DateOnly on, int months)
    {
        int month = on.Month - 1 + months;
        (int year, month) = (on.Year + (month / 12), (month % 12) + 1);
        int[] lengths = [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        return new DateOnly(year, month, Math.Min(on.Day, lengths[month - 1]));
    }

    private static DateOnly? LastOn(DateOnly day)
    {
        if (day.Year > 2028 || !Off(day))
        {
            return null;
        }

        int found = Array.BinarySearch(Working, day);
        return Working[~found - 1];
    }

    private static ImmutableArray<KeyDate> Read(KeyDateCalculator calculator, string happened, string on, string rule) =>
        calculator.After(happened, RealBot.Day(on), [rule])!.Value;
}
