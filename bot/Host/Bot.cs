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
    private readonly Action keep;

    private Bot(Engine parents, Engine advisers, LaterIndex search, Lazy<UrgencyReader?> reading, Action keep)
    {
        Parents = parents;
        Advisers = advisers;
        this.search = search;
        this.reading = reading;
        this.keep = keep;
    }

    /// <summary>What parents see.</summary>
    public Engine Parents { get; }

    /// <summary>What advisers see: also their own passages, and what waits for sign-off, marked.</summary>
    public Engine Advisers { get; }

    /// <summary>The engine for one reader.</summary>
    public Engine For(Audience reader) => reader == Audience.Adviser ? Advisers : Parents;

    /// <summary>Makes both engines.</summary>
    /// <param name="closedDays">Days the charity is shut besides bank holidays.</param>
    /// <param name="kept">Where what the parents' search learns is kept, and the name of these very words; null to learn it each time.</param>
    public static Bot Make(LibraryParts parts, bool showPending, ImmutableHashSet<DateOnly> closedDays, (LearnedAsksFile File, string Digest)? kept = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Lazy<UrgencyReader?> reading = LearnedFile.Reader(parts.Urgency);
        var spotter = new UrgencySpotter(parts.Urgency, () => reading.Value);
        var forParents = new Library(parts, Audience.Parent, showPending);
        var forAdvisers = new Library(parts, Audience.Adviser);
        string from = $"{kept?.Digest} {showPending}";
        LearnedAsks? fresh = null;
        var index = new LaterIndex(() =>
        {
            LearnedAsks? known = kept?.File.Find(from);
            SearchIndex made = Index(forParents, () => reading.Value, known);
            fresh = known is null ? made.Learned : null;
            return made;
        });
        return new Bot(
            new Engine(forParents, index, spotter, closedDays),
            new Engine(forAdvisers, new LaterIndex(() => Index(forAdvisers, () => reading.Value)), spotter, closedDays),
            index,
            reading,
            () =>
            {
                if (fresh is not null)
                {
                    kept?.File.Note(from, fresh);
                    fresh = null;
                }
            });
    }

    /// <summary>Makes ready in the background what reads for danger and the parents' search, so that nobody waits for them.</summary>
    /// <returns>Done when both are there.</returns>
    public Task WarmUpAsync() => Task.WhenAll(Task.Run(() => reading.Value), Task.Run(search.Build));

    /// <summary>Once it is made ready: keeps what had to be learned for that, and gives back the memory that learning took.</summary>
    /// <remarks>Learning leaves behind several times what stays; given back now, it is not held for as long as the service runs.</remarks>
    public void Settle()
    {
        keep();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>The search over what one reader may see.</summary>
    /// <param name="reader">Gives what reads beside the rules, asked for when all else is ready; null for a search by the words alone.</param>
    /// <param name="learned">What such a search learned before; null to learn it now.</param>
    public static SearchIndex Index(Library library, Func<UrgencyReader?>? reader, LearnedAsks? learned = null)
    {
        ArgumentNullException.ThrowIfNull(library);
        LibraryParts parts = library.Parts;
        return new SearchIndex(library.Passages, parts.Terms, parts.SearchWords, parts.Guides, () => LearnedFile.Meaning(reader?.Invoke()?.Sentences), learned: learned);
    }
}
