using System.Globalization;
using AdviceBot.Core.Dates;

namespace AdviceBot.Core;

/// <summary>Days and times as people say them in England, whatever the machine's language.</summary>
public static class Wording
{
    /// <summary>"Tuesday 8 December 2026".</summary>
    public static string Day(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"November".</summary>
    public static string Month(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    /// <summary>"1 working day", "3 working days".</summary>
    public static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    /// <summary>"9.30am", "3pm".</summary>
    public static string Time(TimeOnly time) =>
        time.ToString(time.Minute == 0 ? "htt" : "h.mmtt", CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary>"today at 9.30am", "tomorrow at 9.30am" or "on Monday 23 November at 9.30am".</summary>
    public static string Moment(DateTimeOffset moment, DateTimeOffset now)
    {
        DateTimeOffset local = London.At(moment);
        int days = London.DayOf(moment).DayNumber - London.DayOf(now).DayNumber;
        string time = Time(TimeOnly.FromDateTime(local.DateTime));
        string day = days switch
        {
            0 => "today",
            1 => "tomorrow",
            _ => "on " + local.ToString("dddd d MMMM", CultureInfo.InvariantCulture),
        };
        return $"{day} at {time}";
    }
}
