using System.Net;
using System.Net.Http.Headers;
using AdviceBot.Host.Channels.Activities;

namespace AdviceBot.Host.Channels.Connector;

/// <summary>Sends replies to a channel, one after the other, since channels don't keep the order of what comes at once.</summary>
public sealed partial class ConnectorClient(OutsideHttp http, AccessTokens tokens, ILogger<ConnectorClient> log)
{
    private const int MostTries = 4;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>The first pause before another try; each next one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Sends them all; false when one could not be sent, and then none after it is.</summary>
    /// <param name="service">An address that <see cref="ServiceHosts"/> has allowed.</param>
    public async Task<bool> SendAsync(Uri service, IEnumerable<Activity> activities, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(activities);
        foreach (Activity activity in activities)
        {
            if (!await SendAsync(Address(service, activity), WireJson.Write(activity), stop))
            {
                return false;
            }
        }

        return true;
    }

    private static Uri Address(Uri service, Activity activity)
    {
        string conversation = $"{service.AbsoluteUri.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(activity.Conversation?.Id ?? "")}/activities";
        return new Uri(string.IsNullOrEmpty(activity.ReplyToId) ? conversation : $"{conversation}/{Uri.EscapeDataString(activity.ReplyToId)}");
    }

    private async Task<bool> SendAsync(Uri address, byte[] activity, CancellationToken stop)
    {
        bool wasRefused = false;
        bool wasLost = false;
        for (int tried = 1; ; tried++)
        {
            string? token = await tokens.GetAsync(stop);
            (HttpStatusCode? status, TimeSpan? after) = await TryAsync(address, activity, token, stop);
            if (status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.NoContent)
            {
                return true;
            }

            bool again = status switch
            {
                HttpStatusCode.Unauthorized => token is not null && !wasRefused,
                // It may have come through: once more, and not again.
                HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout or null => !wasLost,
                HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed or >= HttpStatusCode.InternalServerError => true,
                _ => false,
            };
            if (!again || tried == MostTries)
            {
                NotSent(log, (int?)status ?? 0, tried);
                return false;
            }

            if (status == HttpStatusCode.Unauthorized)
            {
                wasRefused = true;
                tokens.Forget(token!);
                continue;
            }

            wasLost = wasLost || status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout;
            await Task.Delay(after ?? Pause(tried), stop);
        }
    }

    private async Task<(HttpStatusCode? Status, TimeSpan? After)> TryAsync(Uri address, byte[] activity, string? token, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(activity) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using HttpResponseMessage response = await http.Replies.SendAsync(request, stop);
            TimeSpan? after = response.Headers.RetryAfter switch
            {
                { Delta: { } delta } => delta,
                { Date: { } date } => date - DateTimeOffset.UtcNow,
                _ => null,
            };
            return (response.StatusCode, after is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestWait.Ticks)) : null);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return (null, null);
        }
    }

    // Half to the whole of one, two, four seconds, so that many who were refused together don't come back together.
    private TimeSpan Pause(int tried) => FirstPause * Math.Pow(2, tried - 1) * (0.5 + (Random.Shared.NextDouble() / 2));

    [LoggerMessage(LogLevel.Error, "a reply could not be sent: status {Status} after {Tries} tries")]
    private static partial void NotSent(ILogger logger, int status, int tries);
}
