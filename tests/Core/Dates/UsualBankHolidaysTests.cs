using AdviceBot.Core.Dates;
using Xunit;

namespace AdviceBot.Tests.Core.Dates;

public class UsualBankHolidaysTests
{
    [Fact]
    public void Are_the_days_of_our_list()
    {
        BankHolidays list = RealBot.Parts.BankHolidays;
        for (int year = list.FirstYear; year <= list.LastYear; year++)
        {
            Assert.Equal(list.Names.Keys.Where(d => d.Year == year), UsualBankHolidays.Of(year));
        }
    }

    [Theory]
    [InlineData(2020, 4, 12)]
    [InlineData(2021, 4, 4)]
    [InlineData(2022, 4, 17)]
    [InlineData(2023, 4, 9)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2028, 4, 16)]
    [InlineData(2029, 4, 1)]
    [InlineData(2030, 4, 21)]
    [InlineData(2038, 4, 25)] // as late as it can be
    [InlineData(2008, 3, 23)]
    public void Easter_is_on(int year, int month, int day) => Assert.Equal(new DateOnly(year, month, day), Easter.Sunday(year));

    [Fact]
    public void Easter_is_the_Sunday_after_the_full_moon_of_the_church_tables()
    {
        for (int year = 1900; year <= 2199; year++)
        {
            Assert.Equal(GeneratedHolidays.EasterByTheMoon(year), Easter.Sunday(year));
        }
    }

    [Theory]
    [InlineData(2021, "2021-12-27", "2021-12-28")] // Saturday and Sunday
    [InlineData(2022, "2022-12-26", "2022-12-27")] // Christmas on a Sunday
    [InlineData(2020, "2020-12-25", "2020-12-28")] // Boxing Day on a Saturday
    [InlineData(2023, "2023-12-25", "2023-12-26")]
    public void Christmas_on_a_weekend_is_made_up_for(int year, string first, string second) =>
        Assert.Equal([RealBot.Day(first), RealBot.Day(second)], UsualBankHolidays.Of(year).TakeLast(2));
}
