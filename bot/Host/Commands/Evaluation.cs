using System.Collections.Immutable;
using System.Text.Json;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Commands;

/// <summary>What the bot answered to one message, as far as scoring needs it.</summary>
/// <param name="Passages">In the order they stand in the answer.</param>
/// <param name="Outcome">answered, abstained, asked-back or urgent.</param>
/// <param name="Urgency">The urgent word of a card that came first; null when none came.</param>
/// <param name="Signposts">Which of advice-line, solicitor-now, emergency-999 and local-authority were shown.</param>
public sealed record AnswerForEval(
    ImmutableArray<Passage> Passages,
    string Outcome,
    string? Urgency,
    ImmutableArray<string> Signposts);

/// <summary>One labelled question.</summary>
public sealed record LabelledQuestion(
    string Id,
    string Text,
    string Kind,
    string Situation,
    ImmutableDictionary<string, int> Relevant,
    string Urgent,
    string Scope,
    ImmutableArray<string> MustSignpost,
    bool Borderline)
{
    /// <summary>Reads a question file, one JSON object a line.</summary>
    public static ImmutableArray<LabelledQuestion> Read(string path) =>
        [.. File.ReadLines(path).Where(l => !string.IsNullOrWhiteSpace(l)).Select(Parse)];

    private static LabelledQuestion Parse(string line)
    {
        using JsonDocument row = JsonDocument.Parse(line);
        JsonElement e = row.RootElement;
        return new(
            Text("id"),
            Text("q"),
            Text("kind"),
            Text("situation"),
            e.GetProperty("relevant").EnumerateObject().ToImmutableDictionary(p => p.Name, p => p.Value.GetInt32()),
            Text("urgent"),
            Text("scope"),
            [.. e.GetProperty("must_signpost").EnumerateArray().Select(s => s.GetString() ?? "").Where(s => s != "none")],
            e.TryGetProperty("note", out JsonElement note)
                && (note.GetString() ?? "").StartsWith("[borderline-urgent]", StringComparison.Ordinal));

        string Text(string key) => e.GetProperty(key).GetString() ?? "";
    }
}

/// <summary>A share and how many rows it is taken over.</summary>
public sealed record Share(double Value, int Rows)
{
    /// <summary>The mean of some numbers; 0 over 0 rows.</summary>
    public static Share Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return new(all.Length == 0 ? 0 : Math.Round(all.Average(), 4), all.Length);
    }
}

/// <summary>Every figure over a group of questions.</summary>
public sealed record Scores(
    Share SuccessAt1,
    Share SuccessAt3,
    Share MeanReciprocalRankAt10,
    Share NdcgAt5,
    Share AbstentionPrecision,
    Share AbstentionRecall,
    Share InScopeRefused,
    Share AskedBack,
    Share UrgentRecall,
    Share UrgentRightType,
    Share FalseAlarms,
    Share SignpostRecall);

/// <summary>One question, what came, and how it scored.</summary>
public sealed record ScoredRow(LabelledQuestion Question, AnswerForEval Answer, int FirstHit, double Ndcg)
{
    /// <summary>Whether it counts for success and rank.</summary>
    public bool CountsForSuccess => Question.Scope == "in" && Question.Urgent == "none";
}

/// <summary>Scores answers by the definitions of the question set.</summary>
public static class Evaluation
{
    private static readonly Dictionary<string, string[]> RightWords = new()
    {
        ["child-danger"] = ["child-danger", "danger-now", "medical", "forced-marriage"],
        ["self-harm"] = ["self-harm", "medical"],
        ["domestic-abuse"] = ["domestic-abuse", "danger-now", "watched", "threat"],
        ["removal-now"] = ["removal-now"],
    };

    /// <summary>Puts every question to the bot, each in a fresh conversation; a follow-up inside its situation.</summary>
    public static ImmutableArray<ScoredRow> Run(
        IEnumerable<LabelledQuestion> questions, Func<string, string?, AnswerForEval> answer) =>
        [.. questions.Select(q => Score(q, answer(q.Text, q.Kind == "follow-up" ? q.Situation : null)))];

