using System.Collections.Immutable;
using AdviceBot.Core.Dates;

namespace AdviceBot.Tests.Core.Dates;

/// <summary>Bank holidays of many years, made another way than the bot's: by going through every day and asking what it is.</summary>
internal static class GeneratedHolidays
{
    /// <summary>A list for some years.</summary>
    public static BankHolidays For(int first, int last)
    {
        var names = ImmutableSortedDictionary.CreateBuilder<DateOnly, string>();
        for (int year = first; year <= last; year++)
        {
            DateOnly easter = EasterByTheMoon(year);
            var owed = 0;
            for (DateOnly day = new(year, 1, 1); day.Year == year; day = day.AddDays(1))
            {
                bool weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
                bool fixedDay = (day.Month, day.Day) is (1, 1) or (12, 25) or (12, 26);
                bool monday = day.DayOfWeek == DayOfWeek.Monday;
                bool may = monday && day.Month == 5 && (day.Day <= 7 || day.Day >= 25);
                bool august = monday && day.Month == 8 && day.Day >= 25;
                if (fixedDay && weekend)
                {
                    owed++;
                }
                else if (fixedDay || may || august || day == easter.AddDays(-2) || day == easter.AddDays(1))
                {
                    names.Add(day, "holiday");
                }
                else if (owed > 0 && !weekend)
                {
                    names.Add(day, "substitute");
                    owed--;
                }
            }
        }

        return new BankHolidays(names.ToImmutable(), first, last);
    }

    /// <summary>The Sunday after the full moon of the church's tables on or after 21 March (1900 to 2199: the epact tables of those centuries).</summary>
    public static DateOnly EasterByTheMoon(int year)
    {
        // Age of the moon on 31 March by the golden number; the 14th day of the moon is the paschal full moon.
        int golden = (year % 19) + 1;
        int epact = ((11 * golden) - 11 - 1 + 300) % 30;
        if (epact == 24 || (epact == 25 && golden > 11))
        {
            epact++;
        }

        int fullMoon = 44 - epact;
        DateOnly moon = new DateOnly(year, 3, 1).AddDays((fullMoon < 21 ? fullMoon + 30 : fullMoon) - 1);
        DateOnly day = moon.AddDays(1);
        while (day.DayOfWeek != DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }

        return day;
    }
}
