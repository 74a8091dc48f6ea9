using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Core.Signposting;

public class HelpersTests
{
    private static readonly ImmutableArray<Helper> Helpers = ContentFolder.Read("helpers.yaml", HelpersFile.Read);

    [Fact]
    public void Needs_of_which_none_is_certain_call_for_somebody_together()
    {
        Passage[] court = [.. RealBot.Library.Passages.Where(p => p.Topic == "pre-proceedings" && Signposter.For([p]).Contains("solicitor")).Take(3)];
        Passage calm = RealBot.Library.Passages.First(p => Signposter.For([p]) is ["advice-line"]);
        Assert.Equal(["solicitor"], Signposter.Called([(calm, 0.7), .. court.Select(p => (p, 0.08))]).Where(id => id == "solicitor"));
        Assert.Empty(Signposter.Called([(calm, 0.9), (court[0], 0.08)]));
        Assert.Empty(Signposter.Called([]));
    }

    [Fact]
    public void A_passage_points_where_it_says_and_where_its_facts_lead()
    {
        Assert.Equal(["solicitor", "children-services"], Signposter.For([RealBot.Library.Passage("moving-abroad")!]).Where(id => id != "advice-line"));
        Assert.Contains("solicitor", Signposter.For([RealBot.Library.Passage("enquiry-refuse-see-child")!]));
    }

    [Theory]
    [InlineData("advice-line")]
    [InlineData("solicitor")]
    [InlineData("emergency")]
    [InlineData("children-services")]
    public void The_ids_other_programs_rely_on_are_there(string id) => Assert.Contains(Helpers, helper => helper.Id == id);

    [Fact]
    public void Only_verified_helpers_show_hours() =>
        Assert.DoesNotContain(Helpers, helper => helper.Status != HelperStatus.Verified && helper.Hours is not null);

    [Fact]
    public void Helpers_nobody_could_verify_show_no_number() =>
        Assert.DoesNotContain(Helpers, helper => helper.Status == HelperStatus.NotVerified && helper.Phone is not null);

    [Fact]
    public void No_two_services_share_a_number()
    {
        IEnumerable<string> shared = Helpers
            .Where(helper => helper.Kind == HelperKind.Line)
            .GroupBy(helper => helper.Dial)
            .Where(group => group.Count() > 1)
            .Select(group => string.Join(" and ", group.Select(helper => helper.Id)));
        Assert.Empty(shared);
    }

    [Fact]
    public void A_number_that_is_not_short_starts_with_a_zero() =>
        Assert.All(
            Helpers.Where(helper => helper.Dial is { Length: > 6 }),
            helper => Assert.StartsWith("0", helper.Dial, StringComparison.Ordinal));

    [Fact]
    public void Nobody_is_told_to_press_two() =>
        Assert.DoesNotContain(Helpers, helper => (helper.How ?? "").Contains("press 2", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void A_line_without_hours_has_a_website_to_check_them() =>
        Assert.All(
            Helpers.Where(helper => helper is { Kind: HelperKind.Line, Hours: null, Id: not "police-101" }),
            helper => Assert.NotNull(helper.Website));

    [Fact]
    public void Every_sentence_about_a_helper_is_short() =>
        Assert.All(
            Helpers.SelectMany(helper => $"{helper.For} {helper.How} {helper.CostNote}".Split(". ")),
            sentence => Assert.True(sentence.Split(' ').Length <= 22, sentence));
}
