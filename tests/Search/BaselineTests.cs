using System.Collections.Immutable;
using System.Text.Json;
using AdviceBot.Host.Commands;
using Xunit;

namespace AdviceBot.Tests.Search;

/// <summary>Every figure of the question sets, overall, by kind and by situation, beside what was reached before.</summary>
/// <remarks>
/// One row is chance, more is a change. A figure that got better, or worse for a good reason, is taken over by
/// <c>dotnet run -c Release --project bot/Host -- eval FILE.jsonl --json --totals > tests/Search/NAME.totals.json</c>.
/// </remarks>
public class BaselineTests
{
    private static readonly string Folder = Path.Combine(ContentFolder.Path, "..", "tests", "Search");

    private static readonly (string Name, Func<Scores, Share> Of, bool MoreIsBetter)[] Figures =
    [
        ("success@1", s => s.SuccessAt1, true),
        ("success@3", s => s.SuccessAt3, true),
        ("MRR@10", s => s.MeanReciprocalRankAt10, true),
        ("nDCG@5", s => s.NdcgAt5, true),
        ("abstention precision", s => s.AbstentionPrecision, true),
        ("abstention recall", s => s.AbstentionRecall, true),
        ("in scope refused", s => s.InScopeRefused, false),
        ("urgent recall", s => s.UrgentRecall, true),
        ("urgent of the right type", s => s.UrgentRightType, true),
        ("false alarms", s => s.FalseAlarms, false),
        ("signposts", s => s.SignpostRecall, true),
    ];

    [Fact]
    public void No_figure_over_our_own_questions_drops_by_more_than_one_row() =>
        Assert.Empty(Dropped(Path.Combine(Folder, "judgements.jsonl"), "judgements"));

    [Fact]
    public void No_figure_over_questions_of_somebody_who_had_not_seen_our_words_drops_by_more_than_one_row() =>
        Assert.Empty(Dropped(Path.Combine(Folder, "unseen.jsonl"), "unseen"));

    [Fact]
    public void No_figure_over_fresh_questions_drops_by_more_than_one_row() =>
        Assert.Empty(Dropped(Path.Combine(Folder, "fresh.jsonl"), "fresh"));

    [Fact]
    public void No_figure_over_the_last_questions_drops_by_more_than_one_row() =>
        Assert.Empty(Dropped(Path.Combine(Folder, "last.jsonl"), "last"));

    [SharedFact("eval/questions-dev.jsonl")]
    public void No_figure_over_the_teams_questions_drops_by_more_than_one_row() =>
        Assert.Empty(Dropped(Shared.Folder("eval/questions-dev.jsonl"), "questions-dev"));

    [Fact]
    public void A_figure_that_drops_by_two_rows_is_named()
    {
        Share before = new(0.9, 20);
        Assert.False(HasDropped(before, new(0.85, 20), moreIsBetter: true));
        Assert.True(HasDropped(before, new(0.8, 20), moreIsBetter: true));
        Assert.True(HasDropped(new(0.05, 20), new(0.15, 20), moreIsBetter: false));
        Assert.False(HasDropped(before, new(0, 0), moreIsBetter: true));
    }

    private static IEnumerable<string> Dropped(string questions, string name)
    {
        Totals before = JsonSerializer.Deserialize<Totals>(
            File.ReadAllText(Path.Combine(Folder, $"{name}.totals.json")), JsonSerializerOptions.Web)!;
        ImmutableArray<ScoredRow> rows = Evaluation.Run(
            LabelledQuestion.Read(questions), (words, guide) => EvalCommand.Answer(RealBot.AsServed, words, guide));
        Totals now = JsonSerializer.Deserialize<Totals>(EvalCommand.AsJson(rows, withRows: false), JsonSerializerOptions.Web)!;
        return [.. Between("all", before.Overall, now.Overall), .. Groups(before.Kinds, now.Kinds), .. Groups(before.Situations, now.Situations)];
    }

    private static IEnumerable<string> Groups(Dictionary<string, Scores> before, Dictionary<string, Scores> now) =>
        before.SelectMany(g => now.TryGetValue(g.Key, out Scores? scores) ? Between(g.Key, g.Value, scores) : [$"{g.Key}: no rows any more"]);

    private static IEnumerable<string> Between(string group, Scores before, Scores now) =>
        Figures.Where(f => HasDropped(f.Of(before), f.Of(now), f.MoreIsBetter))
            .Select(f => $"{group}, {f.Name}: {f.Of(before).Value} before, {f.Of(now).Value} now over {f.Of(now).Rows} rows");

    private static bool HasDropped(Share before, Share now, bool moreIsBetter) =>
        now.Rows > 0 && (moreIsBetter ? before.Value - now.Value : now.Value - before.Value) > (1.0 / now.Rows) + 0.0002;

    private sealed record Totals(Scores Overall, Dictionary<string, Scores> Kinds, Dictionary<string, Scores> Situations);
}
