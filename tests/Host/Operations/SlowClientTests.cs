using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace AdviceBot.Tests.Host.Operations;

/// <summary>People on bad lines, and people who only pretend: nobody else waits for them.</summary>
public sealed class SlowClientTests
{
    private const string Slow = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n";

    [Fact]
    public async Task Sixty_bodies_a_byte_a_second_keep_nobody_waiting_and_end_with_the_calm_page()
    {
        // One answer at a time: whoever held a place while sending would shut everybody out.
        using SocketApp app = new SocketApp { Settings = OneAtOnce, Limits = Short }.Open();
        using HttpClient others = app.Visit();
        Assert.Equal(HttpStatusCode.OK, (await others.GetAsync("/")).StatusCode);
        Socket[] slow = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => app.ComeAsync()));
        using var end = new CancellationTokenSource();
        Task dripping = Task.WhenAll(slow.Select(s => DripAsync(s, end.Token)));
        foreach (int second in Enumerable.Range(0, 3))
        {
            long began = Stopwatch.GetTimestamp();
            Assert.Equal(HttpStatusCode.OK, (await others.GetAsync("/")).StatusCode);
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(3), $"after {second} s somebody else waited {Stopwatch.GetElapsedTime(began)}");
            await Task.Delay(700);
        }

        string[] answers = await Task.WhenAll(slow.Select(s => s.HearAsync(TimeSpan.FromSeconds(25))));
        await end.CancelAsync();
        await dripping;
        foreach (string answer in answers)
        {
            Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nRetry-After: 10", answer, StringComparison.Ordinal);
            Assert.Contains("tel:999", answer, StringComparison.Ordinal);
        }

        Array.ForEach(slow, s => s.Dispose());
    }

    [Fact]
    public async Task Whoever_never_reads_holds_nobodys_place()
    {
        using SocketApp app = new SocketApp { Settings = OneAtOnce, Limits = l => l.MinResponseDataRate = new MinDataRate(200, TimeSpan.FromSeconds(15)) }.Open();
        using HttpClient others = app.Visit();
        Assert.Equal(HttpStatusCode.OK, (await others.GetAsync("/")).StatusCode);
        using Socket deaf = await app.ComeAsync(buffer: 4096);
        var asking = new Asking(deaf);
        await asking.UntilStuckAsync();

        // They wait for a line nobody empties, and no one else does.
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await others.GetAsync("/")).StatusCode);
        }

        Assert.False(asking.Ended.IsCompleted, "it was cut off before anybody else came, so this shows nothing");
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task A_slow_line_that_is_fast_enough_is_served()
    {
        using SocketApp app = new SocketApp { Limits = Short }.Open();
        using Socket slow = await app.ComeAsync();
        string body = "do=look&words=" + new string('a', 1500);
        await slow.SayAsync($"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n");
        foreach (char[] piece in body.Chunk(150))
        {
            await slow.SayAsync(new string(piece));
            await Task.Delay(300);
        }

        Assert.StartsWith("HTTP/1.1 200", await slow.HearAsync(TimeSpan.FromSeconds(20)), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> OneAtOnce => new() { ["AdviceBot:Limits:MostAtOnce"] = "1", ["AdviceBot:Limits:MostWaiting"] = "10" };

    private static void Short(KestrelServerLimits limits)
    {
        limits.MinRequestBodyDataRate = new MinDataRate(200, TimeSpan.FromSeconds(3));
        limits.MinResponseDataRate = new MinDataRate(200, TimeSpan.FromSeconds(3));
    }

    private static async Task DripAsync(Socket socket, CancellationToken stop)
    {
        await socket.SayAsync(Slow);
        while (!stop.IsCancellationRequested)
        {
            await socket.SayAsync("a");
            await Task.Delay(1000, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Asks for page after page on one line and reads none, until the other side has had enough.</summary>
    private sealed class Asking
    {
        private static readonly byte[] Asked = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 50)));

        private long times;

        public Asking(Socket socket) => Ended = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    await socket.SendAsync(Asked);
                    Interlocked.Increment(ref times);
                }
            }
            catch (SocketException)
            {
                // Cut off.
            }
        });

        public Task Ended { get; }

        /// <summary>Until nothing more goes through: their pages are not heaped up, so their questions are not read either.</summary>
        public async Task UntilStuckAsync()
        {
            for (long last = -1; Interlocked.Read(ref times) != last;)
            {
                last = Interlocked.Read(ref times);
                await Task.Delay(2000);
            }
        }
    }
}
