using System.Net;
using AdviceBot.Host;
using AdviceBot.Host.Channels.Connector;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.Connector;

/// <summary>Our token is a password: whoever is sent it can speak in our name. So hostile addresses are never called.</summary>
[Collection(nameof(ChannelApp))]
public sealed class ServiceHostTests(ChannelApp app)
{
    /// <summary>Each comes in a well signed token, as a stolen or careless channel would send it.</summary>
    public static TheoryData<string> Hostile =>
    [
        "http://169.254.169.254/", "http://169.254.169.254/latest/meta-data/", "https://169.254.169.254/",
        "http://smba.trafficmanager.net/uk/", "ftp://smba.trafficmanager.net/", "file:///etc/passwd", "gopher://smba.trafficmanager.net/",
        "javascript:alert(1)", "data:text/plain,x", "ws://smba.trafficmanager.net/", "not a url", "/relative", "//smba.trafficmanager.net/",
        "https://attacker.example/", "https://trafficmanager.net/", "https://x.trafficmanager.net/", "https://evil.smba.trafficmanager.net/",
        "https://smba.trafficmanager.net.attacker.example/", "https://smba.trafficmanager.net@attacker.example/", "https://attacker.example/smba.trafficmanager.net",
        "https://attacker.example#smba.trafficmanager.net", "https://attacker.example?smba.trafficmanager.net", "https://attacker.example\\@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/", "https://smba.trafficmanager.net:80/", "https://user:pass@smba.trafficmanager.net/", "https://user@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net/uk/?to=https://attacker.example", "https://smba.trafficmanager.net/uk/#x", "https://smba.trafficmanager.net/uk/../../x",
        "https://xbotframework.com/", "https://botframework.com.attacker.example/", "https://botframework.com./", "https://evil-teams.microsoft.com.example/",
        "https://microsoft.com/", "https://teams.microsoft.com.evil.example/", "https://notteams.microsoft.com/",
        "https://localhost/", "http://localhost:5000/", "https://127.0.0.1/", "http://127.0.0.1:8080/", "https://127.1/", "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/",
        "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fd00::1]/", "https://10.0.0.1/", "https://192.168.0.1/", "https://172.16.0.1/", "https://0.0.0.0/",
        "https://smba.trafficmanager.net\n.attacker.example/", " https://smba.trafficmanager.net/", "https://smba.trafficmanager.net /", "https://ѕmba.trafficmanager.net/",
        "https://smba。trafficmanager。net/", "https://%73mba.trafficmanager.net.attacker.example/", "https://smba.trafficmanager.net%00.attacker.example/",
        "https:smba.trafficmanager.net", "https:/smba.trafficmanager.net@attacker.example", "https://smba.trafficmanager.net:443@attacker.example/",
    ];

    [Fact]
    public void More_than_thirty_are_tried() => Assert.True(Hostile.Count >= 30, Hostile.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_address_is_never_contacted(string address)
    {
        string token = app.Issuer.Token(c => c["serviceurl"] = address);
        HttpClient client = app.CreateClient();
        app.Outside.Clear();
        string body = $$"""{"type":"message","channelId":"msteams","serviceUrl":{{System.Text.Json.JsonSerializer.Serialize(address)}},"conversation":{"id":"a"},"text":"hello"}""";
        HttpResponseMessage response = await client.SendJson(HttpMethod.Post, "/api/messages", token, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(app.Outside.Replies);
        Assert.DoesNotContain(app.Outside.Called, c => c.Host is not "login.botframework.com");
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/uk/")]
    [InlineData("https://SMBA.trafficmanager.net/teams/")]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams")]
    [InlineData("https://directline.botframework.com/")]
    [InlineData("https://europe.webchat.botframework.com/")]
    [InlineData("https://botframework.com/")]
    public void A_known_service_is_called(string address) => Assert.NotNull(Hosts("Production").Find(address));

    [Theory]
    [InlineData("http://127.0.0.1:5000/", "127.0.0.1")]
    [InlineData("http://127.0.0.1:5000/", "127.0.0.1:5000")]
    [InlineData("http://localhost:5000/", "localhost")]
    public void Loopback_is_called_in_Development_where_it_is_listed_and_never_in_Production(string address, string host)
    {
        Assert.NotNull(Hosts("Development", host).Find(address));
        Assert.Null(Hosts("Development").Find(address));
        Assert.Null(Hosts("Production", host).Find(address));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("192.0.2.1")]
    [InlineData("198.18.0.1")]
    [InlineData("203.0.113.9")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("2001:db8::1")]
    [InlineData("ff02::1")]
    public void An_allowed_name_that_leads_into_a_private_place_is_not_called(string place) =>
        Assert.False(Hosts("Production").IsAllowed(IPAddress.Parse(place), "smba.trafficmanager.net"));

    [Theory]
    [InlineData("52.112.0.1")]
    [InlineData("2603:1020::1")]
    public void A_public_place_is_called(string place) => Assert.True(Hosts("Production").IsAllowed(IPAddress.Parse(place), "smba.trafficmanager.net"));

    [Fact]
    public async Task A_name_that_resolves_to_this_machine_is_refused_before_a_connection_is_made()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var http = new OutsideHttp(Hosts("Production", "localhost"));
        Task<System.Net.Sockets.TcpClient> contact = listener.AcceptTcpClientAsync();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await Assert.ThrowsAsync<HttpRequestException>(() => http.Replies.GetAsync(new Uri($"http://localhost:{port}/")));
        Assert.False(contact.IsCompleted);
    }

    private static ServiceHosts Hosts(string environment, params string[] hosts) => new(
        Options.Create(new BotSettings
        {
            Connector = new ConnectorSettings { AppId = "x", AllowedServiceHosts = [.. hosts, "*.botframework.com", "smba.trafficmanager.net", "*.teams.microsoft.com"] },
        }),
        new Place(environment));

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "AdviceBot";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
