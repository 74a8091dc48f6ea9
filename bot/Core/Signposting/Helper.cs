using System.Collections.Immutable;
using AdviceBot.Core.Dates;

namespace AdviceBot.Core.Signposting;

/// <summary>How somebody who can help is reached.</summary>
public enum HelperKind
{
    /// <summary>A phone line.</summary>
    Line,

    /// <summary>The emergency services.</summary>
    Emergency,

    /// <summary>By text message.</summary>
    Text,

    /// <summary>On a website.</summary>
    Website,

    /// <summary>Somebody the family already has, or the council has, whose number nobody can print here.</summary>
    Person,
}

/// <summary>How sure we are of a helper's number and hours.</summary>
public enum HelperStatus
{
    /// <summary>Number and hours agree on good pages.</summary>
    Verified,

    /// <summary>The number is right, the hours are not known: say "check opening times on their website".</summary>
    NumberOnly,

    /// <summary>Only the name and the website may be shown.</summary>
    NotVerified,
}

/// <summary>Where a number and its hours were seen.</summary>
/// <param name="Date">The date the page itself shows, or "none".</param>
public sealed record HelperSource(string Title, string Address, string Date);

/// <summary>Somebody a family can turn to.</summary>
/// <param name="Id">Short name, such as "advice-line". A promise: other programs and the advice hold it.</param>
/// <param name="Name">What the service or person is called.</param>
/// <param name="Kind">How they are reached.</param>
/// <param name="Phone">The number spaced for reading; null where there is none to show.</param>
/// <param name="Dial">The same number in digits only.</param>
/// <param name="Text">How to send a text message, as plain words.</param>
/// <param name="Website">Where they are on the web.</param>
/// <param name="For">Who it is for, one plain sentence.</param>
/// <param name="How">How to reach them, or what to know first.</param>
/// <param name="IsFree">Whether it costs nothing; null when nobody knows.</param>
/// <param name="CostNote">What it costs, if it does.</param>
/// <param name="IsSilent">Whether nobody has to speak.</param>
/// <param name="Hours">When they can be reached; null when nobody knows.</param>
/// <param name="Source">Where number and hours were seen; null for a person.</param>
/// <param name="Checked">The day somebody last looked; null for a person.</param>
/// <param name="Status">How sure we are.</param>
public sealed record Helper(
    string Id,
    string Name,
    HelperKind Kind,
    string? Phone,
    string? Dial,
    string? Text,
    string? Website,
    string For,
    string? How,
    bool? IsFree,
    string? CostNote,
    bool IsSilent,
    OpeningHours? Hours,
    HelperSource? Source,
    DateOnly? Checked,
    HelperStatus Status)
{
    /// <summary>Whether they can be reached at a moment and, if not, when next; unknown where the hours are.</summary>
    /// <param name="closedDays">Other days this helper is shut.</param>
    public Opening At(DateTimeOffset now, BankHolidays bankHolidays, ImmutableHashSet<DateOnly> closedDays) =>
        Hours?.At(now, bankHolidays, closedDays) ?? Opening.Unknown;
}
