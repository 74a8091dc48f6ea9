using System.Collections.Concurrent;

namespace AdviceBot.Host.State;

/// <summary>Sealed conversations in this process; gone when it stops.</summary>
public sealed class MemoryTable : IStateTable
{
    private readonly ConcurrentDictionary<string, StateRow> rows = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsShared => false;

    /// <inheritdoc/>
    public bool IsLasting => false;

    /// <inheritdoc/>
    public ValueTask<StateRow?> ReadAsync(string key, CancellationToken stop) => ValueTask.FromResult(rows.GetValueOrDefault(key));

    /// <inheritdoc/>
    public ValueTask<bool> WriteAsync(string key, StateRow row, long replaces, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(row);
        bool isWritten = replaces == 0
            ? rows.TryAdd(key, row)
            : rows.TryGetValue(key, out StateRow? there) && there.Version == replaces && rows.TryUpdate(key, row with { Started = there.Started }, there);
        return ValueTask.FromResult(isWritten);
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string key, CancellationToken stop)
    {
        rows.TryRemove(key, out _);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask SweepAsync(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter, CancellationToken stop)
    {
        foreach ((string key, StateRow row) in rows)
        {
            if (row.Touched <= touchedBefore || row.Started <= startedBefore || row.Touched >= touchedAfter)
            {
                rows.TryRemove(KeyValuePair.Create(key, row));
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ProbeAsync(CancellationToken stop) => ValueTask.CompletedTask;
}
