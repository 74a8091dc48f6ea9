using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Host.Channels.Activities;
using AdviceBot.Host.State;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>What is newer than a watermark.</summary>
/// <param name="Activities">As JSON, in order.</param>
/// <param name="Watermark">To come back with.</param>
public sealed record Newer(ImmutableArray<byte[]> Activities, long Watermark);

/// <summary>One chat: what was said in it, for as long as it lasts, in memory and nowhere else.</summary>
/// <remarks>A client that lost the connection reads it again from its watermark. The oldest of a very long chat is let go.</remarks>
public sealed class DirectLineConversation
{
    private const int MostActivities = 400;
    private const int MostBytes = 1024 * 1024;
    private const int MostHeld = 128 * 1024;
    private const int MostSeen = 100;

    private readonly Lock gate = new();
    private readonly DirectLineWords said = new();
    private readonly List<(ulong Client, int Serial)> seen = [];
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? stream;
    private DateTimeOffset lastTime = DateTimeOffset.MinValue;
    private long first;
    private int serial;

    /// <summary>A chat that begins now.</summary>
    /// <param name="first">The first watermark: 0, or where a chat goes on after a restart, more than any it can have given before.</param>
    public DirectLineConversation(string id, string user, DateTimeOffset started, DateTimeOffset now, long first = 0)
    {
        (Id, User, Started, Touched, this.first) = (id, user, started, now, first);
        serial = first == 0 ? 0 : (int)(first % 1_000_000_000);
    }

    /// <summary>Its name, which nobody can guess.</summary>
    public string Id { get; }

    /// <summary>The person.</summary>
    public string User { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>When the person last did something.</summary>
    public DateTimeOffset Touched { get; private set; }

    /// <summary>Bytes of memory that what was said in it takes.</summary>
    public long Held
    {
        get
        {
            lock (gate)
            {
                return said.Held;
            }
        }
    }

    /// <summary>Whether one side has ended it: nothing more can be posted, all can still be read.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether somebody is beside the person: then its time is shorter.</summary>
    public bool IsWatched { get; private set; }

    /// <summary>Whether its time is over.</summary>
    public bool HasEnded(DateTimeOffset now) => KeptStore.HasEnded(Started, Touched, now, IsWatched);

    /// <summary>Somebody is beside the person now, or no longer is. What was said before somebody came can't be read again.</summary>
    public void Watch(bool isWatched)
    {
        if (isWatched && !IsWatched)
        {
            Clear();
        }

        IsWatched = isWatched;
    }

    /// <summary>The person did something.</summary>
    public void Touch(DateTimeOffset now) => Touched = now > Touched ? now : Touched;

    /// <summary>One side ended it.</summary>
    public void End() => IsOver = true;

    /// <summary>An id for the next activity.</summary>
    public string NextId() => IdOf(Interlocked.Increment(ref serial));

    /// <summary>The id of ours for a client's own id: the one given here when it is new, else the one it has already, be it answered or about to be.</summary>
    public string Claim(string clientId, string id)
    {
        // Its mark is a fifth of it, and there are many.
        ulong client = Kept.Mark(clientId) ?? 0;
        lock (gate)
        {
            foreach ((ulong known, int its) in seen)
            {
                if (known == client)
                {
                    return IdOf(its);
                }
            }

            seen.Add((client, int.Parse(id.AsSpan(Id.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture)));
            if (seen.Count > MostSeen)
            {
                seen.RemoveAt(0);
            }

            return id;
        }
    }

    /// <summary>It could not be answered: the next try is as good as the first.</summary>
    public void Disclaim(string clientId)
    {
        lock (gate)
        {
            seen.RemoveAll(s => s.Client == (Kept.Mark(clientId) ?? 0));
        }
    }

    /// <summary>Forgets what was said; watermarks go on.</summary>
    public void Clear()
    {
        lock (gate)
        {
            first += said.Count;
            said.Clear();
            seen.Clear();
        }
    }

    /// <summary>Adds activities in this order, each with its id where it has none, and each later than the one before.</summary>
    public void Add(IEnumerable<Activity> activities, DateTimeOffset now)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            foreach (Activity activity in activities)
            {
                lastTime = WireTime.Next(lastTime, now);
                byte[] json = WireJson.Write(activity with { Id = activity.Id ?? NextId(), Timestamp = WireTime.Of(lastTime) });
                said.Add(json);
            }

            while (said.Count > MostActivities || ((said.Length > MostBytes || said.Held > MostHeld) && said.Count > 1))
            {
                first += said.DropOldest();
            }

            waiting = more;
            more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
    }

    /// <summary>What is newer than a watermark; all there is without one, or with one that was never ours.</summary>
    public Newer Since(string? watermark)
    {
        lock (gate)
        {
            long end = first + said.Count;
            bool isOurs = long.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out long from) && from <= end;
            int skip = isOurs ? (int)Math.Max(0, from - first) : 0;
            return new Newer([.. said.After(skip)], end);
        }
    }

    /// <summary>Nothing happens in it just now: it takes as little memory as can be.</summary>
    public void Rest()
    {
        lock (gate)
        {
            said.Rest();
        }
    }

    /// <summary>Ends when there is something newer than the watermark.</summary>
    public Task NewerAsync(long watermark)
    {
        lock (gate)
        {
            return first + said.Count > watermark ? Task.CompletedTask : more.Task;
        }
    }

    private string IdOf(int serial) => string.Create(CultureInfo.InvariantCulture, $"{Id}|{serial:0000000}");

    /// <summary>Makes this the one stream of the chat; the one before is told to close.</summary>
    public void Take(CancellationTokenSource own) => Interlocked.Exchange(ref stream, own)?.Cancel();

    /// <summary>The stream has closed.</summary>
    public void Leave(CancellationTokenSource own) => Interlocked.CompareExchange(ref stream, null, own);
}
