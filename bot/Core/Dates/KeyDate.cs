using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Dates;

/// <summary>One time limit worked out for one family, by one reading of the rule.</summary>
/// <param name="Id">Unique within an answer: rule, event and reading, such as "K02-conference-1".</param>
/// <param name="Date">On or before this day; null where the reading has no date.</param>
/// <param name="LastWorkingDay">The last working day on or before it, where the date itself is a day off; else null.</param>
/// <param name="When">The limit in words.</param>
/// <param name="Sections">The source sections behind the reading.</param>
/// <param name="Conflict">Shared by readings that disagree.</param>
/// <param name="Note">Something to check or know; null when there is nothing.</param>
/// <param name="Event">The event it runs from; empty where the rule is only explained.</param>
/// <param name="Told">How the date the family was told stands to this limit; null when they gave none.</param>
public sealed record KeyDate(
    string Id,
    string Rule,
    string Event,
    string What,
    string Who,
    DateOnly? Date,
    DateOnly? LastWorkingDay,
    string When,
    string Text,
    string Certainty,
    ImmutableArray<Section> Sections,
    string? Conflict,
    string? Note,
    ToldDate? Told = null)
{
    /// <summary>The day it is counted from, where that is not said in the note already; null for a limit without a date.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Whether the date is one that something lies around, not one by which it must have happened.</summary>
    public bool IsAround { get; init; }

    /// <summary>"On or before Tuesday 8 December 2026", "Around Saturday 5 June 2027" or "Straight away".</summary>
    public string By(Messages messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return Date is { } day ? messages.Text(IsAround ? "page-around" : "page-by", ("date", Wording.Day(day))) : char.ToUpperInvariant(When[0]) + When[1..];
    }

    /// <summary>The limit in one go: what, by when, the rule, and how the date they were told stands to it.</summary>
    public string InOneLine(Messages messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        string dayOff = LastWorkingDay is { } before ? " " + messages.Text("page-day-off", ("date", Wording.Day(before))) : "";
        return $"{What}: {By(messages)}.{dayOff} {Text}{(Told is { } told ? " " + told.Text : "")}";
    }

    /// <summary>Who must act and, where it is not plain, from which day it is counted.</summary>
    public string WhoAndFrom(Messages messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        string who = messages.Text("page-date-who", ("who", Who));
        return From is { } day ? $"{who} {messages.Text("page-date-from", ("date", Wording.Day(day)))}" : who;
    }
}
