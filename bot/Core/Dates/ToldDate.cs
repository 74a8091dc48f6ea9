using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Dates;

/// <summary>How a date stands to a limit.</summary>
public enum Timing
{
    /// <summary>Earlier than the event the limit runs from: one of the two dates is probably wrong.</summary>
    BeforeTheEvent,

    /// <summary>Within the limit.</summary>
    Within,

    /// <summary>On the last day of the limit, or on the last working day where the limit ends on a day off.</summary>
    OnTheLastDay,

    /// <summary>After the limit.</summary>
    Late,
}

/// <summary>The date a family was told, held against one limit.</summary>
/// <param name="Late">
/// By how much it is late, in the unit: 0 when it isn't, and also when it is late but no working day lies between.
/// Null where it is late and the bank-holiday list does not reach far enough to count.
/// </param>
/// <param name="Unit">Working days where the limit counts those, otherwise days.</param>
/// <param name="Text">The verdict in a sentence or two.</param>
/// <param name="Do">What the sources say can be done; empty unless it is late by the careful reading.</param>
public sealed record ToldDate(DateOnly Day, Timing Timing, int? Late, DateUnit Unit, string Text, ImmutableArray<Point> Do)
{
    /// <summary>Holds a day against a limit.</summary>
    /// <remarks>
    /// Lateness in working days counts the working days after the limit up to and including the day told: a core group due on
    /// Tuesday and held on Thursday is 2 working days late. A Saturday after a Friday limit is late by no working day.
    /// </remarks>
    /// <param name="started">The day of the event the limit runs from.</param>
    /// <param name="limit">Its last day.</param>
    /// <param name="lastWorkingDay">The last working day on or before it, where it is a day off; else null.</param>
    /// <param name="unit">What the limit counts.</param>
    public static (Timing Timing, int? Late) Compare(
        DateOnly told, DateOnly started, DateOnly limit, DateOnly? lastWorkingDay, DateUnit unit, WorkingDays workingDays)
    {
        ArgumentNullException.ThrowIfNull(workingDays);
        if (told < started)
        {
            return (Timing.BeforeTheEvent, 0);
        }

        if (told > limit)
        {
            return (Timing.Late, unit == DateUnit.WorkingDays ? workingDays.Between(limit, told) : told.DayNumber - limit.DayNumber);
        }

        return (told == limit || told == lastWorkingDay ? Timing.OnTheLastDay : Timing.Within, 0);
    }
}
