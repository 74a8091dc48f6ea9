using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Xunit;

namespace AdviceBot.Tests.Host.Operations;

/// <summary>What a person sees who comes beyond the last connection, and that nobody is refused in a way that has no room for the numbers.</summary>
public sealed class LinesTests
{
    [Fact]
    public async Task Whoever_comes_beyond_the_last_line_gets_the_calm_page_and_when_to_come_back_and_the_next_is_served()
    {
        using SocketApp app = new SocketApp { Settings = new() { ["AdviceBot:Limits:MostLines"] = "2" } }.Open();
        using Socket one = await app.ComeAsync(), other = await app.ComeAsync();
        await one.SayAsync("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
        await one.ReceiveAsync(new byte[100]);
        await other.SayAsync("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
        await other.ReceiveAsync(new byte[100]);

        string answer = await app.SayAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        EarlyRefusalTests.Calm(503, answer);
        Assert.Contains("\r\nRetry-After: 10\r\n", answer, StringComparison.Ordinal);

        // An ordinary client, which sends words with it, reads it too.
        using HttpClient client = app.Visit();
        using HttpResponseMessage refused = await client.PostAsync("/", new FormUrlEncodedContent([new("words", new string('a', 3000))]));
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("tel:999", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        one.Dispose();
        for (int i = 0; !(answer = await app.SayAsync("GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).StartsWith("HTTP/1.1 200", StringComparison.Ordinal); i++)
        {
            Assert.True(i < 100, answer);
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task Beyond_the_last_line_whoever_says_nothing_or_wants_tls_first_is_closed_soon()
    {
        using SocketApp app = new SocketApp { Settings = new() { ["AdviceBot:Limits:MostLines"] = "1" } }.Open();
        using Socket one = await app.ComeAsync();
        await one.SayAsync("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
        await one.ReceiveAsync(new byte[100]);
        using Socket silent = await app.ComeAsync();
        Assert.Equal("", await app.SayAsync("\u0016\u0003\u0001\u0000\u0005hello"));
        Assert.Equal("", await silent.HearAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Over_tls_too_http_1_is_spoken_so_that_what_is_refused_gets_the_calm_page()
    {
        using X509Certificate2 certificate = Certificate();
        using SocketApp app = new SocketApp().Open(certificate);
        using Socket socket = await app.ComeAsync();
        using var tls = new SslStream(new NetworkStream(socket), false, (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] });
        Assert.Equal(SslApplicationProtocol.Http11, tls.NegotiatedApplicationProtocol);
        await tls.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: a\r\nX-Long: {new string('a', 20_000)}\r\n\r\n"));
        using var reader = new StreamReader(tls);
        EarlyRefusalTests.Calm(431, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Who_speaks_http_2_without_asking_gets_the_calm_page_and_what_that_protocol_has_for_it()
    {
        using SocketApp app = new SocketApp().Open();
        string answer = await app.SayAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");
        int end = answer.LastIndexOf("</html>", StringComparison.Ordinal) + "</html>".Length;
        EarlyRefusalTests.Calm(505, answer[..end]);

        // GOAWAY, HTTP_1_1_REQUIRED.
        Assert.Equal("\0\0\u0008\u0007\0\0\0\0\0\0\0\0\0\0\0\0\r", answer[end..]);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
