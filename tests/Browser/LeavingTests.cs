using Microsoft.Playwright;
using Xunit;

namespace AdviceBot.Browser;

/// <summary>The way out: always in sight, at once, and nothing comes back.</summary>
[Collection(nameof(BrowserApp))]
public sealed class LeavingTests(BrowserApp app)
{
    [BrowserFact]
    public async Task The_way_out_is_in_sight_and_uncovered_on_every_screen_with_the_keyboard_open()
    {
        IPage page = await app.Visit();
        await page.GotoAsync(app.Address + "/");
        foreach ((int number, (string step, string place)) in (await app.EveryStep()).Index())
        {
            if (number % 5 == 0)
            {
                await page.Look<string>("place => looks.go(place)", place);
                await Seen(page, step);
            }
        }

        await page.Look<string>("place => looks.go(place)", (await app.EveryStep()).First(s => s.Step == "conference/prepare").Place);
        foreach (string paper in new[] { "sheet", "letters", "notes" })
        {
            if (await page.Locator($"button[name=paper][value={paper}]").CountAsync() > 0)
            {
                await page.Press($"button[name=paper][value={paper}]");
                await Seen(page, paper);
                await page.Press("button[value=look]");
            }
        }

        await page.Press("button[value=danger]");
        await Seen(page, "a card");
        foreach (string address in new[] { "/help", "/safety", "/no-such-page", "/adviser" })
        {
            await page.GotoAsync(app.Address + address);
            await Seen(page, address);
        }
    }

    [BrowserFact]
    public async Task Escape_three_times_leaves_from_inside_the_box_and_typing_never_does()
    {
        IPage page = await Visit(script: true);
        await page.Choose("conference");
        await page.Locator("#words").FocusAsync();
        await page.Keyboard.TypeAsync("THEY SAID I MUST COME, AND I AM SCARED");
        foreach (string key in new[] { "Shift", "Shift", "Shift", "Shift", "Escape", "a", "Escape", "Shift", "Escape", "Escape" })
        {
            await page.Keyboard.PressAsync(key);
        }

        Assert.Equal(app.Address + "/", page.Url);
        await page.WaitForTimeoutAsync(1_600);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(app.Address + "/", page.Url);
        await page.Keyboard.PressAsync("Escape");
        await page.Arrive(app.Elsewhere.Weather);
    }

    [BrowserFact]
    public async Task Leaving_is_blank_within_100_ms_and_gone_within_1_s_with_the_server_dead_and_the_other_site_slow()
    {
        IPage page = await app.Visit();
        await page.GotoAsync(app.Address + "/");
        await page.Choose("conference", "england");
        await page.RouteAsync(app.Address + "/**", route => route.AbortAsync());
        await page.RouteAsync(app.Elsewhere.Weather, async route => { await Task.Delay(5_000); try { await route.AbortAsync(); } catch (PlaywrightException) { } });
        double blank = await page.EvaluateAsync<double>(Traces.Blank);
        Assert.InRange(blank, 0, 100);
        await page.WaitForURLAsync("about:blank", new() { Timeout = 1_500 });
        Assert.Equal("", await page.Locator("body").TextContentAsync());
        await Back(page);
        Assert.DoesNotContain("conference", await page.Shown(), StringComparison.OrdinalIgnoreCase);
    }

