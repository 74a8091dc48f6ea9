using System.Net;
using AdviceBot.Host.Content;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Host;

[Collection(nameof(WebPageApp))]
public sealed class StaticPagesTests(WebPageApp app)
{
    [Fact]
    public async Task The_help_page_has_the_emergency_services_first_and_a_way_without_speaking()
    {
        Visitor visitor = await app.Visit().Open("/help");
        IHtmlCollection<IElement> helpers = visitor.Page.QuerySelectorAll("[data-helper]");
        Assert.Equal("emergency", helpers[0].GetAttribute("data-helper"));
        Assert.Equal("tel:999", helpers[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains(helpers, h => h.GetAttribute("data-helper") == "silent-999");
        Assert.Equal("unknown", visitor.Page.QuerySelector("[data-helper=advice-line]")!.GetAttribute("data-open"));
        Assert.Contains("Monday to Friday, 9.30am to 3pm. Not on bank holidays.", visitor.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_to_help_and_to_safety_and_back_keeps_the_place()
    {
        foreach (string button in new[] { "footer button:not([formaction])", "footer button[formaction='/help']" })
        {
            Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england");
            await visitor.Press(button);
            Assert.Null(visitor.Step);
            await visitor.Press("main button[value=look]");
            Assert.Equal("guard/who", visitor.Step);
        }
    }

    [Fact]
    public async Task A_place_that_holds_code_is_not_put_into_a_page()
    {
        Visitor visitor = await app.Visit().Post("/help", [new("place", "\"><script>alert(1)</script>")]);
        Assert.Single(visitor.Page.QuerySelectorAll("script"));
        Assert.Equal("", visitor.Place);
    }

    [Fact]
    public async Task The_safety_page_is_honest_about_history()
    {
        Visitor visitor = await app.Visit().Open("/safety");
        Assert.Contains("does not wipe your history", visitor.Words, StringComparison.Ordinal);
        Assert.Contains("An empty history can itself make someone ask questions", visitor.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_without_script_is_a_blank_page_that_goes_elsewhere_at_once()
    {
        Visitor visitor = await app.Visit().Open();
        await visitor.Press(".leave button");
        Assert.Equal("0;url=https://www.bbc.co.uk/weather", visitor.Page.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"));
        Assert.Equal("Advice", visitor.Page.Title);
        Assert.True(visitor.Words.Length < 20, visitor.Words);
    }

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/abuse.php")]
    [InlineData("/favicon.ico")]
    public async Task A_page_that_is_not_there_is_calm_and_has_the_numbers(string address)
    {
        Visitor visitor = await app.Visit().Open(address);
        Assert.Equal(HttpStatusCode.NotFound, visitor.Answer.StatusCode);
        Calm(visitor);
    }

    [Fact]
    public async Task A_program_is_told_in_its_own_way_that_there_is_nothing_there()
    {
        Visitor visitor = await app.Visit().Open("/api/nothing");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Answer.StatusCode);
        Assert.Equal("application/problem+json", visitor.Answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task When_the_bot_itself_fails_the_last_page_has_the_numbers_and_help_still_stands()
    {
        var clock = new BreakableClock();
        await using var broken = new WebPageApp { Clock = clock };
        Visitor visitor = await (await broken.Visit().Open()).Choose("conference");
        clock.IsBroken = true;
        await visitor.Choose("england");
        Assert.Equal(HttpStatusCode.InternalServerError, visitor.Answer.StatusCode);
        Calm(visitor);
        await broken.Visit().Open("/help");
        clock.IsBroken = false;
        await visitor.Press("main button[value=look]");
        Assert.Equal("guard/country", visitor.Step);
    }

    [Fact]
    public async Task Help_stands_when_the_words_on_the_disk_are_broken()
    {
        string folder = Directory.CreateTempSubdirectory("advicebot-words").FullName;
        foreach (string file in Directory.EnumerateFiles(ContentFolder.Path, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(ContentFolder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await using var edited = new WebPageApp { Settings = new() { ["AdviceBot:Content:Path"] = folder } };
        string before = (await edited.Visit().Open("/help")).Words;
        await File.WriteAllTextAsync(Path.Combine(folder, "helpers.yaml"), "helpers: [this is broken");
        Assert.NotEmpty(edited.Services.GetRequiredService<LiveLibrary>().Refresh());
        Visitor visitor = await edited.Visit().Open("/help");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Equal(before, visitor.Words);
        Directory.Delete(folder, recursive: true);
    }

    private static void Calm(Visitor visitor)
    {
        Assert.Contains("Nothing you did caused it", visitor.Words, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector("[data-helper=advice-line] a[href^='tel:']"));
        Assert.NotNull(visitor.Page.QuerySelector("[data-helper=emergency] a[href^='tel:']"));
        Assert.DoesNotContain("xception", visitor.Source, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b[45]0\d\b(?!\s*\d)", visitor.Page.QuerySelector("h1")!.TextContent);
    }

    private sealed class BreakableClock : TimeProvider
    {
        public bool IsBroken { get; set; }

        public override DateTimeOffset GetUtcNow() => IsBroken ? throw new InvalidOperationException("the clock fell off the wall") : WebPageApp.Night;
    }
}
