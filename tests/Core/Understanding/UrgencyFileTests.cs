using System.Collections.Immutable;
using AdviceBot.Core.Understanding;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

public class UrgencyFileTests
{
    public static TheoryData<string, string> YesExamples => Examples(rule => rule.Yes);

    public static TheoryData<string, string> NoExamples => Examples(rule => rule.No);

    [Theory]
    [MemberData(nameof(YesExamples))]
    public void A_yes_example_is_spotted_as_its_rule_says(string rule, string example)
    {
        UrgencyRule expected = UrgencyMessages.Rules.Rules.Single(candidate => candidate.Name == rule);
        UrgentFinding? finding = UrgencyMessages.Spotter.Spot(example);
        Assert.Equal(expected.Category, finding?.Category.Code);
        Assert.True(finding!.Strength >= expected.Strength, example);
    }

    [Theory]
    [MemberData(nameof(NoExamples))]
    public void A_no_example_brings_no_card(string rule, string example)
    {
        Assert.NotEmpty(rule);
        Assert.NotEqual(UrgencyStrength.Hard, UrgencyMessages.Spotter.Spot(example)?.Strength);
    }

    [Fact]
    public void There_are_rules_for_every_kind_of_urgent_message() =>
        Assert.Empty(UrgencyMessages.Rules.Categories.Select(category => category.Code)
            .Except(UrgencyMessages.Rules.Rules.Select(rule => rule.Category)));

    [Fact]
    public void The_kinds_stand_in_the_order_in_which_they_are_shown() =>
        Assert.Equal(
            "M1 D1 D2 S1 C2 C1 A1 F1 T1 S2 A2 L1 Y1 X1",
            string.Join(' ', UrgencyMessages.Rules.Categories.Select(category => category.Code)));

    [Theory]
    [InlineData("<hurts> me", "The urgency rules: there is no group called \"hurts\".")]
    [InlineData("he [hits me", "A pattern of the rule \"hit\": a bracket is not closed in \"he [hits me\".")]
    [InlineData("he ..", "A pattern of the rule \"hit\": \"he ..\" needs words, and words after its gap.")]
    [InlineData("she cries", "\"he hits me\" should be hard A1, but is not urgent.")]
    [InlineData("[he|she] .. hits", "\"it hits he hits\" should bring no card, but is hard A1 by the rule \"hit\".")]
    public void A_rule_that_does_not_work_is_named(string pattern, string problem)
    {
        string text = $$"""
            categories: { A1: domestic-abuse }
            same-as: { hes: he is }
            emoji: { "x": x }
            groups: { padding: [so], gap-stoppers: [not], openers: [and], closers: [x], negators: [not], subjects: [he] }
            rules:
              hit:
                category: A1
                any:
                  - "{{pattern}}"
                yes: [he hits me, he hits me so]
                no: [he, it hits he hits]
            """;
        var problems = new Problems();
        UrgencyFile.Read(text, "urgency.yaml", problems);
        Assert.Contains(problem, problems.All.Select(found => found.Message));
    }

    private static TheoryData<string, string> Examples(Func<UrgencyRule, ImmutableArray<string>> chosen)
    {
        var data = new TheoryData<string, string>();
        foreach (UrgencyRule rule in UrgencyMessages.Rules.Rules)
        {
            foreach (string example in chosen(rule))
            {
                data.Add(rule.Name, example);
            }
        }

        return data;
    }
}
