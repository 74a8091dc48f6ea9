using Microsoft.Playwright;
using Xunit;

namespace AdviceBot.Browser;

/// <summary>axe, best practices included, on what is no step of a guide, with everything unfolded.</summary>
[Collection(nameof(BrowserApp))]
public sealed class AccessibilityTests(BrowserApp app)
{
    [BrowserTheory]
    [InlineData("/")]
    [InlineData("/help")]
    [InlineData("/safety")]
    [InlineData("/no-such-page")]
    [InlineData("/adviser")]
    public async Task No_other_page_has_a_finding(string address)
    {
        foreach (BrowserNewContextOptions device in new[] { Devices.Phone, Devices.Dark, Devices.Desk })
        {
            IPage page = await app.Visit(device);
            await page.GotoAsync(app.Address + address);
            Assert.Empty(await Findings(page, address));
        }
    }

    [BrowserFact]
    public async Task Answers_cards_changed_answers_and_dates_have_no_finding()
    {
        IPage page = await app.Visit();
        var findings = new List<string>();
        await page.GotoAsync(app.Address + "/");
        await page.Write("who can come to the conference with me");
        findings.AddRange(await Findings(page, "an answer"));
        await page.Press("button[value=print]", Script.Around);
        findings.AddRange(await Findings(page, "on paper"));
        await page.GotoAsync(app.Address + "/");
        await page.Press("button[value=danger]");
        findings.AddRange(await Findings(page, "an urgent card"));
        await page.GotoAsync(app.Address + "/");
        await page.Choose("conference", "england", "parent", "first", "none", "later");
        await page.Locator(".date input[name=day]").First.FillAsync("24");
        await page.Locator(".date input[name=month]").First.FillAsync("11");
        await page.Locator(".date input[name=year]").First.FillAsync("2026");
        await page.Press(".date button[value=date]");
        Assert.NotEqual(0, await page.Locator("[data-key-date]").CountAsync());
        findings.AddRange(await Findings(page, "dates"));
        await page.Press(".path button[name=change]");
        findings.AddRange(await Findings(page, "an answer being changed"));
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [BrowserFact]
    public async Task In_forced_colours_everything_still_has_an_edge_and_no_finding()
    {
        IPage page = await app.Visit(Devices.Forced);
        await page.GotoAsync(app.Address + "/");
        await page.Choose("pre-birth", "agree");
        // axe reads the author's colours here, not those shown.
        Assert.Empty(await Findings(page, "forced colours", "-color-contrast"));
        int edgeless = await page.EvaluateAsync<int>(
            "() => [...document.querySelectorAll('.choice, .send, .exit, .call')].filter(b => parseFloat(getComputedStyle(b).borderTopWidth) < 1).length");
        Assert.Equal(0, edgeless);
    }

    private static async Task<IReadOnlyList<string>> Findings(IPage page, string where, string? rule = null)
    {
        await page.Alter("() => looks.unfold(null)");
        return await page.Axe(where, rule);
    }
}
