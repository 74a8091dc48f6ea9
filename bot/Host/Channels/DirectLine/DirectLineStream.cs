using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using AdviceBot.Host.Operations;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>Sends a chat's activities as they come, over a WebSocket. What the client sends there is not read.</summary>
public sealed class DirectLineStream(IHostApplicationLifetime life, TimeProvider clock, IOptions<BotSettings> settings)
{
    private const int MostUnasked = 64 * 1024;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    // Whoever takes nothing for so long is cut off. A phone that lost the net comes back with its watermark, and has missed nothing.
    private readonly TimeSpan patience = TimeSpan.FromSeconds(settings.Value.Limits.LongestUnread);

    /// <summary>Activities as the protocol wraps them.</summary>
    public static ReadOnlyMemory<byte> Set(Newer newer)
    {
        ArgumentNullException.ThrowIfNull(newer);
        var bytes = new ArrayBufferWriter<byte>(newer.Activities.Sum(a => a.Length + 1) + 64);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("activities"u8);
            foreach (byte[] activity in newer.Activities)
            {
                json.WriteRawValue(activity, skipInputValidation: true);
            }

            json.WriteEndArray();
            json.WriteString("watermark"u8, newer.Watermark.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    /// <summary>Runs until the client leaves, another stream takes its place, the chat ends, or the service stops.</summary>
    public async Task RunAsync(HttpContext context, DirectLineConversation chat, string? watermark)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(chat);
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        using var replaced = new CancellationTokenSource();
        using var hearing = new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(replaced.Token, context.RequestAborted, life.ApplicationStopping);
        chat.Take(replaced);
        Task listening = IgnoreAsync(socket, any, hearing.Token);
        try
        {
            await FollowAsync(socket, chat, watermark, any.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Gone, or told to go.
        }

        chat.Leave(replaced);
        // Taking leave comes first: once listening is stopped, nothing can be sent any more.
        await CloseAsync(socket, replaced.IsCancellationRequested ? "collision" : "closed");
        hearing.CancelAfter(Farewell);
        await listening;
        if (socket.State is WebSocketState.Aborted)
        {
            // Otherwise the line would wait for what was sent to be taken.
            context.Abort();
        }
    }

    private async Task FollowAsync(WebSocket socket, DirectLineConversation chat, string? watermark, CancellationToken stop)
    {
        Newer newer = chat.Since(watermark);
        while (!chat.HasEnded(clock.GetUtcNow()))
        {
            if (!newer.Activities.IsEmpty)
            {
                await SendAsync(socket, Set(newer), stop);
            }

            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(stop);
            Task more = chat.NewerAsync(newer.Watermark);
            Task first = await Task.WhenAny(more, Task.Delay(Quiet, quiet.Token));
            await quiet.CancelAsync();
            stop.ThrowIfCancellationRequested();
            if (first != more)
            {
                // An empty frame keeps the line open through proxies.
                await SendAsync(socket, ReadOnlyMemory<byte>.Empty, stop);
            }

            newer = chat.Since(newer.Watermark.ToString(CultureInfo.InvariantCulture));
        }
    }

    // A send that is given up leaves half a message behind: the socket is done for, and is aborted by it.
    private async Task SendAsync(WebSocket socket, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Limits.Unread(patience, bytes.Length), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        await socket.SendAsync(bytes, WebSocketMessageType.Text, true, either.Token);
    }

    private static async Task IgnoreAsync(WebSocket socket, CancellationTokenSource any, CancellationToken stop)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1024);
        try
        {
            int unasked = 0;
            while (unasked < MostUnasked)
            {
                ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), stop);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                unasked += received.Count;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Gone.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await any.CancelAsync();
        }
    }

    private static async Task CloseAsync(WebSocket socket, string reason)
    {
        try
        {
            using var soon = new CancellationTokenSource(Farewell);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, reason, soon.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Nobody there to take leave of.
        }
    }
}
