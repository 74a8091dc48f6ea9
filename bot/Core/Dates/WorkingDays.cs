namespace AdviceBot.Core.Dates;

/// <summary>Counting the days councils work: Monday to Friday, without bank holidays.</summary>
/// <param name="BankHolidays">The list counted with. Beyond its years every answer is null, never a guess.</param>
public sealed record WorkingDays(BankHolidays BankHolidays)
{
    /// <summary>Whether people work on this day; null beyond the list.</summary>
    public bool? IsWorkingDay(DateOnly day) =>
        BankHolidays.Covers(day) ? !IsWeekend(day) && !BankHolidays.Contains(day) : null;

    /// <summary>The day that is so many working days after another; null if the count runs beyond the list.</summary>
    /// <remarks>
    /// The day of the event is day 0, whatever day it is, and the next working day is day 1: ten working days after
    /// Friday 11 December 2026 is Tuesday 29 December. Zero days give the day itself.
    /// </remarks>
    public DateOnly? AddWorkingDays(DateOnly start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        if (!BankHolidays.Covers(start))
        {
            return null;
        }

        DateOnly day = start;
        for (int counted = 0; counted < days;)
        {
            if (day == DateOnly.MaxValue)
            {
                return null;
            }

            day = day.AddDays(1);
            switch (IsWorkingDay(day))
            {
                case null: return null;
                case true: counted++; break;
            }
        }

        return day;
    }

    /// <summary>The day itself if people work on it, otherwise the last working day before; null beyond the list.</summary>
    public DateOnly? LastOnOrBefore(DateOnly day)
    {
        DateOnly candidate = day;
        while (IsWorkingDay(candidate) == false)
        {
            candidate = candidate.AddDays(-1);
        }

        return IsWorkingDay(candidate) is null ? null : candidate;
    }

    /// <summary>How many working days lie after one day, up to and including another; null when the list does not cover them all.</summary>
    public int? Between(DateOnly after, DateOnly upTo)
    {
        if (upTo > after && !(BankHolidays.Covers(after) && BankHolidays.Covers(upTo)))
        {
            return null;
        }

        int count = 0;
        for (DateOnly day = after; day < upTo;)
        {
            day = day.AddDays(1);
            count += IsWorkingDay(day) == true ? 1 : 0;
        }

        return count;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
