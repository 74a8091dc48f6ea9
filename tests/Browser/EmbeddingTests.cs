using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Deque.AxeCore.Playwright;
using Xunit;

namespace AdviceBot.Browser;

/// <summary>A charity's page on 127.0.0.1 under a strict policy, and the bot on localhost: two sites, as in life.</summary>
public sealed class EmbeddingApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string state = Directory.CreateTempSubdirectory("advicebot-embedding").FullName;
    private WebApplication? charity;
    private WebApplication? stranger;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where the bot is.</summary>
    public string Bot { get; private set; } = "";

    /// <summary>The charity's page, which the bot's settings list.</summary>
    public string Charity { get; private set; } = "";

    /// <summary>A page that they don't list.</summary>
    public string Stranger { get; private set; } = "";

    /// <summary>Somebody on a page; everything that goes wrong there, and everything it asked for, is written down.</summary>
    public async Task<(IPage Page, List<string> Wrong, List<string> Asked)> Visit(string address, BrowserNewContextOptions device)
    {
        IBrowserContext context = await browser!.NewContextAsync(device);
        context.SetDefaultTimeout(20_000);
        IPage page = await context.NewPageAsync();
        List<string> wrong = [], asked = [];
        page.Console += (_, message) => { if (message.Type is "error" or "warning") { wrong.Add(message.Text); } };
        page.PageError += (_, error) => wrong.Add(error);
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(address);
        return (page, wrong, asked);
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Programs.Chromium is null)
        {
            return;
        }

        (charity, Charity) = await Host();
        (stranger, Stranger) = await Host();
        UseKestrel(0);
        StartServer();
        Bot = ClientOptions.BaseAddress.ToString().TrimEnd('/').Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Programs.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        foreach (WebApplication host in new[] { charity, stranger }.OfType<WebApplication>())
        {
            await host.DisposeAsync();
        }

        await DisposeAsync();
        Directory.Delete(state, recursive: true);
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("AdviceBot:State:Path", state);
        builder.UseSetting("AdviceBot:Clock:FixedAt", "2026-11-22T23:10:00Z");
        builder.UseSetting("AdviceBot:Page:ExitTo", Charity + "/weather");
        builder.UseSetting("AdviceBot:Embedding:AllowedOrigins:0", Charity);
    }

    private Task Page(HttpContext context, string shown)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src {Bot}; frame-src {Bot}; img-src data:; require-trusted-types-for 'script'";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A charity</title><link rel="icon" href="data:,"></head>
            <body><main><h1>A charity</h1><p>Words. <a href="/other">Another page</a></p></main><script src="{Bot}/embed.js" defer data-label="Get advice" data-page="{shown}"></script></body></html>
            """);
    }

    private async Task<(WebApplication, string)> Host()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication host = builder.Build();
        host.MapGet("/", context => Page(context, "/"));
        host.MapGet("/chat", context => Page(context, "/webchat"));
        host.MapGet("/weather", () => Results.Content("<!DOCTYPE html><html lang=\"en\"><title>Weather</title><h1>Weather</h1></html>", "text/html"));
        host.MapGet("/other", () => Results.Content("<!DOCTYPE html><html lang=\"en\"><title>Other</title><h1>Other</h1></html>", "text/html"));
        await host.StartAsync();
        return (host, host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}

/// <summary>The bot on a charity's page, by one script tag.</summary>
public sealed class EmbeddingTests(EmbeddingApp app) : IClassFixture<EmbeddingApp>
{
    [BrowserFact]
    public async Task A_button_opens_it_and_nothing_is_asked_kept_or_blocked_before_and_after()
    {
        (IPage page, List<string> wrong, List<string> asked) = await app.Visit(app.Charity, Devices.Desk);
        ILocator opener = page.GetByRole(AriaRole.Button, new() { Name = "Get advice" });
        await opener.WaitForAsync();
        // Until it is pressed the bot hears of nobody: only the script was fetched.
        Assert.Equal([app.Charity + "/", app.Bot + "/embed.js"], asked.Where(a => !a.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Empty(await page.Locator("iframe").AllAsync());

        // By keyboard alone.
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        IFrameLocator frame = page.FrameLocator("iframe[title='Advice']");
        await frame.Locator("[data-choice='conference']").ClickAsync();
        await frame.Locator("form[data-step='guard/country']").WaitForAsync();
        Assert.Equal("no-referrer", await page.Locator("iframe").GetAttributeAsync("referrerpolicy"));

        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        Assert.All(asked.Where(a => !a.StartsWith("data:", StringComparison.Ordinal)), a => Assert.True(a.StartsWith(app.Charity, StringComparison.Ordinal) || a.StartsWith(app.Bot, StringComparison.Ordinal), a));
        Assert.Empty(wrong);
    }

    [BrowserFact]
    public async Task Escape_inside_and_outside_and_the_button_close_it_and_the_place_is_kept()
    {
        (IPage page, _, _) = await app.Visit(app.Charity, Devices.Desk);
        ILocator opener = page.GetByRole(AriaRole.Button, new() { Name = "Get advice" });
        ILocator panel = page.GetByRole(AriaRole.Dialog, new() { Name = "Advice" });
        IFrameLocator frame = page.FrameLocator("iframe");
        await opener.ClickAsync();
        await frame.Locator("[data-choice='conference']").ClickAsync();
        await frame.Locator("form[data-step='guard/country']").WaitForAsync();
        await frame.Locator("[data-choice='england']").FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await panel.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal("Get advice", await page.EvaluateAsync<string>("() => document.activeElement.shadowRoot.activeElement.textContent"));

        await page.Keyboard.PressAsync("Enter");
        await frame.Locator("form[data-step='guard/country']").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await panel.WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        await opener.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await panel.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [BrowserFact]
    public async Task On_a_phone_it_covers_the_whole_screen_and_the_page_behind_can_not_be_reached()
    {
        (IPage page, _, _) = await app.Visit(app.Charity, Devices.Phone);
        await page.GetByRole(AriaRole.Button, new() { Name = "Get advice" }).ClickAsync();
        ILocator panel = page.GetByRole(AriaRole.Dialog, new() { Name = "Advice" });
        LocatorBoundingBoxResult box = (await panel.BoundingBoxAsync())!;
        Assert.Equal((0, 0, 360, 640), ((int)box.X, (int)box.Y, (int)box.Width, (int)box.Height));
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('main').inert"));
        await page.FrameLocator("iframe").Locator("h1").WaitForAsync();
        Assert.Empty((await page.RunAxe()).Violations.Where(v => v.Tags.Any(t => t.StartsWith("wcag", StringComparison.Ordinal))).Select(v => $"{v.Id}: {v.Help}"));
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.EvaluateAsync<bool>("() => document.querySelector('main').inert"));
        // Turned to a larger screen it stands beside the page.
        await page.SetViewportSizeAsync(1280, 800);
        await page.GetByRole(AriaRole.Button, new() { Name = "Get advice" }).ClickAsync();
        Assert.True((await panel.BoundingBoxAsync())!.Width < 500);
    }

    [BrowserFact]
    public async Task Leaving_takes_the_whole_page_away_and_coming_back_shows_nothing_of_it()
    {
        (IPage page, _, _) = await app.Visit(app.Charity, Devices.Phone);
        await page.GetByRole(AriaRole.Button, new() { Name = "Get advice" }).ClickAsync();
        IFrameLocator frame = page.FrameLocator("iframe");
        await frame.Locator("[data-choice='conference']").ClickAsync();
        await frame.Locator("form[data-step='guard/country']").WaitForAsync();
        await frame.Locator("header .exit").ClickAsync();
        await Left(page);
        await page.GotoAsync(app.Charity);
        await page.GetByRole(AriaRole.Button, new() { Name = "Get advice" }).ClickAsync();
        await frame.Locator("form[data-step='start/what-is-happening']").WaitForAsync();
        await page.GotoAsync(app.Charity + "/other");
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Get advice" }).WaitForAsync();
        Assert.Empty(await page.Locator("iframe").AllAsync());
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Escape_three_times_takes_the_whole_page_away_from_inside_and_from_beside_the_frame(bool isInside)
    {
        (IPage page, List<string> wrong, List<string> asked) = await app.Visit(app.Charity, Devices.Desk);
        (IFrameLocator frame, string place) = await Begun(page);
        await (isInside ? frame.Locator("[data-choice='england']") : page.GetByRole(AriaRole.Button, new() { Name = "Close" })).FocusAsync();
        await EscapeThrice(page);
        await Left(page);
        Assert.Contains(app.Charity + "/weather", asked);
        Assert.Empty(wrong);
        await Traces.RefusedAsync(app.Bot, place);
        await page.GoBackAsync(new() { Timeout = 2_000 }).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.NotEqual(app.Charity + "/", page.Url);
    }

    [BrowserFact]
    public async Task Escape_three_times_leaves_no_address_standing_where_the_other_site_is_slow()
    {
        (IPage page, _, _) = await app.Visit(app.Charity, Devices.Phone);
        await Begun(page);
        await page.RouteAsync(app.Charity + "/weather", async route => { await Task.Delay(8_000); try { await route.AbortAsync(); } catch (PlaywrightException) { } });
        await EscapeThrice(page);
        await page.WaitForURLAsync("about:blank", new() { Timeout = 6_000 });
    }

    [BrowserFact]
    public async Task Fewer_Escapes_or_keys_between_them_or_somebody_elses_word_never_leave()
    {
        (IPage page, _, _) = await app.Visit(app.Charity, Devices.Desk);
        foreach (string key in new[] { "Escape", "Escape", "Escape" })
        {
            await page.Keyboard.PressAsync(key);
        }

        // Nothing of ours was open, so there was nothing to leave.
        await Begun(page);
        foreach (string key in new[] { "Escape", "a", "Escape", "Shift", "Escape", "Escape", "Control+Escape", "Escape" })
        {
            await page.Keyboard.PressAsync(key);
        }

        // Neither the page itself nor another frame of the bot's address speaks for our frame.
        await page.EvaluateAsync("() => new Promise(done => { const other = document.createElement('iframe'); other.src = document.querySelector('script').src; other.onload = done; document.body.append(other); })");
        const string speak = "for (const said of ['advice-close', 'advice-close', 'advice-close', 'advice-left', { adviceExit: 'https://stranger.example/' }]) ";
        await page.Frames.Single(f => f.Url == app.Bot + "/embed.js").EvaluateAsync("() => { " + speak + "parent.postMessage(said, '*'); }");
        await page.EvaluateAsync("() => { " + speak + "postMessage(said, '*'); }");
        await page.WaitForTimeoutAsync(1_600);
        Assert.Equal(app.Charity + "/", page.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Get advice" }).ClickAsync();
        await page.FrameLocator("iframe[title='Advice']").Locator("form[data-step='guard/country']").WaitForAsync();
        await EscapeThrice(page);
        await Left(page);
    }

    [BrowserFact]
    public async Task The_page_of_the_chat_window_is_shown_and_left_in_the_same_way()
    {
        (IPage page, List<string> wrong, _) = await app.Visit(app.Charity + "/chat", Devices.Desk);
        await page.GetByRole(AriaRole.Button, new() { Name = "Get advice" }).ClickAsync();
        IFrameLocator frame = page.FrameLocator("iframe");
        await Assertions.Expect(frame.Locator("h1")).ToHaveTextAsync("Chat");
        Assert.Empty(wrong);
        await frame.Locator("summary").FocusAsync();
        await EscapeThrice(page);
        await Left(page);
    }

    [WebChatFact]
    public async Task The_chat_window_itself_works_in_the_frame()
    {
        (IPage page, List<string> wrong, _) = await app.Visit(app.Charity + "/chat", Devices.Desk);
        await page.GetByRole(AriaRole.Button, new() { Name = "Get advice" }).ClickAsync();
        IFrameLocator frame = page.FrameLocator("iframe");
        await frame.Locator("#start button").ClickAsync();
        await frame.Locator(".webchat__suggested-actions button").First.WaitForAsync();
        Assert.Empty(wrong);
    }

    [BrowserFact]
    public async Task A_page_that_is_not_listed_gets_an_empty_frame()
    {
        (IPage page, List<string> wrong, _) = await app.Visit(app.Stranger, Devices.Desk);
        await page.GetByRole(AriaRole.Button, new() { Name = "Get advice" }).ClickAsync();
        await page.WaitForTimeoutAsync(1500);
        Assert.Equal(0, await page.FrameLocator("iframe").Locator("[data-choice], [data-step]").CountAsync());
        Assert.Contains(wrong, w => w.Contains("frame-ancestors", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Numbers_inside_are_called_by_the_whole_page()
    {
        (IPage page, _, _) = await app.Visit(app.Charity, Devices.Phone);
        await page.GetByRole(AriaRole.Button, new() { Name = "Get advice" }).ClickAsync();
        IFrameLocator frame = page.FrameLocator("iframe");
        await frame.Locator("[data-choice='talk']").First.ClickAsync();
        await frame.Locator("a[href^='tel:']").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.All(await Task.WhenAll((await frame.Locator("a[href^='tel:']").AllAsync()).Select(a => a.GetAttributeAsync("target"))), t => Assert.Equal("_top", t));
    }

    private static async Task EscapeThrice(IPage page)
    {
        for (int times = 0; times < 3; times++)
        {
            await page.Keyboard.PressAsync("Escape");
        }
    }

    // The other site, or nothing where this machine was too busy to bring it in time.
    private async Task Left(IPage page)
    {
        // Asked again and again: to wait for the change misses one that has been.
        for (int tries = 0; page.Url != app.Charity + "/weather" && page.Url != "about:blank"; tries++)
        {
            Assert.True(tries < 300, $"They are still at {page.Url}.");
            await Task.Delay(50);
        }
    }

    // Somebody a step in, and their sealed place.
    private static async Task<(IFrameLocator Frame, string Place)> Begun(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Get advice" }).ClickAsync();
        IFrameLocator frame = page.FrameLocator("iframe");
        await frame.Locator("[data-choice='conference']").ClickAsync();
        await frame.Locator("form[data-step='guard/country']").WaitForAsync();
        return (frame, (await frame.Locator("input[name=place]").First.GetAttributeAsync("value"))!);
    }
}
