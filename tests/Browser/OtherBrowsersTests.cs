using Xunit;

namespace AdviceBot.Browser;

/// <summary>The way out in Firefox and WebKit: what <see cref="LeavingTests"/> proves in Chromium holds there too.</summary>
[Collection(nameof(BrowserApp))]
public sealed class OtherBrowsersTests(BrowserApp app)
{
    private const string Place = "(document.querySelector('input[name=place]') || {}).value || ''";

    [Theory]
    [In(Make.Firefox, true)]
    [In(Make.Firefox, false)]
    [In(Make.WebKit, true)]
    [In(Make.WebKit, false)]
    public async Task After_leaving_neither_back_forward_nor_reload_shows_anything(Make make, bool script)
    {
        await using OtherBrowser browser = await app.Visit(make, script);
        await browser.GoAsync(app.Elsewhere.Weather);
        await browser.GoAsync(browser.Line.Address + "/");
        string before = await browser.AskAsync("String(history.length)");
        string place = await TalkAsync(browser);
        Assert.Equal("Advice", await browser.AskAsync("document.title"));
        await LeaveAsync(browser);
        if (script)
        {
            // The conversation was one page, and the other site took its place.
            Assert.Equal(before, await browser.AskAsync("String(history.length)"));
        }

        await browser.ReloadAsync();
        await NothingAsync(browser, "reload");
        for (int back = 1; back <= 6; back++)
        {
            await browser.TraverseAsync(-1);
            await NothingAsync(browser, $"back {back}");
            await browser.ReloadAsync();
            await NothingAsync(browser, $"back {back}, loaded anew");
        }

        for (int forward = 1; forward <= 6; forward++)
        {
            await browser.TraverseAsync(1);
            await NothingAsync(browser, $"forward {forward}");
        }

        Assert.Equal(0, await browser.CookiesAsync());
        await Traces.RefusedAsync(app.Address, place);
    }

    [Theory]
    [In(Make.Firefox, true)]
    [In(Make.Firefox, false)]
    public async Task A_restored_session_shows_nothing_after_leaving_and_the_old_state_is_refused(Make make, bool script)
    {
        await using var browser = (Firefox)await FirstPageAsync(make, script);
        string place = await TalkAsync(browser);
        await LeaveAsync(browser);
        await browser.RestartAsync();
        await NothingAsync(browser, "as it came back");
        await browser.ReloadAsync();
        await NothingAsync(browser, "reload");
        for (int back = 1; back <= 6; back++)
        {
            await browser.TraverseAsync(-1);
            await NothingAsync(browser, $"back {back}");
        }

        await Traces.RefusedAsync(app.Address, place);
    }

    [Theory]
    [In(Make.Firefox, true)]
    public async Task Without_leaving_the_session_is_restored_so_that_the_test_above_says_something(Make make, bool script)
    {
        await using var browser = (Firefox)await FirstPageAsync(make, script);
        await TalkAsync(browser);
        await browser.RestartAsync();
        await browser.UntilAsync($"location.href.startsWith('{browser.Line.Address}')");
    }

    [Theory]
    [In(Make.Firefox, false)]
    [In(Make.WebKit, false)]
    public async Task Whoever_left_without_script_can_begin_again_and_leave_again(Make make, bool script)
    {
        await using OtherBrowser browser = await FirstPageAsync(make, script);
        await LeaveAsync(browser);
        await browser.GoAsync(browser.Line.Address + "/");
        await NothingAsync(browser, "the first page");
        await browser.FollowAsync("button");
        Assert.Equal("What is happening?", await browser.AskAsync("document.querySelector('h1').textContent"));
        await LeaveAsync(browser);
        for (int back = 1; back <= 6; back++)
        {
            await browser.TraverseAsync(-1);
            await NothingAsync(browser, $"back {back}");
        }
    }

    [Theory]
    [In(Make.Firefox, true)]
    [In(Make.WebKit, true)]
    public async Task Without_leaving_back_shows_the_page_so_that_the_test_above_says_something(Make make, bool script)
    {
        await using OtherBrowser browser = await app.Visit(make, script);
        await browser.GoAsync(app.Elsewhere.Weather);
        await browser.GoAsync(browser.Line.Address + "/help");
        await browser.GoAsync(app.Elsewhere.Weather);
        await browser.TraverseAsync(-1);
        await browser.UntilAsync($"location.href.startsWith('{browser.Line.Address}')");
    }

    [Theory]
    [In(Make.Firefox, true)]
    [In(Make.WebKit, true)]
    public async Task Leaving_is_blank_at_once_and_leads_away_with_the_server_dead(Make make, bool script)
    {
        await using OtherBrowser browser = await FirstPageAsync(make, script);
        await TalkAsync(browser);
        browser.Line.Cut();
        await PatientlyAsync(browser);
        await BlankAsync(browser);
        await GoneAsync(browser);
        await NothingAsync(browser, "there");
        await browser.TraverseAsync(-1);
        await NothingAsync(browser, "back");
    }

