using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdviceBot.Host.Channels.Activities;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Operations;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>What each Direct Line address does.</summary>
public sealed class DirectLineServer(
    DirectLineTokens tokens,
    DirectLineConversations chats,
    DirectLineOrigins origins,
    DirectLineStream stream,
    ActivityTurns turns,
    PageFrame frame,
    IOptions<BotSettings> settings,
    TimeProvider clock,
    Gate gate)
{
    /// <summary>Largest body.</summary>
    public const int LargestBody = 64 * 1024;

    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);
    private static readonly ImmutableArray<Note> Notes = [new("chat-kept")];

    private readonly Account bot = new("advicebot", frame.Name, "bot");
    private readonly byte[]? secret = string.IsNullOrEmpty(settings.Value.DirectLine.Secret) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(settings.Value.DirectLine.Secret));

    /// <summary>A token for a new conversation: for a server that has the secret, or for one of our pages.</summary>
    public async Task GenerateAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string? shown = Bearer(context);
        if (shown is not null && IsLeaked(context, shown))
        {
            await LeakedAsync(context);
            return;
        }

        if (shown is null ? !origins.IsPage(context.Request) : !IsSecret(shown))
        {
            await (shown is null
                ? DirectLineDoor.RefuseAsync(context, StatusCodes.Status401Unauthorized, "BadArgument", "A secret is needed.")
                : DirectLineDoor.RefuseAsync(context, StatusCodes.Status403Forbidden, "BadArgument", "That is not the secret."));
            return;
        }

        if (await Body.ReadAsync(context.Request, LargestBody) is not { } body)
        {
            await DirectLineDoor.RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "BadArgument", "Too large.");
        }
        else if (!TryOrigins(body, out ImmutableArray<string>? trusted))
        {
            await DirectLineDoor.RefuseAsync(context, StatusCodes.Status400BadRequest, "BadArgument", "The body is not an object with trustedOrigins.");
        }
        else if (!chats.HasRoom || !gate.AdmitsBeginning(context))
        {
            await FullAsync(context);
        }
        else
        {
            await GiveAsync(context, StatusCodes.Status200OK, tokens.New(trusted), null);
        }
    }

    /// <summary>A new token for the same conversation.</summary>
    public async Task RefreshAsync(HttpContext context)
    {
        if (await AdmitAsync(context, null) is { } claims)
        {
            await GiveAsync(context, StatusCodes.Status200OK, claims, null);
        }
    }

    /// <summary>Begins the token's conversation, or finds it begun. With the secret it begins a new one.</summary>
    public async Task StartAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string? shown = Bearer(context);
        if (shown is not null && IsLeaked(context, shown))
        {
            await LeakedAsync(context);
            return;
        }

        // A token was counted when it was given, and begins one conversation; the secret begins one every time.
        bool isSecret = shown is not null && IsSecret(shown);
        DirectLineClaims? claims = isSecret ? tokens.New(null) : await AdmitAsync(context, null);
        if (claims is null)
        {
            return;
        }

        if (isSecret && !gate.AdmitsBeginning(context))
        {
            await FullAsync(context);
            return;
        }

        (DirectLineConversation? chat, bool isNew) = await BeginAsync(claims, context.RequestAborted);
        if (chat is null)
        {
            await FullAsync(context);
            return;
        }

        await GiveAsync(context, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, claims, "");
    }

    // Sending the answer takes as long as somebody's line takes, and nobody's place: here and below the place is given back before.
    private async Task<(DirectLineConversation? Chat, bool IsNew)> BeginAsync(DirectLineClaims claims, CancellationToken stop)
    {
        using IDisposable? room = await gate.EnterAsync(() => false, stop);
        (DirectLineConversation? chat, bool isNew) = room is null ? (null, false) : await chats.StartAsync(claims, stop);
        if (isNew)
        {
            var arrival = new Incoming { Type = "conversationUpdate", Recipient = bot, MembersAdded = [bot, new Account(claims.User)] };
            await TurnAsync(chat!, arrival, turns.Hear(arrival), null, null);
        }

        return (chat, isNew);
    }

    /// <summary>A new token and stream for a conversation that goes on.</summary>
    public async Task ReconnectAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await AdmitAsync(context, Id(context)) is not { } claims)
        {
            return;
        }

        if (await chats.FindAsync(claims, context.RequestAborted) is null)
        {
            await GoneAsync(context);
            return;
        }

        await GiveAsync(context, StatusCodes.Status200OK, claims, context.Request.Query["watermark"].ToString());
    }

    /// <summary>What is new. Answers 200, 403 or 404 and nothing else.</summary>
    public async Task ReadAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await AdmitAsync(context, Id(context), isPoll: true) is not { } claims)
        {
            return;
        }

        if (await chats.FindAsync(claims, context.RequestAborted) is not { } chat)
        {
            await GoneAsync(context);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(DirectLineStream.Set(chat.Since(context.Request.Query["watermark"])), context.RequestAborted);
    }

    /// <summary>Takes an activity and answers it before it returns.</summary>
    public async Task PostAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await AdmitAsync(context, Id(context)) is not { } claims)
        {
            return;
        }

        if (await chats.FindAsync(claims, context.RequestAborted) is not { } chat)
        {
            await GoneAsync(context);
        }
        else if (!Body.IsJson(context.Request))
        {
            await DirectLineDoor.RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "BadArgument", "JSON is needed.");
        }
        else if (await Body.ReadAsync(context.Request, LargestBody) is not { } body)
        {
            await DirectLineDoor.RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "BadArgument", "Too large.");
        }
        else if (WireJson.Read(body) is not { } activity)
        {
            await DirectLineDoor.RefuseAsync(context, StatusCodes.Status400BadRequest, "BadArgument", "That is not an activity.");
        }
        else if (string.IsNullOrEmpty(activity.Type))
        {
            await DirectLineDoor.RefuseAsync(context, StatusCodes.Status400BadRequest, "MissingProperty", "An activity needs a type.");
        }
        else if (chat.IsOver)
        {
            await DirectLineDoor.RefuseAsync(context, StatusCodes.Status400BadRequest, "BadArgument", "The conversation has ended.");
        }
        else if (Ours(chat, activity) is var ours && turns.Hear(ours) is var hearing && !gate.Admits(context, gate.Counted(chat.Id)) && !hearing.IsUrgent())
        {
            await DirectLineDoor.RefuseAsync(context, StatusCodes.Status429TooManyRequests, "ServiceError", "There are too many messages just now.");
        }
        else
        {
            string? id = await EnterAsync(context, chat, ours, ClientId(activity), hearing);
            await (id is null
                ? DirectLineDoor.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "ServiceError", "Too many people are asking just now.")
                : context.Response.WriteAsJsonAsync(new Posted(id), DirectLineJson.Default.Posted, cancellationToken: context.RequestAborted));
        }
    }

    /// <summary>Files are not taken.</summary>
    public async Task UploadAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await AdmitAsync(context, Id(context)) is not null)
        {
            await DirectLineDoor.RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "BadArgument", "Files are not taken.");
        }
    }

    /// <summary>The stream. Its token stands in the address, so it is short-lived and good for nothing else.</summary>
    public async Task StreamAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        DirectLineClaims? claims = tokens.Read(context.Request.Query["t"], DirectLineTokens.Stream, out TokenFault fault);
        if (claims is null || claims.Conv != Id(context) || !origins.Allows(context.Request, claims))
        {
            await ForbidAsync(context, fault);
        }
        else if (!context.WebSockets.IsWebSocketRequest)
        {
            await DirectLineDoor.RefuseAsync(context, StatusCodes.Status400BadRequest, "BadArgument", "A WebSocket is needed.");
        }
        else if (await chats.FindAsync(claims, context.RequestAborted) is not { } chat)
        {
            await GoneAsync(context);
        }
        else
        {
            await stream.RunAsync(context, chat, context.Request.Query["watermark"]);
        }
    }

    // From the client only what is its to say; who, where and when is ours.
    private Incoming Ours(DirectLineConversation chat, Incoming sent) => sent with
    {
        ChannelId = "directline",
        ServiceUrl = null,
        From = new Account(chat.User, Role: "user"),
        Recipient = bot,
        Conversation = new Place(chat.Id),
        MembersAdded = null,
        DeliveryMode = null,
    };

    // Null when there is no room.
    private async Task<string?> EnterAsync(HttpContext context, DirectLineConversation chat, Incoming ours, string? clientId, Hearing hearing)
    {
        using IDisposable? room = await gate.EnterAsync(hearing.IsUrgent, context.RequestAborted);
        return room is null ? null : await TakeAsync(chat, ours, clientId, hearing);
    }

    private async Task<string> TakeAsync(DirectLineConversation chat, Incoming ours, string? clientId, Hearing hearing)
    {
        string id = chat.NextId();
        if (clientId is not null && chat.Claim(clientId, id) is var first && first != id)
        {
            return first;
        }

        Incoming activity = ours with { Id = id };
        chat.Touch(clock.GetUtcNow());
        try
        {
            await TurnAsync(chat, activity, hearing, Echo(activity), clientId);
        }
        catch when (clientId is not null)
        {
            chat.Disclaim(clientId);
            throw;
        }

        return id;
    }

    // The echo and the replies together, so that no reader ever sees half a turn. Once begun it goes on, also for
    // somebody whose connection is lost: their answer waits for them. What was answered before a restart is only echoed.
    private async Task TurnAsync(DirectLineConversation chat, Incoming activity, Hearing hearing, Activity? echo, string? clientId)
    {
        using var limit = new CancellationTokenSource(LongestTurn);
        Answered answered = await turns.AnswerAsync(DirectLineConversations.Handle(chat.Id), hearing, new Delivery(clientId), ChannelManner.Chat, Notes, limit.Token);
        if (answered.IsDeleted)
        {
            chat.Clear();
        }

        chat.Watch(answered.IsWatched ?? chat.IsWatched);
        // Not sooner than its place, or the place would bring it back.
        chat.Touch(clock.GetUtcNow());

        var person = new Account(chat.User, Role: "user");
        IEnumerable<Activity> replies = answered.Activities.Select(a => a with
        {
            ChannelId = "directline",
            From = bot,
            Recipient = person,
            Conversation = new Place(chat.Id),
            ReplyToId = echo is null ? null : activity.Id,
            Locale = "en-GB",
        });
        chat.Add(echo is null ? replies : replies.Prepend(echo), clock.GetUtcNow());
        if (activity.Type == "endOfConversation")
        {
            chat.End();
        }
    }

    private static Activity? Echo(Incoming activity) => activity.Type is not ("message" or "event" or "endOfConversation") ? null : new Activity
    {
        Type = activity.Type,
        Id = activity.Id,
        ChannelId = activity.ChannelId,
        From = activity.From,
        Conversation = activity.Conversation,
        Text = activity.Text,
        TextFormat = activity.TextFormat ?? (activity.Text is null ? null : "plain"),
        Name = activity.Name,
        Value = activity.Value,
        Locale = activity.Locale,
        LocalTimestamp = activity.LocalTimestamp,
        LocalTimezone = activity.LocalTimezone,
        ChannelData = activity.ChannelData,
        Entities = activity.Entities,
    };

    private static string? ClientId(Incoming activity) =>
        activity.ChannelData is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("clientActivityID", out JsonElement id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 and <= 200 } text
            ? text
            : null;

    private async Task<DirectLineClaims?> AdmitAsync(HttpContext context, string? id, bool isPoll = false)
    {
        DirectLineClaims? claims = tokens.Read(Bearer(context), DirectLineTokens.Talk, out TokenFault fault);
        if (claims is not null && (id is null || claims.Conv == id) && origins.Allows(context.Request, claims))
        {
            return claims;
        }

        await (fault == TokenFault.Missing && !isPoll
            ? DirectLineDoor.RefuseAsync(context, StatusCodes.Status401Unauthorized, "BadArgument", "A token is needed.")
            : ForbidAsync(context, fault));
        return null;
    }

    private static Task ForbidAsync(HttpContext context, TokenFault fault) => fault == TokenFault.Expired
        ? DirectLineDoor.RefuseAsync(context, StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired.")
        : DirectLineDoor.RefuseAsync(context, StatusCodes.Status403Forbidden, "BadArgument", "That token is not for this.");

    private static Task GoneAsync(HttpContext context) =>
        DirectLineDoor.RefuseAsync(context, StatusCodes.Status404NotFound, "BadArgument", "There is no such conversation.");

    private static Task FullAsync(HttpContext context) =>
        DirectLineDoor.RefuseAsync(context, StatusCodes.Status429TooManyRequests, "ServiceError", "There are too many conversations just now.");

    private Task GiveAsync(HttpContext context, int status, DirectLineClaims claims, string? watermark)
    {
        // Whoever renews for ever would keep a conversation for ever.
        if (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(claims.Start) >= State.KeptStore.Longest)
        {
            return ForbidAsync(context, TokenFault.Expired);
        }

        string? address = watermark is null ? null
            : $"{(DirectLineOrigins.IsSecure(context.Request) ? "wss" : "ws")}://{context.Request.Host}{DirectLineChannel.Address}/conversations/{claims.Conv}/stream"
                + $"?watermark={Uri.EscapeDataString(watermark)}&t={tokens.Write(claims, DirectLineTokens.Stream)}";
        context.Response.StatusCode = status;
        var given = new ConversationGiven(claims.Conv, tokens.Write(claims), (int)DirectLineTokens.Lifetime.TotalSeconds, address);
        return context.Response.WriteAsJsonAsync(given, DirectLineJson.Default.ConversationGiven, cancellationToken: context.RequestAborted);
    }

    private bool IsSecret(string shown) => secret is not null && CryptographicOperations.FixedTimeEquals(secret, SHA256.HashData(Encoding.UTF8.GetBytes(shown)));

    // A browser that shows the secret has it from a page, where everybody can read it.
    private bool IsLeaked(HttpContext context, string shown) => DirectLineOrigins.Of(context.Request) is not null && IsSecret(shown);

    private static Task LeakedAsync(HttpContext context) =>
        DirectLineDoor.RefuseAsync(context, StatusCodes.Status403Forbidden, "BadArgument", "The secret is for servers. Take it out of the page, and change it.");

    private static string? Bearer(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    private static string Id(HttpContext context) => (string?)context.Request.RouteValues["id"] ?? "";

    private static bool TryOrigins(ReadOnlyMemory<byte> body, out ImmutableArray<string>? trusted)
    {
        trusted = null;
        if (body.IsEmpty)
        {
            return true;
        }

        try
        {
            trusted = JsonSerializer.Deserialize(body.Span, DirectLineJson.Default.TokenWanted)?.TrustedOrigins is { IsDefaultOrEmpty: false } some ? some : null;
            return trusted is not { Length: > 20 };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
