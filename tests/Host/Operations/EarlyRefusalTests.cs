using System.Net.Sockets;
using System.Text.RegularExpressions;
using Xunit;

namespace AdviceBot.Tests.Host.Operations;

/// <summary>What the server refuses before anything of ours has read it: calm, with the numbers, and with the headers of every answer.</summary>
public sealed partial class EarlyRefusalTests : IClassFixture<EarlyRefusalTests.Opened>
{
    private readonly SocketApp app;

    public EarlyRefusalTests(Opened opened) => app = opened.App;

    [Theory]
    [InlineData(505, "this is no HTTP\r\n\r\n")]
    [InlineData(400, "nonsense\r\n\r\n")]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n")]
    [InlineData(400, "GET / HTTP/1.1\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: nine\r\n\r\n")]
    [InlineData(400, "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData(505, "GET / HTTP/1.7\r\nHost: a\r\n\r\n")]
    public async Task What_is_no_request_gets_the_calm_page(int status, string text) => Calm(status, await app.SayAsync(text));

    [Fact]
    public async Task Headers_beyond_the_limit_get_the_calm_page() =>
        Calm(431, await app.SayAsync($"GET / HTTP/1.1\r\nHost: a\r\nX-Long: {new string('a', 20_000)}\r\n\r\n"));

    [Fact]
    public async Task Too_many_headers_get_the_calm_page() =>
        Calm(431, await app.SayAsync($"GET / HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Range(0, 150).Select(i => $"X-{i}: a\r\n"))}\r\n"));

    [Fact]
    public async Task A_first_line_beyond_the_limit_gets_the_calm_page() =>
        Calm(414, await app.SayAsync($"GET /api/answers?q={new string('a', 300_000)} HTTP/1.1\r\nHost: a\r\n\r\n"));

    [Fact]
    public async Task Headers_that_never_end_get_the_calm_page_and_when_to_come_back()
    {
        using Socket socket = await app.ComeAsync();
        await socket.SayAsync("GET / HTTP/1.1\r\nHost: a\r\nX-More:");
        string answer = await socket.HearAsync(TimeSpan.FromSeconds(20));
        Calm(408, answer);
        Assert.Contains("\r\nRetry-After: 10\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_request_on_the_same_line_is_refused_as_calmly()
    {
        string answer = await app.SayAsync("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Calm(400, answer[answer.IndexOf("HTTP/1.1 400", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_gets_the_calm_page() =>
        Calm(413, await app.SayAsync("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000000\r\n\r\n"));

    [Fact]
    public async Task An_ordinary_answer_does_not_say_what_serves_it_either()
    {
        string answer = await app.SayAsync("GET /help HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nServer:", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\r\nX-Powered-By:", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_was_refused_says_nothing_of_what_was_sent_or_of_what_serves_here()
    {
        string answer = await app.SayAsync("GET / HTTP/1.1\r\nHost: a\r\nhe is hitting me\r\n\r\n");
        Assert.DoesNotContain("hitting", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Kestrel", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\r\nServer:", answer, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>It is the calm page, with the numbers and with the headers of every answer.</summary>
    internal static void Calm(int status, string answer)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        int end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string head = answer[..end], page = answer[(end + 4)..];
        Assert.Contains("\r\nContent-Type: text/html; charset=utf-8", head, StringComparison.Ordinal);
        Assert.Contains("\r\nCache-Control: no-store", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Security-Policy: default-src 'none'", head, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Content-Type-Options: nosniff", head, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close", head, StringComparison.Ordinal);
        if (Length().Match(head) is { Success: true } length)
        {
            Assert.Equal(int.Parse(length.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), System.Text.Encoding.UTF8.GetByteCount(page));
        }

        Assert.Contains("</html>", page, StringComparison.Ordinal);
        foreach (string number in new[] { "tel:999", "tel:116123", "tel:08082000247", "tel:08088010366" })
        {
            Assert.Contains(number, page, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"\r\nContent-Length: (\d+)")]
    private static partial Regex Length();

    /// <summary>One application for all of these.</summary>
    public sealed class Opened : IDisposable
    {
        public SocketApp App { get; } = new SocketApp { Limits = limits => limits.RequestHeadersTimeout = TimeSpan.FromSeconds(2) }.Open();

        public void Dispose() => App.Dispose();
    }
}
