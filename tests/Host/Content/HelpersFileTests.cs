using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Host.Content;

public class HelpersFileTests
{
    private const string Good = """
        helpers:
          shout:
            name: Shout
            kind: line
            phone: 0800 123
            dial: "0800123"
            for: Anyone.
            hours:
              - { days: [mon], open: "09:00", close: "17:00" }
            bank-holidays: closed
            source: { title: Shout, address: "https://example.org", date: none }
            checked: 2026-11-22
            status: verified
        """;

    [Fact]
    public void A_good_helper_has_no_problems() => Assert.Empty(ProblemsOf(Good));

    [Theory]
    [InlineData("    status: verified", "    statsu: verified", "helpers.yaml:13: There is no key \"statsu\" here. Did you mean \"status\"?")]
    [InlineData("\"0800123\"", "\"0800124\"", "helpers.yaml:6: \"dial\" should have the same digits as \"phone\", without spaces.")]
    [InlineData("[mon]", "[mom]", "helpers.yaml:9: \"mom\" is no day. The days are: mon, tue, wed, thu, fri, sat, sun. Did you mean \"mon\"?")]
    [InlineData("\"17:00\"", "\"08:00\"", "helpers.yaml:9: The closing time should be later than the opening time.")]
    [InlineData("status: verified", "status: number-only", "helpers.yaml:8: \"shout\" is not verified, so its hours must not be shown. Take \"hours\" out.")]
    [InlineData("kind: line", "kind: lime", "helpers.yaml:4: \"kind\" is \"lime\", but can be \"line\", \"emergency\", \"text\", \"website\", \"person\". Did you mean \"line\"?")]
    [InlineData("    for: Anyone.\n", "", "helpers.yaml:3: \"for\" is missing or empty. Write it here.")]
    [InlineData("checked: 2026-11-22", "checked: 22/11/2026", "helpers.yaml:12: \"22/11/2026\" is not a day. Write it like 2026-11-22.")]
    public void A_slip_is_named_with_its_line_and_how_to_mend_it(string right, string wrong, string problem)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);
        Assert.Contains(problem, ProblemsOf(Good.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> ProblemsOf(string text)
    {
        var problems = new Problems();
        HelpersFile.Read(text, "helpers.yaml", new Places(), problems);
        return problems.All.Select(problem => problem.ToString());
    }
}
