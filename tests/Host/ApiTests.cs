using System.Net;
using System.Text.Json;
using Xunit;

namespace AdviceBot.Tests.Host;

/// <summary>What other programs rely on.</summary>
public sealed class ApiTests(RunningBot service) : IClassFixture<RunningBot>
{
    private readonly HttpClient client = service.CreateClient();

    [Fact]
    public async Task An_answer_has_the_promised_shape()
    {
        JsonElement answer = await Json("/api/answers?q=do+i+have+to+go+to+the+conference");
        Assert.Equal(["outcome", "urgency", "urgencyStrength", "passages", "helpers", "guide"], Names(answer));
        Assert.Equal("answered", answer.GetProperty("outcome").GetString());
        Assert.Equal("conference", answer.GetProperty("guide").GetString());
        JsonElement passage = answer.GetProperty("passages")[0];
        Assert.Equal(["id", "title", "text", "html", "score", "sources", "reviewed", "strength"], Names(passage));
        Assert.Equal("conference-should-i-go", passage.GetProperty("id").GetString());
        Assert.Equal(["id", "title", "publisher", "edition"], Names(passage.GetProperty("sources")[0]));
        JsonElement helper = answer.GetProperty("helpers").EnumerateArray().Single(h => h.GetProperty("id").GetString() == "advice-line");
        Assert.Equal(["id", "open", "closes", "next"], Names(helper));
        Assert.True(helper.GetProperty("open").GetBoolean());
    }

    [Theory]
    [InlineData("whats+the+weather+in+paris", "abstained")]
    [InlineData("can+i+bring+someone+to+the+conference", "answered")]
    public async Task The_outcome_says_what_became_of_the_question(string q, string outcome)
    {
        JsonElement answer = await Json($"/api/answers?q={q}");
        Assert.Equal(outcome, answer.GetProperty("outcome").GetString());
        Assert.Equal(outcome == "abstained", answer.GetProperty("passages").GetArrayLength() == 0);
    }

