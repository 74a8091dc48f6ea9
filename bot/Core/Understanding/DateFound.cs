using System.Collections.Immutable;

namespace AdviceBot.Core.Understanding;

/// <summary>What a date in people's words can mean. Nothing found at all is null, not one of these.</summary>
public abstract record DateFound
{
    private DateFound()
    {
    }

    /// <summary>One day.</summary>
    /// <param name="IsExplicit">
    /// Day, month and a year of four digits were all written, spelt right and agree with the weekday if there was one.
    /// Anything less is a reading of ours, to be asked about before it is used.
    /// </param>
    public sealed record One(DateOnly Day, bool IsExplicit) : DateFound;

    /// <summary>Two days or a few that it can mean, in the order of the calendar: ask which.</summary>
    public sealed record Either(ImmutableArray<DateOnly> Days) : DateFound
    {
        /// <summary>Equal when the days are.</summary>
        public bool Equals(Either? other) => other is not null && Days.SequenceEqual(other.Days);

        /// <inheritdoc/>
        public override int GetHashCode() => Days.Length == 0 ? 0 : Days[0].GetHashCode();
    }

    /// <summary>More days than can be asked about, such as a week or a month: one day is wanted.</summary>
    public sealed record Span(DateOnly First, DateOnly Last) : DateFound;

    /// <summary>A day that is in no calendar.</summary>
    /// <param name="Month">The month meant, from 1 to 12; 0 where that is what is wrong.</param>
    /// <param name="Year">The year meant, as far as one was.</param>
    public sealed record Impossible(Impossibility Why, int Month, int Year) : DateFound;
}

/// <summary>What is wrong with a day that is in no calendar.</summary>
public enum Impossibility
{
    /// <summary>No month has this number of days.</summary>
    NoSuchDay,

    /// <summary>The year has only twelve months.</summary>
    NoSuchMonth,

    /// <summary>This month is shorter.</summary>
    ShortMonth,

    /// <summary>The year is far from our own: probably a slip.</summary>
    FarYear,

    /// <summary>Not all of day, month and year were given, or not as a number or a month's name.</summary>
    NotWhole,
}
