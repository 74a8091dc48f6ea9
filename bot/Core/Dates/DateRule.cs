using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Dates;

/// <summary>A time limit, as content has it: what must happen by when after which event.</summary>
/// <param name="Id">Its number in the list of key dates, such as K02.</param>
/// <param name="Audience">Adviser: never shown to a parent, nor to programs that speak for parents.</param>
/// <param name="Events">The days it is counted from; each is counted by itself. None: the rule is only explained.</param>
/// <param name="What">What must happen, in a few words.</param>
/// <param name="Who">Who must act.</param>
/// <param name="Direction">Whether the limit runs on from the event, or lies around it.</param>
/// <param name="Certainty">clear, disputed, local, usual, outside or gap.</param>
/// <param name="Conflict">The conflict its readings belong to, or null.</param>
/// <param name="QueryDayOff">Ask, rather than count, when the event falls on a day nobody works.</param>
/// <param name="Note">A sentence shown with every date, or null.</param>
/// <param name="Readings">The careful one first.</param>
/// <param name="Told">The question for the date the family was told; null where nobody tells them one.</param>
/// <param name="IfLate">What the sources say can be done when that date is too late.</param>
public sealed record DateRule(
    string Id,
    Audience Audience,
    ImmutableArray<string> Events,
    string What,
    string Who,
    DateDirection Direction,
    string Certainty,
    string? Conflict,
    bool QueryDayOff,
    string? Note,
    ImmutableArray<DateReading> Readings,
    string? Told,
    ImmutableArray<Point> IfLate)
{
    /// <summary>The name under which the date the family was told is kept, such as "told-K02".</summary>
    public string ToldEvent => $"told-{Id}";
}

/// <summary>One source's reading of a limit.</summary>
/// <param name="Count">How many units; 0 for the day itself.</param>
/// <param name="Unit">What is counted; <see cref="DateUnit.None"/> when the reading gives no countable limit.</param>
/// <param name="When">The limit in words where it has no date, such as "straight away".</param>
/// <param name="Text">The rule in a sentence.</param>
/// <param name="Status">Pending: it has a date only for those who see what waits for sign-off.</param>
/// <param name="UntilSigned">Shown only to those who do not see pending readings: it stands in for one.</param>
/// <param name="Audience">Adviser: a reading parents never see, of a rule they do.</param>
public sealed record DateReading(
    int Count,
    DateUnit Unit,
    string When,
    string Text,
    ImmutableArray<Fact> Facts,
    Status Status,
    bool UntilSigned,
    Audience Audience);

/// <summary>What a limit counts.</summary>
public enum DateUnit
{
    /// <summary>Nothing: no date follows.</summary>
    None,

    /// <summary>Monday to Friday without bank holidays; the day after the event's is day 1.</summary>
    WorkingDays,

    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Seven calendar days each.</summary>
    Weeks,

    /// <summary>The same day of a later month, or that month's last day.</summary>
    Months,
}

/// <summary>On which side of its event a limit lies.</summary>
public enum DateDirection
{
    /// <summary>It runs on from the event.</summary>
    After,

    /// <summary>It lies around the event.</summary>
    Around,

    /// <summary>It comes before the event.</summary>
    Before,

    /// <summary>It has no place in the calendar.</summary>
    None,
}

/// <summary>How a parent is asked for the day of an event.</summary>
/// <param name="Ask">The question.</param>
/// <param name="IsPast">Whether it can only lie in the past: "Tuesday" is then last Tuesday.</param>
public sealed record DateAsk(string Ask, bool IsPast);
