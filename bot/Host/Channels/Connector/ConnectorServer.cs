using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using AdviceBot.Host.Channels.Activities;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Operations;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.Connector;

/// <summary>One activity from a channel: who sends it, may they, what is said to it, and where the answer goes.</summary>
public sealed partial class ConnectorServer(
    ConnectorTokens tokens,
    ServiceHosts hosts,
    ConnectorClient client,
    ActivityTurns turns,
    Delivered delivered,
    IOptions<BotSettings> settings,
    IHostEnvironment environment,
    Gate gate,
    ILogger<ConnectorServer> log)
{
    /// <summary>Largest body.</summary>
    public const int LargestBody = 256 * 1024;

    // Ids are kept for a while, and no channel's come near this.
    private const int LongestId = 1000;

    // The channel waits 15 seconds at most.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(13);

    private static readonly TimeSpan LongestSending = TimeSpan.FromSeconds(60);

    private readonly ConnectorSettings connector = settings.Value.Connector;
    private readonly bool isUnsigned = environment.IsDevelopment() && string.IsNullOrEmpty(settings.Value.Connector.AppId);

    /// <summary>Answers it. Refusals are bare, a status and nothing else; but those that may go well later say when, and whom to call.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(LongestAnswer);
        try
        {
            int status = await AnswerAsync(context, limit.Token);
            if (!context.Response.HasStarted && context.Response.StatusCode != status)
            {
                await RefuseAsync(context, status);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits any more.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            Failed(log, e.GetType().Name, e.TargetSite?.DeclaringType?.FullName ?? "?");
            // Without keys nobody can be checked, and nobody is let in.
            await RefuseAsync(context, e is HttpRequestException ? StatusCodes.Status503ServiceUnavailable : Trouble.Status(e));
        }
    }

    private async Task<int> AnswerAsync(HttpContext context, CancellationToken stop)
    {
        if (!Body.IsJson(context.Request))
        {
            return StatusCodes.Status415UnsupportedMediaType;
        }

        if (context.Request.ContentLength > LargestBody)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        // The token comes before the body: nothing a stranger sends is read.
        Credentials? credentials = null;
        if (isUnsigned ? !IsThisMachine(context) : (credentials = await tokens.ReadAsync(Authorization(context), stop)) is null)
        {
            return StatusCodes.Status401Unauthorized;
        }

        if (await Body.ReadAsync(context.Request, LargestBody) is not { } body)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        if (WireJson.Read(body) is not { Type.Length: > 0 } activity)
        {
            return StatusCodes.Status400BadRequest;
        }

        Uri? service = hosts.Find(activity.ServiceUrl);
        int status = Judge(activity, credentials, service);
        return status == StatusCodes.Status200OK ? await AnswerAsync(context, activity, service, stop) : status;
    }

    private int Judge(Incoming activity, Credentials? credentials, Uri? service)
    {
        if (credentials is not null)
        {
            bool isEndorsed = !string.IsNullOrEmpty(activity.ChannelId) && credentials.Key.Endorsements.Contains(activity.ChannelId);
            bool isSame = !string.IsNullOrEmpty(activity.ServiceUrl) && string.Equals(activity.ServiceUrl, credentials.ServiceUrl, StringComparison.OrdinalIgnoreCase);
            if (!isEndorsed || !isSame)
            {
                return StatusCodes.Status401Unauthorized;
            }
        }

        // Unsigned callers on this machine may want the answer in the response and have no address at all.
        bool needsService = credentials is not null || !IsExpectingReplies(activity) || !string.IsNullOrEmpty(activity.ServiceUrl);
        if ((service is null && needsService) || activity.Conversation?.Id is not { Length: > 0 and <= LongestId } || activity.Id?.Length > LongestId)
        {
            return StatusCodes.Status400BadRequest;
        }

        return IsListed(connector.AllowedChannels, activity.ChannelId) && (activity.ChannelId != ChannelManner.Teams || IsListed(connector.AllowedTenants, Tenant(activity)))
            ? StatusCodes.Status200OK
            : StatusCodes.Status403Forbidden;
    }

    private async Task<int> AnswerAsync(HttpContext context, Incoming activity, Uri? service, CancellationToken stop)
    {
        string? conversation = activity.Conversation!.Id;
        Hearing hearing = turns.Hear(activity);
        if (!gate.AdmitsConversation($"{activity.ChannelId}/{conversation}") && !hearing.IsUrgent())
        {
            return await RefuseAsync(context, StatusCodes.Status429TooManyRequests);
        }

        if (!await delivered.IsFirstAsync(activity.ChannelId, conversation, activity.Id, stop))
        {
            return IsExpectingReplies(activity) ? await WriteAsync(context, []) : StatusCodes.Status200OK;
        }

        bool isAnswered = false;
        try
        {
            int status = await TurnAsync(context, activity, hearing, service, stop);
            isAnswered = status < StatusCodes.Status500InternalServerError;
            return status;
        }
        finally
        {
            if (isAnswered)
            {
                delivered.Done(activity.ChannelId, conversation, activity.Id);
            }
            else
            {
                delivered.Forget(activity.ChannelId, conversation, activity.Id);
            }
        }
    }

    private async Task<int> TurnAsync(HttpContext context, Incoming activity, Hearing hearing, Uri? service, CancellationToken stop)
    {
        string handle = $"{activity.ChannelId}/{activity.Conversation!.Id}";
        var delivery = new Delivery(activity.Id, IsSentAfter: !IsExpectingReplies(activity));
        Answered answered;

        // Sending takes as long as the channel's service takes, and nobody's place.
        using (IDisposable? room = await gate.EnterAsync(hearing.IsUrgent, stop))
        {
            if (room is null)
            {
                return await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable);
            }

            answered = await turns.AnswerAsync(handle, hearing, delivery, ChannelManner.Of(activity.ChannelId), Notes(activity), stop);
        }

        if (answered.Heard is Heard.Invoked)
        {
            return StatusCodes.Status501NotImplemented;
        }

        ImmutableArray<Activity> replies = Addressed(answered.Activities, activity);
        if (IsExpectingReplies(activity))
        {
            return await WriteAsync(context, replies);
        }

        int status = replies.IsEmpty ? StatusCodes.Status200OK : await SendAsync(service!, replies, stop);
        if (status < StatusCodes.Status500InternalServerError && !replies.IsEmpty)
        {
            await turns.SentAsync(handle, delivery, CancellationToken.None);
        }

        return status;
    }

    private static async Task<int> WriteAsync(HttpContext context, ImmutableArray<Activity> replies)
    {
        using var json = ActivityJson.Of(replies);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Written.Length;
        await context.Response.BodyWriter.WriteAsync(json.Written, CancellationToken.None);
        return StatusCodes.Status200OK;
    }

    // A service that is slow to take our replies must not make the channel give us up: then they are sent on after our answer.
    private async Task<int> SendAsync(Uri service, ImmutableArray<Activity> replies, CancellationToken stop)
    {
        Task<bool> sending = SendOnAsync(service, replies);
        await Task.WhenAny(sending, Task.Delay(Timeout.Infinite, stop));
        return sending.IsCompleted && !await sending ? StatusCodes.Status502BadGateway
            : sending.IsCompleted ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
    }

    private async Task<bool> SendOnAsync(Uri service, ImmutableArray<Activity> replies)
    {
        using var limit = new CancellationTokenSource(LongestSending);
        try
        {
            return await client.SendAsync(service, replies, limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException)
        {
            Failed(log, e.GetType().Name, nameof(ConnectorClient));
            return false;
        }
    }

    private static ImmutableArray<Activity> Addressed(ImmutableArray<Activity> replies, Incoming to)
    {
        var conversation = new Place(to.Conversation!.Id);
        string? answers = string.IsNullOrEmpty(to.Id) ? null : to.Id;
        string locale = string.IsNullOrEmpty(to.Locale) || to.Locale.Length > 35 ? "en-GB" : to.Locale;
        var addressed = ImmutableArray.CreateBuilder<Activity>(replies.Length);
        foreach (Activity reply in replies)
        {
            addressed.Add(reply with { ChannelId = to.ChannelId, From = to.Recipient, Recipient = to.From, Conversation = conversation, ReplyToId = answers, Locale = locale });
        }

        return addressed.MoveToImmutable();
    }

    // Who may read along is said before anything else.
    private ImmutableArray<Note> Notes(Incoming activity) => activity.ChannelId switch
    {
        ChannelManner.Teams => connector.Website is { Length: > 0 } website ? [new("chat-teams"), new("chat-website", website)] : [new("chat-teams")],
        "emulator" or "test" => [],
        _ => [new("chat-app")],
    };

    private static bool IsExpectingReplies(Incoming activity) => activity.DeliveryMode == "expectReplies";

    private static bool IsListed(IReadOnlyList<string> list, string? name) => list.Count == 0 || (name is not null && list.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static string? Tenant(Incoming activity) =>
        activity.ChannelData is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("tenant", out JsonElement tenant) && tenant.ValueKind == JsonValueKind.Object
        && tenant.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : activity.Conversation?.TenantId;

    private static string? Authorization(HttpContext context) => context.Request.Headers.Authorization is [{ } only] ? only : null;

    // Something that forwards other people's calls stands on this machine too, and says so.
    private static bool IsThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } caller
        && IPAddress.IsLoopback(caller)
        && !IsForwarded(context.Request.Headers);

    private static bool IsForwarded(IHeaderDictionary headers)
    {
        foreach ((string name, _) in headers)
        {
            if (name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // Where it may go well later, with words for whoever reads along: when to come back, and whom to call.
    private static async Task<int> RefuseAsync(HttpContext context, int status)
    {
        if (!Trouble.IsWorthAnother(status))
        {
            Refuse(context, status);
            return status;
        }

        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = Gate.RetryAfter;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(context.RequestServices.GetRequiredService<StaticPages>().WhoToCall, context.RequestAborted);
        return status;
    }

    private static void Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }
    }

    [LoggerMessage(LogLevel.Error, "{Kind} in {Type} while an activity was answered")]
    private static partial void Failed(ILogger logger, string kind, string type);
}
