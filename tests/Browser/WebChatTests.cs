using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host.Channels.Activities;
using AdviceBot.Host.Channels.DirectLine;
using AdviceBot.Host.Channels.WebChat;
using AdviceBot.Host.Content;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace AdviceBot.Browser;

/// <summary>Microsoft's Web Chat, as npm has it, on our Direct Line in a real browser.</summary>
[Collection(nameof(BrowserApp))]
public sealed class WebChatTests(BrowserApp app)
{
    private const string Actions = ".webchat__suggested-actions button";

    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-22T23:10:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private readonly List<string> wrong = [];
    private readonly List<string> called = [];
    private ImmutableArray<ImmutableArray<Answer>>? ways;

    [WebChatFact]
    public async Task Nothing_is_called_before_the_start_and_then_only_our_own_address_without_a_cookie()
    {
        IPage page = await Open(Devices.Phone);
        Assert.DoesNotContain(called, c => c.Contains("/v3/", StringComparison.Ordinal) || c.Contains("/webchat/", StringComparison.Ordinal));
        await Start(page);
        Assert.Equal("Advice", await page.TitleAsync());
        Assert.All(called, c => Assert.StartsWith(app.Address, c.Replace("ws://", "http://", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        Assert.Equal(app.Address + "/webchat", page.Url);
        await Clean(page);
    }

    [WebChatFact]
    public async Task Every_guide_leads_to_an_ending_with_its_advice_sources_dates_and_people()
    {
        IPage page = await Open(Devices.Phone);
        await Start(page);
        int guides = 0;
        foreach ((string guide, ImmutableArray<Answer> trail) in Endings())
        {
            foreach (Answer answer in trail)
            {
                await Press(page, Label(answer));
            }

            string shown = Plain(await page.Locator("#webchat").InnerTextAsync());
            foreach (string words in Due(trail))
            {
                Assert.True(shown.Contains(Plain(words), StringComparison.Ordinal), $"{guide}: \"{words}\" is not in\n{shown}");
            }

            await Press(page, app.Library.Messages.Text("page-start-again"));
            guides++;
        }

        Assert.Equal(app.Library.Guides.Count(g => g.Steps.Any(s => s.Leaf is not null)), guides);
        await Clean(page);
    }

    [WebChatFact]
    public async Task Danger_brings_the_numbers_to_press_and_the_way_out_leaves_no_chat_behind()
    {
        IPage page = await Open(Devices.Phone);
        (string Address, string Token) chat = ("", "");
        page.Request += (_, r) => chat = r.Method == "POST" && r.Url.EndsWith("/activities", StringComparison.Ordinal) ? (r.Url, r.Headers["authorization"]) : chat;
        await Start(page);
        await Press(page, app.Library.Messages.Text("page-danger"));
        await page.Locator("#webchat article a[href='tel:999']").First.WaitForAsync();
        Assert.NotEqual(0, await page.GetByRole(AriaRole.Button, new() { Name = "Call 999" }).CountAsync());
        await page.Locator(Actions, new() { HasTextString = app.Library.Messages.Text("leave-page") }).ClickAsync();
        await page.Arrive(app.Elsewhere.Weather);
        Assert.Single(page.Context.Pages);
        Assert.True(await IsOver(chat.Address, chat.Token), "the chat goes on after its page is left");
        await page.GoBackAsync();
        Assert.Equal(0, await page.Locator("#webchat article").CountAsync());
    }

    [WebChatFact]
    public async Task A_date_given_in_its_field_is_said_back_with_its_weekday_and_what_follows_from_it()
    {
        IPage page = await Open(Devices.Phone);
        await Start(page);
        foreach (Answer answer in Ways().First(way => Replies(way).OfType<Reply.KeyDates>().Any(dates => !dates.Wanted.IsEmpty)))
        {
            await Press(page, Label(answer));
        }

        ILocator card = page.Locator("#webchat .ac-adaptiveCard:has(input[type=date])").Last;
        await card.Locator("input[type=date]").FillAsync("2026-12-04");
        await card.GetByRole(AriaRole.Button, new() { Name = app.Library.Messages.Text("page-date-send") }).ClickAsync();
        await page.Locator("#webchat article", new() { HasTextString = "Friday 4 December 2026" }).First.WaitForAsync();
        await Clean(page);
    }

    [WebChatFact]
    public async Task What_is_typed_is_answered_with_its_sources()
    {
        IPage page = await Open(Devices.Desk);
        await Start(page);
        await page.Locator("#webchat textarea").FillAsync("who can come to the conference with me");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#webchat article", new() { HasTextString = app.Library.Messages.Text("page-sources").TrimEnd(':') }).First.WaitForAsync();
        await Clean(page);
    }

    [WebChatFact]
    public async Task Code_written_where_words_belong_runs_nothing_and_calls_nobody()
    {
        IPage page = await Open(Devices.Desk);
        await page.AddInitScriptAsync("window.hits = 0; window.hit = () => { window.hits++; };");
        await page.ReloadAsync();
        string token = "";
        page.Request += (_, r) => token = r.Method == "POST" && r.Url.EndsWith("/activities", StringComparison.Ordinal) ? r.Headers["authorization"] : token;
        await Start(page);

        // As what the parent typed, a dozen to a message.
        foreach (string[] some in Payloads.All.Chunk(12))
        {
            int before = await page.Locator(".webchat__basic-transcript__activity").CountAsync();
            await page.Locator("#webchat textarea").FillAsync(string.Join(' ', some));
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForFunctionAsync("n => document.querySelectorAll('.webchat__basic-transcript__activity').length > n + 1", before);
        }

        // And as what the bot says, in every place of it.
        DirectLineClaims claims = app.Services.GetRequiredService<DirectLineTokens>().Read(token["Bearer ".Length..], DirectLineTokens.Talk, out _)!;
        DirectLineConversation chat = (await app.Services.GetRequiredService<DirectLineConversations>().FindAsync(claims, default))!;
        var writer = new ActivityWriter(app.Library.Messages, "Advice", app.Elsewhere.Weather);
        Reply[] replies = [Payloads.Card(app.Library), .. Payloads.Replies(app.Library)];
        foreach (Reply reply in replies)
        {
            chat.Add(
                writer.Write([reply], ChannelManner.Chat).Select(a => a with { ChannelId = "directline", From = new Account("advicebot", Role: "bot"), Conversation = new Host.Channels.Activities.Place(chat.Id), Locale = "en-GB" }),
                DateTimeOffset.UtcNow);
        }

        chat.Add([new Activity { Text = "That was all", ChannelId = "directline", From = new Account("advicebot", Role: "bot"), Conversation = new Host.Channels.Activities.Place(chat.Id) }], DateTimeOffset.UtcNow);
        await page.Locator("#webchat article", new() { HasTextString = "That was all" }).First.WaitForAsync();
        await page.EvaluateAsync("() => { for (const e of document.querySelectorAll('#webchat *')) for (const kind of ['mouseover', 'pointerenter', 'focus', 'toggle', 'error', 'load']) e.dispatchEvent(new Event(kind)); }");
        await page.WaitForTimeoutAsync(400);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => window.hits"));
        Assert.All(called, c => Assert.StartsWith(app.Address, c.Replace("ws://", "http://", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            names => [...document.querySelectorAll('#webchat :is(script, iframe, object, embed, base, template, video, math, form[action^="//"], meta, link, img:not([src^="data:"]), a[href^="javascript:"], a[href^="data:"])')]
              .concat([...document.querySelectorAll('#webchat *')].filter(e => names.some(n => e.hasAttribute(n)))).map(e => e.outerHTML.slice(0, 120))
            """,
            Payloads.Handlers));
        await Clean(page);
    }

    [WebChatFact]
    public async Task On_every_screen_the_way_out_is_seen_no_word_is_cut_and_axe_finds_nothing()
    {
        foreach (BrowserNewContextOptions device in new[] { Devices.Phone, Devices.Small, Devices.Desk, Devices.Dark, Devices.Magnified })
        {
            IPage page = await Open(device);
            string name = $"{device.ViewportSize!.Width} by {device.ViewportSize.Height} {device.ColorScheme}";
            await Axe(page, name + " before");
            await Start(page);
            // While it connects it says so in words of its own colour, and only for a moment.
            await page.WaitForFunctionAsync("() => ![...document.querySelectorAll('.webchat__connectivityStatus')].some(s => s.textContent.includes('Connecting'))");
            await Axe(page, name);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), name);
            Assert.True(await page.EvaluateAsync<bool>("() => { const r = document.querySelector('.exit').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.right <= innerWidth; }"), name);
            Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.webchat__suggested-action__text')].every(t => t.scrollWidth <= t.clientWidth + 1)"), name);
            await page.Context.CloseAsync();
        }
    }

    private static async Task<bool> IsOver(string address, string token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", token);
        for (int tries = 0; tries < 50; tries++)
        {
            if ((await client.GetStringAsync(address)).Contains("endOfConversation", StringComparison.Ordinal))
            {
                return true;
            }

            await Task.Delay(100);
        }

        return false;
    }

    private async Task<IPage> Open(BrowserNewContextOptions device)
    {
        IPage page = await app.Visit(device);
        page.Console += (_, m) => { if (m.Type == "error" || m.Text.Contains("Content Security", StringComparison.Ordinal)) { wrong.Add(m.Text); } };
        page.PageError += (_, e) => wrong.Add(e);
        page.Request += (_, r) => { if (!r.Url.StartsWith("data:", StringComparison.Ordinal) && !r.Url.StartsWith("blob:", StringComparison.Ordinal)) { called.Add(r.Url); } };
        page.WebSocket += (_, w) => called.Add(w.Url);
        await page.AddInitScriptAsync("window.refused = []; document.addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective + ' ' + e.blockedURI));");
        await page.GotoAsync(app.Address + WebChatChannel.Address);
        return page;
    }

    private static async Task Start(IPage page)
    {
        await page.Locator("#start button").ClickAsync();
        await page.Locator(Actions).First.WaitForAsync();
    }

    private static async Task Press(IPage page, string label)
    {
        int before = await page.Locator(".webchat__basic-transcript__activity").CountAsync();
        await page.Locator(Actions).GetByText(label, new() { Exact = true }).First.ClickAsync();
        // What they pressed, and at least one thing said to it.
        await page.WaitForFunctionAsync(
            "n => document.querySelectorAll('.webchat__basic-transcript__activity').length > n + 1 && document.querySelector('.webchat__suggested-actions button')",
            before);
    }

    private async Task Clean(IPage page)
    {
        Assert.Empty(await page.EvaluateAsync<string[]>("() => refused"));
        Assert.Empty(wrong);
    }

    private static async Task Axe(IPage page, string where)
    {
        AxeResult result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(v => $"{where}: {v.Id} {v.Help} {string.Join(", ", v.Nodes.Take(3).Select(n => n.Html))}")));
    }

    private ImmutableArray<ImmutableArray<Answer>> Ways() => ways ??= [.. Spread()];

    private IEnumerable<ImmutableArray<Answer>> Spread()
    {
        HashSet<string> seen = [];
        Queue<ImmutableArray<Answer>> queue = new([[]]);
        while (queue.TryDequeue(out ImmutableArray<Answer> trail))
        {
            Way way = app.Library.Follow(trail);
            if (way.Held == trail.Length && seen.Add($"{way.Step.Id} {way.Resume}"))
            {
                yield return trail;
                foreach (string choice in Replies(trail).OfType<Reply.Question>().SelectMany(q => q.Choices).Select(c => c.Choice))
                {
                    queue.Enqueue(trail.Add(new Answer(way.Step.Id, choice)));
                }
            }
        }
    }

    // Of every guide the ending that is nearest.
    private IEnumerable<(string Guide, ImmutableArray<Answer> Trail)> Endings() => Ways()
        .Select(w => (app.Library.Follow(w).Step, Trail: w))
        .Where(w => w.Step.Leaf is not null)
        .GroupBy(w => w.Step.GuideId)
        .Select(w => (w.Key, w.First().Trail));

    private ImmutableArray<Reply> Replies(ImmutableArray<Answer> trail) =>
        app.Services.GetRequiredService<LiveLibrary>().Current.Parents.Turn(Conversation.New with { Trail = trail }, new Message.Started(), Now).Replies;

    private string Label(Answer answer) => Replies(Ways().First(w => app.Library.Follow(w).Step.Id == answer.Step)).OfType<Reply.Question>().Single()
        .Choices.First(c => c.Choice == answer.Choice).Label;

    private IEnumerable<string> Due(ImmutableArray<Answer> trail) => Replies(trail).SelectMany(r => r switch
    {
        Reply.Advice a => a.Passages.SelectMany(p => new[] { p.Title }.Concat(p.Sections.Select(s => s.Source.Title))),
        Reply.Ending e => [e.Title, .. e.DoNow.Select(p => p.Text), .. e.Avoid.Select(p => p.Text)],
        Reply.KeyDates d => d.Wanted.Select(w => w.Ask).Concat(d.Dates.Select(x => x.What)),
        Reply.Helpers h => h.People.SelectMany(p => new[] { p.Helper.Name, p.Helper.Phone }.OfType<string>()),
        Reply.Question q => q.Choices.Select(c => c.Label).Append(q.Ask),
        _ => Enumerable.Empty<string>(),
    });

    private static string Plain(string text) => string.Join(' ', text.Replace('’', '\'').Replace("\u200b", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A fact that needs Chromium and Web Chat's program, and is skipped with the reason where one is missing.</summary>
public sealed class WebChatFactAttribute : FactAttribute
{
    /// <summary>Skips it where something is missing.</summary>
    public WebChatFactAttribute() => Skip = Programs.WhyNoChromium
        ?? (File.Exists(Path.Combine(Host.AppRoot.Find(), new WebChatSettings().BundlePath)) ? null : "Web Chat is not installed: run \"npm ci --ignore-scripts --prefix webchat\".");
}
