namespace AdviceBot.Host.State;

/// <summary>One kept conversation, sealed. Nobody who reads the table learns who it is or what it says.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Touched">When it was last used; of one that must go sooner, so much earlier.</param>
/// <param name="Version">A number drawn for this writing of it, so that it is never taken for another; 0 when it lies in no table.</param>
public sealed record StateRow(byte[] Sealed, DateTimeOffset Started, DateTimeOffset Touched, long Version)
{
    /// <summary>A number for the next writing.</summary>
    public static long NewVersion() => Random.Shared.NextInt64(1, long.MaxValue);
}

/// <summary>Where sealed conversations lie: in memory or in a database. It knows nothing of what it keeps.</summary>
/// <remarks>A fault of the table is thrown; <see cref="SteadyTable"/> and <see cref="KeptStore"/> see to it that the turn is answered all the same.</remarks>
public interface IStateTable
{
    /// <summary>Whether other processes write it too.</summary>
    bool IsShared { get; }

    /// <summary>Whether what lies in it outlasts this process.</summary>
    bool IsLasting { get; }

    /// <summary>The row, or null.</summary>
    ValueTask<StateRow?> ReadAsync(string key, CancellationToken stop);

    /// <summary>Writes the row in the place of the one it was made from; what is there keeps its beginning.</summary>
    /// <param name="replaces">The version of the row it was made from; 0 when there was none.</param>
    /// <returns>False, and nothing is written, when somebody else has written or deleted it in between.</returns>
    ValueTask<bool> WriteAsync(string key, StateRow row, long replaces, CancellationToken stop);

    /// <summary>Forgets the row.</summary>
    ValueTask DeleteAsync(string key, CancellationToken stop);

    /// <summary>Forgets every row last used before one moment or begun before another, and every row last used after a third: no clock that was right wrote it.</summary>
    ValueTask SweepAsync(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter, CancellationToken stop);

    /// <summary>Whether something of an ordinary size can be written and forgotten just now; throws when it can't.</summary>
    ValueTask ProbeAsync(CancellationToken stop);
}
