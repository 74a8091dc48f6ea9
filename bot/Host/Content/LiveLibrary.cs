using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Search;
using AdviceBot.Core.Understanding;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Content;

/// <summary>The words in use now. Takes over good changes of the content folder by itself and keeps the last good words otherwise.</summary>
public sealed partial class LiveLibrary : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly string folder;
    private readonly bool showPending;
    private readonly ImmutableHashSet<DateOnly> closedDays;
    private readonly TimeProvider clock;
    private readonly ILogger<LiveLibrary> log;
    private readonly Proven? proven;
    private readonly LearnedAsksFile? learned;
    private volatile Bot current;
    private long seen;
    private bool isSeenGood = true;

    /// <summary>Loads the content.</summary>
    /// <param name="proven">What was proven before; null to prove all.</param>
    /// <param name="learned">What was learned before; null to learn it at each start.</param>
    /// <exception cref="ContentException">It has problems: a service never starts with bad words.</exception>
    public LiveLibrary(IOptions<BotSettings> settings, IHostEnvironment environment, TimeProvider clock, ILogger<LiveLibrary> log, Proven? proven = null, LearnedAsksFile? learned = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(clock);
        folder = Path.GetFullPath(settings.Value.Content.Path, environment.ContentRootPath);
        showPending = settings.Value.Content.ShowPending;
        closedDays = [.. settings.Value.ClosedDays];
        this.clock = clock;
        this.log = log;
        this.proven = proven;
        this.learned = learned;
        learned?.Begin();
        ContentReading reading;
        try
        {
            seen = FolderStamp.Of(folder);
            reading = Read();
        }
        catch (Exception e)
        {
            // It isn't there, or holds what nobody thought of. Whoever starts the service says whom to call until it is mended.
            throw new ContentException([new Problem(folder, 1, $"This folder can't be read ({e.GetType().Name}). Put it right, or name another in AdviceBot:Content:Path.")], folder, null);
        }

        if (!reading.Problems.IsEmpty)
        {
            throw new ContentException(reading.Problems, folder, seen);
        }

        current = Make(reading);
        foreach (Problem warning in reading.Warnings)
        {
            Warned(log, warning);
        }
    }

    /// <summary>The bot of the last good edition.</summary>
    public Bot Current => current;

    /// <summary>Whether own words are answered without waiting for what they need to be made ready, since the start.</summary>
    public bool IsWarm { get; private set; }

    /// <summary>Whether that is what stands in the folder now.</summary>
    public bool IsLatest { get; private set; } = true;

    /// <summary>Looks at the folder now, and takes over its words if they changed and are good.</summary>
    /// <returns>The problems that kept the old words in use; empty when nothing is wrong.</returns>
    public ImmutableArray<Problem> Refresh()
    {
        long stamp = FolderStamp.Of(folder);
        if (stamp == seen)
        {
            IsLatest = isSeenGood;
            return [];
        }

        ContentReading reading = Read();
        seen = stamp;
        IsLatest = isSeenGood = reading.Problems.IsEmpty;
        if (!IsLatest)
        {
            Kept(log, reading.Problems.Length, reading.Problems[0]);
            return reading.Problems;
        }

        Bot next = Make(reading);
        _ = WarmUpAsync(next);
        current = next;
        Took(log, reading.Parts.Passages.Length, reading.Parts.Guides.Length);
        return [];
    }

    /// <summary>Begins to make ready what only own words need, beside whatever else a start has to do. Until it is, whoever comes is answered, but watchers are told to wait.</summary>
    public Task WarmUpAsync() => WarmUpAsync(current);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Asking the file system every two seconds works on every disk and mount; notifications don't.
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Refresh();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The folder is being replaced, or holds what nobody thought of: look again in a moment, and never stop serving for it.
                IsLatest = false;
                Unreadable(log, e.GetType().Name);
            }
        }
    }

    private async Task WarmUpAsync(Bot bot)
    {
        await bot.WarmUpAsync();
        IsWarm = true;
        bot.Settle();
    }

    private Bot Make(ContentReading reading) => Bot.Make(reading.Parts, showPending, closedDays, learned is null ? null : (learned, reading.Digest));

    private ContentReading Read() => ContentFolder.ReadToServe(folder, London.DayOf(clock.GetUtcNow()), proven);

    [LoggerMessage(LogLevel.Information, "content changed: {Passages} passages and {Guides} guides are in use")]
    private static partial void Took(ILogger logger, int passages, int guides);

    [LoggerMessage(LogLevel.Error, "content has {Count} problems, so the last good words stay in use; the first: {First}")]
    private static partial void Kept(ILogger logger, int count, Problem first);

    [LoggerMessage(LogLevel.Warning, "content: {Warning}")]
    private static partial void Warned(ILogger logger, Problem warning);

    [LoggerMessage(LogLevel.Warning, "content folder could not be read ({Kind}); the last good words stay in use")]
    private static partial void Unreadable(ILogger logger, string kind);
}
