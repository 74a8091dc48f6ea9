using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Core.Signposting;

public class OpeningHoursTests
{
    private static readonly BankHolidays BankHolidays = ContentFolder.Read("bank-holidays.yaml", BankHolidaysFile.Read);
    private static readonly ImmutableArray<Helper> Helpers = ContentFolder.Read("helpers.yaml", HelpersFile.Read);

    [Theory]
    [InlineData("2026-11-23T09:29:59Z", false)]
    [InlineData("2026-11-23T09:30:00Z", true)]
    [InlineData("2026-11-23T14:59:59Z", true)]
    [InlineData("2026-11-23T15:00:00Z", false)]
    [InlineData("2026-07-01T08:29:00Z", false)]
    [InlineData("2026-07-01T08:30:00Z", true)] // 9.30 in British summer time
    [InlineData("2026-07-01T14:00:00Z", false)]
    [InlineData("2026-11-23T20:30:00+11:00", true)] // asked from Australia
    public void Is_open_from_half_past_nine_until_three(string now, bool open) =>
        Assert.Equal(open, AdviceLine(now).IsOpen);

    [Theory]
    [InlineData("2026-11-23T09:29:00Z", "2026-11-23T09:30:00Z")]
    [InlineData("2026-11-23T15:00:00Z", "2026-11-24T09:30:00Z")]
    [InlineData("2026-11-27T16:00:00Z", "2026-11-30T09:30:00Z")] // Friday to Monday
    [InlineData("2026-12-24T15:30:00Z", "2026-12-29T09:30:00Z")] // past Christmas, the weekend and the substitute Monday
    [InlineData("2026-12-25T12:00:00Z", "2026-12-29T09:30:00Z")]
    [InlineData("2027-03-25T15:30:00Z", "2027-03-30T08:30:00Z")] // after Easter, in summer time
    [InlineData("2027-12-31T15:30:00Z", "2028-01-04T09:30:00Z")]
    public void When_shut_says_when_it_opens_next(string now, string opens)
    {
        Opening opening = AdviceLine(now);
        Assert.False(opening.IsOpen);
        Assert.Equal(Moment(opens), opening.OpensNext);
        Assert.Null(opening.Closes);
        Assert.True(opening.IsCertain);
    }

    [Theory]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-30T08:30:00Z")] // the clocks go forward on Sunday 29 March
    [InlineData("2026-03-29T00:59:00Z", "2026-03-30T08:30:00Z")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-30T08:30:00Z")]
    [InlineData("2026-10-24T23:30:00Z", "2026-10-26T09:30:00Z")] // and back on Sunday 25 October
    [InlineData("2026-10-25T00:30:00Z", "2026-10-26T09:30:00Z")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-26T09:30:00Z")]
    public void Over_a_change_of_the_clocks_opens_at_half_past_nine_local_time(string now, string opens)
    {
        Opening opening = AdviceLine(now);
        Assert.False(opening.IsOpen);
        Assert.Equal(Moment(opens), opening.OpensNext);
        Assert.Equal(new TimeSpan(9, 30, 0), opening.OpensNext!.Value.TimeOfDay);
    }

    [Theory]
    [InlineData("2026-03-27T09:30:00Z", true)] // the last working day in winter time
    [InlineData("2026-03-30T08:30:00Z", true)] // the first in summer time
    [InlineData("2026-03-30T08:29:00Z", false)]
    [InlineData("2026-10-23T08:30:00Z", true)]
    [InlineData("2026-10-26T08:30:00Z", false)]
    [InlineData("2026-10-26T09:30:00Z", true)]
    public void Around_a_change_of_the_clocks_keeps_London_hours(string now, bool open) =>
        Assert.Equal(open, AdviceLine(now).IsOpen);

    [Fact]
    public void When_open_says_when_it_shuts()
    {
        Opening opening = AdviceLine("2026-07-01T10:00:00Z");
        Assert.Equal(Moment("2026-07-01T14:00:00Z"), opening.Closes);
        Assert.Null(opening.OpensNext);
    }

    [Fact]
    public void Between_Christmas_and_New_Year_the_charitys_own_closed_days_count_too()
    {
        ImmutableHashSet<DateOnly> closed = [new(2026, 12, 29), new(2026, 12, 30), new(2026, 12, 31)];
        Opening opening = Helper("advice-line").At(Moment("2026-12-29T11:00:00Z"), BankHolidays, closed);
        Assert.False(opening.IsOpen);
        Assert.Equal(Moment("2027-01-04T09:30:00Z"), opening.OpensNext);
    }

    [Fact]
    public void Beyond_the_list_of_bank_holidays_counts_weekdays_and_says_it_is_not_certain()
    {
        Opening open = AdviceLine("2029-01-02T11:00:00Z");
        Assert.True(open.IsOpen);
        Assert.False(open.IsCertain);

        Opening weekend = AdviceLine("2028-12-29T15:30:00Z"); // the next working day would be in 2029
        Assert.Equal(Moment("2029-01-01T09:30:00Z"), weekend.OpensNext);
        Assert.False(weekend.IsCertain);
    }

    [Fact]
    public void On_a_bank_holiday_nobody_knows_about_is_neither_open_nor_shut()
    {
        Opening opening = Helper("civil-legal-advice").At(Moment("2026-12-28T11:00:00Z"), BankHolidays, []);
        Assert.Null(opening.IsOpen);
        Assert.Equal(Moment("2026-12-29T09:00:00Z"), opening.OpensNext);
    }

    [Theory]
    [InlineData("2026-11-28T12:29:00Z", true)] // Saturday
    [InlineData("2026-11-28T12:30:00Z", false)]
    [InlineData("2026-11-29T11:00:00Z", false)] // Sunday
    [InlineData("2026-11-30T19:59:00Z", true)]
    [InlineData("2026-11-30T20:00:00Z", false)]
    public void Follows_different_hours_on_different_days(string now, bool open) =>
        Assert.Equal(open, Helper("civil-legal-advice").At(Moment(now), BankHolidays, []).IsOpen);

    [Fact]
    public void A_line_that_never_shuts_is_open_at_Christmas()
    {
        Opening opening = Helper("samaritans").At(Moment("2026-12-25T03:00:00Z"), BankHolidays, []);
        Assert.True(opening.IsOpen);
        Assert.Null(opening.Closes);
    }

    [Fact]
    public void A_helper_without_confirmed_hours_is_never_called_open_or_shut()
    {
        Opening opening = Helper("nspcc").At(Moment("2026-11-23T12:00:00Z"), BankHolidays, []);
        Assert.Null(opening.IsOpen);
        Assert.Null(opening.OpensNext);
    }

    private static Opening AdviceLine(string now) => Helper("advice-line").At(Moment(now), BankHolidays, []);

    private static Helper Helper(string id) => Helpers.Single(helper => helper.Id == id);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
