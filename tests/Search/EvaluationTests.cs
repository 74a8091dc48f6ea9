using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Host.Commands;
using Xunit;

namespace AdviceBot.Tests.Search;

/// <summary>Worked examples of the definitions that figures are computed by.</summary>
public class EvaluationTests
{
    [Fact]
    public void A_passage_counts_as_its_best_section_that_no_earlier_one_has_used()
    {
        // First: a helping section. Second: the same again, nothing new. Third: a direct answer.
        ScoredRow row = Row(Labels(("a", 2), ("b", 1)), Passage("b"), Passage("b"), Passage("a", "b"));
        Assert.Equal(3, row.FirstHit);
        double gain = 1 + (3 / Math.Log2(4));
        double ideal = 3 + (1 / Math.Log2(3));
        Assert.Equal(gain / ideal, row.Ndcg, 9);
    }

    [Fact]
    public void The_ideal_list_merges_what_one_passage_of_the_answer_puts_together() =>
        Assert.Equal(1, Row(Labels(("a", 2), ("b", 2)), Passage("a", "b")).Ndcg, 9);

    [Fact]
    public void A_labelled_section_that_no_passage_lists_stays_in_the_ideal_list() =>
        Assert.Equal(3 / (3 + (3 / Math.Log2(3))), Row(Labels(("a", 2), ("b", 2)), Passage("a")).Ndcg, 9);

    [Fact]
    public void A_passage_without_sections_is_never_a_hit() => Assert.Equal(0, Row(Labels(("a", 2)), Passage()).FirstHit);

    [Fact]
    public void Nothing_shown_is_a_miss() => Assert.Equal(0, Row(Labels(("a", 2))).Ndcg);

    [Fact]
    public void Refusing_counts_for_questions_out_of_scope_and_against_those_in_scope()
    {
        Scores scores = Evaluation.Summarise(
        [
            Scored("in", "abstained"), Scored("in", "answered"), Scored("out", "abstained"), Scored("out", "asked-back"), Scored("adjacent", "abstained"),
        ]);
        Assert.Equal(new Share(0.5, 2), scores.AbstentionPrecision);
        Assert.Equal(new Share(0.5, 2), scores.AbstentionRecall);
        Assert.Equal(new Share(0.5, 2), scores.InScopeRefused);
        Assert.Equal(new Share(0.25, 4), scores.AskedBack);
    }

    [Theory]
    [InlineData("child-danger", "danger-now", true)]
    [InlineData("child-danger", "self-harm", false)]
    [InlineData("self-harm", "medical", true)]
    [InlineData("domestic-abuse", "watched", true)]
    [InlineData("removal-now", "removal-now", true)]
    [InlineData("removal-now", "threat", false)]
    public void The_right_words_for_a_danger_are_those_of_the_contract(string danger, string word, bool right) =>
        Assert.Equal(right, Evaluation.IsRight(danger, word));

    [Fact]
    public void A_borderline_alarm_counts_neither_way()
    {
        ScoredRow row = Scored("in", "urgent");
        ScoredRow borderline = row with { Question = row.Question with { Borderline = true }, Answer = row.Answer with { Urgency = "threat" } };
        Assert.Equal(0, Evaluation.Summarise([borderline]).FalseAlarms.Rows);
    }

    private static ScoredRow Scored(string scope, string outcome) => Evaluation.Run(
        [Question(Labels(), scope)], (_, _) => new([], outcome, null, []))[0];

    private static ScoredRow Row(ImmutableDictionary<string, int> labels, params Passage[] passages) =>
        Evaluation.Run([Question(labels, "in")], (_, _) => new([.. passages], "answered", null, []))[0];

    private static LabelledQuestion Question(ImmutableDictionary<string, int> labels, string scope) =>
        new("q", "q", "question", "other", labels, "none", scope, [], false);

    private static ImmutableDictionary<string, int> Labels(params (string Section, int Grade)[] labels) =>
        labels.ToImmutableDictionary(l => l.Section, l => l.Grade);

    private static Passage Passage(params string[] sections)
    {
        Source source = new("s", "", "", "");
        return new(
            string.Join('-', sections), "t", "t", [], [], [.. sections.Select(s => new Section(s, "", source))], Audience.Parent, "law", null,
            new(2026, 1, 1), new(2027, 1, 1), Status.Published, "", "");
    }
}
