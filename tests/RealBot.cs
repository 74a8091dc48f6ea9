using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Search;
using AdviceBot.Core.Understanding;
using AdviceBot.Host;
using AdviceBot.Host.Content;
using Xunit;
using Folder = AdviceBot.Host.Content.ContentFolder;

namespace AdviceBot.Tests;

/// <summary>The bot as families meet it, made once from the real content, for all tests that talk to it.</summary>
public static class RealBot
{
    private static readonly Lazy<LibraryParts> Read = new(() =>
    {
        var problems = new Problems();
        LibraryParts parts = Folder.ReadParts(ContentFolder.Files, new Places(), problems);
        Assert.True(problems.AreNone, string.Join('\n', problems.All));
        return parts;
    });

    private static readonly ConcurrentDictionary<(bool, Audience), Lazy<SearchIndex>> Indexes = new();
    private static readonly Lazy<Engine> AsIs = new(() => Make(Parts));
    private static readonly Lazy<UrgencyReader?> Reader = new(() => LearnedFile.Reader(Parts.Urgency).Value);

    private static readonly Lazy<Engine> Served = new(() => new Engine(
        AsIs.Value.Library,
        Indexes.GetOrAdd((false, Audience.Parent), of => new(() => Bot.Index(AsIs.Value.Library, () => Reader.Value))).Value,
        new UrgencySpotter(Parts.Urgency, () => Reader.Value),
        []));

    private static readonly Lazy<Engine> SignedOff = new(() => Make(Parts, showPending: true));
    private static readonly Lazy<Engine> ForAdvisers = new(() => Make(Parts, reader: Audience.Adviser));

    /// <summary>The repository's folder.</summary>
    public static string Root => Path.GetDirectoryName(ContentFolder.Path)!;

    /// <summary>The content as values.</summary>
    public static LibraryParts Parts => Read.Value;

    /// <summary>The bot for parents, with what waits for sign-off kept back.</summary>
    public static Engine Parents => AsIs.Value;

    /// <summary>The same with what was learned of danger beside the rules, as it is served and as <c>eval</c> scores it.</summary>
    public static Engine AsServed => Served.Value;

    /// <summary>The bot for parents of a charity that shows what waits for sign-off.</summary>
    public static Engine WithPending => SignedOff.Value;

    /// <summary>The bot for advisers.</summary>
    public static Engine Advisers => ForAdvisers.Value;

    /// <summary>A bot that speaks from other words. It searches the real passages, which take seconds to index.</summary>
    public static Engine Make(LibraryParts parts, bool showPending = false, Audience reader = Audience.Parent)
    {
        SearchIndex index = Indexes.GetOrAdd((showPending, reader), of => new(() => Bot.Index(new Library(Parts, of.Item2, of.Item1), () => Reader.Value))).Value;
        return new Engine(new Library(parts, reader, showPending), index, new UrgencySpotter(parts.Urgency), []);
    }

    /// <summary>The words parents see.</summary>
    public static Library Library => Parents.Library;

    /// <summary>An ordinary Tuesday morning, with the advice line open.</summary>
    public static DateTimeOffset Morning { get; } = At("2026-11-24 10:00");

    /// <summary>A moment by the clock in London, such as "2026-11-21 23:10".</summary>
    public static DateTimeOffset At(string text)
    {
        DateTime clock = DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return London.Moment(DateOnly.FromDateTime(clock), TimeOnly.FromDateTime(clock));
    }

    /// <summary>A day, such as "2026-11-24".</summary>
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A trail written as "start/what-is-happening: conference, guard/country: england".</summary>
    public static ImmutableArray<Answer> Trail(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(a => a.Split(": "))
            .Select(a => new Answer(a[0], a[1]))];

    /// <summary>A conversation that has come this way and said nothing else.</summary>
    public static Conversation Come(string trail) => Conversation.New with { Trail = Trail(trail) };
}