    [Fact]
    public async Task Danger_is_urgent_and_names_who_can_help()
    {
        JsonElement answer = await Json("/api/answers?q=he+is+hitting+me+right+now");
        Assert.Equal(("urgent", "hard"), (answer.GetProperty("outcome").GetString(), answer.GetProperty("urgencyStrength").GetString()));
        Assert.NotEqual(JsonValueKind.Null, answer.GetProperty("urgency").ValueKind);
        Assert.Contains(answer.GetProperty("helpers").EnumerateArray(), h => h.GetProperty("id").GetString() == "emergency");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task Top_says_how_many_passages_at_most(int top)
    {
        JsonElement answer = await Json($"/api/answers?q=what+happens+at+a+conference&top={top}");
        Assert.InRange(answer.GetProperty("passages").GetArrayLength(), 1, top);
    }

    [Fact]
    public async Task A_guide_can_be_named()
    {
        JsonElement answer = await Json("/api/answers?q=can+someone+come+with+me&guide=pre-birth");
        Assert.Equal("pre-birth", answer.GetProperty("guide").GetString());
    }

    [Fact]
    public async Task More_than_can_be_read_is_asked_back_kindly_and_danger_in_it_is_seen()
    {
        string story = string.Concat(Enumerable.Repeat("the+letter+came+on+tuesday+", 200));
        Assert.Equal("asked-back", (await Json($"/api/answers?q={story}")).GetProperty("outcome").GetString());
        Assert.Equal("urgent", (await Json($"/api/answers?q={story}+he+is+hitting+me+right+now")).GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("/api/answers", 400)]
    [InlineData("/api/answers?q=", 400)]
    [InlineData("/api/answers?q=+++", 400)]
    [InlineData("/api/answers?q=plan&top=0", 400)]
    [InlineData("/api/answers?q=plan&top=21", 400)]
    [InlineData("/api/answers?q=plan&top=many", 400)]
    [InlineData("/api/answers?q=plan&guide=nowhere", 400)]
    [InlineData("/api/helpers?at=tomorrow", 400)]
    [InlineData("/api/key-dates", 400)]
    [InlineData("/api/key-dates?event=conference", 400)]
    [InlineData("/api/key-dates?date=2026-11-24", 400)]
    [InlineData("/api/key-dates?event=wedding&date=2026-11-24", 400)]
    [InlineData("/api/key-dates?event=conference&date=24/11/2026", 400)]
    [InlineData("/api/key-dates?event=conference&date=2026-02-30", 400)]
    [InlineData("/api/key-dates?event=conference&date=2029-01-02", 422)]
    [InlineData("/api/key-dates?event=conference&date=2025-12-31", 422)]
    [InlineData("/api/key-dates?event=new-area-told&date=2028-12-11", 422)]
    [InlineData("/api/nothing-here", 404)]
    public async Task What_cannot_be_answered_is_a_problem_with_a_reason(string address, int status)
    {
        using HttpResponseMessage response = await client.GetAsync(address);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
    }

    [Theory]
    [InlineData("2026-11-23T09:29:00Z", false, null, "2026-11-23T09:30:00+00:00")]
    [InlineData("2026-11-23T09:30:00Z", true, "2026-11-23T15:00:00+00:00", null)]
    [InlineData("2026-11-23T14:59:00Z", true, "2026-11-23T15:00:00+00:00", null)]
    [InlineData("2026-11-23T15:00:00Z", false, null, "2026-11-24T09:30:00+00:00")]
    [InlineData("2026-11-27T16:00:00Z", false, null, "2026-11-30T09:30:00+00:00")]
    [InlineData("2026-12-24T15:30:00Z", false, null, "2026-12-29T09:30:00+00:00")]
    [InlineData("2026-12-25T12:00:00Z", false, null, "2026-12-29T09:30:00+00:00")]
    [InlineData("2027-03-25T15:30:00Z", false, null, "2027-03-30T09:30:00+01:00")] // after Easter, in summer time
    [InlineData("2027-12-31T15:30:00Z", false, null, "2028-01-04T09:30:00+00:00")]
    [InlineData("2026-03-29T00:30:00Z", false, null, "2026-03-30T09:30:00+01:00")] // clocks go forward
    [InlineData("2026-10-25T00:30:00Z", false, null, "2026-10-26T09:30:00+00:00")] // clocks go back
    [InlineData("2026-07-01T09:30:00+01:00", true, "2026-07-01T15:00:00+01:00", null)] // a plus that was not escaped
    public async Task The_advice_line_is_open_or_opens_next(string at, bool open, string? closes, string? next)
    {
        JsonElement helpers = await Json($"/api/helpers?at={at}");
        JsonElement line = helpers.EnumerateArray().Single(h => h.GetProperty("id").GetString() == "advice-line");
        Assert.Equal(["id", "name", "phone", "open", "closes", "next"], Names(line));
        Assert.Equal((open, closes, next), (line.GetProperty("open").GetBoolean(), line.GetProperty("closes").GetString(), line.GetProperty("next").GetString()));
        Assert.Equal("0808 801 0366", line.GetProperty("phone").GetString());
    }

    [Fact]
    public async Task Every_helper_is_listed_and_unknown_hours_are_null()
    {
        JsonElement helpers = await Json("/api/helpers");
        Assert.Equal(RealBot.Parts.Helpers.Select(h => h.Id), helpers.EnumerateArray().Select(h => h.GetProperty("id").GetString()!));
        Assert.All(["advice-line", "solicitor", "emergency", "children-services"], id => Assert.Contains(helpers.EnumerateArray(), h => h.GetProperty("id").GetString() == id));
        Assert.Equal(JsonValueKind.Null, helpers.EnumerateArray().Single(h => h.GetProperty("id").GetString() == "nspcc").GetProperty("open").ValueKind);
        Assert.True(helpers.EnumerateArray().Single(h => h.GetProperty("id").GetString() == "emergency").GetProperty("open").GetBoolean());
    }

    [Fact]
    public async Task A_key_date_has_the_promised_shape_and_each_reading_its_entry()
    {
        JsonElement dates = await Json("/api/key-dates?event=conference&date=2026-11-24");
        JsonElement[] coreGroup = [.. dates.EnumerateArray().Where(d => d.GetProperty("rule").GetString() == "K02")];
        Assert.Equal(
            ["id", "rule", "what", "who", "date", "lastWorkingDay", "when", "ruleText", "certainty", "sources", "conflict", "note"],
            Names(coreGroup[0]));
        Assert.Equal(["2026-12-08", "2026-12-04"], coreGroup.Select(d => d.GetProperty("date").GetString()));
        Assert.Single(coreGroup.Select(d => d.GetProperty("conflict").GetString()).Distinct());
        Assert.All(coreGroup, d => Assert.NotEqual(0, d.GetProperty("sources").GetArrayLength()));
        JsonElement review = dates.EnumerateArray().Single(d => d.GetProperty("rule").GetString() == "K03a");
        Assert.Equal((JsonValueKind.Null, "about three months"), (review.GetProperty("date").ValueKind, review.GetProperty("when").GetString()));
    }

    [Theory]
    [InlineData("new-area-told", "2026-12-10", "K01", "2027-01-05")]
    [InlineData("letter", "2026-11-23", "K04", "2027-01-04")]
    [InlineData("meeting", "2026-12-03", "K04", "2027-01-14")]
    [InlineData("referral", "2026-12-24", "K07", "2026-12-29")]
    [InlineData("birthday-18", "2027-06-05", "K09", "2027-06-05")]
    public async Task Every_event_is_counted(string happened, string on, string rule, string by)
    {
        JsonElement dates = await Json($"/api/key-dates?event={happened}&date={on}");
        Assert.Equal(by, dates.EnumerateArray().First(d => d.GetProperty("rule").GetString() == rule).GetProperty("date").GetString());
    }

    [Fact]
    public async Task A_conference_on_a_bank_holiday_gets_a_question_and_no_date()
    {
        JsonElement dates = await Json("/api/key-dates?event=conference&date=2026-12-28");
        Assert.All(dates.EnumerateArray(), d => Assert.Equal(JsonValueKind.Null, d.GetProperty("date").ValueKind));
        Assert.All(dates.EnumerateArray(), d => Assert.Contains("check the date", d.GetProperty("note").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_charity_shows_what_waited_for_sign_off_reviews_have_dates()
    {
        await using var signedOff = new RunningBot { ShowPending = true };
        using HttpClient shown = signedOff.CreateClient();
        using JsonDocument document = JsonDocument.Parse(await shown.GetStringAsync("/api/key-dates?event=conference&date=2026-11-30"));
        JsonElement review = document.RootElement.EnumerateArray().Single(d => d.GetProperty("rule").GetString() == "K03a");
        Assert.Equal(("2027-02-28", "2027-02-26"), (review.GetProperty("date").GetString(), review.GetProperty("lastWorkingDay").GetString()));
    }

    [Fact]
    public async Task The_service_says_that_it_lives_and_is_ready()
    {
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task OpenApi_describes_every_route_programs_may_call()
    {
        JsonElement paths = (await Json("/openapi/v1.json")).GetProperty("paths");
        Assert.Equal(["/api/answers", "/api/helpers", "/api/key-dates", "/health/live", "/health/ready"], Names(paths).Order());
        JsonElement keyDates = paths.GetProperty("/api/key-dates").GetProperty("get");
        Assert.Equal(["200", "400", "422"], Names(keyDates.GetProperty("responses")).Order());
        Assert.Equal(["date", "event"], keyDates.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()!).Order());
    }

    [Fact]
    public async Task No_answer_sets_a_cookie_or_may_be_kept()
    {
        using HttpResponseMessage response = await client.GetAsync("/api/helpers");
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("utf-8", response.Content.Headers.ContentType?.CharSet ?? "utf-8");
    }

    // By 2027 reviews are due and the list of bank holidays ends; in 2020 nothing had been reviewed yet.
    [Theory]
    [InlineData("2035-06-01T10:00:00+00:00")]
    [InlineData("2020-01-01T10:00:00+00:00")]
    public async Task Words_that_have_grown_old_and_a_wrong_clock_take_nothing_away(string now)
    {
        await using var late = new RunningBot { FixedAt = now };
        HttpClient visitor = late.CreateClient();
        Assert.Contains("\"outcome\":\"answered\"", await visitor.GetStringAsync("/api/answers?q=who+chairs+the+conference"), StringComparison.Ordinal);
        Assert.Contains("116 123", await visitor.GetStringAsync("/help"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Production_the_clock_must_run()
    {
        await using var production = new RunningBot { Environment = "Production" };
        Exception refused = Assert.ThrowsAny<Exception>(() => production.CreateClient());
        Assert.Contains("AdviceBot:Clock:FixedAt", refused.ToString(), StringComparison.Ordinal);
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];

    private async Task<JsonElement> Json(string address)
    {
        using HttpResponseMessage response = await client.GetAsync(address);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement.Clone();
    }
}
