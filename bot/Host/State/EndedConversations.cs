using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AdviceBot.Host.State;

/// <summary>What is known of a page's conversation when the page comes back.</summary>
public enum Standing
{
    /// <summary>It goes on.</summary>
    GoesOn,

    /// <summary>Its person left it or had it deleted.</summary>
    Ended,

    /// <summary>It may have been left, and nobody can say so just now.</summary>
    Unknown,
}

/// <summary>Which conversations were ended by their people, so that no old page opens them again.</summary>
/// <remarks>
/// Only a digest of a random name, for as long as the name could still be used. It lies in memory, and in the state table too, where
/// another machine or the next process finds it. Nobody waits long for a table that fails or is slow, and nothing is taken for granted then:
/// a parent can answer some questions again, but what somebody beside them has read can't be taken back. What this very process sealed goes on.
/// </remarks>
public sealed class EndedConversations(IStateTable table, TimeProvider clock) : ISweep
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);
    private static readonly byte[] Mark = [1];

    private readonly ConcurrentDictionary<string, DateTimeOffset> names = new(StringComparer.Ordinal);
    private readonly DateTimeOffset began = clock.GetUtcNow();
    private long restUntil;

    /// <summary>So long the table is waited for; it is then left alone for a moment.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The digest under which a conversation's random name is remembered.</summary>
    public static string NameOf(ReadOnlySpan<byte> random)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(random, digest);
        return "ended." + Base64Url.EncodeToString(digest);
    }

    /// <summary>Whether it ended, here or on another machine, before a restart or after.</summary>
    /// <param name="touched">When its page was made.</param>
    /// <param name="isOwn">Whether this process made it.</param>
    public async ValueTask<Standing> FindAsync(string name, DateTimeOffset touched, bool isOwn, CancellationToken stop)
    {
        if (names.ContainsKey(name))
        {
            return Standing.Ended;
        }

        // Where nobody else writes the table, this process knows of every end since its first page.
        if (isOwn && !table.IsShared)
        {
            return Standing.GoesOn;
        }

        // Nothing tells what was left before a restart, so what is older than this process stays shut.
        if (!table.IsLasting)
        {
            return touched > began ? Standing.GoesOn : Standing.Unknown;
        }

        bool? isThere = await AskAsync(name, stop);
        if (isThere == true)
        {
            names[name] = clock.GetUtcNow();
            return Standing.Ended;
        }

        // While a shared table is away, a visitor who stays at one machine goes on there: it would know if they had left.
        return isThere == false || isOwn ? Standing.GoesOn : Standing.Unknown;
    }

    /// <summary>It ended now.</summary>
    public async ValueTask AddAsync(string name)
    {
        DateTimeOffset now = clock.GetUtcNow();
        names[name] = now;
        if (!table.IsLasting)
        {
            return;
        }

        try
        {
            // Whoever leaves hangs up at once, and is waited for no longer than the table: it is written all the same.
            await table.WriteAsync(name, new StateRow(Mark, now, now, StateRow.NewVersion()), 0, CancellationToken.None).AsTask().WaitAsync(Patience);
        }
        catch (Exception e) when (e is TimeoutException || KeptStore.IsFault(e))
        {
            TakeRest();
        }
    }

    /// <inheritdoc/>
    public void Sweep()
    {
        // A page not used for so long opens nothing any more, ended or not.
        DateTimeOffset before = clock.GetUtcNow() - KeptStore.Idle;
        foreach (KeyValuePair<string, DateTimeOffset> name in names)
        {
            if (name.Value < before)
            {
                names.TryRemove(name);
            }
        }
    }

    // Null when the table can't say.
    private async ValueTask<bool?> AskAsync(string name, CancellationToken stop)
    {
        if (clock.GetTimestamp() < Interlocked.Read(ref restUntil))
        {
            return null;
        }

        try
        {
            return await table.ReadAsync(name, stop).AsTask().WaitAsync(Patience, stop) is not null;
        }
        catch (Exception e) when (e is TimeoutException || KeptStore.IsFault(e))
        {
            TakeRest();
            return null;
        }
    }

    private void TakeRest() => Interlocked.Exchange(ref restUntil, clock.GetTimestamp() + (long)(Rest.TotalSeconds * clock.TimestampFrequency));
}
