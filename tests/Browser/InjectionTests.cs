using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
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
    private static readonly string[] Handlers = ["onload", "onerror", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "onbegin", "onpointerenter"];

    private static readonly string[] Payloads =
    [
        "<script>hit()</script>", "<script src=//evil.example/x.js></script>", "</script><script>hit()</script>", "<scr<script>ipt>hit()</scr</script>ipt>",
        "<img src=x onerror=hit()>", "\"><img src=x onerror=hit()>", "'><img src=x onerror='hit()'>", "<img src=//evil.example/x>", "<img/src=x/onerror=hit()>",
        "<svg onload=hit()>", "<svg><script>hit()</script></svg>", "<svg><animate onbegin=hit() attributeName=x dur=1s>", "<svg><use href='data:image/svg+xml,<svg id=x onload=hit()>#x'>",
        "<math><mtext><img src=x onerror=hit()></mtext></math>", "<iframe src=javascript:hit()>", "<iframe srcdoc='<script>parent.hit()</script>'>", "<object data=javascript:hit()>",
        "<embed src=//evil.example/x>", "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example/x.css>", "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<form action=//evil.example><button>x", "<input autofocus onfocus=hit()>", "<button formaction=//evil.example>x</button>", "<details open ontoggle=hit()>", "<video src=//evil.example/x onerror=hit()>",
        "<style>@import '//evil.example/x.css'</style>", "<style>*{background:url(//evil.example/x)}</style>", "<a href=javascript:hit()>x</a>", "<template><script>hit()</script></template>",
        "</textarea><script>hit()</script>", "</title><script>hit()</script>", "</style><script>hit()</script>", "</noscript><script>hit()</script>", "--><script>hit()</script>", "]]><script>hit()</script>",
        "\" autofocus onfocus=hit() x=\"", "' autofocus onfocus=hit() x='", "\" style=\"background:url(//evil.example/x)\" x=\"", "` onmouseover=hit()",
        "javascript:hit()", "data:text/html,<script>hit()</script>", "[x](javascript:hit())", "![x](//evil.example/x.png)", "<javascript:hit()>", "[x]: javascript:hit()",
        "{{constructor.constructor('hit()')()}}", "${hit()}", "#{hit()}", "<%= hit() %>", "@(hit())", "@Html.Raw(\"<script>hit()</script>\")",
        "&lt;script&gt;hit()&lt;/script&gt;", "&#60;script&#62;hit()&#60;/script&#62;", "\u003cscript\u003ehit()\u003c/script\u003e", "%3Cscript%3Ehit()%3C/script%3E", "\uFF1Cscript\uFF1Ehit()\uFF1C/script\uFF1E",
        "\0<script>hit()</script>", "\u2028<script>hit()</script>", "<x contenteditable onblur=hit()>x</x>", "<noscript><p title=\"</noscript><img src=x onerror=hit()>\">",
    ];

    [BrowserFact]
    public async Task Sixty_ways_to_write_code_into_every_place_of_a_page_run_nothing_and_call_nobody()
    {
        Assert.True(Payloads.Length >= 60);
        string policy = await Policy();
        IPage page = await app.Visit();
        var faults = new List<string>();
        page.Request += (_, r) => { if (!r.Url.StartsWith(app.Address, StringComparison.Ordinal) && !r.Url.StartsWith("data:image/svg", StringComparison.Ordinal)) { faults.Add("asked for " + r.Url); } };
        page.Dialog += (_, d) => { faults.Add("a dialog"); _ = d.DismissAsync(); };
        await page.AddInitScriptAsync("window.hits = 0; window.hit = () => { window.hits++; };");
        string drawn = await Draw();
        foreach (string address in new[] { "/first", "/" })
        {
            await page.RouteAsync(app.Address + address, async route =>
            {
                if (address == "/first" || route.Request.Method == "POST")
                {
                    await route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = drawn, Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = policy } });
                }
                else
                {
                    await route.ContinueAsync();
                }
            });
        }

        // Sent by the server; then put in by the page's own script.
        await page.GotoAsync(app.Address + "/first");
        await Look("as sent");
        await page.GotoAsync(app.Address + "/");
        await page.Press("[data-choice=conference]");
        await Look("put in by script");

        async Task Look(string how)
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
                Handlers);
            if (strange.Length > 0)
            {
                faults.Add($"{how}: {strange}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct().Take(20)));
    }

    [BrowserFact]
    public async Task Own_words_six_words_and_a_forged_place_are_never_echoed_as_code()
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Address) };
        foreach (string payload in Payloads)
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

    private async Task<string> Policy()
    {
        using var client = new HttpClient();
        return (await client.GetAsync(app.Address + "/")).Headers.GetValues("Content-Security-Policy").Single();
    }

    // One page with each payload in each place: heading, passage, its title, source and edition, helper, card, button, hint, path, date, name in the title.
    private async Task<string> Draw()
    {
        Library library = app.Library;
        Passage real = library.Passages[0];
        Helper person = library.Helper(Signposter.AdviceLine)!;
        string all = string.Join(' ', Payloads);
        ImmutableArray<Passage> passages = [.. Payloads.Select((p, i) =>
        {
            (string text, string html) = PassageText.Render(p, new Dictionary<string, string>());
            var section = new Section("s", p, new Source("s", p, "Publisher " + p, p));
            return real with { Id = $"p{i}", Title = p, Text = text, Html = html, Edition = p, Sections = [section] };
        })];
        ImmutableArray<HelperNow> people = [.. Payloads.Select(p => new HelperNow(person with { Name = p, For = p, How = p, Text = "text " + p, CostNote = p, Website = p, Phone = p }, Opening.Unknown, p))];
        ImmutableArray<Point> points = [.. Payloads.Select(p => new Point(p, [], Status.Published))];
        ImmutableArray<Button> buttons = [.. Payloads.Select(p => new Button(p, p))];
        Reply[] replies =
        [
            new Reply.Said("x", all),
            new Reply.Gentle("D1", "danger-now", all, people[0]),
            new Reply.Answer(all, passages, [.. Payloads, "script", "hit"]),
            new Reply.Offer(all, [.. Payloads.Select(p => new Offered(p, p))]),
            new Reply.Ending("CF-1", all, all, points, points, [.. Payloads.Select(p => new AskWhom(p, p, points[..2]))], points),
            new Reply.Helpers(people),
            new Reply.Question("guard/who", all, all, buttons, buttons, buttons, [.. Payloads.Select((p, i) => new PathEntry(i, "guard/who", p, p))], false, Payloads[0]),
        ];
        var frame = new PageFrame("Advice </title><script>hit()</script>\"><img src=x onerror=hit()>", "/\" onload=\"hit()", app.Services.GetRequiredService<Assets>());
        string page = await Render(new PageView(library, frame, "\"><script>hit()</script>", [.. replies]));
        string card = await Render(new PageView(library, frame, "x", [new Reply.Urgent("D1", "danger-now", [.. Payloads.Select(p => new UrgentLine(p, people))], passages, Payloads[4])]));
        string inside = card[card.IndexOf("<section class=\"urgent\"", StringComparison.Ordinal)..card.IndexOf("</main>", StringComparison.Ordinal)];
        return page.Replace("</main>", inside + "</main>", StringComparison.Ordinal);
    }

    private async Task<string> Render(PageView view)
    {
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<WebPageWriter>(parameters)).ToHtmlString());
    }
}
