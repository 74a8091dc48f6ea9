using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AdviceBot.Host;
using AdviceBot.Host.Channels.DirectLine;
using AdviceBot.Host.Operations;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Host.Operations;

/// <summary>Whoever never reads is cut off in bounded time and holds little until then; whoever only lost the net finds everything again.</summary>
public sealed class UnreadTests
{
    private const string Page = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    [Fact]
    public async Task Whoever_asks_for_page_after_page_and_reads_none_is_cut_off_however_quick_the_line_was_before()
    {
        using SocketApp app = Open();
        using Socket deaf = await app.ComeAsync(buffer: 4096);

        // A line that took this quickly has by Kestrel's own rate of 200 bytes a second more than ten minutes' patience.
        await ReadPagesAsync(deaf, 10);
        Task asking = AskOnAsync(deaf);
        await UntilAsync(() => asking.IsCompleted && Room(app) == 0, 20, () => $"asking has ended: {asking.IsCompleted}, lines open: {Room(app)}");
    }

    [Fact]
    public async Task Whoever_stops_asking_and_never_reads_the_last_pages_leaves_no_line_behind()
    {
        using SocketApp app = Open(limits => limits.KeepAliveTimeout = TimeSpan.FromSeconds(1));
        using Socket deaf = await app.ComeAsync(buffer: 4096);
        await deaf.SayAsync(Page + Page + Page);
        await UntilAsync(() => Room(app) == 1, 10, () => $"lines open: {Room(app)}");
        await UntilAsync(() => Room(app) == 0, 20, () => $"lines open: {Room(app)}");
    }

    [Fact]
    public async Task A_page_read_slowly_but_steadily_is_read_to_its_end()
    {
        // All of it takes longer than anybody is waited for, and no piece of it does, on a machine that is busy besides.
        using SocketApp app = Open(patience: "8");
        using Socket slow = await app.ComeAsync(buffer: 128 * 1024);
        await slow.SayAsync(string.Concat(Enumerable.Repeat(Page, 99)) + Page.Replace("Host", "Connection: close\r\nHost", StringComparison.Ordinal));
        byte[] piece = new byte[16 * 1024];
        int heard = 0;
        while (await slow.ReceiveAsync(piece) is var length and > 0)
        {
            heard += length;
            await Task.Delay(TimeSpan.FromMilliseconds(length / 64.0));
        }

        Assert.True(heard > 100 * 5000, $"only {heard} bytes");
    }

    [Fact]
    public async Task A_stream_that_is_never_read_is_cut_off_and_the_chat_goes_on_from_its_watermark()
    {
        using SocketApp app = Open();
        using HttpClient phone = app.Visit();
        JsonObject begun = await AskAsync(phone, HttpMethod.Post, "tokens/generate", null);
        phone.DefaultRequestHeaders.Authorization = new("Bearer", (string)begun["token"]!);
        begun = await AskAsync(phone, HttpMethod.Post, "conversations", null);
        string chat = $"conversations/{begun["conversationId"]}";
        var address = new Uri((string)begun["streamUrl"]!);

        using Socket deaf = await app.ComeAsync(buffer: 4096);
        await deaf.SayAsync($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        byte[] head = new byte[12];
        await deaf.ReceiveAsync(head);
        Assert.Equal("HTTP/1.1 101", System.Text.Encoding.ASCII.GetString(head));
        Assert.Equal(2, Room(app));

        // The chat goes on while they read nothing, until no more goes through, and then for as long as they are given.
        DirectLineClaims claims = app.Services.GetRequiredService<DirectLineTokens>().Read((string)begun["token"]!, DirectLineTokens.Talk, out _)!;
        DirectLineConversation here = (await app.Services.GetRequiredService<DirectLineConversations>().FindAsync(claims, default))!;
        long began = Stopwatch.GetTimestamp();
        while (Room(app) > 1)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60), "the line is still open");
            here.Add([new AdviceBot.Host.Channels.Activities.Activity { Type = "message", Text = Convert.ToBase64String(RandomNumberGenerator.GetBytes(4000)) }], DateTimeOffset.UtcNow);
            await Task.Delay(20);
        }

        Assert.InRange(here.Held, 1, 128 * 1024);

        // The phone has its net again. It knows how far it had come, and gets what was said since then.
        long before = here.Since(null).Watermark;
        await AskAsync(phone, HttpMethod.Post, chat + "/activities", """{"type":"message","text":"said without a net","value":{"do":"back"}}""");
        JsonObject again = await AskAsync(phone, HttpMethod.Get, $"{chat}?watermark={before}", null);
        using var stream = new System.Net.WebSockets.ClientWebSocket();
        await stream.ConnectAsync(new Uri((string)again["streamUrl"]!), default);
        byte[] told = new byte[128 * 1024];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        System.Net.WebSockets.WebSocketReceiveResult first = await stream.ReceiveAsync(told, limit.Token);
        Assert.Contains("\"text\":\"said without a net\"", System.Text.Encoding.UTF8.GetString(told, 0, first.Count), StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_unread_has_half_a_minute_and_what_a_very_slow_phone_needs_for_it()
    {
        Assert.Equal(30, new BotSettings().Limits.LongestUnread);
        Assert.Equal(TimeSpan.FromSeconds(30 + 256), Limits.Unread(TimeSpan.FromSeconds(30), 1024 * 1024));
    }

    // Two seconds' patience instead of thirty, and little room in the system's own buffers, which would else hold megabytes on this machine.
    private static SocketApp Open(Action<KestrelServerLimits>? limits = null, string patience = "2") => new SocketApp
    {
        Settings = new() { ["AdviceBot:Limits:LongestUnread"] = patience },
        Limits = limits ?? (_ => { }),
        Different = services => services.PostConfigure<SocketTransportOptions>(options => options.CreateBoundListenSocket = endpoint =>
        {
            Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.SendBufferSize = 8 * 1024;
            return socket;
        }),
    }.Open();

    private static int Room(SocketApp app) => app.Services.GetRequiredService<Lines>().Open;

    private static async Task<JsonObject> AskAsync(HttpClient client, HttpMethod method, string address, string? body)
    {
        using var request = new HttpRequestMessage(method, "/v3/directline/" + address);
        request.Headers.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Content = body is null ? null : new StringContent(body, null, "application/json");
        using HttpResponseMessage answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static async Task AskOnAsync(Socket socket)
    {
        byte[] asked = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Page, 50)));
        try
        {
            while (true)
            {
                await socket.SendAsync(asked);
            }
        }
        catch (SocketException)
        {
            // Cut off.
        }
    }

    // One at a time, each to its end.
    private static async Task ReadPagesAsync(Socket socket, int pages)
    {
        byte[] piece = new byte[64 * 1024];
        for (int i = 0; i < pages; i++)
        {
            await socket.SayAsync(Page);
            for (string heard = ""; !heard.Contains("</html>", StringComparison.Ordinal);)
            {
                int length = await socket.ReceiveAsync(piece);
                Assert.True(length > 0, "closed while it was read");
                heard += System.Text.Encoding.UTF8.GetString(piece, 0, length);
            }
        }
    }

    private static async Task UntilAsync(Func<bool> isSo, int seconds, Func<string> what)
    {
        for (long began = Stopwatch.GetTimestamp(); !isSo();)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(seconds), what());
            await Task.Delay(50);
        }
    }
}
