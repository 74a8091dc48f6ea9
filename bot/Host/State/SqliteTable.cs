using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace AdviceBot.Host.State;

/// <summary>Sealed conversations in one SQLite file, so that a restart of the service doesn't lose anybody's place.</summary>
/// <remarks>
/// One thread writes. Whoever wants something written stands in its queue, and all who stand there when it comes round are
/// written in one commit: the disk is asked once for many people. Whoever gave up waiting before that is not written. Reading waits for nobody. The file is opened when it is first
/// needed and again when it has gone, so a start never fails for its sake; one that is no database any more is begun anew.
/// </remarks>
public sealed class SqliteTable : IStateTable, IDisposable
{
    private const int MostTogether = 256;
    private const int MostWaiting = 4096;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private const int Busy = 5;
    private const int Full = 13;

    private static readonly byte[] Ordinary = new byte[4096];
    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(2);

    private readonly string path;
    private readonly BlockingCollection<Work> queue = new(MostWaiting);
    private readonly Thread thread;
    private readonly Lock reading = new();
    private SqliteFile? file;

    /// <summary>A table in this file, which need not be there yet.</summary>
    public SqliteTable(string file)
    {
        path = Path.GetFullPath(file);
        thread = new Thread(Serve) { IsBackground = true, Name = "state" };
        thread.Start();
    }

    /// <inheritdoc/>
    public bool IsShared => false;

    /// <inheritdoc/>
    public bool IsLasting => true;

    /// <inheritdoc/>
    public async ValueTask<StateRow?> ReadAsync(string key, CancellationToken stop)
    {
        lock (reading)
        {
            if (file is { IsThere: true })
            {
                return file.Read(key);
            }
        }

        // Not open, or gone: the writer opens it.
        await QueueAsync(_ => true, stop);
        lock (reading)
        {
            return file?.Read(key);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> WriteAsync(string key, StateRow row, long replaces, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(row);
        return QueueAsync(f => f.Write(key, row, replaces), stop);
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(string key, CancellationToken stop) => await QueueAsync(f => Does(() => f.Delete(key)), stop);

    /// <inheritdoc/>
    public async ValueTask SweepAsync(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter, CancellationToken stop)
    {
        await QueueAsync(f => Does(() => f.Sweep(touchedBefore, startedBefore, touchedAfter)), stop);
        await QueueAsync(f => Does(f.Tidy), stop, alone: true);
    }

    /// <inheritdoc/>
    public async ValueTask ProbeAsync(CancellationToken stop)
    {
        string key = $"probe {Guid.NewGuid():n}";
        await QueueAsync(f => f.Write(key, new StateRow(Ordinary, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1), 0), stop);
        await DeleteAsync(key, stop);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        Close();
        queue.Dispose();
    }

    private static bool Does(Action what)
    {
        what();
        return true;
    }

    private async ValueTask<bool> QueueAsync(Func<SqliteFile, bool> what, CancellationToken stop, bool alone = false)
    {
        var work = new Work(what, alone);
        try
        {
            if (!queue.TryAdd(work))
            {
                throw new IOException("Too many are waiting to be written.");
            }
        }
        catch (Exception e) when (e is InvalidOperationException or ObjectDisposedException)
        {
            throw new IOException("The table is closed.", e);
        }

        try
        {
            return await work.Done.Task.WaitAsync(stop);
        }
        catch (OperationCanceledException) when (!work.GiveUp())
        {
            // It is being written at this moment: whether it was is soon known.
            return await work.Done.Task.WaitAsync(LongestCommit, CancellationToken.None);
        }
    }

    private void Serve()
    {
        var together = new List<Work>(MostTogether);
        foreach (Work first in queue.GetConsumingEnumerable())
        {
            together.Add(first);
            while (!together[^1].Alone && together.Count < MostTogether && queue.TryTake(out Work? next))
            {
                together.Add(next);
            }

            // What is done alone comes after those it was found behind.
            Work? alone = together[^1].Alone ? together[^1] : null;
            List<Work> shared = alone is null ? together : together[..^1];
            shared.RemoveAll(w => !w.TakeUp());
            Commit(shared);
            if (alone?.TakeUp() == true)
            {
                Try([alone], f => alone.Result = alone.What(f));
            }

            together.Clear();
        }
    }

    private void Commit(List<Work> all)
    {
        if (all.Count > 0)
        {
            Try(all, f => f.Together(() => all.ForEach(w => w.Result = w.What(f))));
        }
    }

    private void Try(List<Work> all, Action<SqliteFile> what)
    {
        try
        {
            what(Open());
        }
        catch (Exception e)
        {
            CloseAfter(e);
            all.ForEach(w => w.Done.TrySetException(e));
            return;
        }

        all.ForEach(w => w.Done.TrySetResult(w.Result));
    }

    private SqliteFile Open()
    {
        if (file is { IsThere: true } open)
        {
            return open;
        }

        // Closed first: SQLite takes the log away with the last connection, and must not take the new one's.
        bool wasLost = file is not null;
        Close();
        if (wasLost && !File.Exists(path))
        {
            SqliteFile.Remove(path);
        }

        try
        {
            return Take(new SqliteFile(path));
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            SqliteFile.Remove(path);
            return Take(new SqliteFile(path));
        }
    }

    private SqliteFile Take(SqliteFile opened)
    {
        lock (reading)
        {
            return file = opened;
        }
    }

    // A full disk can still be read from; after anything else a file opened afresh is the best that can be had.
    private void CloseAfter(Exception e)
    {
        if (e is SqliteException { SqliteErrorCode: Busy or Full })
        {
            return;
        }

        try
        {
            Close();
            if (e is SqliteException { SqliteErrorCode: Corrupt or NotADatabase })
            {
                SqliteFile.Remove(path);
            }
        }
        catch (Exception again) when (again is SqliteException or IOException or UnauthorizedAccessException)
        {
            // The next one in the queue is told.
        }
    }

    private void Close()
    {
        lock (reading)
        {
            SqliteFile? old = file;
            file = null;
            old?.Dispose();
        }
    }

    private sealed class Work(Func<SqliteFile, bool> what, bool alone)
    {
        private const int Waits = 0, TakenUp = 1, GivenUp = 2;

        private int state = Waits;

        public Func<SqliteFile, bool> What => what;

        public bool Alone => alone;

        public bool Result { get; set; }

        /// <summary>The writer begins; false when nobody waits for it any more, and then it must not be written.</summary>
        public bool TakeUp() => Interlocked.CompareExchange(ref state, TakenUp, Waits) == Waits;

        /// <summary>Nobody waits for it any more; false when it is being written already.</summary>
        public bool GiveUp() => Interlocked.CompareExchange(ref state, GivenUp, Waits) == Waits;

        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
