using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.WebChat;

/// <summary>The page that starts Web Chat, with and without its program. What a browser makes of it is in tests/Browser.</summary>
public sealed partial class WebChatTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-webchat").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Where_npm_has_not_brought_it_the_page_says_so_kindly_and_leads_to_the_plain_page()
    {
        await using var app = new WebPageApp { Settings = new() { ["AdviceBot:WebChat:BundlePath"] = Path.Combine(folder, "nothing.js") } };
        Visitor visitor = await app.Visit().Open("/webchat");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Contains("You miss nothing", visitor.Words, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector("main a[href='/']"));
        Assert.Null(visitor.Page.QuerySelector("#start, #webchat"));
        Assert.NotNull(visitor.Page.QuerySelector(".leave .exit"));
    }

    [Fact]
    public async Task Without_Direct_Line_there_is_nothing_to_start()
    {
        await using WebPageApp app = WithProgram("program", new() { ["AdviceBot:DirectLine:Enabled"] = "false" });
        Visitor visitor = await app.Visit().Open("/webchat");
        Assert.Null(visitor.Page.QuerySelector("#start"));
        Assert.Contains("You miss nothing", visitor.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_begun_before_somebody_presses()
    {
        await using WebPageApp app = WithProgram("program");
        Visitor visitor = await app.Visit().Open("/webchat");
        Assert.Equal("Advice", visitor.Page.Title);
        Assert.False(visitor.Answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("eyJ", visitor.Source, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll("script[src*='/webchat/']"));
        Assert.Equal("post", visitor.Page.QuerySelector("#start")!.GetAttribute("method"));
        Assert.NotNull(visitor.Page.QuerySelector(".leave .exit"));
        Assert.Contains("We forget what you write here", visitor.Words, StringComparison.Ordinal);
        Assert.Contains("does not wipe your history", visitor.Page.QuerySelector("details.private")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector("main a[href='/']"));
    }

    [Fact]
    public async Task A_browser_without_script_is_led_on_when_it_presses()
    {
        await using WebPageApp app = WithProgram("program");
        Visitor visitor = await app.Visit().Open("/webchat");
        await visitor.Press("#start button");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Contains("Our page needs none", visitor.Words, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector("main a[href='/']"));
        Assert.False(visitor.Answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_policy_lets_in_this_answers_scripts_and_styles_alone()
    {
        await using WebPageApp app = WithProgram("program");
        Visitor visitor = await app.Visit().Open("/webchat");
        string policy = visitor.Answer.Headers.GetValues("Content-Security-Policy").Single();
        string nonce = Nonce().Match(policy).Groups[1].Value;
        Assert.True(Convert.FromBase64String(nonce).Length >= 16);
        Assert.Equal(
            "default-src 'none'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; connect-src 'self' ws://localhost wss://localhost; "
            + $"img-src blob: data:; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'nonce-{nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
            policy);
        Assert.All(visitor.Page.QuerySelectorAll("script, link[rel=stylesheet]"), e => Assert.Equal(nonce, e.GetAttribute("nonce")));
        Assert.Empty(visitor.Page.QuerySelectorAll("[style], style, [onclick]"));
        await visitor.Open("/webchat");
        Assert.DoesNotContain(nonce, visitor.Answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_none_is_not_written_into_the_policy()
    {
        await using WebPageApp app = WithProgram("program");
        using HttpClient client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/webchat");
        request.Headers.TryAddWithoutValidation("Host", "evil;script-src *");
        HttpResponseMessage answer = await client.SendAsync(request);
        Assert.DoesNotContain("evil", string.Join(' ', answer.Headers.TryGetValues("Content-Security-Policy", out IEnumerable<string>? policy) ? policy : []), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br, gzip")]
    [InlineData("identity")]
    public async Task Its_program_comes_unchanged_from_our_address_and_may_be_kept_for_ever(string accepted)
    {
        string program = string.Concat(Enumerable.Range(0, 5000).Select(i => $"f({i});\n"));
        await using WebPageApp app = WithProgram(program);
        using HttpClient client = app.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false });
        string address = await Address(client);
        Assert.Matches("^/webchat/webchat\\.[0-9a-f]{10}\\.js$", address);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        HttpResponseMessage answer = await client.SendAsync(request);
        Assert.True(answer.Headers.CacheControl is { Public: true, MaxAge.Days: 365 });
        Assert.Contains("immutable", answer.Headers.CacheControl.Extensions.Select(e => e.Name));
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Stream body = await answer.Content.ReadAsStreamAsync();
        Stream plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain);
        Assert.Equal(program, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_newer_program_has_another_address_and_the_old_one_is_gone()
    {
        await using WebPageApp app = WithProgram("one");
        using HttpClient client = app.CreateClient();
        string first = await Address(client);
        await File.WriteAllTextAsync(Path.Combine(folder, "webchat.js"), "another");
        File.SetLastWriteTimeUtc(Path.Combine(folder, "webchat.js"), DateTime.UtcNow.AddMinutes(1));
        string second = await Address(client);
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(first)).StatusCode);
        Assert.Equal("another", await client.GetStringAsync(second));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/webchat/..%2f..%2fappsettings.json")).StatusCode);
    }

    private WebPageApp WithProgram(string program, Dictionary<string, string>? settings = null)
    {
        string file = Path.Combine(folder, "webchat.js");
        File.WriteAllText(file, program, new UTF8Encoding(false));
        return new WebPageApp { Settings = new(settings ?? []) { ["AdviceBot:WebChat:BundlePath"] = file } };
    }

    private static async Task<string> Address(HttpClient client) => Program().Match(await client.GetStringAsync("/webchat")).Groups[1].Value;

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("data-program=\"([^\"]+)\"")]
    private static partial Regex Program();
}
