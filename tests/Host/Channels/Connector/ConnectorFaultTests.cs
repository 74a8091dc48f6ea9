using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AdviceBot.Host.Channels.Connector;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.Connector;

/// <summary>What must not come in: every wrong token and every wrong body is refused, bare, and starts no turn.</summary>
[Collection(nameof(ChannelApp))]
public sealed class ConnectorFaultTests(ChannelApp app)
{
    private const string Body = """{"type":"message","id":"ID","channelId":"msteams","serviceUrl":"https://smba.trafficmanager.net/uk/","from":{"id":"29:a"},"recipient":{"id":"28:b"},"conversation":{"id":"a:fault"},"text":"hello"}""";

    private static readonly Dictionary<string, Func<Issuer, string?>> Tokens = new()
    {
        // The header as a whole
        ["no header"] = _ => null,
        ["an empty header"] = _ => "",
        ["a scheme alone"] = _ => "Bearer",
        ["a scheme and a space"] = _ => "Bearer ",
        ["no scheme"] = i => i.Token(),
        ["another scheme"] = i => "Basic " + i.Token(),
        ["a scheme in small letters"] = i => "bearer " + i.Token(),
        ["a comma and another token"] = i => $"Bearer {i.Token()}, Bearer {i.Token()}",
        ["something after it"] = i => $"Bearer {i.Token()} x",
        ["one part"] = i => "Bearer " + i.Token().Split('.')[0],
        ["two parts"] = i => "Bearer " + string.Join('.', i.Token().Split('.')[..2]),
        ["four parts"] = i => $"Bearer {i.Token()}.x",
        ["five parts"] = i => $"Bearer {i.Token()}.x.y",
        ["no parts but dots"] = _ => "Bearer ..",
        ["no base64"] = _ => "Bearer !!!.???.***",
        ["base64 of no JSON"] = _ => "Bearer Zm9v.YmFy.YmF6",
        ["a header that is a list"] = i => "Bearer " + i.Sign("[]", i.Claims().ToJsonString()),
        ["claims that are a list"] = i => "Bearer " + i.Sign(Issuer.Header().ToJsonString(), "[]"),
        ["claims that are text"] = i => "Bearer " + i.Sign(Issuer.Header().ToJsonString(), "\"x\""),
        ["a token too long"] = i => "Bearer " + i.Token(c => c["x"] = new string('x', 20_000)),

        // Algorithm
        ["algorithm none and no signature"] = i => "Bearer " + Issuer.Sign("""{"alg":"none","kid":"good"}""", i.Claims().ToJsonString(), _ => []),
        ["algorithm none and a signature"] = i => "Bearer " + i.Token(header: h => h["alg"] = "none"),
        ["algorithm None"] = i => "Bearer " + Issuer.Sign("""{"alg":"None","kid":"good"}""", i.Claims().ToJsonString(), _ => []),
        ["algorithm NONE"] = i => "Bearer " + Issuer.Sign("""{"alg":"NONE","kid":"good"}""", i.Claims().ToJsonString(), _ => []),
        ["no algorithm"] = i => "Bearer " + i.Token(header: h => h.Remove("alg")),
        ["an empty algorithm"] = i => "Bearer " + i.Token(header: h => h["alg"] = ""),
        ["an algorithm in small letters"] = i => "Bearer " + i.Token(header: h => h["alg"] = "rs256"),
        ["an algorithm that is a number"] = i => "Bearer " + i.Token(header: h => h["alg"] = 256),
        ["HS256 with the public key"] = i => "Bearer " + Hmac(i, "HS256", i.Good.ExportSubjectPublicKeyInfo()),
        ["HS256 with the public key as PEM"] = i => "Bearer " + Hmac(i, "HS256", Encoding.ASCII.GetBytes(i.Good.ExportSubjectPublicKeyInfoPem())),
        ["HS256 with the modulus"] = i => "Bearer " + Hmac(i, "HS256", i.Good.ExportParameters(false).Modulus!),
        ["HS256 with an empty key"] = i => "Bearer " + Hmac(i, "HS256", []),
        ["HS512"] = i => "Bearer " + Hmac(i, "HS512", [1, 2, 3]),
        ["ES256"] = i => "Bearer " + Elliptic(i),
        ["PS256"] = i => "Bearer " + Issuer.Sign("""{"alg":"PS256","kid":"good"}""", i.Claims().ToJsonString(), b => i.Good.SignData(b, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        ["RS256 said, RS512 done"] = i => "Bearer " + Issuer.Sign(Issuer.Header().ToJsonString(), i.Claims().ToJsonString(), b => i.Good.SignData(b, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
        ["a critical header we don't know"] = i => "Bearer " + i.Token(header: h => { h["crit"] = new JsonArray("b64"); h["b64"] = true; }),

        // Key
        ["no key id"] = i => "Bearer " + i.Token(header: h => h.Remove("kid")),
        ["an empty key id"] = i => "Bearer " + i.Token(header: h => h["kid"] = ""),
        ["a key id that is a number"] = i => "Bearer " + i.Token(header: h => h["kid"] = 1),
        ["an unknown key id"] = i => "Bearer " + i.Token(header: h => h["kid"] = "unknown"),
        ["a key id with a path"] = i => "Bearer " + i.Token(header: h => h["kid"] = "../../etc/passwd"),
        ["a key id in capitals"] = i => "Bearer " + i.Token(header: h => h["kid"] = "GOOD"),
        ["a foreign key under a known id"] = i => "Bearer " + i.Token(key: i.Foreign),
        ["another published key under a known id"] = i => "Bearer " + i.Token(key: i.Bare),
        ["a key in the header"] = i => "Bearer " + i.Token(header: h => { h["kid"] = "mine"; h["jwk"] = Issuer.Public(i.Foreign, "mine"); }, key: i.Foreign),
        ["a key in the header under a known id"] = i => "Bearer " + i.Token(header: h => h["jwk"] = Issuer.Public(i.Foreign, "good"), key: i.Foreign),
        ["an address of keys in the header"] = i => "Bearer " + i.Token(header: h => { h["kid"] = "mine"; h["jku"] = "https://attacker.example/keys"; }, key: i.Foreign),
        ["an address of a certificate in the header"] = i => "Bearer " + i.Token(header: h => { h["kid"] = "mine"; h["x5u"] = "https://attacker.example/cert"; }, key: i.Foreign),
        ["a key without endorsements"] = i => "Bearer " + i.Token(header: h => h["kid"] = "bare", key: i.Bare),
        ["a key with endorsements that are no list"] = i => "Bearer " + i.Token(header: h => h["kid"] = "odd", key: i.Bare),
        ["a key with an empty list of endorsements"] = i => "Bearer " + i.Token(header: h => h["kid"] = "none", key: i.Bare),

        // Signature
        ["an altered signature"] = i => "Bearer " + Altered(i.Token()),
        ["no signature"] = i => "Bearer " + i.Token()[..(i.Token().LastIndexOf('.') + 1)],
        ["half a signature"] = i => "Bearer " + i.Token()[..^100],
        ["the signature of another token"] = i => "Bearer " + Mixed(i.Token(), i.Token(c => c["exp"] = 1)),
        ["claims of another token"] = i => "Bearer " + Mixed(i.Token(c => c["aud"] = "other"), i.Token()),

        // Issuer
        ["no issuer"] = i => "Bearer " + i.Token(c => c.Remove("iss")),
        ["an empty issuer"] = i => "Bearer " + i.Token(c => c["iss"] = ""),
        ["another issuer"] = i => "Bearer " + i.Token(c => c["iss"] = "https://attacker.example"),
        ["the issuer with a slash"] = i => "Bearer " + i.Token(c => c["iss"] = "https://api.botframework.com/"),
        ["the issuer in capitals"] = i => "Bearer " + i.Token(c => c["iss"] = "https://API.botframework.com"),
        ["the issuer without s"] = i => "Bearer " + i.Token(c => c["iss"] = "http://api.botframework.com"),
        ["a longer issuer"] = i => "Bearer " + i.Token(c => c["iss"] = "https://api.botframework.com.attacker.example"),
        ["an issuer that is a list"] = i => "Bearer " + i.Token(c => c["iss"] = new JsonArray("https://api.botframework.com")),
        ["the government's issuer"] = i => "Bearer " + i.Token(c => c["iss"] = "https://api.botframework.us"),
        ["an emulator's token"] = i => "Bearer " + i.Token(c => { c["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"; c["appid"] = ChannelApp.AppId; c["ver"] = "1.0"; }),
        ["an emulator's token of the newer kind"] = i => "Bearer " + i.Token(c => { c["iss"] = "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0"; c["azp"] = ChannelApp.AppId; c["ver"] = "2.0"; }),
        ["a skill's token"] = i => "Bearer " + i.Token(c => { c["iss"] = "https://sts.windows.net/tenant/"; c["appid"] = "another"; c["ver"] = "1.0"; }),
        ["an anonymous skill's token"] = i => "Bearer " + i.Token(c => { c.Remove("iss"); c["appid"] = "AnonymousSkill"; }),

        // Audience
        ["no audience"] = i => "Bearer " + i.Token(c => c.Remove("aud")),
        ["an empty audience"] = i => "Bearer " + i.Token(c => c["aud"] = ""),
        ["another audience"] = i => "Bearer " + i.Token(c => c["aud"] = "99999999-2222-3333-4444-555555555555"),
        ["the audience with a slash"] = i => "Bearer " + i.Token(c => c["aud"] = ChannelApp.AppId + "/"),
        ["the audience with a space"] = i => "Bearer " + i.Token(c => c["aud"] = ChannelApp.AppId + " "),
        ["the channel's own audience"] = i => "Bearer " + i.Token(c => c["aud"] = "https://api.botframework.com"),
        ["a list of other audiences"] = i => "Bearer " + i.Token(c => c["aud"] = new JsonArray("a", "b")),
        ["an empty list of audiences"] = i => "Bearer " + i.Token(c => c["aud"] = new JsonArray()),

        // Lifetime
        ["no end"] = i => "Bearer " + i.Token(c => c.Remove("exp")),
        ["ended six minutes ago"] = i => "Bearer " + i.Token(c => c["exp"] = Seconds(i, -360)),
        ["ended five minutes ago"] = i => "Bearer " + i.Token(c => c["exp"] = Seconds(i, -300)),
        ["ended in 1970"] = i => "Bearer " + i.Token(c => c["exp"] = 0),
        ["an end before 1970"] = i => "Bearer " + i.Token(c => c["exp"] = -1),
        ["an end that is a word"] = i => "Bearer " + i.Token(c => c["exp"] = "tomorrow"),
        ["begins in six minutes"] = i => "Bearer " + i.Token(c => c["nbf"] = Seconds(i, 360)),
        ["begins after its end"] = i => "Bearer " + i.Token(c => { c["nbf"] = Seconds(i, 200); c["exp"] = Seconds(i, 100); }),

        // The address of the service
        ["no serviceurl"] = i => "Bearer " + i.Token(c => c.Remove("serviceurl")),
        ["an empty serviceurl"] = i => "Bearer " + i.Token(c => c["serviceurl"] = ""),
        ["another serviceurl"] = i => "Bearer " + i.Token(c => c["serviceurl"] = "https://smba.trafficmanager.net/us/"),
        ["a shorter serviceurl"] = i => "Bearer " + i.Token(c => c["serviceurl"] = "https://smba.trafficmanager.net/uk"),
        ["a serviceurl with a query"] = i => "Bearer " + i.Token(c => c["serviceurl"] = Issuer.Service + "?x=1"),
    };

    private static readonly Dictionary<string, (int Status, string Body)> Bodies = new()
    {
        ["nothing"] = (400, ""),
        ["spaces"] = (400, "   "),
        ["null"] = (400, "null"),
        ["a number"] = (400, "5"),
        ["a text"] = (400, "\"message\""),
        ["a list"] = (400, "[]"),
        ["a list of activities"] = (400, $"[{Body}]"),
        ["half an object"] = (400, Body[..^10]),
        ["two objects"] = (400, Body + Body),
        ["a comma too many"] = (400, Body[..^1] + ",}"),
        ["a comment"] = (400, "/* x */" + Body),
        ["single quotes"] = (400, Body.Replace('"', '\'')),
        ["names without quotes"] = (400, Body.Replace("\"type\"", "type", StringComparison.Ordinal)),
        ["a number with a zero before it"] = (400, Add("\"x\":01")),
        ["not a number"] = (400, Add("\"x\":NaN")),
        ["a line break in a text"] = (400, Body.Replace("hello", "hel\nlo", StringComparison.Ordinal)),
        ["a zero byte in a text"] = (400, Body.Replace("hello", "hel\0lo", StringComparison.Ordinal)),
        ["half a character"] = (400, Body.Replace("hello", "hel\\ud800lo", StringComparison.Ordinal)),
        ["half a character in the channel's part"] = (400, Add("\"channelData\":{\"x\":\"\\udc00\"}")),
        ["half a character in a name"] = (400, Add("\"channelData\":{\"\\ud800\":1}")),
        ["one deeper than 32"] = (400, Add($"\"channelData\":{new string('[', 32)}{new string(']', 32)}")),
        ["deeper than anything"] = (400, new string('[', 100_000)),
        ["the type twice"] = (400, Add("\"type\":\"message\"")),
        ["the text twice"] = (400, Add("\"text\":\"other\"")),
        ["a name twice in the channel's part"] = (400, Add("\"channelData\":{\"a\":1,\"a\":2}")),
        ["a name twice in something unknown"] = (400, Add("\"unknown\":{\"a\":1,\"a\":2}")),
        ["a name twice, once escaped"] = (400, Add("\"te\\u0078t\":\"other\"")),
        ["no type"] = (400, Body.Replace("\"type\":\"message\",", "", StringComparison.Ordinal)),
        ["a type that is null"] = (400, Body.Replace("\"message\"", "null", StringComparison.Ordinal)),
        ["a type that is empty"] = (400, Body.Replace("\"message\"", "\"\"", StringComparison.Ordinal)),
        ["a type that is a number"] = (400, Body.Replace("\"message\"", "1", StringComparison.Ordinal)),
        ["a type that is an object"] = (400, Body.Replace("\"message\"", "{}", StringComparison.Ordinal)),
        ["a text that is a number"] = (400, Body.Replace("\"hello\"", "1", StringComparison.Ordinal)),
        ["a text that is an object"] = (400, Body.Replace("\"hello\"", "{}", StringComparison.Ordinal)),
        ["a text that is a list"] = (400, Body.Replace("\"hello\"", "[\"hello\"]", StringComparison.Ordinal)),
        ["a sender that is a text"] = (400, Body.Replace("{\"id\":\"29:a\"}", "\"29:a\"", StringComparison.Ordinal)),
        ["a sender's id that is a number"] = (400, Body.Replace("\"29:a\"", "29", StringComparison.Ordinal)),
        ["a recipient that is a list"] = (400, Body.Replace("{\"id\":\"28:b\"}", "[]", StringComparison.Ordinal)),
        ["a conversation that is a text"] = (400, Body.Replace("{\"id\":\"a:fault\"}", "\"a\"", StringComparison.Ordinal)),
        ["a conversation without id"] = (400, Body.Replace("{\"id\":\"a:fault\"}", "{}", StringComparison.Ordinal)),
        ["a conversation with an empty id"] = (400, Body.Replace("a:fault", "", StringComparison.Ordinal)),
        ["a conversation's id without end"] = (400, Body.Replace("a:fault", new string('a', 1001), StringComparison.Ordinal)),
        ["an activity's id without end"] = (400, Body.Replace("\"ID\"", $"\"{new string('a', 1001)}\"", StringComparison.Ordinal)),
        ["no conversation"] = (400, Body.Replace("\"conversation\":{\"id\":\"a:fault\"},", "", StringComparison.Ordinal)),
        ["a group that is a text"] = (400, Body.Replace("\"id\":\"a:fault\"", "\"id\":\"a:fault\",\"isGroup\":\"yes\"", StringComparison.Ordinal)),
        ["members that are an object"] = (400, Add("\"membersAdded\":{}")),
        ["members that are texts"] = (400, Add("\"membersAdded\":[\"a\"]")),
        ["entities that are an object"] = (400, Add("\"entities\":{}")),
        ["entities that are a text"] = (400, Add("\"entities\":\"mention\"")),
        ["a language that is an object"] = (400, Add("\"locale\":{}")),
        ["a name that is a list"] = (400, Add("\"name\":[]")),
        ["a clock that is a number"] = (400, Add("\"localTimestamp\":5")),
        ["a format that is a number"] = (400, Add("\"textFormat\":5")),
        ["a delivery that is an object"] = (400, Add("\"deliveryMode\":{}")),
        ["an id that is a number"] = (400, Body.Replace("\"ID\"", "7", StringComparison.Ordinal)),
        ["a service address that is a number"] = (400, Body.Replace("\"https://smba.trafficmanager.net/uk/\"", "5", StringComparison.Ordinal)),
        ["a channel that is a number"] = (400, Body.Replace("\"msteams\"", "5", StringComparison.Ordinal)),
        ["no channel"] = (401, Body.Replace("\"channelId\":\"msteams\",", "", StringComparison.Ordinal)),
        ["a channel that is null"] = (401, Body.Replace("\"msteams\"", "null", StringComparison.Ordinal)),
        ["an empty channel"] = (401, Body.Replace("msteams", "", StringComparison.Ordinal)),
        ["a channel the key can't speak for"] = (401, Body.Replace("msteams", "slack", StringComparison.Ordinal)),
        ["a channel in capitals"] = (401, Body.Replace("msteams", "MSTEAMS", StringComparison.Ordinal)),
        ["no service address"] = (401, Body.Replace("\"serviceUrl\":\"https://smba.trafficmanager.net/uk/\",", "", StringComparison.Ordinal)),
        ["a service address that is null"] = (401, Body.Replace("\"https://smba.trafficmanager.net/uk/\"", "null", StringComparison.Ordinal)),
        ["another service address than the token's"] = (401, Body.Replace("net/uk/", "net/us/", StringComparison.Ordinal)),
        ["a service address of an attacker"] = (401, Body.Replace("smba.trafficmanager.net", "attacker.example", StringComparison.Ordinal)),
        ["one byte more than 256 KiB"] = (413, Long((256 * 1024) + 1)),
    };

    public static TheoryData<string> WrongTokens => [.. Tokens.Keys];

    public static TheoryData<string> WrongBodies => [.. Bodies.Keys];

    [Fact]
    public void More_than_ninety_faults_are_tried() => Assert.True(Tokens.Count + Bodies.Count >= 90, $"{Tokens.Count} + {Bodies.Count}");

    [Fact]
    public async Task A_good_one_comes_in() => Assert.Equal(HttpStatusCode.OK, (await Send("Bearer " + app.Issuer.Token(), Body)).StatusCode);

    [Fact]
    public async Task As_deep_and_as_long_as_may_be_comes_in()
    {
        Assert.Equal(HttpStatusCode.OK, (await Send("Bearer " + app.Issuer.Token(), Add($"\"channelData\":{new string('[', 31)}{new string(']', 31)}").Replace("\"ID\"", "\"deep\"", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Send("Bearer " + app.Issuer.Token(), Long(256 * 1024))).StatusCode);
    }

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task A_wrong_token_is_refused(string name)
    {
        HttpResponseMessage response = await Send(Tokens[name](app.Issuer), Body);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Empty(app.Outside.Replies);
        Assert.DoesNotContain(app.Outside.Called, c => c.Host == "attacker.example");
    }

    [Theory]
    [InlineData("Bearer  {0}")]
    [InlineData("Bearer\t{0}")]
    [InlineData(" Bearer {0}")]
    [InlineData("Bearer {0} ")]
    [InlineData("Bearer {0}\n")]
    [InlineData("Bearer {0}\0")]
    [InlineData("BEARER {0}")]
    public async Task A_header_of_another_shape_is_refused(string shape)
    {
        ConnectorTokens tokens = app.Services.GetRequiredService<ConnectorTokens>();
        Assert.NotNull(await tokens.ReadAsync("Bearer " + app.Issuer.Token(), CancellationToken.None));
        Assert.Null(await tokens.ReadAsync(shape.Replace("{0}", app.Issuer.Token(), StringComparison.Ordinal), CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(WrongBodies))]
    public async Task A_wrong_body_is_refused(string name)
    {
        (int status, string body) = Bodies[name];
        HttpResponseMessage response = await Send("Bearer " + app.Issuer.Token(), body);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.Empty(app.Outside.Replies);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        byte[] body = Encoding.UTF8.GetBytes(Body);
        body[^4] = 0xff;
        Assert.Equal(HttpStatusCode.BadRequest, (await Send("Bearer " + app.Issuer.Token(), new ByteArrayContent(body), "application/json")).StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/jsonp")]
    [InlineData("text/json")]
    public async Task Another_content_type_is_refused(string type) =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Send("Bearer " + app.Issuer.Token(), new ByteArrayContent(Encoding.UTF8.GetBytes(Body)), type)).StatusCode);

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Another_method_is_refused(string method) =>
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await app.CreateClient().SendJson(new HttpMethod(method), "/api/messages", app.Issuer.Token())).StatusCode);

    [Fact]
    public async Task A_body_that_hides_its_length_is_refused_when_it_is_too_long()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StreamContent(new MemoryStream(new byte[300 * 1024])) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + app.Issuer.Token());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await app.CreateClient().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Two_authorization_headers_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", ["Bearer " + app.Issuer.Token(), "Bearer " + app.Issuer.Token()]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.CreateClient().SendAsync(request)).StatusCode);
    }

    private Task<HttpResponseMessage> Send(string? authorization, string body) => Send(authorization, new ByteArrayContent(Encoding.UTF8.GetBytes(body)), "application/json; charset=utf-8");

    private async Task<HttpResponseMessage> Send(string? authorization, HttpContent content, string type)
    {
        _ = app.Issuer;
        HttpClient client = app.CreateClient();
        app.Outside.Clear();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = content };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await client.SendAsync(request);
    }

    // The activity with so many bytes.
    private static string Long(int bytes) => Body.Replace("hello", new string('x', bytes - Encoding.UTF8.GetByteCount(Body) + 5), StringComparison.Ordinal);

    private static string Add(string member) => Body[..^1] + "," + member + "}";

    private static long Seconds(Issuer issuer, int from) => (long)issuer.Claims()["nbf"]! + 60 + from;

    private static string Hmac(Issuer issuer, string algorithm, byte[] key) => Issuer.Sign(
        $$"""{"alg":"{{algorithm}}","kid":"good","typ":"JWT"}""",
        issuer.Claims().ToJsonString(),
        b => algorithm == "HS256" ? HMACSHA256.HashData(key, b) : HMACSHA512.HashData(key, b));

    private static string Elliptic(Issuer issuer)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Issuer.Sign("""{"alg":"ES256","kid":"good"}""", issuer.Claims().ToJsonString(), b => key.SignData(b, HashAlgorithmName.SHA256));
    }

    private static string Altered(string token)
    {
        int at = token.LastIndexOf('.') + 20;
        return token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
    }

    private static string Mixed(string claims, string signature) => claims[..claims.LastIndexOf('.')] + signature[signature.LastIndexOf('.')..];
}
