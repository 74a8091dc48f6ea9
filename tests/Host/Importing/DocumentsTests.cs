using System.Collections.Immutable;
using System.Text;
using AdviceBot.Host.Importing;
using Xunit;

namespace AdviceBot.Tests.Host.Importing;

public sealed class DocumentsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot").FullName;

    [Fact]
    public void A_text_with_long_lines_has_a_section_for_each_short_line_above_others()
    {
        ImmutableArray<ImportedSection> sections = Read("plans.txt", $"""
            Skip to navigation Skip to content Skip to footer

            What is a plan?

            A plan says what has to change. {string.Join(' ', Enumerable.Repeat("It says who does what.", 8))}

              • the reason for the plan
              • who you can ask

            If you move

            Tell your social worker before you go.
            Did this advice help?
            Thank you, your feedback has been submitted.
            """).Sections;
        Assert.Equal(["plans#what-is-a-plan", "plans#if-you-move"], sections.Select(s => s.Id));
        Assert.Equal(new Block(BlockKind.Item, "who you can ask"), sections[0].Blocks[^1]);
        Assert.Equal(["Tell your social worker before you go."], sections[1].Blocks.Select(b => b.Text));
    }

    [Fact]
    public void A_text_wrapped_by_hand_keeps_its_paragraphs_together()
    {
        ImmutableArray<ImportedSection> sections = Read("wrapped.txt", """
            Who can come
            ============

            You can bring a friend or
            somebody who speaks for you
            to the meeting.

            1) your sister
            2) an advocate

            What to bring

            Bring your letter.
            """).Sections;
        Assert.Equal(["Who can come", "What to bring"], sections.Select(s => s.Heading));
        Assert.Equal(["You can bring a friend or somebody who speaks for you to the meeting.", "your sister", "an advocate"], sections[0].Blocks.Select(b => b.Text));
    }

    [Fact]
    public void Markdown_leaves_its_words()
    {
        ImportedDocument document = Read("help.md", """
            ---
            layout: page
            ---
            # Getting help

            Ask **early**. See [our tips](https://example.org/tips).

            ## On the day

            - Bring a *friend*
            - Take notes

            | Who | When |
            |-----|------|
            | Chair | Before |

            <nav>Home</nav>
            <p>Keep what they send you.</p>
            """);
        Assert.Equal("Getting help", document.Title);
        Assert.Equal(["help#getting-help", "help#on-the-day"], document.Sections.Select(s => s.Id));
        Assert.Equal("Ask early. See our tips.", document.Sections[0].Blocks[0].Text);
        Assert.Equal(["Bring a friend", "Take notes", "Who: When", "Chair: Before", "Keep what they send you."], document.Sections[1].Blocks.Select(b => b.Text));
    }

    [Fact]
    public void A_web_page_is_read_without_what_stands_around_the_advice()
    {
        ImportedDocument document = Read("page.html", """
            <!DOCTYPE html>
            <html><head><title>Plans &amp; meetings</title><style>p { color: red }</style></head>
            <body>
            <a class="skip-link" href="#main">Skip to main content</a>
            <div id="cookie-banner"><p>We use cookies to make this site work.</p><button>Accept all</button></div>
            <header><nav><ul><li><a href="/">Home</a><li>Get help</ul></nav></header>
            <main id="main">
              <h1>What is a plan?</h1>
              <p>A plan says what has to change,<br>and by when.
              <p>It isn&rsquo;t a court order: 1 &lt; 2.</p>
              <ul><li><p>who does what</p></li><li>when you <b>meet</b> again</li></ul>
              <script>if (1 < 2) { document.write("<p>Buy now</p>"); }</script>
              <h2>Who decides?</h2>
              <div>The chair does.</div>
              <div class="share-links">Share this page <a>Facebook</a></div>
              <details><summary>Can I appeal?</summary><p>No, but you can complain.</p></details>
              <div class="c-feedback"><h2>Was this page helpful?</h2><form><label>Yes</label></form></div>
            </main>
            <footer><h2>Contact us</h2><p>Registered charity no. 1</p></footer>
            </body></html>
            """);
        Assert.Equal("Plans & meetings", document.Title);
        Assert.Equal(["What is a plan?", "Who decides?", "Can I appeal?"], document.Sections.Select(s => s.Heading));
        Assert.Equal(
            ["A plan says what has to change, and by when.", "It isn’t a court order: 1 < 2.", "who does what", "when you meet again"],
            document.Sections[0].Blocks.Select(b => b.Text));
        Assert.Equal(["The chair does."], document.Sections[1].Blocks.Select(b => b.Text));
        Assert.Equal(["No, but you can complain."], document.Sections[2].Blocks.Select(b => b.Text));
    }

    [Theory]
    [InlineData("<nav>Menu <h1>Plans</h1><p>A plan says what has to change.")]
    [InlineData("<h1>Plans<p>A plan says what has to change.")]
    [InlineData("<H1 class=big>Plans</H1><P onclick='if (a > b) x()'>A plan says what has to change.</P><p")]
    [InlineData("<!-- <h1>No</h1> --><div><h1>Plans</h1><span>A plan says</span> what <i>has to</i> change.</div></div></div>")]
    public void A_badly_made_page_is_still_read(string html)
    {
        ImportedSection section = Assert.Single(Read("bad.html", html).Sections);
        Assert.Equal(("Plans", "A plan says what has to change."), (section.Heading, Assert.Single(section.Blocks).Text));
    }

    [Fact]
    public void Two_sections_with_one_heading_get_two_ids() =>
        Assert.Equal(["x#plans", "x#plans-2"], Read("x.md", "# Plans\n\nOne.\n\n# Plans\n\nTwo.\n").Sections.Select(s => s.Id));

    [Fact]
    public void A_catalogue_gives_the_sections_their_lines_and_ids()
    {
        File.WriteAllText(Path.Combine(folder, "plans.txt"), "Close form\nPlans\nA plan says what has to change.\nAsk for a copy.\n\nChapter\n");
        File.WriteAllText(Path.Combine(folder, "catalogue.json"), """
            [{"id":"p","title":"Plans","publisher":"A charity","dated":"2018","file":"plans.txt","sections":[
              {"id":"p#what","heading":"Plans","first_line":1,"last_line":3},
              {"id":"p#copy","heading":"A copy (untitled in the page)","first_line":4,"last_line":5},
              {"id":"p#chapter","heading":"Chapter","first_line":6,"last_line":6}]}]
            """);
        ImportedDocument document = Assert.Single(Documents.In(folder));
        Assert.Equal(["p#what", "p#copy", "p#chapter"], document.Sections.Select(s => s.Id));
        Assert.Equal(["Plans", "A copy", "Chapter"], document.Sections.Select(s => s.Heading));
        Assert.Equal(["A plan says what has to change."], document.Sections[0].Blocks.Select(b => b.Text));
        Assert.Empty(document.Sections[2].Blocks);
    }

    [Fact]
    public void A_page_in_the_letters_of_older_Windows_is_read_when_it_says_so()
    {
        byte[] page = [.. "<meta charset=\"windows-1252\"><h1>Plans</h1><p>It isn"u8, 0x92, .. "t a court order.</p>"u8];
        File.WriteAllBytes(Path.Combine(folder, "old.html"), page);
        Assert.Equal("It isn’t a court order.", Documents.In(folder)[0].Sections[0].Blocks[0].Text);
    }

    [Fact]
    public void A_text_of_a_Windows_editor_is_read()
    {
        File.WriteAllText(Path.Combine(folder, "windows.txt"), "Plans\r\n\r\nA plan says what has to change.\r\n", Encoding.Unicode);
        Assert.Equal("A plan says what has to change.", Documents.In(folder)[0].Sections[0].Blocks[0].Text);
    }

    [Theory]
    [InlineData("Was this page helpful?")]
    [InlineData("Did this advice help?")]
    [InlineData("Why wasn't this advice helpful?")]
    [InlineData("Please tell us more about why our advice didn't help.")]
    [InlineData("Thank you, your feedback has been submitted.")]
    [InlineData("This site uses cookies to work better.")]
    [InlineData("Accept all cookies")]
    [InlineData("Share this page")]
    [InlineData("Follow us on Facebook")]
    [InlineData("Skip to main content")]
    [InlineData("Skip to navigation Skip to content Skip to footer")]
    [InlineData("Print this page")]
    [InlineData("© Family Rights 2026. All rights reserved.")]
    [InlineData("Registered charity number 1015665")]
    [InlineData("---")]
    public void Clutter_is_known(string line) => Assert.True(Clutter.Is(line));

    [Theory]
    [InlineData("Ask your social worker to print the plan for you.")]
    [InlineData("Contact us on the advice line.")]
    [InlineData("You can share your views at the conference.")]
    [InlineData("Did they help you at the meeting?")]
    [InlineData("If you are at home, ask who will come.")]
    public void Advice_is_not_taken_for_clutter(string line) => Assert.False(Clutter.Is(line));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ImportedDocument Read(string name, string text)
    {
        File.WriteAllText(Path.Combine(folder, name), text);
        return Assert.Single(Documents.In(folder));
    }
}
