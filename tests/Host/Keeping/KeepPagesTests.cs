using System.IO.Compression;
using System.Net;
using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;
using AdviceBot.Host.Channels.WebPage.Keep;
using AngleSharp.Dom;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Xunit;

namespace AdviceBot.Tests.Host.Keeping;

/// <summary>What a family can hold, asked for as a browser without script asks.</summary>
[Collection(nameof(WebPageApp))]
public sealed class KeepPagesTests(WebPageApp app)
{
    private static readonly string[] ToConference = ["conference", "england", "parent", "first", "none", "later"];

    [Fact]
    public async Task Every_ending_shows_six_words_and_where_the_family_is()
    {
        Visitor visitor = await Ending();
        string[] words = [.. visitor.Page.QuerySelectorAll("[data-path-words] li").Select(w => w.TextContent)];
        Assert.Equal(6, words.Length);
        Assert.IsType<PathReading.Found>(PathCode.Read(RealLibrary.Parents, string.Join(' ', words)));
        Assert.Contains("Where you are: A conference", visitor.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_picture_and_the_list_say_the_same()
    {
        Visitor visitor = await Ending();
        IElement where = visitor.Page.QuerySelector("details.where")!;
        IElement picture = where.QuerySelector("svg[role=img]")!;
        string drawn = string.Join(' ', picture.QuerySelectorAll("text").Select(t => t.TextContent));
        foreach (Stage stage in RealLibrary.Parts.Keep.Process.Stages)
        {
            Assert.Contains(stage.Name, drawn, StringComparison.Ordinal);
            Assert.Contains(where.QuerySelectorAll("ol li strong"), s => s.TextContent == stage.Name);
        }

        Assert.Contains("You are at: A conference.", picture.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("A conference", where.QuerySelector("[aria-current=step] strong")!.TextContent);
        Assert.Contains("You are here", picture.QuerySelector("g.here")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_shows_no_words_and_no_picture()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("conference");
        Assert.Empty(visitor.Page.QuerySelectorAll("[data-path-words], .where"));
    }

    [Fact]
    public async Task A_sheet_is_made_on_request_and_leads_back_to_the_same_place()
    {
        Visitor visitor = await (await Ending()).Press("button[value=sheet]");
        Assert.Equal("sheet", visitor.Page.QuerySelector("[data-paper]")!.GetAttribute("data-paper"));
        Assert.Equal("My meeting", visitor.Page.QuerySelector("h1")!.TextContent);
        await visitor.Press("button[name=do][value=look]");
        Assert.Equal("CF-1", visitor.Page.QuerySelector("main")!.GetAttribute("data-ending"));
    }

    [Fact]
    public async Task What_is_written_into_a_letter_can_not_be_sent()
    {
        Visitor visitor = await (await Ending()).Press("button[value=letters]");
        foreach (string id in visitor.Page.QuerySelectorAll("[data-letter]").Select(l => l.GetAttribute("data-letter")!).ToArray())
        {
            Visitor letter = await (await (await Ending()).Press("button[value=letters]")).Press($"[data-letter='{id}']");
            IElement article = letter.Page.QuerySelector($"article[data-letter='{id}']")!;
            Assert.NotEmpty(article.QuerySelectorAll("[contenteditable]"));
            Assert.Empty(article.QuerySelectorAll("form, [name], [form], a, button, textarea"));
            Assert.Null(article.Closest("form"));
            Assert.All(article.QuerySelectorAll("[contenteditable]"), gap =>
            {
                Assert.Equal("textbox", gap.GetAttribute("role"));
                Assert.False(string.IsNullOrWhiteSpace(gap.GetAttribute("aria-label")));
                Assert.Equal("false", gap.GetAttribute("spellcheck"));
            });
            Assert.Empty(letter.Page.QuerySelectorAll("form input:not([type=hidden]), form textarea"));
        }
    }

    [Fact]
    public async Task No_address_says_what_was_asked_for()
    {
        Visitor visitor = await Ending();
        foreach (IElement form in visitor.Page.QuerySelectorAll(".keep form"))
        {
            Assert.Equal("/paper", form.GetAttribute("action"));
            Assert.Equal("post", form.GetAttribute("method"));
        }

        Visitor opened = await app.Visit().Open("/paper");
        Assert.Equal(HttpStatusCode.Redirect, opened.Answer.StatusCode);
        Assert.Equal("/", opened.Answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Letters_that_fit_the_place_stand_first()
    {
        Visitor visitor = await (await Ending()).Press("button[value=letters]");
        Assert.Equal(9, visitor.Page.QuerySelectorAll("[data-letter]").Length);
        IElement first = visitor.Page.QuerySelectorAll("section").First();
        Assert.Contains("Letters that fit here", first.TextContent, StringComparison.Ordinal);
        Assert.NotNull(first.QuerySelector("[data-letter=report-before-the-conference]"));
    }

    [Fact]
    public async Task Notes_are_saved_as_one_file_that_needs_nothing_else_and_has_a_discreet_name()
    {
        Visitor visitor = await (await (await Ending()).Press("button[value=notes]")).Press("button[value=html]");
        Assert.Equal("attachment; filename=notes.html", visitor.Answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("notes", visitor.Page.Title);
        Assert.Empty(visitor.Page.QuerySelectorAll("script, link, img, iframe, form, input[type=hidden], [src]"));
        Assert.Single(visitor.Page.QuerySelectorAll("style"));
        Assert.Contains("Do I have to go to the conference?", visitor.Words, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector("svg[role=img]"));
    }

    [Theory]
    [InlineData("notes", "Do I have to go to the conference?")]
    [InlineData("sheet", "Questions to ask")]
    public async Task A_word_file_is_sound_and_says_the_same(string paper, string says)
    {
        byte[] bytes = await File(paper);
        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        Assert.Contains(says, document.MainDocumentPart!.Document.Body!.InnerText, StringComparison.Ordinal);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.DoesNotContain(zip.Entries, e => e.FullName.StartsWith("docProps", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_letter_can_be_copied_as_text_with_its_gaps()
    {
        Visitor visitor = await (await (await Ending()).Press("button[value=letters]")).Press("[data-letter=report-before-the-conference]");
        await visitor.Press("button[value=text]");
        string text = visitor.Page.QuerySelector("textarea")!.TextContent;
        Assert.Contains("When can I see your report?", text, StringComparison.Ordinal);
        Assert.Contains("____", text, StringComparison.Ordinal);
        Assert.Contains("[ ] ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ticks_of_a_letter_before_court_become_questions_for_the_solicitor()
    {
        Visitor visitor = await (await app.Visit().Open()).Choose("pre-proceedings", "may", "england", "to-come", "none");
        Assert.Equal("PP-1", visitor.Page.QuerySelector("main")!.GetAttribute("data-ending"));
        await visitor.Press("button[value=check]");
        Assert.Equal(5, visitor.Page.QuerySelectorAll("input[name=tick]").Length);
        await visitor.Post("/paper",
        [
            new("place", visitor.Place), new("paper", "questions"), new("about", "unless"), new("tick", "changes"), new("tick", "meeting"),
        ]);
        Assert.Equal("Questions for my solicitor", visitor.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("My letter doesn't say what help we will get.", visitor.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("My letter doesn't say what I must change.", visitor.Words, StringComparison.Ordinal);
        await visitor.Press("button[value=check]");
        Assert.Equal(["changes", "meeting"], visitor.Page.QuerySelectorAll("input[name=tick][checked]").Select(t => t.GetAttribute("value")));
    }

    [Theory]
    [InlineData("paper", "everything")]
    [InlineData("letter", "../../facts")]
    [InlineData("paper", "check")]
    [InlineData("paper", "7")]
    public async Task A_paper_there_is_not_shows_the_place(string field, string value)
    {
        Visitor visitor = await Ending();
        await visitor.Post("/paper", [new("place", visitor.Place), new(field, value)]);
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Equal("CF-1", visitor.Page.QuerySelector("main")!.GetAttribute("data-ending"));
    }

    [Fact]
    public async Task A_place_that_can_not_be_opened_begins_again()
    {
        Visitor visitor = await app.Visit().Post("/paper", [new("place", "forged"), new("paper", "notes")]);
        Assert.Equal("start/what-is-happening", visitor.Step);
        Assert.NotNull(visitor.Page.QuerySelector("[data-said=place-lost]"));
    }

    [Fact]
    public async Task Somebody_who_may_be_watched_is_offered_the_words_but_no_paper()
    {
        Visitor safe = await ToLessSafe("safe");
        Visitor watched = await ToLessSafe("not-safe");
        Assert.NotEmpty(safe.Page.QuerySelectorAll("button[name=paper]"));
        Assert.Empty(watched.Page.QuerySelectorAll("button[name=paper]"));
        Assert.NotEmpty(watched.Page.QuerySelectorAll("[data-path-words]"));
        await watched.Post("/paper", [new("place", watched.Place), new("paper", "notes")]);
        Assert.Null(watched.Page.QuerySelector("[data-paper]"));
    }

    [Fact]
    public async Task An_adviser_types_the_words_and_sees_the_parents_page()
    {
        await using var open = new WebPageApp { Settings = new() { ["AdviceBot:Adviser:Enabled"] = "true" } };
        string[] words = [.. (await (await open.Visit().Open()).Choose(ToConference)).Page.QuerySelectorAll("[data-path-words] li").Select(w => w.TextContent)];
        Visitor adviser = await open.Visit().Open("/adviser");
        await Six(adviser, string.Join(", ", words));
        Assert.Equal("CF-1", adviser.Page.QuerySelector("main")!.GetAttribute("data-ending"));
        Assert.NotNull(adviser.Page.QuerySelector("[data-said=place-found]"));
        Assert.Contains("/adviser", adviser.Page.QuerySelector(".keep form")!.GetAttribute("action")!, StringComparison.Ordinal);

        await Six(adviser, string.Join(' ', words.Reverse()));
        Assert.NotNull(adviser.Page.QuerySelector("[data-said=place-misheard]"));
        Assert.Equal("CF-1", adviser.Page.QuerySelector("main")!.GetAttribute("data-ending"));

        await Six(adviser, string.Join(' ', words[..5]) + " xyzzy");
        Assert.Contains("\"xyzzy\" is not one of our words.", adviser.Words, StringComparison.Ordinal);
        await Six(adviser, "one two");
        Assert.Contains("We need 6 words. That was 2.", adviser.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parents_have_no_box_for_six_words() => Assert.Empty((await Ending()).Page.QuerySelectorAll("#six"));

    [Fact]
    public async Task The_page_of_an_ending_stays_small()
    {
        Visitor visitor = await Ending();
        Assert.True(visitor.Bytes < 24 * 1024, $"{visitor.Bytes} bytes as sent");
    }

    private static Task<Visitor> Six(Visitor adviser, string words) =>
        adviser.Post(KeepRoutes.PlaceAddress, [new("place", adviser.Place), new("words", words)]);

    private async Task<Visitor> Ending() => await (await app.Visit().Open()).Choose(ToConference);

    private async Task<Visitor> ToLessSafe(string answer) =>
        await (await app.Visit().Open()).Choose("disagreement", "england", "parent", "danger", answer);

    private async Task<byte[]> File(string paper)
    {
        Visitor visitor = await Ending();
        using HttpClient client = app.CreateClient();
        using var form = new FormUrlEncodedContent([new("place", visitor.Place), new("paper", paper), new("as", "word")]);
        using HttpResponseMessage answer = await client.PostAsync(new Uri("/paper", UriKind.Relative), form);
        Assert.Equal("attachment; filename=notes.docx; filename*=UTF-8''notes.docx", answer.Content.Headers.ContentDisposition!.ToString());
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
