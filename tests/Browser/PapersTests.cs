using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Channels.WebPage.Keep;
using AdviceBot.Host.State;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Xunit;

namespace AdviceBot.Browser;

/// <summary>What a family can hold, as they meet it: on a phone, without script, on paper.</summary>
[Collection(nameof(BrowserApp))]
public sealed partial class PapersTests(BrowserApp app)
{
    private static readonly string[] ToConference = ["conference", "england", "parent", "first", "none", "later"];
    private static readonly string[] ToLetter = ["pre-proceedings", "may", "england", "to-come", "none"];

    [BrowserFact]
    public async Task No_paper_has_a_finding_or_needs_scrolling_sideways()
    {
        IEnumerable<string>[] findings = await Task.WhenAll(EveryPaper(Devices.Small), EveryPaper(Devices.Dark, "color-contrast"));
        Assert.Equal("", string.Join('\n', findings.SelectMany(f => f)));
    }

    [BrowserFact]
    public async Task What_is_written_into_a_letter_is_in_no_request_and_comes_out_on_paper()
    {
        foreach (BrowserNewContextOptions device in new[] { Devices.Phone, Devices.WithoutScript })
        {
            IPage page = await app.Visit(device);
            var sent = new StringBuilder();
            page.Request += (_, request) => sent.Append(request.Url).Append(request.PostData);
            await page.GotoAsync(app.Address + "/");
            foreach (string choice in ToConference)
            {
                await page.Locator($"form[data-step] [data-choice='{choice}']").First.ClickAsync();
                await page.Locator($"form[data-step] [data-choice='{choice}']").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
            }

            await page.Locator("button[value=letters]").ClickAsync();
            await page.Locator("[data-letter=report-before-the-conference]").ClickAsync();
            ILocator gap = page.Locator("[data-gap=\"your child's name\"]");
            await gap.ClickAsync();
            await page.Keyboard.TypeAsync("Zebedee Quillfeather");
            Assert.Equal("Zebedee Quillfeather", await gap.InnerTextAsync());
            if (Programs.PdfReader is not null)
            {
                string paper = await Read(await page.PdfAsync(new() { PreferCSSPageSize = true }));
                Assert.Contains("Zebedee Quillfeather", paper, StringComparison.Ordinal);
                Assert.DoesNotContain("Save as a Word file", paper, StringComparison.Ordinal);
            }

            await page.Locator("button[value=text]").ClickAsync();
            await page.Locator("textarea#text").WaitForAsync();
            Assert.DoesNotContain("Zebedee", sent.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Zebedee", await page.ContentAsync(), StringComparison.Ordinal);
        }
    }

    [BrowserFact]
    public async Task Nothing_written_into_any_letter_or_sheet_is_sent_or_stored()
    {
        IPage page = await app.Visit();
        var sent = new StringBuilder();
        page.Request += (_, request) => sent.Append(request.Url).Append(request.PostData);
        await Come(page, ToConference);
        await page.Press("button[value=sheet]");
        int filled = await Fill(page);
        await page.Press("button[name=do][value=look]");
        await page.Press("button[value=letters]");
        foreach (Letter letter in app.Library.Parts.Keep.Letters)
        {
            await page.Press($"[data-letter='{letter.Id}']");
            filled += await Fill(page);
            await page.Press("button[value=letters]");
        }

        Assert.True(filled > 50, $"only {filled} gaps were filled");
        Assert.DoesNotContain("Quillfeather", sent.ToString(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_file_is_saved_with_and_without_script_under_a_name_that_says_nothing()
    {
        foreach (BrowserNewContextOptions device in new[] { Devices.Phone, Devices.WithoutScript })
        {
            IPage page = await app.Visit(device);
            await Come(page, ToConference, device.JavaScriptEnabled != false);
            await page.Locator("button[value=notes]").ClickAsync();
            await page.Locator("[data-paper=notes]").WaitForAsync();
            foreach (string kind in new[] { "word", "html" })
            {
                IDownload file = await page.RunAndWaitForDownloadAsync(() => page.Locator($"button[value={kind}]").ClickAsync());
                Assert.Equal(kind == "word" ? "notes.docx" : "notes.html", file.SuggestedFilename);
            }
        }
    }

    [BrowserFact]
    public async Task Every_meeting_sheet_takes_one_side_of_A4_even_with_dates_and_with_all_signed_off()
    {
        IPage page = await app.Visit();
        SealedStore store = app.Services.GetRequiredService<SealedStore>();
        List<string> tooLong = [];
        var places = (await app.EveryStep()).ToDictionary(s => s.Step, s => s.Place);
        foreach (bool signedOff in new[] { false, true })
        {
            Engine bot = Host.Bot.Make(app.Library.Parts, signedOff, []).Parents;
            foreach ((Sheet sheet, string leaf) in app.Library.Parts.Keep.Sheets.SelectMany(s => s.Leaves, (s, l) => (s, l)))
            {
                Conversation at = (await store.OpenAsync(places[leaf], default))!;
                foreach (string happened in new[] { "conference", "review", "letter", "meeting" })
                {
                    at = at with { Dates = at.Dates.SetItem(happened, new DateOnly(2026, 11, 24)) };
                }

                // Dates they were told, all of them late, make the longest sheet.
                foreach (string told in new[] { "told-K02", "told-K03a", "told-K03b" })
                {
                    at = at with { Dates = at.Dates.SetItem(told, new DateOnly(2027, 9, 22)) };
                }

                foreach (bool isFile in new[] { false, true })
                {
                    await page.SetContentAsync(await Sheet(bot, at, sheet, isFile));
                    byte[] pdf = await page.PdfAsync(new() { PreferCSSPageSize = true });
                    int pages = APage().Count(Encoding.Latin1.GetString(pdf));
                    if (pages != 1)
                    {
                        tooLong.Add($"{sheet.Id} from {leaf}{(signedOff ? ", all signed off" : "")}{(isFile ? ", saved" : "")}: {pages} pages");
                    }
                }
            }
        }

        Assert.True(tooLong.Count == 0, string.Join('\n', tooLong));
    }

    // In the dark only the colours differ.
    private async Task<IEnumerable<string>> EveryPaper(BrowserNewContextOptions device, string? rule = null)
    {
        var findings = new List<string>();
        IPage page = await app.Visit(device);
        await Come(page, ToConference);
        await page.Press("button[value=sheet]");
        await Look("sheet");
        await page.Press("button[name=do][value=look]");
        await page.Press("button[value=notes]");
        await Look("notes");
        await page.Press("button[value=text]");
        await Look("text");
        await page.Press("button[name=do][value=look]");
        await page.Press("button[value=letters]");
        await Look("letters");
        foreach (Letter letter in app.Library.Parts.Keep.Letters)
        {
            await page.Press($"[data-letter='{letter.Id}']");
            await Look(letter.Id);
            await page.Press("button[value=letters]");
        }

        await Come(page, ToLetter);
        await page.Press("button[value=check]");
        await Look("check");
        await page.Locator("input[value=changes]").CheckAsync();
        await page.Press(".check .send");
        await Look("questions");
        return findings;

        async Task Look(string where)
        {
            findings.AddRange(await page.Look<bool>("() => looks.isTooWide()") ? [$"{where}: wider than the screen"] : []);
            findings.AddRange(await page.Axe(where, rule));
        }
    }

    private async Task Come(IPage page, string[] way, bool script = true)
    {
        await page.GotoAsync(app.Address + "/");
        foreach (string choice in way)
        {
            if (script)
            {
                await page.Choose(choice);
            }
            else
            {
                await page.Locator($"form[data-step] [data-choice='{choice}']").First.ClickAsync();
                await page.WaitForLoadStateAsync(LoadState.Load);
            }
        }
    }

    // Writes into every gap, and sees that none is a form field and that nothing is put by in the browser.
    private static async Task<int> Fill(IPage page)
    {
        IReadOnlyList<ILocator> gaps = await page.Locator("[data-gap]").AllAsync();
        foreach (ILocator gap in gaps)
        {
            await gap.FocusAsync();
            await page.Keyboard.InsertTextAsync("Quillfeather");
        }

        int[] leaks = await page.EvaluateAsync<int[]>(
            """
            async () => [
              localStorage.length, sessionStorage.length, document.cookie.length, (await indexedDB.databases()).length,
              [...document.querySelectorAll('[data-gap]')].filter(g => g.closest('form') || g.hasAttribute('name') || !g.textContent.includes('Quillfeather')).length,
            ]
            """);
        Assert.All(leaks, count => Assert.Equal(0, count));
        return gaps.Count;
    }

    // The page as the server draws it, with its styles inside: nothing has to be fetched.
    private async Task<string> Sheet(Engine bot, Conversation at, Sheet sheet, bool isFile)
    {
        TurnResult turn = bot.Turn(at, new Message.Started(), new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        Library library = bot.Library;
        var papers = new Papers(library, helper => Numbers.Hours(helper, library.Messages));
        Paper paper = papers.MeetingSheet(sheet, library.Follow(turn.After.Trail), turn.After.Dates, turn.Replies);
        var view = new PageView(library, new PageFrame("Advice", "https://example.org", new Assets()), "place", turn.Replies, After: turn.After);
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            ["View"] = view,
            ["Paper"] = paper,
            ["Request"] = new KeepRequest(null, PaperKind.Sheet, PaperForm.Page, "", [], null),
        });
        if (isFile)
        {
            var saved = ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view, ["Paper"] = paper, ["WithTitle"] = true, ["IsSheet"] = true });
            return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<PaperFile>(saved)).ToHtmlString());
        }

        string html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<PaperPage>(parameters)).ToHtmlString());
        return LinkOrScript().Replace(html, "").Replace("</head>", $"<style>{Style("site.css")}{Style("keep.css")}</style></head>", StringComparison.Ordinal);
    }

    private static string Style(string name)
    {
        using var reader = new StreamReader(typeof(Assets).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static async Task<string> Read(byte[] pdf)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        using System.Diagnostics.Process reader = System.Diagnostics.Process.Start(new ProcessStartInfo(Programs.PdfReader!, ["-raw", file, "-"]) { RedirectStandardOutput = true })!;
        string text = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        File.Delete(file);
        return text;
    }

    [GeneratedRegex("<link[^>]*>|<script[^>]*></script>")]
    private static partial Regex LinkOrScript();

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex APage();
}
