using System.Net;
using System.Text.Json;
using Xunit;

namespace AdviceBot.Tests.Host;

/// <summary>What other programs are told about time limits.</summary>
[Collection(nameof(WebPageApp))]
public class KeyDatesApiTests(WebPageApp app)
{
    [Theory]
    [InlineData("conference", "K02,K03a")]
    [InlineData("review", "K03b")]
    [InlineData("new-area-told", "K01")]
    [InlineData("letter", "K04")]
    [InlineData("meeting", "K04")]
    [InlineData("referral", "K07")]
    [InlineData("birthday-18", "K09")]
    public async Task Each_event_has_its_rules_and_no_others(string happened, string rules)
    {
        using HttpClient client = app.CreateClient();
        JsonElement dates = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/key-dates?event={happened}&date=2026-11-24", UriKind.Relative))).RootElement;
        Assert.Equal(rules.Split(','), dates.EnumerateArray().Select(d => d.GetProperty("rule").GetString()).Distinct());
    }

    [Theory]
    [InlineData("plan-ended")]
    [InlineData("childs-plan-review")]
    [InlineData("strategy-discussion")]
    [InlineData("told-K02")]
    [InlineData("")]
    public async Task Advisers_events_and_dates_told_are_unknown(string happened)
    {
        using HttpClient client = app.CreateClient();
        HttpResponseMessage answer = await client.GetAsync(new Uri($"/api/key-dates?event={happened}&date=2026-11-24", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("plan-ended", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_the_list_it_says_so()
    {
        using HttpClient client = app.CreateClient();
        HttpResponseMessage answer = await client.GetAsync(new Uri("/api/key-dates?event=conference&date=2028-12-20", UriKind.Relative));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("bank holidays", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
