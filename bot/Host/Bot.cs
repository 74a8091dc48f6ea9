using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Core.Understanding;
using AdviceBot.Host.Content;

namespace AdviceBot.Host;

/// <summary>The bot made from one edition of the content: for parents and for advisers.</summary>
public sealed class Bot
{
    private readonly LaterIndex search;
    private readonly Lazy<UrgencyReader?> reading;

    private Bot(Engine parents, Engine advisers, LaterIndex search, Lazy<UrgencyReader?> reading)
    {
        this.reading = reading;
        Parents = parents;
        Advisers = advisers;
        this.search = search;
    }

    /// <summary>What parents see.</summary>
    public Engine Parents { get; }

    /// <summary>What advisers see: also their own passages, and what waits for sign-off, marked.</summary>
    public Engine Advisers { get; }

    /// <summary>The engine for one reader.</summary>
    public Engine For(Audience reader) => reader == Audience.Adviser ? Advisers : Parents;

    /// <summary>Makes both engines.</summary>
    /// <param name="closedDays">Days the charity is shut besides bank holidays.</param>
    public static Bot Make(LibraryParts parts, bool showPending, ImmutableHashSet<DateOnly> closedDays)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Lazy<UrgencyReader?> reading = LearnedFile.Reader(parts.Urgency);
        var spotter = new UrgencySpotter(parts.Urgency, () => reading.Value);
        var forParents = new Library(parts, Audience.Parent, showPending);
        var forAdvisers = new Library(parts, Audience.Adviser);
        var index = new LaterIndex(() => Index(forParents, reading.Value));
        return new Bot(
            new Engine(forParents, index, spotter, closedDays),
            new Engine(forAdvisers, new LaterIndex(() => Index(forAdvisers, reading.Value)), spotter, closedDays),
            index,
            reading);
    }

    /// <summary>Makes ready in the background what reads for danger and the parents' search, so that nobody waits for them.</summary>
    /// <returns>Done when both are there.</returns>
    public async Task WarmUpAsync()
    {
        await Task.WhenAll(Task.Run(() => reading.Value), Task.Run(search.Build));

        // Learning leaves behind several times what it keeps; given back now, it is not held for as long as the service runs.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>The search over what one reader may see.</summary>
    /// <param name="reader">What reads beside the rules; null for a search by the words alone.</param>
    public static SearchIndex Index(Library library, UrgencyReader? reader)
    {
        ArgumentNullException.ThrowIfNull(library);
        LibraryParts parts = library.Parts;
        return new SearchIndex(library.Passages, parts.Terms, parts.SearchWords, parts.Guides, LearnedFile.Meaning(reader?.Sentences));
    }
}
