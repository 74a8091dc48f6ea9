using System.Net;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host.Content;
using AdviceBot.Host.State;
using AngleSharp.Dom;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Host;

[Collection(nameof(WebPageApp))]
public sealed class WebPageChannelTests(WebPageApp app) 
{
    private const int PageBytes = 10_000;

    [Fact]
    public async Task The_first_question_is_the_heading_and_its_answers_are_buttons()
    {
        Visitor visitor = await app.Visit().Open();
        Assert.Equal("What is happening?", Assert.Single(visitor.Page.QuerySelectorAll("h1")).TextContent);
        Assert.Equal("start/what-is-happening", visitor.Step);
        Assert.Equal("start", visitor.Page.QuerySelector("form[data-step]")!.GetAttribute("data-guide"));
        Assert.InRange(visitor.Page.QuerySelectorAll("form[data-step] .choice").Length, 2, 6);
        Assert.Equal("not-sure", visitor.Page.QuerySelectorAll("form[data-step] .choice")[^1].GetAttribute("data-choice"));
    }

    [Fact]
    public async Task Every_step_and_choice_of_every_guide_shows_a_whole_page()
    {
        Library library = app.Services.GetRequiredService<LiveLibrary>().Current.Parents.Library;
        Visitor visitor = app.Visit();
        var seen = new HashSet<string>();
        var looked = new HashSet<string>();
        var ways = new Queue<(string Place, string Step, string Choice)>();
        int largest = 0;
        await visitor.Open();
        Look();
        while (ways.TryDequeue(out var way))
        {
            await visitor.Post("/", Fields(("place", way.Place), ("step", way.Step), ("choice", way.Choice)));
            Look();
        }

        string[] missed = [.. library.Guides.SelectMany(g => g.Steps).Concat(library.Parts.Guards).Select(s => s.Id).Where(id => !seen.Contains(id) && IsReachable(library, id))];
        Assert.True(missed.Length == 0, string.Join(" ", missed));
        Assert.True(largest <= PageBytes, $"The largest page has {largest} bytes.");

        void Look()
        {
            string at = visitor.Step ?? throw new InvalidOperationException($"no step: {visitor.Words}");
            largest = Math.Max(largest, visitor.Bytes);
            Step step = library.Step(at)!;
            seen.Add(at);
            // The same question on another way leads on to other steps.
            if (!looked.Add(step.IsGuard ? at + visitor.Page.QuerySelector(".path")!.TextContent : at))
            {
                return;
            }

            Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
            Assert.False(visitor.Answer.Headers.Contains("Set-Cookie"));
            Assert.Single(visitor.Page.QuerySelectorAll("h1"));
            Assert.Equal(step.Leaf?.Title ?? step.Ask, visitor.Page.QuerySelector("h1")!.TextContent.Trim());
            Assert.Equal(step.Leaf?.Code, visitor.Page.QuerySelector("main")!.GetAttribute("data-ending"));
            Assert.True(visitor.Page.QuerySelectorAll("form[data-step] .choice").Length <= 6, at);
            Assert.All(visitor.Page.QuerySelectorAll("form"), form => Assert.Equal("post", form.GetAttribute("method")));
            Assert.All(visitor.Page.QuerySelectorAll("a"), Harmless);
            Assert.All(visitor.Page.QuerySelectorAll("a[href^='#']"), jump => Assert.NotNull(visitor.Page.QuerySelector(jump.GetAttribute("href")!)));
            Assert.Equal(visitor.Page.QuerySelectorAll("[id]").Length, visitor.Page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
            foreach (string id in step.Show.Where(id => library.Passage(id) is not null))
            {
                IElement? shown = visitor.Page.QuerySelector($"[data-passage='{id}']");
                Assert.True(shown is not null || step.Leaf!.When.Any(w => w.Hide.Contains(id)), $"{at} lacks {id}");
            }

            if (step.Leaf is { } leaf)
            {
                Assert.NotEmpty(visitor.Page.QuerySelectorAll("[data-passage]"));
                Assert.NotEmpty(visitor.Page.QuerySelectorAll("[data-helper]"));
                Assert.Equal(leaf.SolicitorNow, visitor.Page.QuerySelector(".first") is not null);
            }

            foreach (string choice in visitor.Page.QuerySelectorAll("[data-choice]").Select(b => b.GetAttribute("data-choice")!))
            {
                ways.Enqueue((visitor.Place, at, choice));
            }
        }
    }

    [Fact]
    public async Task Nothing_chosen_or_typed_is_in_an_address()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england", "parent");
        await visitor.Write("my secret worry");
        Assert.Equal("/", visitor.Answer.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.DoesNotContain("my secret worry", visitor.Source, StringComparison.Ordinal);
        Assert.All(visitor.Page.QuerySelectorAll("form"), form => Assert.DoesNotContain('?', form.GetAttribute("action")!));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</textarea><svg onload=alert(1)>")]
    [InlineData("{{constructor.constructor('alert(1)')()}}")]
    public async Task Words_that_look_like_code_are_only_words(string words)
    {
        Visitor visitor = await (await app.Visit().Open()).Write(words);
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.DoesNotContain(words, visitor.Source, StringComparison.Ordinal);
        Assert.Single(visitor.Page.QuerySelectorAll("script"));
        Assert.Empty(visitor.Page.QuerySelectorAll("svg, [onerror], [onload]"));
    }

    [Fact]
    public async Task A_place_sealed_into_the_page_opens_to_the_same_place()
    {
        SealedStore store = app.Services.GetRequiredService<SealedStore>();
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england");
        Conversation? opened = await store.OpenAsync(visitor.Place, default);
        Assert.Equal(["conference", "england"], opened!.Trail.Select(a => a.Choice));
        Assert.Equal(opened, await store.OpenAsync(await store.KeepAsync(null, opened, default), default));
        Assert.DoesNotContain("conference", visitor.Place, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("")]
    [InlineData("!!! not even base64 ???")]
    public async Task A_place_that_is_not_ours_ends_kindly_at_the_start(string place)
    {
        Visitor visitor = await app.Visit().Post("/", Fields(("place", place), ("step", "guard/country"), ("choice", "england")));
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Equal("start/what-is-happening", visitor.Step);
    }

    [Fact]
    public async Task A_place_with_one_letter_changed_or_out_of_date_is_lost_and_says_so()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference");
        string changed = visitor.Place[..40] + (visitor.Place[40] == 'A' ? 'B' : 'A') + visitor.Place[41..];
        var protection = app.Services.GetRequiredService<IDataProtectionProvider>();
        var clock = new StoppedClock(WebPageApp.Night.AddHours(-1));
        string old = await new SealedStore(protection, clock, new EndedConversations(new MemoryTable(), clock))
            .KeepAsync(null, Conversation.New.Add(new Answer("start/what-is-happening", "conference")), default);
        foreach (string place in new[] { changed, old })
        {
            await visitor.Post("/", Fields(("place", place), ("do", "look")));
            Assert.Equal("start/what-is-happening", visitor.Step);
            Assert.Equal("place-lost", visitor.Page.QuerySelector("[data-said]")!.GetAttribute("data-said"));
        }
    }

    [Fact]
    public async Task An_earlier_answer_is_changed_without_losing_the_rest()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england", "parent");
        await visitor.Press(".path button[name=change][value='2']");
        Assert.Equal("guard/who", visitor.Step);
        Assert.Contains("A parent, or expecting a baby", visitor.Page.QuerySelector(".question .hint")!.TextContent, StringComparison.Ordinal);
        await visitor.Choose("young-parent");
        Assert.Equal("conference/which-meeting", visitor.Step);
        Assert.Contains("A parent under 25", visitor.Page.QuerySelector(".path")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_takes_back_one_answer_and_start_again_all_of_them()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england");
        await visitor.Press("button[value=back]");
        Assert.Equal("guard/country", visitor.Step);
        await visitor.Press(".path button[value=again]");
        Assert.Equal("start/what-is-happening", visitor.Step);
        Assert.Null(visitor.Page.QuerySelector(".path"));
    }

    [Fact]
    public async Task A_date_given_in_three_boxes_gives_limits_and_can_be_taken_back()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england", "parent", "first", "none", "later");
        visitor.Fill(".date input[name=day]", "24").Fill(".date input[name=month]", "11").Fill(".date input[name=year]", "2026");
        await visitor.Press(".date button[value=date]");
        IElement limit = visitor.Page.QuerySelector("[data-key-date='K02']")!;
        Assert.Equal("2026-12-08", limit.QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Contains("Tuesday 8 December 2026", limit.TextContent, StringComparison.Ordinal);
        Assert.True(visitor.Page.QuerySelectorAll("[data-key-date='K02']").Length >= 2, "both readings stand");
        Assert.Contains("Tuesday 24 November 2026", visitor.Page.QuerySelector(".date")!.TextContent, StringComparison.Ordinal);
        await visitor.Press(".date button[value=forget]");
        Assert.Empty(visitor.Page.QuerySelectorAll("[data-key-date]"));
    }

    [Fact]
    public async Task A_day_that_does_not_exist_is_asked_for_again()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england", "parent", "first", "none", "later");
        visitor.Fill(".date input[name=day]", "31").Fill(".date input[name=month]", "11").Fill(".date input[name=year]", "2026");
        await visitor.Press(".date button[value=date]");
        Assert.NotNull(visitor.Page.QuerySelector("[data-said='no-such-day']"));
        Assert.NotNull(visitor.Page.QuerySelector(".date"));
    }

    [Fact]
    public async Task The_line_for_advice_is_shut_at_night_and_the_page_says_when_it_opens()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("talk", "adviser");
        IElement line = visitor.Page.QuerySelector("[data-helper='advice-line']")!;
        Assert.Equal("false", line.GetAttribute("data-open"));
        Assert.Contains("Opens tomorrow at 9.30am", line.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("tel:", line.QuerySelector("a.call")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_print_view_has_everything_open_and_no_question()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("pre-birth", "agree");
        string[] passages = Marks(visitor, "data-passage");
        string[] helpers = Marks(visitor, "data-helper");
        await visitor.Press("button[value=print]");
        Assert.Equal(passages, Marks(visitor, "data-passage"));
        Assert.Equal(helpers, Marks(visitor, "data-helper"));
        Assert.Empty(visitor.Page.QuerySelectorAll("details.passage"));
        Assert.Empty(visitor.Page.QuerySelectorAll(".question"));
        await visitor.Press("main button[value=look]");
        Assert.Equal("pre-birth/asked-to-agree", visitor.Step);
    }

    [Fact]
    public async Task An_answer_to_own_words_can_be_printed_though_the_words_are_gone()
    {
        Visitor visitor = await (await app.Visit().Open()).Write("who can come to the conference with me");
        string[] passages = Marks(visitor, "data-passage");
        Assert.NotEmpty(passages);
        string[] helpers = Marks(visitor, "data-helper");
        await visitor.Press("button[value=print]");
        Assert.Equal(passages, Marks(visitor, "data-passage"));
        Assert.Equal(helpers, Marks(visitor, "data-helper"));
    }

    [Fact]
    public async Task The_first_question_is_small_and_takes_three_requests()
    {
        Visitor visitor = await app.Visit().Open();
        int bytes = visitor.Bytes;
        string[] files = [.. visitor.Page.QuerySelectorAll("link[rel=stylesheet], script, img, link[rel=icon]")
            .Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Where(a => !a.StartsWith("data:", StringComparison.Ordinal))];
        Assert.Equal(2, files.Length);
        foreach (string file in files)
        {
            await visitor.Open(file);
            Assert.Equal(TimeSpan.FromDays(365), visitor.Answer.Headers.CacheControl!.MaxAge);
            Assert.Contains("immutable", visitor.Answer.Headers.CacheControl.ToString(), StringComparison.Ordinal);
            bytes += visitor.Bytes;
        }

        Assert.True(bytes <= 20_000, $"{bytes} bytes");
    }

    [Fact]
    public async Task Every_page_carries_the_safe_headers_and_no_cookie()
    {
        Visitor visitor = app.Visit();
        foreach (string address in new[] { "/", "/help", "/safety", "/leave", "/no-such-page" })
        {
            await visitor.Open(address);
            string policy = string.Join(';', visitor.Answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("no-referrer", visitor.Answer.Headers.GetValues("Referrer-Policy"));
            Assert.Equal("no-store", visitor.Answer.Headers.CacheControl!.ToString());
            Assert.False(visitor.Answer.Headers.Contains("Set-Cookie"));
            Assert.Empty(visitor.Page.QuerySelectorAll("style, [style], script:not([src])"));
            Assert.All(visitor.Page.QuerySelectorAll("[src], link"), e => Assert.Matches("^(/|data:)", e.GetAttribute("src") ?? e.GetAttribute("href")!));
        }
    }

    [Fact]
    public async Task The_title_and_hover_texts_say_nothing()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("pre-birth", "agree");
        Assert.Equal("Advice", visitor.Page.Title);
        Assert.Empty(visitor.Page.QuerySelectorAll("[title], [autofocus], audio, video"));
        Assert.All(visitor.Page.QuerySelectorAll("form:not([target])"), form => Assert.Matches("^/[a-z]*$", form.GetAttribute("action")!));
    }

    [Fact]
    public async Task An_endless_message_is_answered_kindly()
    {
        Visitor visitor = await (await app.Visit().Open()).Write(string.Concat(Enumerable.Repeat("and then they said ", 5000)));
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Equal("too-long", visitor.Page.QuerySelector("[data-said]")!.GetAttribute("data-said"));
    }

    [Theory]
    [InlineData("choice", "no-such-choice")]
    [InlineData("change", "999")]
    [InlineData("want", "no-such-thing")]
    [InlineData("more", "Z9")]
    [InlineData("do", "dance")]
    [InlineData("nonsense", "x")]
    public async Task A_form_that_makes_no_sense_shows_where_one_is(string field, string value)
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference", "england");
        await visitor.Post("/", Fields(("place", visitor.Place), ("step", "guard/who"), (field, value)));
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Equal("guard/who", visitor.Step);
    }

    [Fact]
    public async Task The_same_form_sent_twice_gives_the_same_page()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference");
        (string, string)[] form = [("place", visitor.Place), ("step", "guard/country"), ("choice", "england")];
        await visitor.Post("/", Fields(form));
        string? first = visitor.Step;
        await visitor.Post("/", Fields(form));
        Assert.Equal(first, visitor.Step);
    }

