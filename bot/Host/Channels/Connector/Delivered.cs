using System.Collections.Concurrent;

namespace AdviceBot.Host.Channels.Connector;

/// <summary>Which activities have come to this process already: channels deliver one twice when our answer is slow or lost.</summary>
/// <remarks>What outlasts a restart is kept with the conversation. This is for the same activity coming while its first delivery is being answered.</remarks>
public sealed class Delivered(TimeProvider clock)
{
    private const int Most = 20_000;

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> seen = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Name, DateTimeOffset At)> order = new();

    /// <summary>Whether it is the first time, and so to be answered. An activity without an id always is.</summary>
    /// <remarks>A later delivery waits for the first: while that may still fail, nobody is told that all is well.</remarks>
    public async ValueTask<bool> IsFirstAsync(string? channel, string? conversation, string? id, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(id))
        {
            return true;
        }

        DateTimeOffset now = clock.GetUtcNow();
        while (order.TryPeek(out (string Name, DateTimeOffset At) oldest) && (now - oldest.At >= Remembered || order.Count > Most) && order.TryDequeue(out oldest))
        {
            seen.TryRemove(oldest.Name, out _);
        }

        string name = Name(channel, conversation, id);
        var mine = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (seen.GetOrAdd(name, mine) is { } first && first != mine)
        {
            if (await first.Task.WaitAsync(stop))
            {
                return false;
            }
        }

        order.Enqueue((name, now));
        return true;
    }

    /// <summary>It has been answered.</summary>
    public void Done(string? channel, string? conversation, string? id)
    {
        if (seen.TryGetValue(Name(channel, conversation, id), out TaskCompletionSource<bool>? first))
        {
            first.TrySetResult(true);
        }
    }

    /// <summary>It came and could not be answered: the next delivery is as good as the first.</summary>
    public void Forget(string? channel, string? conversation, string? id)
    {
        if (seen.TryRemove(Name(channel, conversation, id), out TaskCompletionSource<bool>? first))
        {
            first.TrySetResult(false);
        }
    }

    private static string Name(string? channel, string? conversation, string? id) => $"{channel}\n{conversation}\n{id}";
}
