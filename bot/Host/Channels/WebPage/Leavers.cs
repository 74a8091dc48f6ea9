using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using AdviceBot.Host.State;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>Browsers without script that have just left: if one comes back by Back, its first page is blank, with a way to begin.</summary>
/// <remarks>
/// A browser with script sees to that itself. Without, its Back asks for the first page exactly as a newcomer does, and only who asks tells
/// them apart. Remembered is a digest with a key of this process, in memory, for half an hour or until they begin again. Behind a proxy whose
/// word isn't taken for who asks, nobody can be told apart, and nothing is remembered.
/// </remarks>
public sealed class Leavers(TimeProvider clock) : ISweep
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> left = new(StringComparer.Ordinal);
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Somebody left.</summary>
    public void Remember(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        // A navigation means there was no script: with it, word of leaving is sent in the background.
        if (context.Request.Headers["Sec-Fetch-Mode"] is [{ } mode] && mode == "navigate" && Of(context) is { } who)
        {
            left[who] = clock.GetUtcNow();
        }
    }

    /// <summary>Whether this is somebody who left.</summary>
    public bool Left(HttpContext context) =>
        !left.IsEmpty && Of(context) is { } who && left.TryGetValue(who, out DateTimeOffset at) && clock.GetUtcNow() - at < KeptStore.Idle;

    /// <summary>They begin again.</summary>
    public void Forget(HttpContext context)
    {
        if (!left.IsEmpty && Of(context) is { } who)
        {
            left.TryRemove(who, out _);
        }
    }

    /// <inheritdoc/>
    public void Sweep()
    {
        DateTimeOffset before = clock.GetUtcNow() - KeptStore.Idle;
        foreach (KeyValuePair<string, DateTimeOffset> one in left)
        {
            if (one.Value < before)
            {
                left.TryRemove(one);
            }
        }
    }

    private string? Of(HttpContext context)
    {
        HttpRequest request = context.Request;
        return context.Connection.RemoteIpAddress is not { } address || request.Headers.ContainsKey("X-Forwarded-For") || request.Headers.ContainsKey("Forwarded") ? null
            : Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{address}\n{request.Headers.UserAgent}\n{request.Headers.AcceptLanguage}")));
    }
}
