using System.Collections.Concurrent;

namespace AdviceBot.Host.State;

/// <summary>The table is away, and what is asked for is not in memory either.</summary>
public sealed class TableAwayException() : IOException("The state table is away.");

/// <summary>A table that goes on when the database does not: conversations in use are held in memory too, and written when it is back.</summary>
/// <remarks>
/// After one fault (where machines share it: after two running), or when it says nothing for ten seconds, nobody waits for the database any more: turns go on in memory, and <see cref="HealAsync"/>, which the watch
/// calls every second, tries whether it can be written again. What lies in memory is sealed as in the database, swept at the same
/// times, and bounded; what fits no more is found in the database or not at all.
/// </remarks>
public sealed partial class SteadyTable(IStateTable inner, ILogger<SteadyTable> log) : IStateTable, IAsyncDisposable
{
    private const int MostHeld = 20_000;

    private readonly ConcurrentDictionary<string, Held> held = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> order = new();
    private volatile bool isTried, isAway, isUnreadable;

    /// <inheritdoc/>
    public bool IsShared => inner.IsShared;

    /// <inheritdoc/>
    public bool IsLasting => inner.IsLasting;

    /// <summary>A database that says nothing for so long is as good as away, and nobody should wait for it.</summary>
    public TimeSpan LongestProbe { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the database keeps what it is given. Not before it has been tried: a process that calls itself ready too early loses the place of whoever comes.</summary>
    public bool IsSound => isTried && !isAway;

    /// <inheritdoc/>
    public async ValueTask<StateRow?> ReadAsync(string key, CancellationToken stop)
    {
        held.TryGetValue(key, out Held? mine);
        if (mine is { IsOwed: true })
        {
            return mine.Row;
        }

        if (!isAway || (mine is null && !isUnreadable))
        {
            try
            {
                StateRow? row = await ReadSurelyAsync(key, stop);
                if (row is not null)
                {
                    Hold(key, new Held(row, 0, IsOwed: false));
                }

                // A file of our own that somebody deleted: what we still have of it is written anew with this turn.
                return row ?? (IsShared || mine?.Row is not { } ours ? null : ours with { Version = 0 });
            }
            catch (Exception e) when (KeptStore.IsFault(e))
            {
                isUnreadable = true;
                GoesAway(e);
            }
        }

        return mine is null ? throw new TableAwayException() : mine.Row;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WriteAsync(string key, StateRow row, long replaces, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!isAway && !IsOwed(key))
        {
            try
            {
                bool isWritten = await WriteSurelyAsync(key, row, replaces, stop);
                if (isWritten)
                {
                    Hold(key, new Held(row with { Started = Started(key, row) }, 0, IsOwed: false));
                }
                else
                {
                    held.TryRemove(key, out _);
                }

                return isWritten;
            }
            catch (Exception e) when (KeptStore.IsFault(e))
            {
                GoesAway(e);
            }
        }

        return WriteHere(key, row, replaces);
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(string key, CancellationToken stop)
    {
        if (!isAway)
        {
            try
            {
                await inner.DeleteAsync(key, stop);
                held.TryRemove(key, out _);
                return;
            }
            catch (Exception e) when (KeptStore.IsFault(e))
            {
                GoesAway(e);
            }
        }

        Hold(key, new Held(null, 0, IsOwed: true, IsDeleted: true));
    }

    /// <inheritdoc/>
    public async ValueTask SweepAsync(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter, CancellationToken stop)
    {
        foreach ((string key, Held one) in held)
        {
            // An older writing in the database is found by the sweep there.
            if (one.Row is { } row && (row.Touched <= touchedBefore || row.Started <= startedBefore || row.Touched >= touchedAfter))
            {
                held.TryRemove(KeyValuePair.Create(key, one));
            }
        }

        if (!isAway)
        {
            try
            {
                await inner.SweepAsync(touchedBefore, startedBefore, touchedAfter, stop);
            }
            catch (Exception e) when (KeptStore.IsFault(e))
            {
                GoesAway(e);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask ProbeAsync(CancellationToken stop) => inner.ProbeAsync(stop);

    /// <summary>Tries the database, and gives it what it missed.</summary>
    public async ValueTask HealAsync(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestProbe);
        try
        {
            await inner.ProbeAsync(limit.Token);
            foreach ((string key, Held one) in held)
            {
                if (one.IsOwed)
                {
                    await PayAsync(key, one, stop);
                }
            }

            isTried = true;
            if (isAway)
            {
                isUnreadable = false;
                isAway = false;
                IsBack(log);
            }
        }
        catch (Exception e) when (KeptStore.IsFault(e) || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            GoesAway(e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (inner is IAsyncDisposable server)
        {
            await server.DisposeAsync();
        }

        (inner as IDisposable)?.Dispose();
    }

    // Where several machines share a database, one slow moment must not part them: what one keeps in memory the others can't see.
    private async ValueTask<StateRow?> ReadSurelyAsync(string key, CancellationToken stop)
    {
        try
        {
            return await inner.ReadAsync(key, stop);
        }
        catch (Exception e) when (IsWorthAnother(e))
        {
            return await inner.ReadAsync(key, stop);
        }
    }

    private async ValueTask<bool> WriteSurelyAsync(string key, StateRow row, long replaces, CancellationToken stop)
    {
        try
        {
            return await inner.WriteAsync(key, row, replaces, stop);
        }
        catch (Exception e) when (IsWorthAnother(e))
        {
            // The first may have been written all the same; then the second finds its own version there.
            return await inner.WriteAsync(key, row, replaces, stop) || (await inner.ReadAsync(key, stop))?.Version == row.Version;
        }
    }

    private bool IsWorthAnother(Exception e) => IsShared && !isAway && KeptStore.IsFault(e);

    private DateTimeOffset Started(string key, StateRow row) => held.TryGetValue(key, out Held? before) && before.Row is { } there ? there.Started : row.Started;

    private bool IsOwed(string key) => held.TryGetValue(key, out Held? one) && one.IsOwed;

    // In memory as in the database: only in the place of the row it was made from.
    private bool WriteHere(string key, StateRow row, long replaces)
    {
        if (!held.TryGetValue(key, out Held? before))
        {
            Hold(key, new Held(row, replaces, IsOwed: true));
            return true;
        }

        return (before.Row?.Version ?? 0) == replaces
            && held.TryUpdate(key, new Held(row with { Started = Started(key, row) }, before.IsOwed ? before.Replaces : replaces, IsOwed: true, before.IsDeleted), before);
    }

    private async ValueTask PayAsync(string key, Held one, CancellationToken stop)
    {
        if (one.IsDeleted)
        {
            await inner.DeleteAsync(key, stop);
        }

        if (one.Row is not { } row)
        {
            held.TryRemove(KeyValuePair.Create(key, one));
            return;
        }

        bool isWritten = await inner.WriteAsync(key, row, one.IsDeleted ? 0 : one.Replaces, stop);
        if (!isWritten)
        {
            // It had been written after all, or our own file was lost. Where another machine went on with it or ended it, that stands.
            StateRow? there = await inner.ReadAsync(key, stop);
            isWritten = there?.Version == row.Version || (there is null && !IsShared && await inner.WriteAsync(key, row, 0, stop));
        }

        // A turn taken in the meantime is owed in its turn, in the place of this one.
        if (!(isWritten ? held.TryUpdate(key, new Held(row, 0, IsOwed: false), one) : held.TryRemove(KeyValuePair.Create(key, one)))
            && held.TryGetValue(key, out Held? later) && later.IsOwed)
        {
            held.TryUpdate(key, later with { Replaces = isWritten ? row.Version : 0, IsDeleted = later.IsDeleted && later.Row is null }, later);
        }
    }

    private void Hold(string key, Held one)
    {
        if (!held.TryAdd(key, one))
        {
            held[key] = one;
            return;
        }

        order.Enqueue(key);
        while (order.Count > MostHeld && order.TryDequeue(out string? oldest))
        {
            held.TryRemove(oldest, out _);
        }
    }

    private void GoesAway(Exception e)
    {
        if (!isAway)
        {
            isAway = true;
            IsAway(log, e.InnerException is { } inside ? $"{e.GetType().Name}, {inside.GetType().Name}" : e.GetType().Name);
        }
    }

    // Row: null for a deletion. Replaces: the version in the database it comes in the place of, while it is owed.
    private sealed record Held(StateRow? Row, long Replaces, bool IsOwed, bool IsDeleted = false);

    [LoggerMessage(LogLevel.Error, "the state table failed ({Kind}); conversations go on in memory until it is back")]
    private static partial void IsAway(ILogger logger, string kind);

    [LoggerMessage(LogLevel.Information, "the state table is back, and has what it missed")]
    private static partial void IsBack(ILogger logger);
}
