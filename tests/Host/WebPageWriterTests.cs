using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Content;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AdviceBot.Tests.Host;

/// <summary>How replies look, each given by hand.</summary>
[Collection(nameof(WebPageApp))]
public sealed class WebPageWriterTests(WebPageApp app)
{
    private static readonly Reply.Question Question = new(
        "conference/which-meeting", "Which meeting is it?", "It is on your letter.",
        [new("first", "The first"), new("review", "A review")],
        [new("not-sure", "I'm not sure"), new("skip", "Skip"), new("rather-not-say", "Rather not")],
        [new("talk", "I want to talk to someone")], [], false, null);

    private Library Library => app.Services.GetRequiredService<LiveLibrary>().Current.Parents.Library;

    private Signposter Signposter => new(Library, []);

    [Fact]
    public async Task An_urgent_card_stands_alone_in_its_order()
    {
        HelperNow emergency = Signposter.At("emergency", WebPageApp.Night)!;
        HelperNow helpline = Signposter.At("domestic-abuse", WebPageApp.Night)!;
        IHtmlDocument page = await Draw(new Reply.Urgent(
            "A1",
            "domestic-abuse",
            [
                new("This sounds frightening.", []),
                new("If anyone is in danger now, call 999.", [emergency]),
                new("Women can call 0808 2000 247, free.", [helpline]),
                new("This is a computer program.", []),
            ],
            [],
            "C1"));
        IElement card = page.QuerySelector("[data-urgency]")!;
        Assert.Equal("domestic-abuse", card.GetAttribute("data-urgency"));
        Assert.Equal("hard", card.GetAttribute("data-strength"));
        Assert.Equal("This sounds frightening.", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("tel:999", card.QuerySelector("p a")!.GetAttribute("href"));
        Assert.Equal(["true", "true"], card.QuerySelectorAll("[data-helper]").Select(h => h.GetAttribute("data-open")));
        Assert.Equal(
            ["Go back to where I was", "More help like this", "Help with something else you said", "Leave this page"],
            page.QuerySelectorAll("main button").Select(b => b.TextContent.Trim()));
        Assert.Empty(page.QuerySelectorAll("main textarea, .path, .side"));
    }

    [Fact]
    public async Task A_gentle_line_comes_before_the_question()
    {
        HelperNow samaritans = Signposter.At("samaritans", WebPageApp.Night)!;
        IHtmlDocument page = await Draw(new Reply.Gentle("X1", "distress", "If it gets too much, call Samaritans on 116 123.", samaritans), Question);
        IElement line = page.QuerySelector("[data-strength=soft]")!;
        Assert.Equal("distress", line.GetAttribute("data-urgency"));
        Assert.Equal("tel:116123", line.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("X1", line.QuerySelector("button[name=more]")!.GetAttribute("value"));
        Assert.True(Before(line, page.QuerySelector("h1")!));
        Assert.Equal(Question.Ask, page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_passage_shows_its_sources_edition_strength_and_day()
    {
        Passage passage = Library.Passages.First(p => p.Edition is not null && p.Strength == "statutory guidance");
        IHtmlDocument page = await Draw(new Reply.Advice([passage]), Question);
        IElement shown = page.QuerySelector("[data-passage]")!;
        Assert.Equal(passage.Id, shown.GetAttribute("data-passage"));
        Assert.Equal(string.Join(' ', passage.Sections.Select(s => s.Id)), shown.GetAttribute("data-sources"));
        string from = shown.QuerySelector(".from")!.TextContent;
        Assert.Contains("Official guidance says this", from, StringComparison.Ordinal);
        Assert.Contains($"Based on {passage.Edition}", from, StringComparison.Ordinal);
        Assert.Contains(passage.Sections[0].Source.Title, from, StringComparison.Ordinal);
        Assert.Contains(Numbers.Heading(passage.Sections[0]), from, StringComparison.Ordinal);
        Assert.Contains($"We checked this on {Numbers.Day(passage.Reviewed)}", from, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_advice_differs_both_sides_stand_in_the_passage_under_a_heading()
    {
        Passage passage = Library.Passages.First(p => p.Html.Contains("class=\"difference\"", StringComparison.Ordinal));
        IHtmlDocument page = await Draw(new Reply.Answer("This may answer your question", [passage], []), Question);
        Assert.Equal("Where advice differs", page.QuerySelector(".differs .label")!.TextContent);
        Assert.True(page.QuerySelector(".differs")!.TextContent.Length > 60);
    }

    [Fact]
    public async Task Only_the_first_two_passages_of_an_ending_are_open_and_none_is_cut()
    {
        ImmutableArray<Passage> passages = [.. Library.Passages.Take(6)];
        IHtmlDocument page = await Draw(Ending(null), new Reply.Advice(passages), Question);
        Assert.Equal(2, page.QuerySelectorAll("article.passage").Length);
        Assert.Equal(4, page.QuerySelectorAll("details.passage:not([open])").Length);
        Assert.Equal(passages[5].Title, page.QuerySelectorAll("details.passage summary h2")[^1].TextContent);
        Assert.All(passages, p => Assert.Contains(Squeezed(p.Text.Replace("• ", "", StringComparison.Ordinal)[..40]), Squeezed(page.Body!.TextContent), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_solicitor_who_is_needed_now_comes_before_anything_else()
    {
        IHtmlDocument page = await Draw(
            Ending("Please get advice from a solicitor first."),
            new Reply.Advice([Library.Passages[0]]),
            new Reply.Helpers(Signposter.All(["solicitor", "advice-line"], WebPageApp.Night)),
            Question);
        IElement first = page.QuerySelector(".first")!;
        Assert.All(page.QuerySelectorAll("h1, .do-now, [data-passage], .avoid, [data-helper]"), e => Assert.True(Before(first, e)));
        IElement[] order = [.. new[] { "h1", ".do-now", "[data-passage]", ".avoid", ".ask", ".take", "[data-helper]", "form[data-step]" }.Select(s => page.QuerySelector(s)!)];
        Assert.All(order.Zip(order.Skip(1)), pair => Assert.True(Before(pair.First, pair.Second), pair.Second.OuterHtml));
    }

    [Fact]
    public async Task Passages_that_help_to_choose_stand_below_the_question()
    {
        IHtmlDocument page = await Draw(new Reply.Advice([Library.Passages[0]]), Question);
        Assert.True(Before(page.QuerySelector("form[data-step]")!, page.QuerySelector("[data-passage]")!));
    }

    [Fact]
    public async Task Words_that_led_to_a_passage_are_marked_and_nothing_else_in_it_changes()
    {
        Passage passage = Library.Passages.First(p => p.Text.Contains("conference", StringComparison.Ordinal));
        IHtmlDocument page = await Draw(new Reply.Answer("Found", [passage], [AdviceBot.Core.Search.Stemmer.Stem("conference"), "p", "div", "that", "they"]), Question);
        IElement words = page.QuerySelector(".words")!;
        Assert.NotEmpty(words.QuerySelectorAll("mark"));
        Assert.All(words.QuerySelectorAll("mark"), m => Assert.StartsWith("confer", m.TextContent, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(Squeezed(passage.Text.Replace("• ", "", StringComparison.Ordinal)[..40]), Squeezed(words.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_term_is_explained_and_a_plural_counts()
    {
        Passage passage = Library.Passages[0] with { Id = "made-up", Text = "Two Child protection conferences, and a social worker's letter." };
        Assert.Equal(["child protection conference", "social worker"], TermsIn.Of(Library).In(passage).Select(t => t.Name));
    }

    [Fact]
    public async Task Both_readings_of_a_limit_stand_with_the_careful_one_first()
    {
        KeyDate careful = new("K02-conference-1", "K02", "conference", "First core group", "children's services", new(2026, 12, 8), null,
            "within 10 working days", "The careful reading.", "disputed", [], "C02", "Go by your plan.");
        KeyDate other = careful with { Id = "K02-conference-2", Date = null, When = "straight away", Text = "The other reading." };
        IHtmlDocument page = await Draw(Ending(null), new Reply.KeyDates([careful, other], [new("conference", "What day was it?", new(2026, 11, 24))]), Question);
        IHtmlCollection<IElement> readings = page.QuerySelectorAll("[data-key-date=K02]");
        Assert.Equal("2026-12-08", readings[0].QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Contains("Straight away", readings[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(["24", "11", "2026"], page.QuerySelectorAll(".boxes input").Select(i => i.GetAttribute("value")));
        Assert.Equal(["Day", "Month", "Year"], page.QuerySelectorAll(".boxes label").Select(l => l.TextContent.Trim()));
        Assert.Contains("Go by your plan.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Things_offered_are_buttons_and_the_question_stays_below_them()
    {
        IHtmlDocument page = await Draw(
            new Reply.Said("which-do-you-mean", "Which of these do you mean?"), new Reply.Offer("Choose the one that fits", [new("a", "First need"), new("b", "Second need")]), Question);
        Assert.Equal("Choose the one that fits", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["a", "b"], page.QuerySelectorAll("button[name=want]").Select(b => b.GetAttribute("value")));
        Assert.Equal(Question.Ask, page.QuerySelector(".question h2")!.TextContent);
    }

    [Fact]
    public async Task Everything_in_a_reply_is_text_never_code()
    {
        IHtmlDocument page = await Draw(new Reply.Said("x", "<b>not bold</b>"), Question with { Ask = "<i>Which?</i>" });
        Assert.Empty(page.QuerySelectorAll("main b, main i"));
        Assert.Equal("<i>Which?</i>", page.QuerySelector("h1")!.TextContent);
    }

    private static Reply.Ending Ending(string? solicitorNow) => new(
        "CF-1", "Getting ready", solicitorNow, [Point("Do this.")], [Point("Not that.")],
        [new AskWhom("social-worker", "Your social worker", [Point("When?")])], [Point("Your letter.")]);

    private static Point Point(string text) => new(text, [], Status.Published);

    private static bool Before(IElement first, IElement second) => (first.CompareDocumentPosition(second) & DocumentPositions.Following) != 0;

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private async Task<IHtmlDocument> Draw(params Reply[] replies)
    {
        var view = new PageView(Library, app.Services.GetRequiredService<PageFrame>(), "sealed", [.. replies]);
        using IServiceScope scope = app.Services.CreateScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        string html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<WebPageWriter>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString());
        return new HtmlParser().ParseDocument(html);
    }
}
