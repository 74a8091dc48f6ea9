using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Dates;

/// <summary>Works out what must happen by when, from a date the parent gives and the rules in content.</summary>
/// <remarks>
/// The day of the event is day 0, whatever day it is; the next working day is day 1. "Within three months" ends on the same
/// day of the month, or on that month's last day, and a meeting must have happened by then: so where the end is a day off,
/// the last working day before it is given too. Weeks are seven calendar days and stay where they fall.
/// </remarks>
public sealed class KeyDateCalculator
{
    private readonly Library library;
    private readonly WorkingDays workingDays;

    /// <summary>A calculator for one reader's library, which decides whether pending rules have dates.</summary>
    public KeyDateCalculator(Library library)
    {
        ArgumentNullException.ThrowIfNull(library);
        this.library = library;
        workingDays = new WorkingDays(library.BankHolidays);
    }

    /// <summary>The events some rule counts from, of the rules this reader may see.</summary>
    public IEnumerable<string> Events => library.DateRules.SelectMany(r => r.Events).Distinct(StringComparer.Ordinal);

    /// <summary>Every limit of these rules that runs from an event; the careful reading of each first.</summary>
    /// <param name="rules">Ids of the rules wanted; null for all.</param>
    /// <param name="today">Where given, limits already passed and events still to come are noted.</param>
    /// <param name="told">Dates the family was told, by <see cref="DateRule.ToldEvent"/>; each limit is held against its own.</param>
    /// <returns>Null when a day needed lies outside the years the bank-holiday list covers: then no date may be shown.</returns>
    public ImmutableArray<KeyDate>? After(string happened, DateOnly on, IEnumerable<string>? rules = null, DateOnly? today = null, IReadOnlyDictionary<string, DateOnly>? told = null)
    {
        if (!library.BankHolidays.Covers(on))
        {
            return null;
        }

        var dates = ImmutableArray.CreateBuilder<KeyDate>();
        foreach (DateRule rule in library.DateRules)
        {
            if (!rule.Events.Contains(happened) || (rules is not null && !rules.Contains(rule.Id)))
            {
                continue;
            }

            foreach ((int number, DateReading reading) in library.ReadingsOf(rule).Index())
            {
                if (Read(rule, reading, happened, on, number + 1, today) is not { } date)
                {
                    return null;
                }

                dates.Add(told is not null && told.TryGetValue(rule.ToldEvent, out DateOnly day) ? Held(rule, reading, date, on, day, isLead: number == 0) : date);
            }
        }

        return dates.ToImmutable();
    }

    /// <summary>The rules that are only explained, in words: they run from no day that can be given, so they never have a date.</summary>
    /// <param name="rules">Ids of the rules wanted.</param>
    public ImmutableArray<KeyDate> Explained(IEnumerable<string> rules) =>
    [
        .. library.DateRules.Where(r => r.Events.IsEmpty && rules.Contains(r.Id)).SelectMany(r => library.ReadingsOf(r).Select((reading, i) => new KeyDate(
            $"{r.Id}-{i + 1}", r.Id, "", r.What, r.Who, null, null, reading.When, reading.Text, r.Certainty, Sections(reading), r.Conflict, r.Note))),
    ];

    // The date the family was told, against this limit. Where there is no limit with a date, there is nothing to say.
    private KeyDate Held(DateRule rule, DateReading reading, KeyDate date, DateOnly on, DateOnly told, bool isLead)
    {
        if (date.Date is not { } limit)
        {
            return date;
        }

        (Timing timing, int? late) = ToldDate.Compare(told, on, limit, date.LastWorkingDay, reading.Unit, workingDays);
        DateUnit unit = reading.Unit == DateUnit.WorkingDays ? DateUnit.WorkingDays : DateUnit.Days;
        string day = Wording.Day(told);
        string text = (timing, late) switch
        {
            (Timing.BeforeTheEvent, _) => library.Messages.Text("told-before", ("date", day), ("start", Wording.Day(on))),
            (Timing.Within, _) => library.Messages.Text("told-within", ("date", day)),
            (Timing.OnTheLastDay, _) => library.Messages.Text("told-last-day", ("date", day)),
            (_, null or 0) => library.Messages.Text("told-after", ("date", day)),
            (_, { } count) => library.Messages.Text("told-late", ("date", day), ("late", Wording.Count(count, unit == DateUnit.WorkingDays ? "working day" : "day"))),
        };
        if (workingDays.IsWorkingDay(told) == false)
        {
            text += " " + library.Messages.Text("told-day-off");
        }

        // Only the careful reading calls for anything to be done: the other one shows how others count.
        ImmutableArray<Point> ways = isLead && timing == Timing.Late ? [.. rule.IfLate.Where(p => library.Shows(p.Status))] : [];
        return date with { Told = new ToldDate(told, timing, late, unit, text, ways) };
    }

