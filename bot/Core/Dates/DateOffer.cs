using System.Collections.Immutable;
using System.Globalization;

namespace AdviceBot.Core.Dates;

/// <summary>A day offered as a button, because the words it was read from left a doubt: "Is that Tuesday 24 November 2026?"</summary>
/// <remarks>
/// It travels as an id among <see cref="Conversation.Offered"/>, like every other thing offered, so a channel needs nothing
/// new to show it and nothing that was typed is kept.
/// </remarks>
/// <param name="Event">Which date, such as "conference" or "told-K02".</param>
/// <param name="Day">The day; null for "No, another day".</param>
public sealed record DateOffer(string Event, DateOnly? Day)
{
    private const string Start = "date/";

    /// <summary>Its id, such as "date/conference/2026-11-24".</summary>
    public string Id => $"{Start}{Event}/{Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "other"}";

    /// <summary>The offer an id stands for; null when it stands for none.</summary>
    public static DateOffer? Read(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!id.StartsWith(Start, StringComparison.Ordinal) || id.Split('/') is not [_, { Length: > 0 } happened, var day])
        {
            return null;
        }

        return day == "other" ? new DateOffer(happened, null)
            : DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly on) ? new DateOffer(happened, on)
            : null;
    }

    /// <summary>The days offered last, with the event they are for; null when something else was offered, or nothing.</summary>
    public static (string Event, ImmutableArray<DateOnly> Days)? Open(Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ImmutableArray<DateOffer> offers = [.. conversation.Offered.Select(Read).OfType<DateOffer>()];
        return offers.IsEmpty ? null : (offers[0].Event, [.. offers.Select(o => o.Day).OfType<DateOnly>()]);
    }

    /// <summary>The ids that ask about some days: each of them, and another one.</summary>
    public static ImmutableArray<string> Ask(string happened, ImmutableArray<DateOnly> days) =>
        [.. days.Select(d => new DateOffer(happened, d).Id), new DateOffer(happened, null).Id];
}