    [Fact]
    public async Task Advisers_have_a_page_of_their_own_only_where_it_is_switched_on()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.Visit().Open("/adviser")).Answer.StatusCode);
        await using var open = new WebPageApp { Settings = new() { ["AdviceBot:Adviser:Enabled"] = "true" } };
        Visitor adviser = await open.Visit().Open("/adviser");
        Assert.Equal(HttpStatusCode.OK, adviser.Answer.StatusCode);
        await adviser.Choose("pre-birth", "agree");
        Assert.NotEmpty(adviser.Page.QuerySelectorAll(".pending"));
        string title = adviser.Page.QuerySelector("h1")!.TextContent.Trim();
        await adviser.Press("button[value=script]");
        Assert.Contains($"# {title}", adviser.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        await adviser.Press("main button[value=look]");
        Assert.Equal("pre-birth/asked-to-agree", adviser.Step);
    }

    [Fact]
    public async Task Parents_are_never_shown_what_waits_for_sign_off()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("pre-birth", "agree");
        Assert.Empty(visitor.Page.QuerySelectorAll(".pending"));
        await visitor.Press("button[value=print]");
        await visitor.Post("/", Fields(("place", visitor.Place), ("do", "script")));
        Assert.Null(visitor.Page.QuerySelector("textarea.script"));
    }

    private static bool IsReachable(Library library, string id) =>
        library.Parts.Guides.SelectMany(g => g.Steps).Concat(library.Parts.Guards).SelectMany(s => s.Choices).Any(c => c.Next == id)
        || library.Guides.Any(g => g.Menu is not null && g.First == id);

    private static string[] Marks(Visitor visitor, string mark) => [.. visitor.Page.QuerySelectorAll($"[{mark}]").Select(e => e.GetAttribute(mark)!)];

    private static IEnumerable<KeyValuePair<string, string>> Fields(params (string Name, string Value)[] fields) =>
        fields.Select(f => KeyValuePair.Create(f.Name, f.Value));

    // Links lead within the page, to a number, or in a new tab to a helper's site.
    private static void Harmless(IElement link)
    {
        string to = link.GetAttribute("href")!;
        Assert.True(
            to.StartsWith('#') || to.StartsWith("tel:", StringComparison.Ordinal)
            || (to.StartsWith("https://", StringComparison.Ordinal) && link.GetAttribute("rel") == "noopener noreferrer"),
            to);
    }
}