    private ImmutableArray<Section> Sections(DateReading reading) =>
        [.. reading.Facts.SelectMany(f => f.Sections).Distinct(StringComparer.Ordinal).Select(Section)];

    private KeyDate? Read(DateRule rule, DateReading reading, string happened, DateOnly on, int number, DateOnly? today)
    {
        bool query = rule.QueryDayOff && workingDays.IsWorkingDay(on) == false;
        bool leapBirthday = happened == "birthday-18" && on is { Month: 2, Day: 29 };
        DateOnly? date = null;
        DateOnly? lastWorkingDay = null;
        if (reading.Unit != DateUnit.None && !query && !leapBirthday)
        {
            date = Count(reading, on);
            if (date is not { } end || !library.BankHolidays.Covers(end))
            {
                return null;
            }

            // Weeks are usual practice, not a meeting that must have been held, so they stay where they fall.
            if (reading.Unit == DateUnit.Months && workingDays.IsWorkingDay(end) == false)
            {
                lastWorkingDay = workingDays.LastOnOrBefore(end);
            }
        }

        return new KeyDate(
            $"{rule.Id}-{happened}-{number}",
            rule.Id,
            happened,
            rule.What,
            rule.Who,
            date,
            lastWorkingDay,
            reading.When,
            reading.Text,
            rule.Certainty,
            Sections(reading),
            rule.Conflict,
            Again(Note(rule, query, leapBirthday, on, date, today), reading, on, lastWorkingDay, date))
        {
            From = date is null || rule.Direction == DateDirection.Around || on > today ? null : on,
            IsAround = rule.Direction == DateDirection.Around,
        };
    }

    // A bank holiday announced late may have moved this date since it was last looked at.
    private string? Again(string? note, DateReading reading, DateOnly on, DateOnly? lastWorkingDay, DateOnly? date)
    {
        DateOnly first = reading.Unit == DateUnit.WorkingDays ? on.AddDays(1) : lastWorkingDay ?? DateOnly.MaxValue;
        DateOnly? late = date is not { } end ? null : library.BankHolidays.Late.Cast<DateOnly?>().FirstOrDefault(d => d >= first && d <= end);
        return late is { } day ? string.Join(' ', new[] { library.Messages.Text("date-checked-again", ("date", Wording.Day(day))), note }.OfType<string>()) : note;
    }

    private Section Section(string id) => library.Parts.Sections.First(s => s.Id == id);

    private DateOnly? Count(DateReading reading, DateOnly on) => reading.Unit switch
    {
        DateUnit.WorkingDays => workingDays.AddWorkingDays(on, reading.Count),
        DateUnit.Days => on.AddDays(reading.Count),
        DateUnit.Weeks => on.AddDays(7 * reading.Count),
        DateUnit.Months => on.AddMonths(reading.Count),
        _ => null,
    };

    private string? Note(DateRule rule, bool query, bool leapBirthday, DateOnly on, DateOnly? date, DateOnly? today)
    {
        if (query)
        {
            return library.Messages.Text("date-day-off", ("date", Wording.Day(on)));
        }

        if (leapBirthday)
        {
            return library.Messages.Text("date-leap-birthday");
        }

        if (today is { } now && date is { } end && end < now)
        {
            return string.Join(' ', new[] { library.Messages.Text("date-passed"), rule.Note }.OfType<string>());
        }

        if (today is { } day && on > day && date is not null)
        {
            return string.Join(' ', new[] { library.Messages.Text("date-if-it-goes-ahead", ("date", Wording.Day(on))), rule.Note }.OfType<string>());
        }

        return rule.Note;
    }
}
