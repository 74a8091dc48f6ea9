using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Content;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Xunit;

namespace AdviceBot.Browser;

/// <summary>Code written where words belong stays words: none of it runs, none of it calls anybody.</summary>
[Collection(nameof(BrowserApp))]
public sealed class InjectionTests(BrowserApp app)
{
    private readonly List<string> faults = [];

    [BrowserFact]
    public async Task Sixty_ways_to_write_code_into_every_place_of_a_page_run_nothing_and_call_nobody()
    {
        Assert.True(Payloads.All.Length >= 60);
        string drawn = await Draw();
        IPage page = await Open();
        await Answer(page, "/first", drawn, _ => true);
        await Answer(page, "/", drawn, request => request.Method == "POST");

        // Sent by the server; then put in by the page's own script.
        await page.GotoAsync(app.Address + "/first");
        await Look(page, "as sent");
        await page.GotoAsync(app.Address + "/");
        await page.Press("[data-choice=conference]");
        await Look(page, "put in by script");
        Clean();
    }

    [BrowserFact]
    public async Task Nor_do_they_in_the_script_an_adviser_reads_out()
    {
        string drawn = await Render<ScriptPage>(View("\"><script>hit()</script>", [.. Payloads.Replies(app.Library), Payloads.Card(app.Library)]));
        IPage page = await Open();
        await Answer(page, "/first", drawn, _ => true);
        await page.GotoAsync(app.Address + "/first");
        Assert.Contains(Payloads.All[0], await page.Locator("textarea").InputValueAsync(), StringComparison.Ordinal);
        await Look(page, "the script");
        Clean();
    }

    [BrowserFact]
    public async Task Nor_do_they_in_an_address_and_on_the_page_that_says_what_went_wrong()
    {
        IPage page = await Open();
        foreach (string payload in Payloads.All)
        {
            string written = Uri.EscapeDataString(payload);
            foreach (string address in new[] { "/" + written, "/?q=" + written, "/help?" + written, "/adviser/" + written, "/api/answers?q=" + written })
            {
                // One with a zero byte in its path, or that only calls up its own page again, is answered before us.
                await page.GotoAsync(app.Address + address, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
                Assert.Equal(0, await page.EvaluateAsync<int>("() => window.hits"));
            }
        }

        Clean();
    }

    [BrowserFact]
    public async Task Own_words_six_words_and_a_forged_place_are_never_echoed_as_code()
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Address) };
        foreach (string payload in Payloads.All)
        {
            foreach ((string address, string field) in new[] { ("/", "words"), ("/adviser", "words"), ("/adviser/place", "words"), ("/help", "place"), ("/paper", "letter") })
            {
                HttpResponseMessage answer = await client.PostAsync(address, new FormUrlEncodedContent([new(field, payload)]));
                string source = await answer.Content.ReadAsStringAsync();
                Assert.Equal(1, source.Split("<script", StringSplitOptions.None).Length - 1);
                Assert.DoesNotContain("evil.example/x>", source, StringComparison.Ordinal);
                Assert.False(payload.Contains('<', StringComparison.Ordinal) && source.Contains(payload, StringComparison.Ordinal), $"{address} echoes {payload}");
            }
        }
    }

    private async Task<IPage> Open()
    {
        IPage page = await app.Visit();
        page.Request += (_, r) => { if (!r.Url.StartsWith(app.Address, StringComparison.Ordinal) && !r.Url.StartsWith("data:image/svg", StringComparison.Ordinal)) { faults.Add("asked for " + r.Url); } };
        page.Dialog += (_, d) => { faults.Add("a dialog"); _ = d.DismissAsync(); };
        await page.AddInitScriptAsync("window.hits = 0; window.hit = () => { window.hits++; };");
        return page;
    }

    // What we drew, under the policy of our own pages.
    private async Task Answer(IPage page, string address, string drawn, Func<IRequest, bool> which)
    {
        using var client = new HttpClient();
        string policy = (await client.GetAsync(app.Address + "/")).Headers.GetValues("Content-Security-Policy").Single();
        await page.RouteAsync(app.Address + address, route => which(route.Request)
            ? route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = drawn, Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = policy } })
            : route.ContinueAsync());
    }

    private async Task Look(IPage page, string how)
    {
        await page.EvaluateAsync(
            """
            () => {
              for (const d of document.querySelectorAll('details')) d.open = true;
              for (const e of document.querySelectorAll('main *')) for (const kind of ['mouseover', 'pointerenter', 'focus', 'blur', 'toggle', 'error', 'load']) e.dispatchEvent(new Event(kind));
            }
            """);
        await page.WaitForTimeoutAsync(400);
        if (await page.EvaluateAsync<int>("() => window.hits || 0") > 0)
        {
            faults.Add(how + ": code ran");
        }

        string strange = await page.EvaluateAsync<string>(
            """
            names => [...document.querySelectorAll('script:not([src^="/site."]), iframe, object, embed, base, style, template, video, math, main svg, main img, meta[http-equiv], link:not([rel=icon]):not([href^="/"])')].map(e => e.outerHTML.slice(0, 90))
              .concat([...document.querySelectorAll('*')].filter(e => names.some(n => e.hasAttribute(n)) || /^(javascript|data):/i.test(e.getAttribute('href') || '') && e.tagName === 'A' || (e.getAttribute('formaction') || '/').startsWith('//') || (e.getAttribute('action') || '/').startsWith('//')).map(e => e.outerHTML.slice(0, 90)))
              .join('\n')
            """,
            Payloads.Handlers);
        if (strange.Length > 0)
        {
            faults.Add($"{how}: {strange}");
        }
    }

    private void Clean() => Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct().Take(20)));

    // One page with each payload in each place: heading, passage, its title, source and edition, helper, card, button, hint, path, date, name in the title.
    private async Task<string> Draw()
    {
        string page = await Render<WebPageWriter>(View("\"><script>hit()</script>", Payloads.Replies(app.Library)));
        string card = await Render<WebPageWriter>(View("x", [Payloads.Card(app.Library)]));
        string inside = card[card.IndexOf("<section class=\"urgent\"", StringComparison.Ordinal)..card.IndexOf("</main>", StringComparison.Ordinal)];
        return page.Replace("</main>", inside + "</main>", StringComparison.Ordinal);
    }

    private PageView View(string place, ImmutableArray<Reply> replies)
    {
        var frame = new PageFrame("Advice </title><script>hit()</script>\"><img src=x onerror=hit()>", "/\" onload=\"hit()", app.Services.GetRequiredService<Assets>());
        return new PageView(app.Library, frame, place, replies);
    }

    private async Task<string> Render<TPage>(PageView view)
        where TPage : IComponent
    {
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());
    }
}
