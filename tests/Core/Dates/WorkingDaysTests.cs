using System.Globalization;
using AdviceBot.Core.Dates;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Core.Dates;

public class WorkingDaysTests
{
    private static readonly WorkingDays Days = new(ContentFolder.Read("bank-holidays.yaml", BankHolidaysFile.Read));

    [Theory]
    [InlineData("2026-11-24", 10, "2026-12-08")] // ordinary weeks
    [InlineData("2026-12-11", 10, "2026-12-29")] // Christmas, with the substitute Monday
    [InlineData("2026-12-24", 10, "2027-01-12")]
    [InlineData("2027-12-17", 10, "2028-01-05")] // two substitute days and 3 January
    [InlineData("2026-03-27", 10, "2026-04-14")] // Easter
    [InlineData("2026-03-27", 15, "2026-04-21")]
    [InlineData("2026-04-02", 10, "2026-04-20")]
    [InlineData("2026-04-02", 15, "2026-04-27")]
    [InlineData("2027-03-19", 10, "2027-04-06")]
    [InlineData("2027-03-19", 15, "2027-04-13")]
    [InlineData("2027-03-25", 10, "2027-04-12")]
    [InlineData("2027-03-25", 15, "2027-04-19")]
    [InlineData("2028-04-07", 10, "2028-04-25")]
    [InlineData("2028-04-07", 15, "2028-05-03")]
    [InlineData("2028-04-13", 10, "2028-05-02")]
    [InlineData("2028-04-13", 15, "2028-05-09")]
    [InlineData("2026-11-30", 15, "2026-12-21")]
    [InlineData("2026-12-10", 15, "2027-01-05")]
    [InlineData("2026-12-18", 15, "2027-01-13")]
    [InlineData("2027-05-21", 15, "2027-06-14")]
    [InlineData("2027-08-20", 15, "2027-09-13")]
    [InlineData("2027-12-09", 15, "2028-01-04")]
    [InlineData("2028-04-28", 15, "2028-05-22")]
    [InlineData("2026-12-24", 1, "2026-12-29")] // a referral on Christmas Eve
    [InlineData("2027-12-24", 1, "2027-12-29")]
    [InlineData("2026-11-20", 1, "2026-11-23")]
    [InlineData("2026-11-21", 1, "2026-11-23")] // told on a Saturday: Monday is day 1
    public void Counts_the_next_working_day_as_day_one(string start, int days, string end) =>
        Assert.Equal(Day(end), Days.AddWorkingDays(Day(start), days));

    [Theory]
    [InlineData("2028-12-20", 10)] // runs past the end of the list
    [InlineData("2025-12-30", 3)] // starts before it
    [InlineData("2029-01-02", 0)]
    public void Refuses_to_count_beyond_the_list_of_bank_holidays(string start, int days) =>
        Assert.Null(Days.AddWorkingDays(Day(start), days));

    [Theory]
    [InlineData("2026-12-28", false)]
    [InlineData("2026-12-26", false)]
    [InlineData("2026-12-29", true)]
    [InlineData("2029-01-02", null)]
    public void Knows_which_days_people_work(string day, bool? works) => Assert.Equal(works, Days.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("2026-06-27", "2026-06-26")] // a Saturday
    [InlineData("2027-02-28", "2027-02-26")] // a Sunday
    [InlineData("2028-05-29", "2028-05-26")] // a bank holiday after a weekend
    [InlineData("2026-12-25", "2026-12-24")]
    [InlineData("2027-02-24", "2027-02-24")]
    public void Finds_the_last_working_day_on_or_before(string day, string last) =>
        Assert.Equal(Day(last), Days.LastOnOrBefore(Day(day)));

    [Fact]
    public void Gives_no_last_working_day_beyond_the_list()
    {
        Assert.Null(Days.LastOnOrBefore(Day("2026-01-01")));
        Assert.Null(Days.LastOnOrBefore(Day("2029-05-05")));
    }

    [Fact]
    public void Counts_nothing_when_there_is_no_list() =>
        Assert.Null(new WorkingDays(BankHolidays.None).AddWorkingDays(Day("2026-11-24"), 1));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
