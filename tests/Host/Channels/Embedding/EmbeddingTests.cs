using AdviceBot.Host;
using AdviceBot.Host.Channels.Embedding;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.Embedding;

/// <summary>Who may show the bot in a frame.</summary>
public class EmbeddingTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/webchat")]
    public async Task Only_listed_pages_may_frame_it_and_by_default_nobody(string page)
    {
        string program = Path.GetTempFileName();
        await using var alone = new WebPageApp { Settings = new() { ["AdviceBot:WebChat:BundlePath"] = program } };
        Assert.Contains("; frame-ancestors 'none';", Policy(await alone.Visit().Open(page)), StringComparison.Ordinal);
        await using var listed = new WebPageApp
        {
            Settings = new()
            {
                ["AdviceBot:WebChat:BundlePath"] = program,
                ["AdviceBot:Embedding:AllowedOrigins:0"] = "https://www.charity.org.uk/",
                ["AdviceBot:Embedding:AllowedOrigins:1"] = "https://charity.org.uk:8443",
            },
        };
        Assert.Contains("; frame-ancestors 'self' https://www.charity.org.uk https://charity.org.uk:8443;", Policy(await listed.Visit().Open(page)), StringComparison.Ordinal);
        File.Delete(program);
    }

    [Theory]
    [InlineData("https://www.charity.org.uk/page")]
    [InlineData("https://*.charity.org.uk")]
    [InlineData("*")]
    [InlineData("www.charity.org.uk")]
    [InlineData("http://www.charity.org.uk")]
    [InlineData("https://me@charity.org.uk")]
    [InlineData("https://charity.org.uk; script-src *")]
    [InlineData("https://charity.org.uk https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public void What_is_no_origin_is_refused_at_the_start(string origin) =>
        Assert.Contains("AdviceBot:Embedding:AllowedOrigins", Assert.Throws<SettingException>(() => new EmbeddingSettings { AllowedOrigins = [origin] }.Origins()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://WWW.Charity.org.uk", "https://www.charity.org.uk")]
    [InlineData("https://charity.org.uk:443", "https://charity.org.uk")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000")]
    public void Origins_are_written_as_browsers_compare_them(string origin, string expected) =>
        Assert.Equal([expected], new EmbeddingSettings { AllowedOrigins = [origin] }.Origins());

    [Fact]
    public async Task The_script_has_an_address_that_stays_and_is_asked_for_again_within_the_hour()
    {
        await using var app = new WebPageApp();
        Visitor visitor = await app.Visit().Open("/embed.js");
        Assert.Equal("text/javascript", visitor.Answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromHours(1), visitor.Answer.Headers.CacheControl!.MaxAge);
        Assert.False(visitor.Answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("document.cookie", visitor.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Storage", visitor.Source, StringComparison.Ordinal);
        Assert.InRange(visitor.Bytes, 500, 4000);
    }

    [Fact]
    public void The_web_teams_page_names_every_attribute_the_script_reads_and_the_rights_it_gives()
    {
        string script = File.ReadAllText(Path.Combine(RealBot.Root, "bot", "Host", "Channels", "Embedding", "embed.js"));
        string page = File.ReadAllText(Path.Combine(RealBot.Root, "docs", "embedding.md"));
        string[] read = [.. System.Text.RegularExpressions.Regex.Matches(script, @"told\.([a-z]+)").Select(m => m.Groups[1].Value).Distinct()];
        Assert.Equal(6, read.Length);
        Assert.All(read, a => Assert.Contains($"`data-{a}`", page, StringComparison.Ordinal));
        string rights = System.Text.RegularExpressions.Regex.Match(script, @"'(allow-scripts[^']*)'").Groups[1].Value;
        Assert.Contains($"sandbox=\"{rights}\"", page, StringComparison.Ordinal);
        Assert.Contains("AdviceBot__Embedding__AllowedOrigins__0", page, StringComparison.Ordinal);
    }

    private static string Policy(Visitor visitor) => visitor.Answer.Headers.GetValues("Content-Security-Policy").Single();
}