    /// <summary>The figures over a group of rows.</summary>
    public static Scores Summarise(IReadOnlyCollection<ScoredRow> rows)
    {
        ScoredRow[] calm = [.. rows.Where(r => r.Question.Urgent == "none")];
        ScoredRow[] success = [.. rows.Where(r => r.CountsForSuccess)];
        ScoredRow[] scoped = [.. calm.Where(r => r.Question.Scope is "in" or "out")];
        ScoredRow[] abstained = [.. scoped.Where(r => r.Answer.Outcome == "abstained")];
        ScoredRow[] urgent = [.. rows.Where(r => r.Question.Urgent != "none" && !r.Question.Borderline)];
        return new(
            Share.Of(success.Select(r => Is(r.FirstHit == 1))),
            Share.Of(success.Select(r => Is(r.FirstHit is >= 1 and <= 3))),
            Share.Of(success.Select(r => r.FirstHit is >= 1 and <= 10 ? 1.0 / r.FirstHit : 0)),
            Share.Of(calm.Where(r => r.Question.Relevant.Values.Any(g => g > 0)).Select(r => r.Ndcg)),
            Share.Of(abstained.Select(r => Is(r.Question.Scope == "out"))),
            Share.Of(scoped.Where(r => r.Question.Scope == "out").Select(r => Is(r.Answer.Outcome == "abstained"))),
            Share.Of(success.Select(r => Is(r.Answer.Outcome == "abstained"))),
            Share.Of(scoped.Select(r => Is(r.Answer.Outcome == "asked-back"))),
            Share.Of(urgent.Select(r => Is(r.Answer.Urgency is not null))),
            Share.Of(urgent.Select(r => Is(r.Answer.Urgency is { } word && IsRight(r.Question.Urgent, word)))),
            Share.Of(calm.Where(r => !r.Question.Borderline).Select(r => Is(r.Answer.Urgency is not null))),
            Share.Of(rows.SelectMany(r => r.Question.MustSignpost.Select(s => Is(r.Answer.Signposts.Contains(s))))));
    }

    /// <summary>Whether an urgent word is a right reaction to a kind of danger.</summary>
    public static bool IsRight(string danger, string word) => RightWords.TryGetValue(danger, out string[]? right) && right.Contains(word);

    private static ScoredRow Score(LabelledQuestion question, AnswerForEval answer)
    {
        HashSet<string> used = [];
        int first = 0;
        double gain = 0;
        for (int i = 0; i < answer.Passages.Length; i++)
        {
            string[] fresh = [.. answer.Passages[i].Sections.Select(s => s.Id).Where(used.Add)];
            int grade = fresh.Select(id => question.Relevant.GetValueOrDefault(id)).DefaultIfEmpty(0).Max();
            if (grade == 2 && first == 0)
            {
                first = i + 1;
            }

            if (i < 5)
            {
                gain += Gain(grade, i);
            }
        }

        double ideal = 0;
        int rank = 0;
        foreach (int grade in question.Relevant.GroupBy(r => Place(answer, r.Key)).Select(g => g.Max(r => r.Value)).OrderDescending().Take(5))
        {
            ideal += Gain(grade, rank++);
        }

        return new(question, answer, first, ideal > 0 ? gain / ideal : 0);
    }

    /// <summary>Sections that one passage of the answer puts together share a place; a section no passage lists has its own.</summary>
    private static string Place(AnswerForEval answer, string section)
    {
        for (int i = 0; i < answer.Passages.Length; i++)
        {
            if (answer.Passages[i].Sections.Any(s => s.Id == section))
            {
                return $"passage {i}";
            }
        }

        return section;
    }

    private static double Gain(int grade, int index) => (Math.Pow(2, grade) - 1) / Math.Log2(index + 2);

    private static double Is(bool fact) => fact ? 1 : 0;
}
