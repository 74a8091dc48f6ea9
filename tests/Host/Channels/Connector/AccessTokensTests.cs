using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AdviceBot.Host;
using AdviceBot.Host.Channels.Connector;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.Connector;

/// <summary>How we come by our own token.</summary>
public sealed class AccessTokensTests : IDisposable
{
    private readonly MovableClock clock = new(DateTimeOffset.UtcNow);
    private readonly Identity identity = new();
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-certificate").FullName;

    [Theory]
    [InlineData("SingleTenant", "https://login.microsoftonline.com/our-tenant/oauth2/v2.0/token")]
    [InlineData("MultiTenant", "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token")]
    public async Task With_a_secret_it_is_one_form(string type, string address)
    {
        using AccessTokens tokens = Tokens(new ConnectorSettings { AppType = type, AppId = "app", AppPassword = "s3cret&=", TenantId = "our-tenant" });
        Assert.Equal("t1", await tokens.GetAsync(CancellationToken.None));
        Assert.Equal(address, identity.Requests[0].Address);
        var form = QueryHelpers.ParseQuery(identity.Requests[0].Body);
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal("app", form["client_id"]);
        Assert.Equal("s3cret&=", form["client_secret"]);
        Assert.Equal("https://api.botframework.com/.default", form["scope"]);
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pfx")]
    public async Task With_a_certificate_it_is_a_signed_assertion_and_no_secret(string kind)
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string file = Path.Combine(folder, "bot." + kind);
        if (kind == "pem")
        {
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        }
        else
        {
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "word"));
        }

        using AccessTokens tokens = Tokens(new ConnectorSettings { AppId = "app", TenantId = "t", CertificatePath = file, CertificatePassword = kind == "pfx" ? "word" : null });
        Assert.Equal("t1", await tokens.GetAsync(CancellationToken.None));
        var form = QueryHelpers.ParseQuery(identity.Requests[0].Body);
        Assert.False(form.ContainsKey("client_secret"));
        TokenValidationResult result = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters
        {
            ValidIssuer = "app",
            ValidAlgorithms = ["PS256"],
            ValidAudience = "https://login.microsoftonline.com/t/oauth2/v2.0/token",
            IssuerSigningKey = new RsaSecurityKey(key.ExportParameters(false)) { KeyId = certificate.Thumbprint },
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("app", result.Claims["sub"]);
    }

    [Fact]
    public async Task A_managed_identity_is_asked_for_on_the_machine()
    {
        using AccessTokens tokens = Tokens(new ConnectorSettings { AppType = "UserAssignedMSI", AppId = "app" });
        Assert.Equal("t1", await tokens.GetAsync(CancellationToken.None));
        Assert.Equal("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://api.botframework.com&client_id=app", Uri.UnescapeDataString(identity.Requests[0].Address));
        Assert.Equal("true", identity.Requests[0].Metadata);
    }

    [Theory]
    [InlineData("SingleTenant")]
    [InlineData("UserAssignedMSI")]
    public async Task Where_the_settings_name_an_address_nothing_else_is_asked(string type)
    {
        using AccessTokens tokens = Tokens(new ConnectorSettings { AppType = type, AppId = "other", AppPassword = "s", TenantId = "t", TokenEndpoint = "https://tokens.example/token" });
        Assert.Equal("t1", await tokens.GetAsync(CancellationToken.None));
        Assert.StartsWith("https://tokens.example/token", Assert.Single(identity.Requests).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_is_kept_and_renewed_five_minutes_before_its_end()
    {
        using AccessTokens tokens = Tokens(new ConnectorSettings { AppId = "app", AppPassword = "s", TenantId = "t" });
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tokens.GetAsync(CancellationToken.None).AsTask()));
        Assert.Single(identity.Requests);
        clock.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal("t1", await tokens.GetAsync(CancellationToken.None));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("t2", await tokens.GetAsync(CancellationToken.None));
        tokens.Forget("t1");
        Assert.Equal("t2", await tokens.GetAsync(CancellationToken.None));
        tokens.Forget("t2");
        Assert.Equal("t3", await tokens.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Without_an_app_id_there_is_none()
    {
        using AccessTokens tokens = Tokens(new ConnectorSettings());
        Assert.Null(await tokens.GetAsync(CancellationToken.None));
        Assert.Empty(identity.Requests);
    }

    [Fact]
    public async Task A_refusal_is_an_error_and_not_kept()
    {
        identity.Status = HttpStatusCode.Unauthorized;
        using AccessTokens tokens = Tokens(new ConnectorSettings { AppId = "app", AppPassword = "wrong", TenantId = "t" });
        await Assert.ThrowsAsync<HttpRequestException>(() => tokens.GetAsync(CancellationToken.None).AsTask());
        Assert.Single(identity.Requests);
        identity.Status = HttpStatusCode.OK;
        Assert.Equal("t2", await tokens.GetAsync(CancellationToken.None));
    }

    public void Dispose()
    {
        identity.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private AccessTokens Tokens(ConnectorSettings connector) => new(
        new OutsideHttp(identity, identity), Options.Create(new BotSettings { Connector = connector }), new Place(), new OutsideClock(clock), NullLogger<AccessTokens>.Instance);

    private sealed class Identity : HttpMessageHandler
    {
        public List<(string Address, string Body, string? Metadata)> Requests { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Requests.Add((request.RequestUri!.AbsoluteUri, body, request.Headers.TryGetValues("Metadata", out var values) ? values.Single() : null));
            // Some of Azure's machines write the seconds as text.
            string seconds = request.Method == HttpMethod.Get ? "\"3600\"" : "3600";
            return new HttpResponseMessage(Status) 
            {
                Content = new StringContent($$"""{"token_type":"Bearer","expires_in":{{seconds}},"access_token":"t{{Requests.Count}}"}""", System.Text.Encoding.UTF8, "application/json"),
            };
        }
    }

    private sealed class Place : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Production";

        public string ApplicationName { get; set; } = "AdviceBot";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
