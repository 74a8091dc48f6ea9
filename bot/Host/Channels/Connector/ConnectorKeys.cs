using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace AdviceBot.Host.Channels.Connector;

/// <summary>A key that may sign tokens, and the channels it may speak for.</summary>
public sealed record ConnectorKey(SecurityKey Key, FrozenSet<string> Endorsements);

/// <summary>The keys of the Bot Framework, fetched when first needed and kept.</summary>
/// <remarks>
/// Fetched again after 12 hours, and for a key we don't know at most once in 5 minutes, so that made-up keys cost nobody
/// anything. When they can't be fetched, the last good ones serve for 24 hours; after that, and before the first, there are none.
/// </remarks>
public sealed partial class ConnectorKeys(OutsideHttp http, IOptions<BotSettings> settings, OutsideClock clock, ILogger<ConnectorKeys> log) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);
    private static readonly TimeSpan LastGood = TimeSpan.FromHours(24);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim one = new(1, 1);
    private volatile Kept? kept;
    private DateTimeOffset tried = DateTimeOffset.MinValue;

    /// <summary>The key with this id; null when there is none.</summary>
    /// <exception cref="HttpRequestException">There are no keys at all, so nothing can be decided.</exception>
    public async ValueTask<ConnectorKey?> FindAsync(string id, CancellationToken stop)
    {
        DateTimeOffset now = clock.Now;
        Kept? have = kept;
        if (have is null || now - have.At >= Fresh || !have.Keys.ContainsKey(id))
        {
            have = await RefreshAsync(have, now, stop);
        }

        return have is null || now - have.At >= LastGood
            ? throw new HttpRequestException("There are no keys to check tokens with.")
            : have.Keys.GetValueOrDefault(id);
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    // One at a time; whoever waited takes what the first one brought.
    private async Task<Kept?> RefreshAsync(Kept? had, DateTimeOffset now, CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            if (kept != had || now - tried < Rest)
            {
                return kept;
            }

            tried = now;
            kept = new Kept(await FetchAsync(stop), now);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or ArgumentException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            NotFetched(log, e.GetType().Name);
        }
        finally
        {
            one.Release();
        }

        return kept;
    }

    private async Task<FrozenDictionary<string, ConnectorKey>> FetchAsync(CancellationToken stop)
    {
        string metadata = settings.Value.Connector.MetadataAddress;
        using JsonDocument document = JsonDocument.Parse(await http.Identity.GetStringAsync(new Uri(metadata), stop));
        string address = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("jwks_uri", out JsonElement uri)
            && uri.ValueKind == JsonValueKind.String ? uri.GetString()! : throw new JsonException("no jwks_uri");
        // Keys fetched in the clear could be anybody's.
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? keys) || (keys.Scheme != Uri.UriSchemeHttps && !metadata.StartsWith("http:", StringComparison.Ordinal)))
        {
            throw new JsonException("jwks_uri is not https");
        }

        var set = new JsonWebKeySet(await http.Identity.GetStringAsync(keys, stop)) { SkipUnresolvedJsonWebKeys = true };
        var found = new Dictionary<string, ConnectorKey>(StringComparer.Ordinal);
        foreach (JsonWebKey key in set.Keys.Where(k => k is { Kty: "RSA", KeyId: { Length: > 0 }, Use: null or "" or "sig" } && !k.HasPrivateKey))
        {
            found[key.KeyId] = new ConnectorKey(key, Endorsements(key));
        }

        return found.Count > 0 ? found.ToFrozenDictionary(StringComparer.Ordinal) : throw new JsonException("no keys");
    }

    private static FrozenSet<string> Endorsements(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out object? value) && value is JsonElement { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!).Where(e => e.Length > 0).ToFrozenSet(StringComparer.Ordinal)
            : value is IEnumerable<object> objects ? objects.OfType<string>().Where(e => e.Length > 0).ToFrozenSet(StringComparer.Ordinal)
            : [];

    [LoggerMessage(LogLevel.Warning, "the connector's keys could not be fetched ({Kind})")]
    private static partial void NotFetched(ILogger logger, string kind);

    private sealed record Kept(FrozenDictionary<string, ConnectorKey> Keys, DateTimeOffset At);
}
