using AngleSharp.Dom;
using Xunit;

namespace AdviceBot.Tests.Host;

/// <summary>Dates on the plain page: asked about, held against a limit, and taken home as a calendar file.</summary>
[Collection(nameof(WebPageApp))]
public class DatesOnPageTests(WebPageApp app)
{
    [Fact]
    public async Task A_date_in_own_words_is_asked_about_before_it_is_used()
    {
        Visitor visitor = await AtThePlan();
        await visitor.Write("a week on friday");
        Assert.Equal("What day was, or is, the conference? Is that Friday 4 December 2026?", visitor.Page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Empty(visitor.Page.QuerySelectorAll("[data-key-date]"));
        Assert.Equal(["Yes, Friday 4 December 2026", "No, another day"], visitor.Page.QuerySelectorAll("[data-offer]").Select(b => b.TextContent.Trim()));
        await visitor.Press("[data-offer='date/conference/2026-12-04']");
        Assert.Equal("2026-12-18", visitor.Page.QuerySelector("[data-key-date='K02'] time")!.GetAttribute("datetime"));
    }

    [Fact]
    public async Task A_date_told_is_compared_and_says_what_can_be_done()
    {
        Visitor visitor = await WithConference("9", "11");
        Assert.NotNull(visitor.Page.QuerySelector("input[name=event][value=told-K02]"));
        await Give(visitor, "told-K02", "25", "11", "2026");
        Assert.Equal(["Late", "Late"], visitor.Page.QuerySelectorAll("[data-told]").Select(t => t.GetAttribute("data-told")));
        Assert.Contains("That is 2 working days after this limit.", visitor.Words, StringComparison.Ordinal);
        Assert.Contains("Ask your social worker what is happening and why.", visitor.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dates_can_be_taken_as_a_calendar_file_that_tells_nothing()
    {
        Visitor visitor = await WithConference("24", "11");
        IElement form = visitor.Page.QuerySelector(".calendar form")!;
        Assert.Equal(["conference", "K02-conference-1"], form.QuerySelectorAll("input[name=days]").Select(i => i.GetAttribute("value")));
        await visitor.Press(".calendar button[value=calendar]");
        Assert.Equal("text/calendar; charset=utf-8", visitor.Answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("date.ics", visitor.Answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal("attachment", visitor.Answer.Content.Headers.ContentDisposition.DispositionType);
        Assert.Contains("no-store", visitor.Answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["20261124", "20261208"], Lines(visitor, "DTSTART;VALUE=DATE:"));
        Assert.Equal(["Appointment", "Appointment"], Lines(visitor, "SUMMARY:"));
        Assert.Empty(Lines(visitor, "TRIGGER:"));
        Assert.DoesNotContain("conference", visitor.Source, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("advice", visitor.Source, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task One_day_with_its_name_and_a_reminder_if_wanted()
    {
        Visitor visitor = await WithConference("24", "11");
        await visitor.Post("/", Fields(("place", visitor.Place), ("days", "K02-conference-1"), ("title", "named"), ("remind", "week"), ("do", "calendar")));
        Assert.Equal(["First core group: on or before this day"], Lines(visitor, "SUMMARY:"));
        Assert.Equal(["-P6DT15H"], Lines(visitor, "TRIGGER:"));
    }

    [Fact]
    public async Task A_date_told_stands_in_the_calendar_for_its_limit()
    {
        Visitor visitor = await WithConference("24", "11");
        await Give(visitor, "told-K02", "7", "12", "2026");
        await visitor.Press(".calendar button[value=calendar]");
        Assert.Equal(["20261124", "20261207"], Lines(visitor, "DTSTART;VALUE=DATE:"));
    }

    [Fact]
    public async Task Without_dates_or_with_a_lost_place_the_page_comes_instead()
    {
        Visitor visitor = await AtThePlan();
        Assert.Null(visitor.Page.QuerySelector(".calendar"));
        await visitor.Post("/", Fields(("place", visitor.Place), ("do", "calendar")));
        Assert.Equal("text/html", visitor.Answer.Content.Headers.ContentType!.MediaType);
        await visitor.Post("/", Fields(("place", "nonsense"), ("do", "calendar")));
        Assert.Equal("text/html", visitor.Answer.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(visitor.Page.QuerySelector("main"));
    }

    private async Task<Visitor> AtThePlan()
    {
        Visitor visitor = await app.Visit().Open();
        return await visitor.Choose("conference", "england", "parent", "happened", "plan");
    }

    private async Task<Visitor> WithConference(string day, string month)
    {
        Visitor visitor = await AtThePlan();
        await Give(visitor, "conference", day, month, "2026");
        return visitor;
    }

    private static Task<Visitor> Give(Visitor visitor, string happened, string day, string month, string year) => visitor.Post(
        "/", Fields(("place", visitor.Place), ("event", happened), ("day", day), ("month", month), ("year", year), ("do", "date")));

    private static IEnumerable<KeyValuePair<string, string>> Fields(params (string Name, string Value)[] fields) => fields.Select(f => KeyValuePair.Create(f.Name, f.Value));

    private static IEnumerable<string> Lines(Visitor visitor, string start) =>
        visitor.Source.Split("\r\n").Where(l => l.StartsWith(start, StringComparison.Ordinal)).Select(l => l[start.Length..]);
}
