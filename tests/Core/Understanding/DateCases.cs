using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Tests.Core.Understanding;

/// <summary>Dates in people's words, from dates.tsv.</summary>
internal sealed record DateCases(string Words, DateOnly Today, string Expected)
{
    /// <summary>Every case of the file.</summary>
    public static ImmutableArray<DateCases> All { get; } =
    [
        .. File.ReadLines(Path.Combine(ContentFolder.Path, "..", "tests", "Core", "Understanding", "dates.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(f => new DateCases(f[0], DateOnly.ParseExact(f[1], "yyyy-MM-dd", CultureInfo.InvariantCulture), f[2])),
    ];

    /// <summary>What was found, as the file writes it.</summary>
    public static string Text(DateFound? found) => found switch
    {
        null => "-",
        DateFound.One { IsExplicit: true } one => "=" + Day(one.Day),
        DateFound.One one => Day(one.Day),
        DateFound.Either either => string.Join('|', either.Days.Select(Day)),
        DateFound.Span span => $"{Day(span.First)}..{Day(span.Last)}",
        DateFound.Impossible impossible => "!" + impossible.Why,
        _ => "?",
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
