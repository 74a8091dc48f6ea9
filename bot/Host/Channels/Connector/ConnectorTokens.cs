using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdviceBot.Host.Channels.Connector;

/// <summary>A token that holds: whom it lets speak, and where the answer goes.</summary>
/// <param name="ServiceUrl">The claim; null when it has none.</param>
public sealed record Credentials(ConnectorKey Key, string? ServiceUrl);

/// <summary>Checks the tokens channels show us. One kind of token, one set of rules, no way round.</summary>
/// <remarks>No emulator path, no skill path, and nothing in a request's body ever chooses how its token is checked.</remarks>
public sealed partial class ConnectorTokens(ConnectorKeys keys, IOptions<BotSettings> settings, OutsideClock clock, ILogger<ConnectorTokens> log)
{
    /// <summary>Longest token looked at.</summary>
    public const int Longest = 16 * 1024;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };
    private readonly ConnectorSettings connector = settings.Value.Connector;

    /// <summary>What a token proves; null when it proves nothing.</summary>
    /// <param name="header">The whole Authorization header.</param>
    /// <exception cref="HttpRequestException">There are no keys to check with.</exception>
    public async ValueTask<Credentials?> ReadAsync(string? header, CancellationToken stop)
    {
        if (header is null || header.Length > Longest || !header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return Refuse("no bearer token");
        }

        string text = header["Bearer ".Length..];
        if (Parse(text) is not { } token || string.IsNullOrEmpty(token.Kid) || !Algorithms.Contains(token.Alg) || token.TryGetHeaderValue("crit", out object? _))
        {
            return Refuse("not a token we take");
        }

        if (await keys.FindAsync(token.Kid, stop) is not { } key)
        {
            return Refuse("unknown key");
        }

        TokenValidationResult result = await handler.ValidateTokenAsync(text, Rules(key));
        return result.IsValid
            ? new Credentials(key, token.Claims.FirstOrDefault(c => c.Type.Equals("serviceurl", StringComparison.OrdinalIgnoreCase))?.Value)
            : Refuse(result.Exception?.GetType().Name ?? "invalid");
    }

    private static JsonWebToken? Parse(string text)
    {
        try
        {
            return text.Count(c => c == '.') == 2 && !text.Any(char.IsWhiteSpace) ? new JsonWebToken(text) : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private TokenValidationParameters Rules(ConnectorKey key) => new()
    {
        ValidateIssuer = true,
        ValidIssuers = connector.Issuers,
        ValidateAudience = true,
        ValidAudience = connector.AppId,
        RequireAudience = true,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidateIssuerSigningKey = true,
        IssuerSigningKey = key.Key,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        ValidAlgorithms = Algorithms,
        RequireExpirationTime = true,
        ValidateLifetime = true,
        LifetimeValidator = (from, until, _, _) => until is { } end && IsInTime(from ?? DateTime.MinValue, end, clock.Now.UtcDateTime),
    };

    private static bool IsInTime(DateTime from, DateTime until, DateTime now) => from <= until && until - now > -Skew && from - now <= Skew;

    private Credentials? Refuse(string why)
    {
        // For whoever runs the service; the caller learns nothing.
        Refused(log, why);
        return null;
    }

    [LoggerMessage(LogLevel.Information, "a token was refused: {Why}")]
    private static partial void Refused(ILogger logger, string why);
}
