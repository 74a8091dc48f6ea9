using System.Collections.Immutable;

namespace AdviceBot.Core.Dates;

/// <summary>The bank holidays of England and Wales, for the years we have a list for.</summary>
/// <param name="Names">Each day off with what it is called.</param>
/// <param name="FirstYear">The first year the list is complete for.</param>
/// <param name="LastYear">The last year the list is complete for.</param>
public sealed record BankHolidays(ImmutableSortedDictionary<DateOnly, string> Names, int FirstYear, int LastYear)
{
    /// <summary>A list that knows no year at all, so every date is beyond it.</summary>
    public static BankHolidays None { get; } = new(ImmutableSortedDictionary<DateOnly, string>.Empty, 1, 0);

    /// <summary>Those announced late, when dates may already have been counted without them.</summary>
    public ImmutableSortedSet<DateOnly> Late { get; init; } = [];

    /// <summary>Whether the list says anything about this day. When it doesn't, "not a bank holiday" would be a guess.</summary>
    public bool Covers(DateOnly day) => day.Year >= FirstYear && day.Year <= LastYear;

    /// <summary>Whether this day is on the list.</summary>
    public bool Contains(DateOnly day) => Names.ContainsKey(day);
}
