using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AdviceBot.Host.State;

/// <summary>Which conversations were ended by their people, so that no old page opens them again.</summary>
/// <remarks>
/// Only a digest of a random name, for as long as the name could still be used. It lies in memory, and in the state table too, where
/// another machine or the next process finds it. A table that fails or is slow is left alone for a while: nobody waits for it.
/// </remarks>
public sealed class EndedConversations(IStateTable table, TimeProvider clock) : ISweep
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    private static readonly byte[] Mark = [1];

    private readonly ConcurrentDictionary<string, DateTimeOffset> names = new(StringComparer.Ordinal);
    private long restUntil;

    /// <summary>The digest under which a conversation's random name is remembered.</summary>
    public static string NameOf(ReadOnlySpan<byte> random)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(random, digest);
        return "ended." + Base64Url.EncodeToString(digest);
    }

    /// <summary>Whether this process knows that it ended.</summary>
    public bool Contains(string name) => names.ContainsKey(name);

    /// <summary>Whether it ended, here or on another machine.</summary>
    public async ValueTask<bool> ContainsAsync(string name, CancellationToken stop)
    {
        if (names.ContainsKey(name))
        {
            return true;
        }

        bool elsewhere = await TryAsync(async () => await table.ReadAsync(name, stop) is not null);
        if (elsewhere)
        {
            names[name] = clock.GetUtcNow();
        }

        return elsewhere;
    }

    /// <summary>It ended now.</summary>
    public async ValueTask AddAsync(string name, CancellationToken stop)
    {
        DateTimeOffset now = clock.GetUtcNow();
        names[name] = now;
        await TryAsync(async () =>
        {
            await table.WriteAsync(name, new StateRow(Mark, now, now, StateRow.NewVersion()), 0, stop);
            return true;
        });
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

    private async ValueTask<bool> TryAsync(Func<Task<bool>> ask)
    {
        if (clock.GetTimestamp() < Interlocked.Read(ref restUntil))
        {
            return false;
        }

        try
        {
            return await ask().WaitAsync(Patience);
        }
        catch (Exception e) when (e is TimeoutException || KeptStore.IsFault(e))
        {
            Interlocked.Exchange(ref restUntil, clock.GetTimestamp() + (long)(Rest.TotalSeconds * clock.TimestampFrequency));
            return false;
        }
    }
}
