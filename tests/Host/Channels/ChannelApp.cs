using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdviceBot.Host.Channels.Connector;
using AdviceBot.Tests.Host.Channels.Connector;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AdviceBot.Tests.Host.Channels;

/// <summary>The real application as a charity would run it with Direct Line and the connector, with a local issuer of tokens and a clock tests can turn.</summary>
public class ChannelApp : WebApplicationFactory<Program>
{
    /// <summary>The app id of the bot in tests.</summary>
    public const string AppId = "11111111-2222-3333-4444-555555555555";

    /// <summary>The secret other servers show.</summary>
    public const string Secret = "a secret that only servers know";

    /// <summary>A page of another address that may call.</summary>
    public const string Charity = "https://www.charity.example";

    private readonly string state = Directory.CreateTempSubdirectory("advicebot-channels").FullName;

    /// <summary>An application of its own.</summary>
    public ChannelApp() => Issuer = new Issuer(() => Clock.GetUtcNow(), Outside);

    /// <summary>Turned by tests, and only forward.</summary>
    public MovableClock Clock { get; init; } = new(RealBot.Morning);

    /// <summary>Everything outside: keys, tokens, and the channels' services.</summary>
    public Outside Outside { get; } = new();

    /// <summary>Signs tokens as the Bot Framework does.</summary>
    public Issuer Issuer { get; }

    /// <summary>Settings of one test.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Whether it calls out for real, for clients on this machine.</summary>
    public bool IsOutsideReal { get; init; }

    /// <summary>Where it believes to run.</summary>
    public string Environment { get; init; } = "Production";

    /// <summary>The folder of its state.</summary>
    public string State { get; init; } = "";

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        Dictionary<string, string> settings = new()
        {
            ["State:Path"] = State.Length > 0 ? State : state,
            ["Connector:Enabled"] = "true",
            ["Connector:AppId"] = AppId,
            ["Connector:AppPassword"] = "app secret",
            ["Connector:TenantId"] = "tenant",
            ["DirectLine:Secret"] = Secret,
            ["DirectLine:AllowedOrigins:0"] = Charity,
        };
        foreach ((string key, string value) in settings.Concat(Settings).GroupBy(s => s.Key).Select(s => s.Last()))
        {
            builder.UseSetting("AdviceBot:" + key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            if (!IsOutsideReal)
            {
                services.Replace(ServiceDescriptor.Singleton(new OutsideHttp(Outside, Outside)));
            }

            services.Replace(ServiceDescriptor.Singleton(s => new ConnectorClient(
                s.GetRequiredService<OutsideHttp>(),
                s.GetRequiredService<AccessTokens>(),
                s.GetRequiredService<Microsoft.Extensions.Logging.ILogger<ConnectorClient>>()) { FirstPause = TimeSpan.FromMilliseconds(5) }));
        });
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(state))
        {
            Folders.Delete(state);
        }

        if (disposing && Directory.Exists(state + "-keys"))
        {
            Folders.Delete(state + "-keys");
        }
    }
}

/// <summary>One application for all tests of these channels, and so one after the other.</summary>
[CollectionDefinition(nameof(ChannelApp))]
public sealed class ChannelApps : ICollectionFixture<ChannelApp>;

/// <summary>A clock that goes when a test turns it.</summary>
public sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();

    /// <summary>Turns it forward.</summary>
    public void Advance(TimeSpan by) => now += by;
}

/// <summary>Short ways to send and read JSON.</summary>
public static class JsonCalls
{
    /// <summary>Sends JSON with a bearer token.</summary>
    public static Task<HttpResponseMessage> SendJson(this HttpClient client, HttpMethod method, string address, string? token = null, string? body = null, string? origin = null)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return client.SendAsync(request);
    }

    /// <summary>The object in an answer.</summary>
    public static async Task<JsonObject> Json(this HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonObject>() ?? throw new JsonException("no object");
}
