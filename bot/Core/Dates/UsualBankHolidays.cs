namespace AdviceBot.Core.Dates;

/// <summary>The bank holidays England and Wales have every year, worked out from the calendar.</summary>
/// <remarks>
/// A cross-check for the list in content, never a replacement: holidays given once for a jubilee, a funeral or a coronation,
/// and days moved by proclamation, stand only in the list.
/// </remarks>
public static class UsualBankHolidays
{
    /// <summary>The eight days of a year, in order. New Year's Day, Christmas and Boxing Day move to the next free weekday.</summary>
    public static IReadOnlyList<DateOnly> Of(int year)
    {
        DateOnly easter = Easter.Sunday(year);
        DateOnly christmas = Weekday(new DateOnly(year, 12, 25));
        DateOnly boxing = Weekday(new DateOnly(year, 12, 26));
        // With one of the two on a Sunday, both would fall on the same Monday: then the Tuesday is free too.
        if (boxing == christmas)
        {
            boxing = boxing.AddDays(1);
        }

        DateOnly[] days =
        [
            Weekday(new DateOnly(year, 1, 1)),
            easter.AddDays(-2),
            easter.AddDays(1),
            OnOrAfter(new DateOnly(year, 5, 1)),
            OnOrAfter(new DateOnly(year, 5, 25)),
            OnOrAfter(new DateOnly(year, 8, 25)),
            christmas,
            boxing,
        ];
        return [.. days.Order()];
    }

    /// <summary>The first Monday on or after a day.</summary>
    private static DateOnly OnOrAfter(DateOnly day) => day.AddDays(((int)DayOfWeek.Monday - (int)day.DayOfWeek + 7) % 7);

    private static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}
