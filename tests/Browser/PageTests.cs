using System.Diagnostics;
using AdviceBot.Core.Content;
using AdviceBot.Host.Commands;
using Microsoft.Playwright;
using Xunit;

namespace AdviceBot.Browser;

/// <summary>The page as people meet it: small, magnified, by keyboard, without script, on paper.</summary>
[Collection(nameof(BrowserApp))]
public sealed class PageTests(BrowserApp app)
{
    [BrowserFact]
    public async Task No_other_page_needs_scrolling_sideways()
    {
        IPage page = await app.Visit(Devices.Magnified);
        foreach (string address in new[] { "/help", "/safety", "/no-such-page", "/adviser" })
        {
            await page.GotoAsync(app.Address + address);
            Assert.False(await page.Look<bool>("() => looks.isTooWide()"), address);
        }
    }

    [BrowserFact]
    public async Task At_400_per_cent_the_first_question_is_seen_at_once()
    {
        IPage page = await app.Visit(Devices.Magnified);
        await page.GotoAsync(app.Address + "/");
        LocatorBoundingBoxResult question = (await page.Locator("h1").BoundingBoxAsync())!;
        Assert.True(question.Y + question.Height <= 256, $"the question ends at {question.Y + question.Height}");
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_parent_gets_to_advice_and_back_with_and_without_script(bool script)
    {
        IPage page = await app.Visit(script ? Devices.Phone : Devices.WithoutScript);
        await page.GotoAsync(app.Address + "/");
        await page.Tap("I'm pregnant, or my baby was just born");
        await page.Tap("I am asked to let my baby go to other carers");
        await Assertions.Expect(page.Locator("main")).ToHaveAttributeAsync("data-ending", new System.Text.RegularExpressions.Regex("^PB"));
        await page.Locator("#words").FillAsync("who can come to the conference with me");
        await page.Tap("Send");
        await Assertions.Expect(page.Locator("[data-passage]").First).ToBeVisibleAsync();
        await page.Locator(".question button[value=look]").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToHaveAttributeAsync("data-ending", new System.Text.RegularExpressions.Regex("^PB"));
        await page.Tap("Back");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Has any of this happened?");
        Assert.Equal(app.Address + "/", page.Url);
        Assert.Equal("Advice", await page.TitleAsync());
    }

    [BrowserFact]
    public async Task The_keyboard_alone_leads_to_advice()
    {
        IPage page = await app.Visit(Devices.Desk);
        await page.GotoAsync(app.Address + "/");
        await Reach(page, "[data-choice=pre-birth]");
        Assert.Equal("solid", await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Has any of this happened?");
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await Reach(page, "[data-choice=agree]");
        await page.Keyboard.PressAsync("Space");
        await page.Locator("main[data-ending]").WaitForAsync();
        await Assertions.Expect(page.Locator(".first")).ToBeFocusedAsync();
        await Reach(page, "details.passage summary");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("details.passage").First).ToHaveAttributeAsync("open", "");
        await Reach(page, ".exit", backwards: true);
    }

    [BrowserFact]
    public async Task With_script_nothing_is_loaded_anew_and_remarks_are_read_out()
    {
        IPage page = await app.Visit();
        await page.GotoAsync(app.Address + "/");
        await page.EvaluateAsync("() => { window.same = true; }");
        int before = await page.EvaluateAsync<int>("() => history.length");
        await page.Choose("conference");
        Assert.True(await page.EvaluateAsync<bool>("() => window.same === true"));
        await page.Locator("a.jump").ClickAsync();
        Assert.Equal(app.Address + "/", page.Url);
        await page.Press(".path button[value=again]");
        await Assertions.Expect(page.Locator("#news")).ToHaveTextAsync("We have forgotten your answers. You can begin again.");
        Assert.Equal(before, await page.EvaluateAsync<int>("() => history.length"));
    }

    [BrowserFact]
    public async Task A_lost_connection_keeps_the_place_and_the_words()
    {
        IPage page = await app.Visit();
        await page.GotoAsync(app.Address + "/");
        await page.Context.SetOfflineAsync(true);
        await page.Locator("#words").FillAsync("they want me to sign");
        await page.Locator(".own-words button").ClickAsync();
        await Assertions.Expect(page.Locator(".offline")).ToContainTextAsync("Your place is kept");
        Assert.Equal("they want me to sign", await page.Locator("#words").InputValueAsync());
        await page.Context.SetOfflineAsync(false);
        await page.Press(".own-words button");
        await Assertions.Expect(page.Locator(".offline")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task While_a_proxy_says_that_the_bot_is_away_the_place_and_the_words_are_kept_and_the_numbers_are_there()
    {
        using var away = new StringWriter();
        Assert.Equal(0, await CommandLine.RunAsync(["help-page"], away, TextWriter.Null, TextReader.Null));
        IPage page = await app.Visit();
        await page.GotoAsync(app.Address + "/");
        await page.RouteAsync(app.Address + "/**", route => route.FulfillAsync(new() { Status = 503, ContentType = "text/html; charset=utf-8", Body = away.ToString() }));
        await page.Locator("#words").FillAsync("they want me to sign");
        foreach (int _ in Enumerable.Range(0, 2))
        {
            await page.Locator(".own-words button").ClickAsync();
            await Assertions.Expect(page.Locator(".offline")).ToContainTextAsync("Your place is kept");
            await Assertions.Expect(page.Locator("main > .away a[href='tel:999']").First).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("main > .away")).ToHaveCountAsync(1);
        }

        Assert.Equal("they want me to sign", await page.Locator("#words").InputValueAsync());
        await page.UnrouteAllAsync();
        await page.Press(".own-words button");
        await Assertions.Expect(page.Locator(".away")).ToHaveCountAsync(0);

        // Opened by itself it looks like one of ours, under its own policy, and asks nobody for anything.
        await page.RouteAsync(app.Address + "/help", route => route.FulfillAsync(new() { Status = 503, ContentType = "text/html; charset=utf-8", Body = away.ToString() }));
        var asked = new List<string>();
        var faults = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        page.Console += (_, said) => faults.Add(said.Text);
        await page.GotoAsync(app.Address + "/help");
        Assert.Equal([app.Address + "/help"], asked.Where(a => !a.StartsWith("data:", StringComparison.Ordinal)));
        Assert.DoesNotContain(faults, f => f.Contains("Content Security Policy", StringComparison.Ordinal));
        Assert.Equal("rgb(23, 69, 79)", await page.Locator(".top").EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor"));
        Assert.False(await page.Look<bool>("() => looks.isTooWide()"));
    }

    [BrowserFact]
    public async Task A_double_press_is_one_turn()
    {
        IPage page = await app.Visit();
        int posts = 0;
        page.Request += (_, request) => posts += request.Method == "POST" ? 1 : 0;
        await page.GotoAsync(app.Address + "/");
        await page.Locator("[data-choice=conference]").DblClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Which country does your child live in?");
        Assert.Equal(1, posts);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leaving_hides_the_page_at_once_and_goes_elsewhere(bool script)
    {
        IPage page = await app.Visit(script ? Devices.Phone : Devices.WithoutScript);
        await page.GotoAsync(app.Address + "/");
        await page.Tap("I've been invited to a conference");
        await page.Locator(".exit").ClickAsync();
        await page.Arrive(app.Elsewhere.Weather);
        Assert.Equal("Rain", await page.Locator("h1").TextContentAsync());
        if (script)
        {
            await page.GoBackAsync(new() { Timeout = 3000 }).ContinueWith(_ => { }, TaskScheduler.Default);
            Assert.DoesNotContain("conference", await page.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [BrowserFact]
    public async Task The_first_question_is_three_small_requests_all_to_us()
    {
        IPage page = await app.Visit();
        IResponse[] answers = await Answers(page, () => page.GotoAsync(app.Address + "/", new() { WaitUntil = WaitUntilState.NetworkIdle }));
        Assert.InRange(answers.Length, 1, 3);
        int bytes = 0;
        foreach (IResponse answer in answers)
        {
            Assert.StartsWith(app.Address, answer.Url, StringComparison.Ordinal);
            RequestSizesResult sizes = await answer.Request.SizesAsync();
            bytes += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
        }

        Assert.True(bytes <= 20_000, $"{bytes} bytes");
    }

    [BrowserFact]
    public async Task No_page_asks_anything_of_anybody_else_or_breaks_its_own_policy()
    {
        IPage page = await app.Visit();
        var others = new List<string>();
        page.Request += (_, request) => { if (!request.Url.StartsWith(app.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) { others.Add(request.Url); } };
        page.Console += (_, message) => { if (message.Type == "error") { others.Add(message.Text); } };
        page.PageError += (_, error) => others.Add(error);
        await page.GotoAsync(app.Address + "/");
        await page.Choose("pre-birth", "agree");
        await page.Write("what is a core group");
        await page.GotoAsync(app.Address + "/safety");
        await page.GotoAsync(app.Address + "/help");
        Assert.Empty(others);
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
    }

    [BrowserTheory]
    [InlineData("pre-birth", "agree")]
    [InlineData("conference", "england", "parent", "first", "none", "later")]
    public async Task Paper_holds_every_passage_source_and_helper(params string[] way)
    {
        if (Programs.PdfReader is null)
        {
            return;
        }

        foreach (bool script in new[] { true, false })
        {
            IPage page = await app.Visit(script ? Devices.Phone : Devices.WithoutScript);
            await page.GotoAsync(app.Address + "/");
            foreach (string choice in way)
            {
                await page.Locator($"[data-choice='{choice}']").First.ClickAsync();
                await page.Locator($"input[name=step]:not([value='']) >> nth=0").WaitForAsync(new() { State = WaitForSelectorState.Attached });
                await page.WaitForTimeoutAsync(300);
            }

            string[] passages = await page.Locator("[data-passage]").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.passage)");
            string[] helpers = await page.Locator("[data-helper]").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.helper)");
            Assert.True(passages.Length > 2);
            string paper = Squeezed(await Read(await page.PdfAsync(new() { Format = "A4" })));
            foreach (Passage passage in passages.Select(id => app.Library.Passage(id)!))
            {
                Assert.Contains(Squeezed(passage.Title), paper, StringComparison.Ordinal);
                Assert.All(passage.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(Squeezed(line), paper, StringComparison.Ordinal));
                Assert.All(passage.Sections, s => Assert.Contains(Squeezed(s.Source.Title), paper, StringComparison.Ordinal));
                Assert.All(passage.Sections, s => Assert.Contains(Squeezed(Host.Channels.WebPage.Numbers.Heading(s)), paper, StringComparison.Ordinal));
            }

            Assert.All(helpers, id => Assert.Contains(Squeezed(app.Library.Helper(id)!.Name), paper, StringComparison.Ordinal));
            Assert.DoesNotContain(Squeezed("Leave this page"), paper, StringComparison.Ordinal);
        }
    }

    private static async Task<IResponse[]> Answers(IPage page, Func<Task> act)
    {
        var answers = new List<IResponse>();
        page.Response += (_, answer) => { if (!answer.Url.StartsWith("data:", StringComparison.Ordinal)) { answers.Add(answer); } };
        await act();
        return [.. answers];
    }

    private static async Task Reach(IPage page, string target, bool backwards = false)
    {
        for (int i = 0; i < 80; i++)
        {
            await page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
            if (await page.EvaluateAsync<bool>("target => document.activeElement.matches(target)", target))
            {
                return;
            }
        }

        Assert.Fail($"The keyboard does not come to {target}.");
    }

    private static string Squeezed(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static async Task<string> Read(byte[] pdf)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        using Process reader = Process.Start(new ProcessStartInfo(Programs.PdfReader!, ["-raw", file, "-"]) { RedirectStandardOutput = true })!;
        string text = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        File.Delete(file);
        return text;
    }
}

/// <summary>Presses what a person reads.</summary>
internal static class Taps
{
    public static Task Tap(this IPage page, string label) =>
        page.GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).First.ClickAsync();
}
