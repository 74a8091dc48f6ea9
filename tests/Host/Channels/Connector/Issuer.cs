using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace AdviceBot.Tests.Host.Channels.Connector;

/// <summary>Makes tokens like the Bot Framework's, and any kind of wrong one: header and claims are written as they are given.</summary>
public sealed class Issuer
{
    /// <summary>The service the tokens speak for.</summary>
    public const string Service = "https://smba.trafficmanager.net/uk/";

    private readonly Func<DateTimeOffset> clock;

    /// <summary>An issuer whose keys are published outside.</summary>
    public Issuer(Func<DateTimeOffset> clock, Outside outside)
    {
        this.clock = clock;
        outside.Keys = Published().ToJsonString();
    }

    /// <summary>The key that may speak for msteams, webchat, directline and test.</summary>
    public RSA Good { get; } = RSA.Create(2048);

    /// <summary>A published key without endorsements.</summary>
    public RSA Bare { get; } = RSA.Create(2048);

    /// <summary>A key nobody published.</summary>
    public RSA Foreign { get; } = RSA.Create(2048);

    /// <summary>The usual claims.</summary>
    public JsonObject Claims()
    {
        long now = clock().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = "https://api.botframework.com",
            ["aud"] = ChannelApp.AppId,
            ["serviceurl"] = Service,
            ["nbf"] = now - 60,
            ["exp"] = now + 3600,
        };
    }

    /// <summary>The usual header.</summary>
    public static JsonObject Header() => new() { ["alg"] = "RS256", ["kid"] = "good", ["x5t"] = "good", ["typ"] = "JWT" };

    /// <summary>A good token, unless somebody changes it.</summary>
    public string Token(Action<JsonObject>? claims = null, Action<JsonObject>? header = null, RSA? key = null)
    {
        JsonObject head = Header();
        JsonObject body = Claims();
        header?.Invoke(head);
        claims?.Invoke(body);
        return Sign(head.ToJsonString(), body.ToJsonString(), key);
    }

    /// <summary>Signs header and claims as they stand.</summary>
    public string Sign(string header, string claims, RSA? key = null) =>
        Sign(header, claims, bytes => (key ?? Good).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>Signs in any way.</summary>
    public static string Sign(string header, string claims, Func<byte[], byte[]> sign)
    {
        string text = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(claims)}";
        return $"{text}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>A public key as JSON, such as an attacker may put into a header.</summary>
    public static JsonObject Public(RSA key, string id)
    {
        RSAParameters parts = key.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = id,
            ["n"] = Base64UrlEncoder.Encode(parts.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parts.Exponent),
        };
    }

    private JsonObject Published()
    {
        JsonObject good = Public(Good, "good");
        good["endorsements"] = new JsonArray("msteams", "webchat", "directline", "test");
        JsonObject odd = Public(Bare, "odd");
        odd["endorsements"] = "msteams";
        JsonObject none = Public(Bare, "none");
        none["endorsements"] = new JsonArray();
        return new JsonObject { ["keys"] = new JsonArray(good, Public(Bare, "bare"), odd, none) };
    }
}

/// <summary>The world outside, as far as the bot may call it. Whatever it calls is noted.</summary>
public sealed class Outside : HttpMessageHandler
{
    private readonly Lock gate = new();

    /// <summary>The published keys.</summary>
    public string Keys { get; set; } = """{"keys":[]}""";

    /// <summary>Whether keys and tokens can be reached.</summary>
    public bool IsDown { get; set; }

    /// <summary>Answers of the channel's service still to come; 200 afterwards.</summary>
    public Queue<HttpResponseMessage> Next { get; } = new();

    /// <summary>Calls to the channel's service: address, token and body.</summary>
    public List<(Uri Address, string? Token, string Body)> Replies { get; } = [];

    /// <summary>Every host that was called.</summary>
    public List<Uri> Called { get; } = [];

    /// <summary>Forms posted for tokens.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>How often the keys were fetched.</summary>
    public int Fetched { get; private set; }

    /// <summary>Forgets what was noted.</summary>
    public void Clear()
    {
        lock (gate)
        {
            Next.Clear();
            Replies.Clear();
            Called.Clear();
            Asked.Clear();
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (gate)
        {
            Uri address = request.RequestUri!;
            Called.Add(address);
            switch (address.Host)
            {
                case "login.botframework.com" or "login.microsoftonline.com" when IsDown:
                    throw new HttpRequestException("down");
                case "login.botframework.com" when address.AbsolutePath.EndsWith("openidconfiguration", StringComparison.Ordinal):
                    Fetched++;
                    return Json("""{"issuer":"https://api.botframework.com","jwks_uri":"https://login.botframework.com/v1/.well-known/keys"}""");
                case "login.botframework.com":
                    return Json(Keys);
                case "login.microsoftonline.com":
                    Asked.Add(body);
                    return Json($$"""{"token_type":"Bearer","expires_in":3600,"access_token":"token-{{Asked.Count}}"}""");
                default:
                    Replies.Add((address, request.Headers.Authorization?.Parameter, body));
                    return Next.Count > 0 ? Next.Dequeue() : Json("""{"id":"1"}""");
            }
        }
    }

    private static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
}
