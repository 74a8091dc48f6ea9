using System.Net;
using AdviceBot.Host.Channels.WebPage;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AdviceBot.Tests.Host;

/// <summary>What stays after leaving, deleting, or with somebody beside: on the page.</summary>
[Collection(nameof(WebPageApp))]
public sealed class NoTraceTests(WebPageApp app)
{
    [Fact]
    public async Task After_leaving_an_old_page_shows_nothing_wherever_it_is_sent()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england");
        string first = visitor.Place;
        await visitor.Choose("parent");
        await visitor.Press(".leave button");
        foreach (string address in new[] { "/", "/help", "/safety", "/paper" })
        {
            await visitor.Post(address, [new("place", first), new("do", "look"), new("words", "he is hitting me right now")]);
            Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
            Assert.Null(visitor.Step);
            Assert.True(visitor.Words.Length < 20, visitor.Words);
        }

        await visitor.Press("button");
        Assert.Equal("start/what-is-happening", visitor.Step);
    }

    [Fact]
    public async Task After_leaving_an_old_page_shows_nothing_even_when_another_site_seems_to_send_it()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england");
        string place = visitor.Place;
        await visitor.Press(".leave button");
        using var again = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new FormUrlEncodedContent([new("place", place), new("do", "look")]) };
        again.Headers.Add("Sec-Fetch-Site", "cross-site");
        HttpResponseMessage answer = await app.CreateClient().SendAsync(again);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("999", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_tells_the_browser_to_clear_what_it_holds_of_us()
    {
        Visitor visitor = await (await app.Visit().Open()).Press(".leave button");
        Assert.Equal("\"cache\", \"storage\"", visitor.Answer.Headers.GetValues("Clear-Site-Data").Single());
        Assert.Contains("no-store", visitor.Answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_works_at_every_kind_of_page_and_at_once()
    {
        foreach (string way in new[] { "", "conference", "conference england parent first none later", "pre-birth agree" })
        {
            Visitor visitor = await (await app.Visit().Open()).Choose(way.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            string before = visitor.Place;
            await visitor.Press("footer button[value=delete]");
            Assert.Equal("deleted", visitor.Page.QuerySelector("[data-said]")!.GetAttribute("data-said"));
            Assert.Equal("start/what-is-happening", visitor.Step);
            Assert.Null(visitor.Page.QuerySelector(".path"));
            await visitor.Post("/", [new("place", before), new("do", "look")]);
            Assert.Null(visitor.Step);
        }
    }

    [Theory]
    [InlineData("he's hitting me right now")]
    [InlineData("he's in the next room")]
    [InlineData("they want me to sign section 20 tonight")]
    public async Task Deleting_works_beside_a_card_which_has_no_box_to_write_it_in(string words)
    {
        Visitor visitor = await (await (await app.Visit().Open()).Choose("conference", "england")).Write(words);
        Assert.NotNull(visitor.Page.QuerySelector("[data-urgency]"));
        Assert.Equal("Delete my answers", visitor.Page.QuerySelector("footer")!.TextContent.Trim());
        await Delete(visitor);
    }

    [Fact]
    public async Task Deleting_works_on_the_page_of_numbers_and_on_a_paper_as_text()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england");
        await visitor.Press("footer button[formaction='/help']");
        await Delete(visitor);
        visitor = await (await app.Visit().Open()).Choose("conference", "england", "parent", "first", "none", "later");
        await visitor.Post("/paper", [new("place", visitor.Place), new("paper", "notes"), new("as", "text")]);
        Assert.NotNull(visitor.Page.QuerySelector("#text"));
        await Delete(visitor);
    }

    private static async Task Delete(Visitor visitor)
    {
        string before = visitor.Place;
        await visitor.Press("footer button[value=delete]");
        Assert.Equal("deleted", visitor.Page.QuerySelector("[data-said]")!.GetAttribute("data-said"));
        await visitor.Post("/", [new("place", before), new("do", "look")]);
        Assert.Null(visitor.Step);
    }

    [Theory]
    [InlineData("delete my chat")]
    [InlineData("Delete everything!")]
    public async Task Deleting_can_be_written_too(string words)
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england");
        string before = visitor.Place;
        await visitor.Write(words);
        Assert.Equal("deleted", visitor.Page.QuerySelector("[data-said]")!.GetAttribute("data-said"));
        await visitor.Post("/", [new("place", before), new("do", "look")]);
        Assert.Null(visitor.Step);
    }

    [Fact]
    public async Task With_somebody_there_less_is_shown_and_nothing_is_offered_to_save_or_print()
    {
        string[] way = ["conference", "england", "parent", "first", "none", "later"];
        Visitor alone = await (await app.Visit().Open()).Choose(way);
        Assert.NotNull(alone.Page.QuerySelector(".path"));
        Assert.NotNull(alone.Page.QuerySelector("[name=paper]"));
        Visitor watched = await (await app.Visit().Open()).Press("footer button[value=watched]");
        await watched.Choose(way);
        Assert.Equal(alone.Step, watched.Step);
        Assert.Null(watched.Page.QuerySelector(".path"));
        Assert.Null(watched.Page.QuerySelector("[name=paper]"));
        Assert.Null(watched.Page.QuerySelector("[value=print], [value=calendar]"));
        await watched.Post("/paper", [new("place", watched.Place), new("paper", "notes")]);
        Assert.Null(watched.Page.QuerySelector("[data-paper]"));
        await watched.Press("footer button[value=alone]");
        Assert.NotNull(watched.Page.QuerySelector(".path"));
    }

    [Fact]
    public async Task That_somebody_is_there_can_be_written_too()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england");
        await visitor.Write("Someone is with me.");
        Assert.Equal("watched", visitor.Page.QuerySelector("[data-said]")!.GetAttribute("data-said"));
        Assert.Equal("guard/who", visitor.Step);
        Assert.Null(visitor.Page.QuerySelector(".path"));
        await visitor.Write("i am alone again");
        Assert.Equal("not-watched", visitor.Page.QuerySelector("[data-said]")!.GetAttribute("data-said"));
        Assert.NotNull(visitor.Page.QuerySelector(".path"));
    }

    [Fact]
    public async Task Who_says_that_somebody_is_near_is_treated_so()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england");
        await visitor.Write("he's in the next room");
        Assert.Equal("D2", visitor.Page.QuerySelector("[data-urgency]")!.GetAttribute("data-category"));
        await visitor.Press("main button[value=look]");
        Assert.Equal("guard/who", visitor.Step);
        Assert.Null(visitor.Page.QuerySelector(".path"));
        Assert.NotNull(visitor.Page.QuerySelector("footer button[value=alone]"));
    }

    [Theory]
    [InlineData("empty history")]
    [InlineData("Escape")]
    [InlineData("apps show another person")]
    [InlineData("Teams")]
    [InlineData("Someone is with me")]
    [InlineData("does not wipe your history")]
    [InlineData("does not close those tabs")]
    public async Task The_safety_page_says_what_helps_and_what_nobody_can_hide(string words) =>
        Assert.Contains(words, (await app.Visit().Open("/safety")).Words, StringComparison.Ordinal);

    [Theory]
    [InlineData("cross-site", null, false)]
    [InlineData("same-site", null, false)]
    [InlineData("same-origin", "null", true)]
    [InlineData("none", null, true)]
    [InlineData(null, "https://attacker.example", false)]
    [InlineData(null, "null", true)]
    [InlineData(null, "http://localhost", true)]
    [InlineData(null, null, true)]
    public async Task A_form_is_taken_only_from_a_page_of_ours(string? site, string? origin, bool isTaken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new FormUrlEncodedContent([new("do", "look")]) };
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site ?? "");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        HttpResponseMessage answer = await app.CreateClient().SendAsync(request);
        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(!isTaken, (await answer.Content.ReadAsStringAsync()).Contains("Nothing you did caused it", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_of_last_resort_has_numbers_that_stand_in_the_helpers_and_a_way_out()
    {
        string digits = string.Concat(StaticPages.LastResort.Where(char.IsAsciiDigit));
        foreach (string id in new[] { "emergency", "samaritans", "domestic-abuse", "advice-line" })
        {
            Assert.Contains($"tel:{RealBot.Library.Helper(id)!.Dial}", StaticPages.LastResort, StringComparison.Ordinal);
            Assert.Contains(RealBot.Library.Helper(id)!.Phone!, StaticPages.LastResort, StringComparison.Ordinal);
        }

        Assert.Contains("85258", digits, StringComparison.Ordinal);
        Assert.Contains("action=\"/leave\"", StaticPages.LastResort, StringComparison.Ordinal);
    }
}
