using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.Connector;

/// <summary>Our own tokens, with which we reply: by secret, certificate or managed identity. One is kept and renewed in time.</summary>
/// <remarks>
/// Azure.Identity knows how each place of Azure gives them out. Its requests go through our own client, which follows no
/// redirects. Without an app id there is no token, and none is sent.
/// </remarks>
public sealed partial class AccessTokens(OutsideHttp http, IOptions<BotSettings> settings, IHostEnvironment environment, OutsideClock clock, ILogger<AccessTokens> log) : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly ConnectorSettings connector = settings.Value.Connector;
    private readonly SemaphoreSlim one = new(1, 1);
    private volatile Kept? kept;
    private X509Certificate2? certificate;

    /// <summary>A token that is good for a while; null without an app id.</summary>
    /// <exception cref="HttpRequestException">None could be had.</exception>
    public async ValueTask<string?> GetAsync(CancellationToken stop)
    {
        if (string.IsNullOrEmpty(connector.AppId))
        {
            return null;
        }

        if (kept is { } have && clock.Now < have.Until - Early)
        {
            return have.Token;
        }

        await one.WaitAsync(stop);
        try
        {
            if (kept is not { } now || clock.Now >= now.Until - Early)
            {
                kept = await AskAsync(stop);
            }

            return kept.Token;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Forgets a token that was refused.</summary>
    public void Forget(string token)
    {
        if (kept is { } have && have.Token == token)
        {
            kept = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        one.Dispose();
        certificate?.Dispose();
    }

    private async Task<Kept> AskAsync(CancellationToken stop)
    {
        try
        {
            AccessToken given = await Credential().GetTokenAsync(new TokenRequestContext([connector.TokenScope]), stop);
            return new Kept(given.Token, clock.Now + (given.ExpiresOn - DateTimeOffset.UtcNow));
        }
        catch (Exception e) when (e is AuthenticationFailedException or ArgumentException or CryptographicException or IOException)
        {
            Failed(log, e.GetType().Name, e.InnerException?.GetType().Name ?? "nothing more");
            throw new HttpRequestException("No token could be had.", e);
        }
    }

    // A new one each time: each keeps a token of its own, also one that a channel has refused.
    private TokenCredential Credential()
    {
        string tenant = connector.AppType == "MultiTenant" ? "botframework.com" : connector.TenantId is { Length: > 0 } own ? own : "common";
        return connector switch
        {
            { AppType: "UserAssignedMSI" } => new ManagedIdentityCredential(Through(new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(connector.AppId)))),
            { CertificatePath: { Length: > 0 } path } => new ClientCertificateCredential(
                tenant, connector.AppId, Certificate(path), Through(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = true, SendCertificateChain = true })),
            _ => new ClientSecretCredential(tenant, connector.AppId, connector.AppPassword ?? "", Through(new ClientSecretCredentialOptions { DisableInstanceDiscovery = true })),
        };
    }

    private T Through<T>(T options)
        where T : TokenCredentialOptions
    {
        options.Transport = new Way(new HttpClientTransport(http.Identity), connector.TokenEndpoint);
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }

    private X509Certificate2 Certificate(string path)
    {
        string file = Path.GetFullPath(path, environment.ContentRootPath);
        return certificate ??= Path.GetExtension(file).Equals(".pem", StringComparison.OrdinalIgnoreCase)
            ? X509Certificate2.CreateFromPemFile(file)
            : X509CertificateLoader.LoadPkcs12FromFile(file, connector.CertificatePassword);
    }

    [LoggerMessage(LogLevel.Error, "no token for replies could be had: {Kind}, from {Inner}")]
    private static partial void Failed(ILogger logger, string kind, string inner);

    private sealed record Kept(string Token, DateTimeOffset Until);

    // Where the settings name an address for tokens, it stands in for the one the credential works out.
    private sealed class Way(HttpPipelineTransport inner, string? endpoint) : HttpPipelineTransport
    {
        public override Request CreateRequest() => inner.CreateRequest();

        public override void Process(HttpMessage message)
        {
            Turn(message.Request.Uri);
            inner.Process(message);
        }

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            Turn(message.Request.Uri);
            return inner.ProcessAsync(message);
        }

        private void Turn(RequestUriBuilder uri)
        {
            if (!string.IsNullOrEmpty(endpoint))
            {
                string query = uri.Query;
                uri.Reset(new Uri(endpoint));
                uri.Query = query;
            }
        }
    }
}
