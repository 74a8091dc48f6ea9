using System.Collections.Immutable;
using AdviceBot.Core.Dates;

namespace AdviceBot.Core.Signposting;

/// <summary>What a helper does on bank holidays.</summary>
public enum OnBankHolidays
{
    /// <summary>Nobody is there.</summary>
    Closed,

    /// <summary>The same hours as on any other day.</summary>
    Open,

    /// <summary>Nobody has told us, so we say nothing about that day.</summary>
    Unknown,
}

/// <summary>Hours that are the same on some days of the week, such as Monday to Friday, 9.30am to 3pm.</summary>
/// <param name="Days">The days of the week.</param>
/// <param name="Opens">The first minute somebody is there.</param>
/// <param name="Closes">The first minute nobody is there.</param>
public sealed record OpenSpan(ImmutableArray<DayOfWeek> Days, TimeOnly Opens, TimeOnly Closes);

/// <summary>When a helper can be reached.</summary>
/// <param name="Spans">The week's hours; empty means day and night, every day.</param>
/// <param name="BankHolidays">What happens on bank holidays.</param>
public sealed record OpeningHours(ImmutableArray<OpenSpan> Spans, OnBankHolidays BankHolidays)
{
    private const int FurthestDayLookedAt = 60;

    /// <summary>Day and night, every day.</summary>
    public static OpeningHours Always { get; } = new([], OnBankHolidays.Open);

    /// <summary>Whether a helper can be reached at a moment and, if not, when next.</summary>
    /// <remarks>
    /// Hours are London hours. The opening minute is open, the closing minute is closed: at 3.00pm the advice line has
    /// gone home. The afternoon of Christmas Eve points past Boxing Day. A day whose hours nobody knows is neither open
    /// nor shut, and is never named as the next time it opens.
    /// </remarks>
    /// <param name="now">The moment asked about, in any offset.</param>
    /// <param name="bankHolidays">The days off everybody has.</param>
    /// <param name="closedDays">Other days this helper is shut, such as those between Christmas and New Year.</param>
    public Opening At(DateTimeOffset now, BankHolidays bankHolidays, ImmutableHashSet<DateOnly> closedDays)
    {
        if (Spans.IsEmpty)
        {
            return Opening.Always;
        }

        DateOnly today = London.DayOf(now);
        bool isCertain = IsCertain(today, bankHolidays);
        bool? works = Works(today, bankHolidays, closedDays);
        if (works == true)
        {
            foreach (OpenSpan span in On(today))
            {
                if (now >= London.Moment(today, span.Opens) && now < London.Moment(today, span.Closes))
                {
                    return new Opening(true, London.Moment(today, span.Closes), null, isCertain);
                }
            }
        }

        for (int ahead = 0; ahead <= FurthestDayLookedAt; ahead++)
        {
            DateOnly day = today.AddDays(ahead);
            isCertain = isCertain && IsCertain(day, bankHolidays);
            if (Works(day, bankHolidays, closedDays) != true)
            {
                continue;
            }

            foreach (DateTimeOffset opens in On(day).Select(span => London.Moment(day, span.Opens)))
            {
                if (opens > now)
                {
                    return new Opening(works is null ? null : false, null, opens, isCertain);
                }
            }
        }

        return new Opening(works is null ? null : false, null, null, isCertain);
    }

    private IEnumerable<OpenSpan> On(DateOnly day) =>
        Spans.Where(span => span.Days.Contains(day.DayOfWeek)).OrderBy(span => span.Opens);

    // Whether the week's hours hold on this day; null when nobody knows.
    private bool? Works(DateOnly day, BankHolidays bankHolidays, ImmutableHashSet<DateOnly> closedDays)
    {
        if (closedDays.Contains(day) || !On(day).Any())
        {
            return false;
        }

        return bankHolidays.Contains(day) && BankHolidays != OnBankHolidays.Open
            ? BankHolidays == OnBankHolidays.Unknown ? null : false
            : true;
    }

    private bool IsCertain(DateOnly day, BankHolidays bankHolidays) =>
        BankHolidays == OnBankHolidays.Open || bankHolidays.Covers(day);
}
