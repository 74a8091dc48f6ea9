using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using AdviceBot.Host.State;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Operations;

/// <summary>How often one address and one conversation may ask, and how many may be answered at once.</summary>
/// <remarks>
/// Who asks is counted by a keyed digest, in memory, for a minute or two. An address may stand for a whole refuge or library, so it may
/// ask far more often than any person does. Whoever is refused is told when to come back and whom to call; whoever is in danger isn't refused.
/// </remarks>
public sealed class Gate : ISweep, IDisposable
{
    /// <summary>When to come back, in seconds, as the header has it.</summary>
    public const string RetryAfter = "10";

    // Who has waited so long is better told to come again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(400);

    // Calls that lie unread for longer than this are more than the machine can answer: then only few are answered at once, until it has caught up.
    private static readonly TimeSpan LongestLag = TimeSpan.FromMilliseconds(200);
    private const int FewAtOnce = 8;

    private readonly Lag lag = new();
    private readonly ConcurrentDictionary<(char Kind, long Who), Bucket> buckets = new();
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly LimitsSettings limits;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim room;
    private int waiting;

    /// <summary>A gate with the limits of the settings.</summary>
    public Gate(IOptions<BotSettings> settings, IHostEnvironment environment, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        limits = settings.Value.Limits;
        room = new SemaphoreSlim(limits.MostAtOnce);
        this.clock = clock;
        if (!limits.Enabled && environment.IsProduction())
        {
            throw new SettingException("AdviceBot:Limits:Enabled is false. In Production there must be limits; remove the setting.");
        }
    }

    /// <summary>A place inside until it is disposed; null when there is none left, and too many wait for one already.</summary>
    /// <param name="isUrgent">Whether it must be answered whatever else is refused: then it waits for nobody. Asked only when all places are taken.</param>
    public async ValueTask<IDisposable?> EnterAsync(Func<bool> isUrgent, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(isUrgent);
        if (!limits.Enabled)
        {
            return new Place(null);
        }

        bool isBehind = Inside >= FewAtOnce && lag.Now > LongestLag;
        if (!isBehind && room.Wait(0, CancellationToken.None))
        {
            return new Place(room);
        }

        if (isUrgent())
        {
            return new Place(null);
        }

        if (isBehind || Volatile.Read(ref waiting) >= limits.MostWaiting)
        {
            return null;
        }

        Interlocked.Increment(ref waiting);
        try
        {
            return await room.WaitAsync(LongestWait, stop) ? new Place(room) : null;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private int Inside => limits.MostAtOnce - room.CurrentCount;

    /// <summary>Counts one call; false when there were too many.</summary>
    /// <param name="conversation">What the conversation is counted by; null for a new one.</param>
    public bool Admits(HttpContext context, long? conversation)
    {
        ArgumentNullException.ThrowIfNull(context);
        return !limits.Enabled
            || (Take('a', Address(context.Connection.RemoteIpAddress), limits.PerAddress)
                & Take('c', conversation, limits.PerConversation));
    }

    /// <summary>Counts one beginning of a chat; false when there were too many from its address.</summary>
    public bool AdmitsBeginning(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return !limits.Enabled || Take('b', Address(context.Connection.RemoteIpAddress), limits.BeginningsPerAddress);
    }

    /// <summary>Counts one message of a conversation that comes through somebody else's address; false when there were too many.</summary>
    public bool AdmitsConversation(string name) => !limits.Enabled || Take('c', Counted(name), limits.PerConversation);

    /// <summary>What a conversation of another channel is counted by.</summary>
    public long Counted(string name) => BitConverter.ToInt64(HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(name)));

    /// <inheritdoc/>
    public void Dispose()
    {
        lag.Dispose();
        room.Dispose();
    }

    /// <inheritdoc/>
    public void Sweep()
    {
        long now = clock.GetTimestamp();
        foreach (KeyValuePair<(char Kind, long Who), Bucket> one in buckets)
        {
            if (clock.GetElapsedTime(one.Value.Touched, now) > TimeSpan.FromMinutes(1))
            {
                buckets.TryRemove(one);
            }
        }
    }

    private bool Take(char kind, long? who, int perMinute) =>
        who is not { } counted || buckets.GetOrAdd((kind, counted), static (_, most) => new Bucket(most), (double)perMinute).Take(clock, perMinute);

    // One household has one /64 of the new addresses.
    private long? Address(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        byte[] bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return BitConverter.ToInt64(HMACSHA256.HashData(key, bytes.AsSpan(0, Math.Min(8, bytes.Length))));
    }

    // Fills up by a minute's calls a minute, and holds no more than that.
    private sealed class Bucket(double most)
    {
        private double left = most;

        public long Touched { get; private set; }

        public bool Take(TimeProvider clock, double most)
        {
            lock (this)
            {
                long now = clock.GetTimestamp();
                left = Touched == 0 ? most : Math.Min(most, left + (most * clock.GetElapsedTime(Touched, now).TotalMinutes));
                Touched = now;
                if (left < 1)
                {
                    return false;
                }

                left--;
                return true;
            }
        }
    }

    private sealed class Place(SemaphoreSlim? room) : IDisposable
    {
        private SemaphoreSlim? taken = room;

        public void Dispose() => Interlocked.Exchange(ref taken, null)?.Release();
    }
}
