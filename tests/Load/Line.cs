using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace AdviceBot.Load;

/// <summary>A way for one person to talk to the bot.</summary>
public abstract class Line
{
    /// <summary>Sends a message and gives the activities it was answered with; null when it was not acknowledged.</summary>
    /// <param name="id">The channel's id for it: the same when it is sent again.</param>
    public async Task<JsonArray?> SendAsync(string id, JsonObject message)
    {
        try
        {
            return await DeliverAsync(id, (JsonObject)message.DeepClone());
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Sends it.</summary>
    protected abstract Task<JsonArray?> DeliverAsync(string id, JsonObject message);

    /// <summary>Posts JSON; null unless it was answered with success.</summary>
    protected static async Task<JsonObject?> PostAsync(HttpClient client, Uri address, JsonObject body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage answer = await client.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        return !answer.IsSuccessStatusCode ? null : text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject;
    }
}

/// <summary>Azure Bot Service, with the answer in the response, or sent to a service of ours.</summary>
public sealed class ConnectorLine(HttpClient client, Func<Uri> bot, string conversation, Receiver? receiver) : Line
{
    /// <inheritdoc/>
    protected override async Task<JsonArray?> DeliverAsync(string id, JsonObject message)
    {
        message["id"] = id;
        message["channelId"] = "test";
        message["from"] = new JsonObject { ["id"] = "person" };
        message["recipient"] = new JsonObject { ["id"] = "bot" };
        message["conversation"] = new JsonObject { ["id"] = conversation };
        if (receiver is null)
        {
            message["deliveryMode"] = "expectReplies";
            return (await PostAsync(client, new Uri(bot(), "/api/messages"), message))?["activities"]!.AsArray();
        }

        message["serviceUrl"] = receiver.Address.ToString();
        receiver.Take(conversation);
        return await PostAsync(client, new Uri(bot(), "/api/messages"), message) is null ? null : receiver.Take(conversation);
    }
}

/// <summary>A chat window that polls.</summary>
public sealed class ChatLine(HttpClient client, Func<Uri> bot) : Line
{
    private string? token, id;
    private string watermark = "";

    /// <inheritdoc/>
    protected override async Task<JsonArray?> DeliverAsync(string id, JsonObject message)
    {
        if (token is null)
        {
            JsonObject? begun = await PostAsync(client, new Uri(bot(), "/v3/directline/conversations"), [], Served.Secret);
            if (begun is null)
            {
                return null;
            }

            token = (string)begun["token"]!;
            this.id = (string)begun["conversationId"]!;
        }

        await ReadAsync();
        message["channelData"] = new JsonObject { ["clientActivityID"] = id };
        if (await PostAsync(client, Place(""), message, token) is not { } posted)
        {
            return null;
        }

        // Acknowledged from here on: reading what it was answered with may be tried again.
        return await ReadAsync() is { } all ? [.. all.Where(a => (string?)a!["from"]?["role"] == "bot").Select(a => a!.DeepClone())] : null;
    }

    private async Task<JsonArray?> ReadAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Place("?watermark=" + watermark));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage answer = await client.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }

        JsonObject set = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        watermark = (string)set["watermark"]!;
        return set["activities"]!.AsArray();
    }

    private Uri Place(string query) => new(bot(), $"/v3/directline/conversations/{id}/activities{query}");
}

/// <summary>A channel's service that takes the bot's replies.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<JsonNode>> came = new();
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>Its address.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>Starts it.</summary>
    public static async Task<Receiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var receiver = new Receiver(app);
        app.MapPost("/v3/conversations/{id}/activities/{to?}", async (string id, HttpRequest request) =>
        {
            receiver.came.GetOrAdd(id, _ => new()).Enqueue((await JsonNode.ParseAsync(request.Body))!);
            return Results.Json(new { id = "r" });
        });
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Takes out what has come for a conversation.</summary>
    public JsonArray Take(string conversation)
    {
        var all = new JsonArray();
        while (came.TryGetValue(conversation, out ConcurrentQueue<JsonNode>? queue) && queue.TryDequeue(out JsonNode? one))
        {
            all.Add(one);
        }

        return all;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();
}
