using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Recognizers.Text;
using Microsoft.Recognizers.Text.DateTime;

namespace AdviceBot.Sdk;

/// <summary>Microsoft.Recognizers.Text: the days a text may mean, day before month, as a second opinion on our own reading.</summary>
public static class RecognizedDates
{
    /// <summary>Every day the words can mean, counted from today; empty when they name none.</summary>
    /// <remarks>The engine asks before it uses a day it isn't sure of. So should whoever uses these.</remarks>
    public static ImmutableArray<DateOnly> In(string text, DateOnly today) =>
    [
        .. DateTimeRecognizer.RecognizeDateTime(text, Culture.EnglishOthers, refTime: today.ToDateTime(TimeOnly.MinValue))
            .SelectMany(Values)
            .Where(v => v.GetValueOrDefault("type") == "date")
            .Select(v => DateOnly.TryParseExact(v.GetValueOrDefault("value"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : (DateOnly?)null)
            .OfType<DateOnly>()
            .Distinct(),
    ];

    private static IEnumerable<Dictionary<string, string>> Values(ModelResult found) =>
        found.Resolution is { } resolution && resolution.TryGetValue("values", out object? values) ? values as List<Dictionary<string, string>> ?? [] : [];
}
