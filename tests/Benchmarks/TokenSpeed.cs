using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdviceBot.Host;
using AdviceBot.Host.Channels.Connector;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AdviceBot.Benchmarks;

/// <summary>What it costs to check the token of one incoming activity, its key known: RS256 with 2,048 bits, as the Bot Framework signs.</summary>
internal static class TokenSpeed
{
    private const string AppId = "00000000-0000-0000-0000-000000000001";
    private const int Rounds = 7;
    private const int Times = 2_000;

    /// <summary>Measures the whole check, and beside it the bare check of the signature alone.</summary>
    public static async Task<int> RunAsync()
    {
        using var key = RSA.Create(2048);
        using var published = new Published(key);
        IOptions<BotSettings> settings = Options.Create(new BotSettings { Connector = new ConnectorSettings { AppId = AppId, AppType = "MultiTenant", Issuers = ["https://api.botframework.com"] } });
        var clock = new OutsideClock(TimeProvider.System);
        using var keys = new ConnectorKeys(new OutsideHttp(published, published), settings, clock, NullLogger<ConnectorKeys>.Instance);
        var tokens = new ConnectorTokens(keys, settings, clock, NullLogger<ConnectorTokens>.Instance);
        (string header, byte[] signed, byte[] signature) = Token(key);
        if (await tokens.ReadAsync(header, CancellationToken.None) is null || await tokens.ReadAsync(header[..^8] + "AAAAAAAA", CancellationToken.None) is not null)
        {
            throw new InvalidOperationException("A good token is refused, or a bad one taken.");
        }

        double whole = await BestAsync(async () => await tokens.ReadAsync(header, CancellationToken.None));
        double bare = await BestAsync(() => ValueTask.FromResult<object?>(key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        Console.WriteLine("| what | CPU, µs |");
        Console.WriteLine("| --- | --- |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the token of an incoming activity, checked in every way | {whole:0} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| its signature alone | {bare:0} |"));
        return 0;
    }

    // The process's own CPU, so that a busy machine changes little; the best of several rounds.
    private static async Task<double> BestAsync(Func<ValueTask<object?>> check)
    {
        double best = double.MaxValue;
        for (int round = 0; round <= Rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < Times; i++)
            {
                await check();
            }

            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Times);
        }

        return best;
    }

    private static (string Header, byte[] Signed, byte[] Signature) Token(RSA key)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string head = Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", kid = "one", x5t = "one", typ = "JWT" }));
        string body = Encode(JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = "https://api.botframework.com",
            aud = AppId,
            serviceurl = "https://smba.trafficmanager.net/uk/",
            nbf = now - 60,
            exp = now + 3600,
        }));
        byte[] signed = Encoding.ASCII.GetBytes($"{head}.{body}");
        byte[] signature = key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return ($"Bearer {head}.{body}.{Encode(signature)}", signed, signature);
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    /// <summary>The world outside: the two addresses where the keys are found.</summary>
    private sealed class Published(RSA key) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            RSAParameters parts = key.ExportParameters(false);
            string text = request.RequestUri!.AbsolutePath.EndsWith("openidconfiguration", StringComparison.Ordinal)
                ? """{"jwks_uri":"https://login.botframework.com/v1/.well-known/keys"}"""
                : JsonSerializer.Serialize(new
                {
                    keys = new[] { new { kty = "RSA", use = "sig", kid = "one", n = Encode(parts.Modulus!), e = Encode(parts.Exponent!), endorsements = new[] { "msteams" } } },
                });
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") });
        }
    }
}
