using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;

namespace AdviceBot.Core;

/// <summary>The days of a reply that are worth putting in a calendar, and what they are called there.</summary>
public static class CalendarEntries
{
    /// <summary>Every day still to come: dates given and told, and the careful reading of each limit, in the order of the calendar.</summary>
    /// <remarks>Where the family was told a date for something, that stands for its limit: it is the day to be there.</remarks>
    public static ImmutableArray<CalendarDay> Of(Reply.KeyDates dates, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(dates);
        var told = dates.Wanted.Where(w => w is { IsTold: true, Given: not null });
        IEnumerable<CalendarDay> given = dates.Wanted
            .Where(w => w is { Given: not null, IsTold: false })
            .Select(w => new CalendarDay(w.Event, w.Given!.Value, Name(w.Event), IsLimit: false))
            .Concat(told.Select(w => new CalendarDay(w.Event, w.Given!.Value, dates.Dates.FirstOrDefault(d => $"told-{d.Rule}" == w.Event)?.What ?? Name(w.Event), IsLimit: false)));
        IEnumerable<CalendarDay> limits = dates.Dates
            .Where(d => d.Date is not null && !d.IsAround)
            .DistinctBy(d => (d.Rule, d.Event))
            .Where(d => d.Told is null)
            .Select(d => new CalendarDay(d.Id, d.LastWorkingDay ?? d.Date!.Value, d.What, IsLimit: true));
        return [.. given.Concat(limits).Where(d => d.Day >= today).DistinctBy(d => d.Id).OrderBy(d => d.Day).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>The days as a file.</summary>
    /// <param name="chosen">Ids of those wanted; none given means all.</param>
    /// <param name="named">Whether they carry their own name. If not, each is called "Appointment" and nothing more.</param>
    public static string File(
        Reply.KeyDates dates, IReadOnlyCollection<string> chosen, bool named, Reminder reminder, Messages messages, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(dates);
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(messages);
        return CalendarFile.Write(
            dates.Calendar.Where(d => chosen.Count == 0 || chosen.Contains(d.Id)).Select(d => new CalendarEntry(
                $"{d.Id}/{d.Day:O}",
                d.Day,
                !named ? messages.Text("calendar-title") : d.IsLimit ? messages.Text("calendar-by", ("what", d.Name)) : d.Name,
                named ? messages.Text("calendar-check") : null)),
            reminder,
            now);
    }

    // "conference" as it stands at the head of a calendar entry.
    private static string Name(string happened) => char.ToUpperInvariant(happened[0]) + happened[1..].Replace('-', ' ');
}

/// <summary>A day that could go into a calendar.</summary>
/// <param name="Id">What it is, such as "conference" or "K02-conference-1".</param>
/// <param name="Name">Its name, such as "First core group".</param>
/// <param name="IsLimit">Whether something must have happened by then, rather than on it.</param>
public sealed record CalendarDay(string Id, DateOnly Day, string Name, bool IsLimit);
