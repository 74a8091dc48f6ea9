using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>What a token says.</summary>
/// <param name="Conv">The one conversation it is for.</param>
/// <param name="User">The person's name there, made by us; clients read it without checking.</param>
/// <param name="Use">What it may be used for: <see cref="DirectLineTokens.Talk"/> or <see cref="DirectLineTokens.Stream"/>.</param>
/// <param name="Nbf">Seconds since 1970.</param>
/// <param name="Exp">Seconds since 1970.</param>
/// <param name="Start">When the first token of the conversation was given: renewing ends twelve hours later.</param>
/// <param name="Origins">The pages it may be used from; null for all that are allowed.</param>
public sealed record DirectLineClaims(string Conv, string User, string Use, long Nbf, long Exp, long Start, ImmutableArray<string>? Origins);

/// <summary>Why a token is refused.</summary>
public enum TokenFault
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>Not one of ours, changed, or for something else.</summary>
    Bad,

    /// <summary>Its time is over.</summary>
    Expired,
}

/// <summary>Gives and reads tokens: JWTs signed with HMAC-SHA-256 under one fixed header, so that nobody else chooses how they are checked.</summary>
public sealed class DirectLineTokens(DirectLineKey key, TimeProvider clock)
{
    /// <summary>For all calls but the stream.</summary>
    public const string Talk = "dl";

    /// <summary>For opening the stream, in its address.</summary>
    public const string Stream = "stream";

    /// <summary>How long a token serves. Chat windows renew theirs every 15 minutes, whatever they are told.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>How long an address of the stream can be opened.</summary>
    public static readonly TimeSpan StreamLifetime = TimeSpan.FromSeconds(60);

    private const int Longest = 4096;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    /// <summary>Claims for a new conversation and a new person.</summary>
    public DirectLineClaims New(ImmutableArray<string>? origins)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        return new DirectLineClaims(Random(20), "dl_" + Random(16), Talk, now, now, now, origins);
    }

    /// <summary>A token with these claims, from now on.</summary>
    public string Write(DirectLineClaims claims, string use = Talk)
    {
        ArgumentNullException.ThrowIfNull(claims);
        DateTimeOffset now = clock.GetUtcNow();
        DirectLineClaims fresh = claims with
        {
            Use = use,
            Nbf = now.ToUnixTimeSeconds(),
            Exp = (now + (use == Stream ? StreamLifetime : Lifetime)).ToUnixTimeSeconds(),
        };
        string body = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(fresh, DirectLineJson.Default.DirectLineClaims))}";
        return $"{body}.{Base64Url.EncodeToString(Sign(body))}";
    }

    /// <summary>The claims of a token of ours, for this use and in its time; else why not.</summary>
    public DirectLineClaims? Read(string? token, string use, out TokenFault fault)
    {
        fault = string.IsNullOrEmpty(token) ? TokenFault.Missing : TokenFault.Bad;
        if (token is not { Length: > 0 and <= Longest } || Checked(token) is not { } claims || claims.Use != use || claims.Conv is null || claims.User is null)
        {
            return null;
        }

        bool isOver = clock.GetUtcNow().ToUnixTimeSeconds() >= claims.Exp;
        fault = isOver ? TokenFault.Expired : TokenFault.None;
        return isOver ? null : claims;
    }

    /// <summary>So many random bytes as text.</summary>
    public static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    private DirectLineClaims? Checked(string token)
    {
        int end = token.LastIndexOf('.');
        if (end <= Header.Length + 1 || !token.StartsWith(Header + ".", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            // The signature first: nothing of an unsigned token is parsed.
            byte[] signature = Base64Url.DecodeFromChars(token.AsSpan(end + 1));
            return CryptographicOperations.FixedTimeEquals(signature, Sign(token[..end]))
                ? JsonSerializer.Deserialize(Base64Url.DecodeFromChars(token.AsSpan(Header.Length + 1, end - Header.Length - 1)), DirectLineJson.Default.DirectLineClaims)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private byte[] Sign(string body) => HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes(body));
}