    [BrowserTheory]
    [InlineData(true, 0)]
    [InlineData(true, 2)]
    [InlineData(false, 0)]
    [InlineData(false, 2)]
    public async Task After_leaving_neither_back_forward_nor_reload_shows_anything(bool script, int steps)
    {
        IPage page = await Visit(script);
        if (script)
        {
            // Two pages of ours in the history, as when somebody typed the address of the second.
            await page.GotoAsync(app.Address + "/help");
            await page.GotoAsync(app.Address + "/");
        }

        string? place = null;
        foreach (string choice in new[] { "conference", "england" }.Take(steps))
        {
            await page.Locator($"[data-choice='{choice}']").First.ClickAsync();
            await page.Locator("form[data-step='start/what-is-happening']").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }

        place = await page.Locator("input[name=place]").First.GetAttributeAsync("value");
        await page.Locator(".exit").ClickAsync();
        await page.Arrive(app.Elsewhere.Weather);
        await page.ReloadAsync();
        Traces.Nothing(await page.Shown(), "reload");
        for (int back = 0; back < steps + 4; back++)
        {
            await Back(page);
            Traces.Nothing(await page.Shown(), $"back {back + 1} to {page.Url}");
            if (page.Url.StartsWith("chrome-error", StringComparison.Ordinal))
            {
                // "Confirm form resubmission": somebody confirms.
                await page.ReloadAsync().ContinueWith(_ => { }, TaskScheduler.Default);
                Traces.Nothing(await page.Shown(), $"sent again {back + 1}");
            }
        }

        for (int forward = 0; forward < steps + 3; forward++)
        {
            await page.GoForwardAsync(new() { Timeout = 2_000 }).ContinueWith(_ => { }, TaskScheduler.Default);
            Traces.Nothing(await page.Shown(), $"forward {forward + 1}");
        }

        Assert.Empty(await page.Context.CookiesAsync());
        await Traces.RefusedAsync(app.Address, place!);
    }

    [BrowserFact]
    public async Task Whoever_left_without_script_can_begin_again()
    {
        IPage page = await Visit(script: false);
        await page.Locator(".exit").ClickAsync();
        await page.Arrive(app.Elsewhere.Weather);
        await page.GotoAsync(app.Address + "/");
        Traces.Nothing(await page.Shown(), "the first page");
        await page.Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("What is happening?");
    }

    [BrowserFact]
    public async Task The_browser_holds_nothing_of_ours_after_leaving()
    {
        IPage page = await Visit(script: true);
        await page.Choose("conference", "england");
        await page.Write("my words");
        await page.Locator(".exit").ClickAsync();
        await page.Arrive(app.Elsewhere.Weather);
        IPage look = await page.Context.NewPageAsync();
        await look.GotoAsync(app.Address + "/leave");
        Assert.Equal("Advice", await look.TitleAsync());
        Assert.Equal(Traces.NothingHeld, await look.EvaluateAsync<string>(Traces.Held));
    }

    [BrowserFact]
    public async Task Nothing_a_browser_would_fill_in_show_on_hover_or_put_in_a_title_says_what_this_is()
    {
        IPage page = await app.Visit();
        await page.GotoAsync(app.Address + "/");
        foreach ((string step, string place) in (await app.EveryStep()).Where((_, i) => i % 8 == 0))
        {
            await page.Look<string>("place => looks.go(place)", place);
            string faults = await page.EvaluateAsync<string>(Traces.Telling);
            Assert.Equal("/", new Uri(page.Url).PathAndQuery);
            Assert.True(faults.Length == 0, $"{step}: {faults}");
        }

        // Where the most links to other sites are.
        await page.GotoAsync(app.Address + "/help");
        Assert.NotEqual(0, await page.Locator("a[href^=http]").CountAsync());
        Assert.Equal("", await page.EvaluateAsync<string>(Traces.Telling));
    }

    private async Task<IPage> Visit(bool script)
    {
        // A browser of its own kind, so that nobody else here is taken for whoever left.
        BrowserNewContextOptions device = script ? Devices.Phone : Devices.WithoutScript;
        device.UserAgent = $"Mozilla/5.0 (test {Guid.NewGuid():n}) Chrome/120";
        IPage page = await app.Visit(device);
        await page.GotoAsync(app.Address + "/");
        return page;
    }

    private static async Task Seen(IPage page, string where)
    {
        await page.SetViewportSizeAsync(360, 300);
        if (await page.Locator("#words").CountAsync() > 0)
        {
            await page.Locator("#words").FocusAsync();
            await page.Locator("#words").EvaluateAsync("box => box.scrollIntoView({ block: 'center' })");
        }

        Assert.True(await page.EvaluateAsync<string>(Traces.Sight) == "true true true", $"{where}: in sight, uncovered, large: {await page.EvaluateAsync<string>(Traces.Sight)}");
        await page.SetViewportSizeAsync(360, 640);
        Assert.True(await page.EvaluateAsync<string>(Traces.Sight) == "true true true", $"{where} at 360 by 640");
    }

    private static Task Back(IPage page) => page.GoBackAsync(new() { Timeout = 2_000 }).ContinueWith(_ => { }, TaskScheduler.Default);
}
