using System.Globalization;
using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

public class DateReaderTests
{
    [Fact]
    public void Reads_dates_as_people_write_them()
    {
        string[] wrong = [.. DateCases.All
            .Select(c => (Case: c, Read: DateCases.Text(DateReader.Read(c.Words, c.Today))))
            .Where(x => x.Read != x.Case.Expected)
            .Select(x => $"\"{x.Case.Words}\" on {x.Case.Today:ddd d MMM yyyy}: read {x.Read}, expected {x.Case.Expected}")];
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {DateCases.All.Length}:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Has_at_least_nine_hundred_cases_no_two_alike()
    {
        Assert.True(DateCases.All.Length >= 900, $"only {DateCases.All.Length}");
        Assert.Equal(DateCases.All.Length, DateCases.All.DistinctBy(c => (c.Words, c.Today)).Count());
    }

    [Theory]
    [InlineData("tuesday", "2026-11-17")]
    [InlineData("3 june", "2026-06-03")]
    [InlineData("the 24th", "2026-10-24")]
    [InlineData("friday", "2026-11-20")]
    [InlineData("24/11", "2025-11-24")]
    [InlineData("sunday", "2026-11-15|2026-11-22")]
    [InlineData("xmas eve", "2025-12-24")]
    public void Looks_back_where_only_the_past_can_be_meant(string words, string expected) =>
        Assert.Equal(expected, DateCases.Text(DateReader.Read(words, new DateOnly(2026, 11, 22), isPast: true)));

    [Theory]
    [InlineData("24", "11", "2026", "=2026-11-24")]
    [InlineData(" 24 ", "nov", "26", "=2026-11-24")]
    [InlineData("24", "November", "2026", "=2026-11-24")]
    [InlineData("24", "Sept", "2026", "=2026-09-24")]
    [InlineData("31", "11", "2026", "!ShortMonth")]
    [InlineData("29", "2", "2027", "!ShortMonth")]
    [InlineData("29", "2", "2028", "=2028-02-29")]
    [InlineData("32", "1", "2027", "!NoSuchDay")]
    [InlineData("0", "1", "2027", "!NoSuchDay")]
    [InlineData("1", "13", "2027", "!NoSuchMonth")]
    [InlineData("1", "1", "206", "!FarYear")]
    [InlineData("1", "1", "9999", "!FarYear")]
    [InlineData("24", "eleven", "", "!NotWhole")]
    [InlineData("", "", "", "!NotWhole")]
    [InlineData(null, null, null, "!NotWhole")]
    [InlineData("-1", "1", "2027", "!NotWhole")]
    [InlineData("99999999999", "1", "2027", "!NotWhole")]
    public void Reads_three_boxes(string? day, string? month, string? year, string expected) =>
        Assert.Equal(expected, DateCases.Text(DateReader.Boxes(day, month, year)));

    [Fact]
    public void Says_the_same_of_any_day_written_in_full()
    {
        DateOnly today = new(2026, 11, 22);
        for (DateOnly day = new(2020, 1, 1); day.Year <= 2035; day = day.AddDays(1))
        {
            foreach (string pattern in (string[])["d/M/yyyy", "dd.MM.yyyy", "d MMMM yyyy", "dddd d MMM yyyy", "yyyy-MM-dd", "MMMM d, yyyy", "d M yyyy"])
            {
                string words = day.ToString(pattern, CultureInfo.InvariantCulture);
                Assert.True(DateReader.Read(words, today) is DateFound.One { IsExplicit: true } one && one.Day == day, words);
            }
        }
    }

    [Fact]
    public void Never_throws_whatever_is_typed()
    {
        string[] bits = ["the", "3rd", "31", "0", "of", "next", "last", "week", "tuesday", "nov", "-", "/", "2026", "99999999999", "a", "fortnight", "ago", "in", "before", "after", "xmas",
            "eve", "or", "to", "first", "monday", "month", ".", ",", "@", "2pm", "'", "😀", "feb", "29", "few", "couple", "on", "day", "13", "twenty", "w", "c"];
        foreach (DateOnly today in (DateOnly[])[new(2026, 11, 22), new(2028, 2, 29), new(1900, 1, 1), new(2200, 12, 31), DateOnly.MinValue, DateOnly.MaxValue])
        {
            for (int seed = 0; seed < 6000; seed++)
            {
                int x = seed * 7919;
                string words = string.Join(' ', Enumerable.Range(0, 1 + (seed % 7)).Select(i => bits[Math.Abs((x += 104729 * (i + 1)) % bits.Length)]));
                _ = DateReader.Read(words, today);
            }
        }
    }
}
