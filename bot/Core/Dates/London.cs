namespace AdviceBot.Core.Dates;

/// <summary>The clock on the wall in England. The one place that knows the time zone.</summary>
public static class London
{
    private static readonly TimeZoneInfo Zone = FindZone();

    /// <summary>A moment as the clock in London shows it, with its offset from UTC.</summary>
    public static DateTimeOffset At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>The day it is in London at a moment. Half past midnight in July is still yesterday in UTC.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(At(moment).DateTime);

    /// <summary>The moment at which London clocks show this time on this day.</summary>
    /// <remarks>In the hour that comes twice in October it is the second one; in the hour that is left out in March, winter time.</remarks>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly time)
    {
        DateTime clock = day.ToDateTime(time);
        return new DateTimeOffset(clock, Zone.GetUtcOffset(clock));
    }

    // Windows without its language data knows London only by the other name.
    private static TimeZoneInfo FindZone() =>
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out TimeZoneInfo? zone)
            ? zone
            : TimeZoneInfo.FindSystemTimeZoneById("GMT Standard Time");
}
