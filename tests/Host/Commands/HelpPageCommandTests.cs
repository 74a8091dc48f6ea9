using System.Security.Cryptography;
using System.Text;
using AdviceBot.Core.Content;
using AdviceBot.Host;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Commands;
using AdviceBot.Host.Content;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace AdviceBot.Tests.Host.Commands;

/// <summary>The file that a proxy shows while the bot is away: everything on it, and nothing it needs from us.</summary>
public class HelpPageCommandTests
{
    private static readonly LibraryParts Parts = AdviceBot.Host.Content.ContentFolder.ReadParts(ContentFolder.Files, new Places(), new Problems());
    private static readonly PageSettings Settings = new() { Name = "Advice & more", ExitTo = "https://exit.example/?dull=yes" };
    private static readonly IHtmlDocument Page = new HtmlParser().ParseDocument(HelpPageCommand.Page(Parts, Settings));

    [Fact]
    public void Everybody_who_stands_on_the_help_page_stands_on_it_with_number_and_hours()
    {
        var people = Reachable.In(RealBot.Library);
        Assert.Equal(people.All.Select(h => h.Id), Page.QuerySelectorAll("[data-helper]").Select(h => h.GetAttribute("data-helper")));
        Assert.All(people.All.Where(h => h.Dial is not null), h => Assert.NotNull(Page.QuerySelector($"[data-helper='{h.Id}'] a[href='tel:{h.Dial}']")));
        Assert.Equal("tel:999", Page.QuerySelector("a[href^='tel:']")!.GetAttribute("href"));
        Assert.Contains("Monday to Friday, 9.30am to 3pm. Not on bank holidays.", Page.QuerySelector("[data-helper=advice-line]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing you did caused it", Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void It_asks_nothing_of_the_server_or_of_anybody_else()
    {
        Assert.Empty(Page.QuerySelectorAll("script, form, iframe, link[rel=stylesheet], [src], [srcset], [style], base"));
        Assert.All(Page.QuerySelectorAll("link[href]"), l => Assert.StartsWith("data:", l.GetAttribute("href"), StringComparison.Ordinal));
        IElement style = Assert.Single(Page.QuerySelectorAll("style"));
        Assert.DoesNotContain("url(", style.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style.TextContent, StringComparison.Ordinal);
        Assert.Contains(".call", style.TextContent, StringComparison.Ordinal);
        // Its own policy lets in this style sheet alone.
        string policy = Page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style.TextContent)))}'", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Page.QuerySelector("meta[name=referrer]")!.GetAttribute("content"));
        // The one link to us is to try again.
        Assert.Equal(["/"], Page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void The_way_out_needs_nobody_and_the_title_tells_nothing()
    {
        IElement exit = Assert.Single(Page.QuerySelectorAll("a.exit"));
        Assert.Equal((Settings.ExitTo, "noreferrer", "_top"), (exit.GetAttribute("href"), exit.GetAttribute("rel"), exit.GetAttribute("target")));
        Assert.Equal("Leave this page", exit.TextContent);
        Assert.Equal(Settings.Name, Page.Title);
    }

    [Fact]
    public void Our_script_does_not_take_it_for_a_page_of_ours_and_finds_the_people_on_it()
    {
        Assert.Null(Page.QuerySelector("main"));
        Assert.NotNull(Page.QuerySelector("[role=main] h1"));
        Assert.Equal(Page.QuerySelectorAll("[data-helper]").Length, Page.QuerySelectorAll(".away [data-helper]").Length);
    }

    [Fact]
    public async Task It_is_printed_or_written_to_a_file()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("advicebot").FullName, "help.html");
        using var printed = new StringWriter();
        using var said = new StringWriter();
        Assert.Equal(0, await CommandLine.RunAsync(["help-page"], printed, TextWriter.Null, TextReader.Null));
        Assert.Equal(0, await CommandLine.RunAsync(["help-page", "--out", file], said, TextWriter.Null, TextReader.Null));
        Assert.Equal($"wrote {file}{Environment.NewLine}", said.ToString());
        Assert.Equal(HelpPageCommand.Page(Parts, new PageSettings()), printed.ToString());
        Assert.Equal(printed.ToString(), await File.ReadAllTextAsync(file));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        using var errors = new StringWriter();
        Assert.Equal(1, HelpPageCommand.Run(new Arguments(["--out", "/dev/null/help.html"], ["out"], []), Parts, Settings, TextWriter.Null, errors));
        Assert.Contains("/dev/null/help.html", errors.ToString(), StringComparison.Ordinal);
    }
}
