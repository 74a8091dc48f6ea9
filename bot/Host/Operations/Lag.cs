using System.Diagnostics;

namespace AdviceBot.Host.Operations;

/// <summary>How long work lies about before a thread takes it up: the wait that everybody has before any of our code can count them.</summary>
/// <remarks>Twenty times a second something is laid into the pool of threads, and how long it took to come round is the answer.</remarks>
public sealed class Lag : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    private readonly ManualResetEventSlim ended = new();
    private readonly Thread thread;
    private long laid;
    private long lastTicks;
    private volatile bool isLying;

    /// <summary>Measures from now on.</summary>
    public Lag()
    {
        thread = new Thread(Measure) { IsBackground = true, Name = "lag" };
        thread.Start();
    }

    /// <summary>The last that was measured, or how long what was laid down last lies there already.</summary>
    public TimeSpan Now
    {
        get
        {
            var last = new TimeSpan(Interlocked.Read(ref lastTicks));
            TimeSpan lying = isLying ? Stopwatch.GetElapsedTime(Interlocked.Read(ref laid)) : TimeSpan.Zero;
            return lying > last ? lying : last;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ended.Set();
        thread.Join();
        ended.Dispose();
    }

    private void Measure()
    {
        while (!ended.Wait(Every))
        {
            if (!isLying)
            {
                Interlocked.Exchange(ref laid, Stopwatch.GetTimestamp());
                isLying = true;
                ThreadPool.UnsafeQueueUserWorkItem(static lag => lag.TakenUp(), this, preferLocal: false);
            }
        }
    }

    private void TakenUp()
    {
        Interlocked.Exchange(ref lastTicks, Stopwatch.GetElapsedTime(Interlocked.Read(ref laid)).Ticks);
        isLying = false;
    }
}