    [Theory]
    [In(Make.Firefox, true)]
    [In(Make.WebKit, true)]
    public async Task A_site_that_is_slow_to_come_does_not_leave_our_address_standing(Make make, bool script)
    {
        await using OtherBrowser browser = await FirstPageAsync(make, script);
        await TalkAsync(browser);
        await browser.AskAsync($"document.querySelector('form.leave').dataset.exit = '{app.Elsewhere.Slow}'");
        await BlankAsync(browser);
        await browser.UntilAsync("location.href === 'about:blank'");
        await NothingAsync(browser, "there");
    }

    [Theory]
    [In(Make.Firefox, true)]
    [In(Make.WebKit, true)]
    public async Task Escape_three_times_leaves_from_inside_the_box_and_typing_never_does(Make make, bool script)
    {
        await using OtherBrowser browser = await FirstPageAsync(make, script);
        await browser.FollowAsync("[data-choice='conference']");
        await browser.PressAsync("#words");
        foreach (char key in (char[])[.. "THEY SAID, I AM SCARED", Keys.Shift, Keys.Shift, Keys.Shift, Keys.Escape, 'a', Keys.Escape, Keys.Shift, Keys.Escape, Keys.Escape])
        {
            await browser.KeyAsync(key);
        }

        Assert.Equal("THEY SAID, I AM SCAREDa", await browser.AskAsync("document.querySelector('#words').value"));
        await browser.KeyAsync(Keys.Shift);
        await PatientlyAsync(browser);
        for (int times = 0; times < 3; times++)
        {
            await browser.KeyAsync(Keys.Escape);
        }

        await GoneAsync(browser);
    }

    [Theory]
    [In(Make.Firefox, true)]
    [In(Make.WebKit, true)]
    public async Task The_browser_holds_nothing_of_ours_after_leaving(Make make, bool script)
    {
        await using OtherBrowser browser = await FirstPageAsync(make, script);
        await TalkAsync(browser);
        await LeaveAsync(browser);
        await browser.GoAsync(browser.Line.Address + "/leave");
        Assert.Equal("Advice", await browser.AskAsync("document.title"));
        Assert.Equal(Traces.NothingHeld, await browser.AskAsync($"({Traces.Held})()"));
        Assert.Equal(0, await browser.CookiesAsync());
    }

    [Theory]
    [In(Make.Firefox, true)]
    [In(Make.Firefox, false)]
    [In(Make.WebKit, true)]
    [In(Make.WebKit, false)]
    public async Task The_way_out_is_in_sight_and_nothing_on_a_page_tells_what_it_is(Make make, bool script)
    {
        await using OtherBrowser browser = await FirstPageAsync(make, script);
        Assert.Equal("360 640", await browser.AskAsync("innerWidth + ' ' + innerHeight"));
        await SeenAsync(browser, "first");
        await TalkAsync(browser);
        await SeenAsync(browser, "an answer");
        await browser.FollowAsync("button[value=danger]");
        await SeenAsync(browser, "a card");
        foreach (string address in new[] { "/help", "/safety", "/no-such-page" })
        {
            await browser.GoAsync(browser.Line.Address + address);
            await SeenAsync(browser, address);
        }
    }

    // Goes some way and writes something; the sealed place they were at.
    private static async Task<string> TalkAsync(OtherBrowser browser)
    {
        await browser.FollowAsync("[data-choice='conference']");
        await browser.FollowAsync("[data-choice='england']");
        await browser.AskAsync($"document.querySelector('#words').value = 'can my {Traces.Typed} come to the meeting'");
        await browser.FollowAsync(".own-words button");
        return await browser.AskAsync(Place);
    }

    // A busy machine may take longer to open the other site than the page waits for it; that it waits no longer is another test's.
    private static Task PatientlyAsync(OtherBrowser browser) => browser.AskAsync("(window.setTimeout = () => 0, '')");

    private static async Task BlankAsync(OtherBrowser browser) =>
        Assert.Equal("true", await browser.AskAsync($"String(({Traces.Blank})() < 1e9)"));

    private static async Task NothingAsync(OtherBrowser browser, string when) =>
        Traces.Nothing(await browser.ContentAsync(), $"{when}, at {await browser.AskAsync("location.href")}");

    private static async Task SeenAsync(OtherBrowser browser, string where)
    {
        Assert.Equal((where, "true true true"), (where, await browser.AskAsync($"({Traces.Sight})()")));
        Assert.Equal((where, ""), (where, await browser.AskAsync($"({Traces.Telling})()")));
    }

    private async Task<OtherBrowser> FirstPageAsync(Make make, bool script)
    {
        OtherBrowser browser = await app.Visit(make, script);
        await browser.GoAsync(browser.Line.Address + "/");
        return browser;
    }

    private async Task LeaveAsync(OtherBrowser browser)
    {
        await PatientlyAsync(browser);
        await browser.PressAsync(".exit");
        await GoneAsync(browser);
    }

    private Task GoneAsync(OtherBrowser browser) => browser.UntilAsync($"location.href === '{app.Elsewhere.Weather}'");
}
