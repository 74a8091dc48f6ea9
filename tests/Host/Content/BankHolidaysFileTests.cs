using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Host.Content;

public class BankHolidaysFileTests
{
    [Fact]
    public void The_list_of_England_and_Wales_covers_three_years_of_eight_days()
    {
        var list = ContentFolder.Read("bank-holidays.yaml", BankHolidaysFile.Read);
        Assert.Equal((2026, 2028), (list.FirstYear, list.LastYear));
        Assert.All(list.Names.Keys.GroupBy(day => day.Year), year => Assert.Equal(8, year.Count()));
        Assert.All(list.Names.Keys, day => Assert.False(day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, day.ToString()));
    }

    [Theory]
    [InlineData("covers: [2026, 2027]", "bank-holidays.yaml:1: The list has 0 days in 2027; England has 8 at least. Add the missing ones from GOV.UK.")]
    [InlineData("covers: 2026", "bank-holidays.yaml:1: \"covers\" should be a list.")]
    [InlineData("covers: [2027, 2027]", "bank-holidays.yaml:4: Christmas is outside the years this list covers, 2027 to 2027. Widen \"covers\" or mend the date.")]
    public void A_list_that_does_not_keep_its_word_is_named(string covers, string problem)
    {
        var problems = new Problems();
        BankHolidaysFile.Read(
            $"{covers}\nchecked: 2026-11-22\ndays:\n  - {{ date: 2026-12-25, name: Christmas }}\n",
            "bank-holidays.yaml",
            problems);
        Assert.Contains(problem, problems.All.Select(found => found.ToString()));
    }

    [Fact]
    public void A_holiday_announced_late_is_known_as_such()
    {
        var problems = new Problems();
        string five = string.Concat(Enumerable.Range(1, 5).Select(d => $"  - {{ date: 2026-06-0{d}, name: Day {d} }}\n"));
        var list = BankHolidaysFile.Read(
            $"covers: [2026, 2026]\nchecked: 2026-11-22\ndays:\n{five}  - {{ date: 2026-12-07, name: A funeral, announced: 2026-11-30 }}\n  - {{ date: 2026-12-08, name: Another, announced: soon }}\n",
            "bank-holidays.yaml",
            problems);
        Assert.Equal([new DateOnly(2026, 12, 7)], list.Late);
        Assert.Contains(problems.All, p => p.ToString().StartsWith("bank-holidays.yaml:10: ", StringComparison.Ordinal));
    }
}
