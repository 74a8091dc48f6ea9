using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core.Dates;

namespace AdviceBot.Host.Content;

/// <summary>Reads bank-holidays.yaml.</summary>
public static class BankHolidaysFile
{
    // England has eight every year, and more in years with a coronation or a jubilee.
    private const int FewestInAYear = 8;

    /// <summary>The list of days nobody works.</summary>
    public static BankHolidays Read(string text, string file, Problems problems)
    {
        YamlMap? list = YamlMap.Read(text, file, problems)?.Only("covers", "checked", "days");
        if (list is null)
        {
            return BankHolidays.None;
        }

        (int first, int last) = Years(list);
        list.Day("checked");
        var names = ImmutableSortedDictionary.CreateBuilder<DateOnly, string>();
        var late = ImmutableSortedSet.CreateBuilder<DateOnly>();
        foreach (YamlMap day in list.Maps("days"))
        {
            day.Only("date", "name", "announced");
            string name = day.Need("name");
            DateOnly date = day.Day("date");
            if (date == default)
            {
                continue;
            }

            if (date.Year < first || date.Year > last)
            {
                day.Wrong(day.Line, $"{name} is outside the years this list covers, {first} to {last}. Widen \"covers\" or mend the date.");
            }

            if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                day.Wrong(day.Line, $"{name} is on a {date.DayOfWeek}, when nobody works anyway. Write the day in its place.");
            }

            if (day.Has("announced") && day.Day("announced") != default)
            {
                late.Add(date);
            }

            if (!names.TryAdd(date, name))
            {
                day.Wrong(day.Line, $"{name} has the same date as {names[date]}. Mend one of them.");
            }
        }

        foreach (int year in Enumerable.Range(first, Math.Max(0, last - first + 1)))
        {
            int days = names.Keys.Count(date => date.Year == year);
            if (days < FewestInAYear)
            {
                list.Wrong(list.LineOf("covers"), $"The list has {days} days in {year}; England has {FewestInAYear} at least. Add the missing ones from GOV.UK.");
            }
        }

        return new BankHolidays(names.ToImmutable(), first, last) { Late = late.ToImmutable() };
    }

    private static (int First, int Last) Years(YamlMap list)
    {
        int[] years = [.. list.List("covers").Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) ? year : 0)];
        if (years is [>= 2000 and <= 2100 and int first, >= 2000 and <= 2100 and int last] && first <= last)
        {
            return (first, last);
        }

        list.Wrong(list.LineOf("covers"), "\"covers\" should be the first and the last year of the list, such as [2026, 2028].");
        return (1, 0);
    }
}
