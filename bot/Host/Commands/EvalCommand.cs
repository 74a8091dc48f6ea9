using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdviceBot.Core;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Channels.Api;

namespace AdviceBot.Host.Commands;

/// <summary>eval FILE.jsonl [--json [--totals]] [--rows] [--half even|odd]: scores the bot on a question file.</summary>
public static class EvalCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Runs the command.</summary>
    /// <param name="args">What follows "eval".</param>
    /// <param name="answer">What the bot answers to a message as a first message, or inside a guide.</param>
    public static int Run(string[] args, Func<string, string?, AnswerForEval> answer, TextWriter output)
    {
        string? file = args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal));
        if (file is null || !File.Exists(file))
        {
            output.WriteLine(file is null ? "Say which question file: eval FILE.jsonl [--json]" : $"There is no file {file}.");
            return 2;
        }

        int half = Array.IndexOf(args, "--half");
        ImmutableArray<LabelledQuestion> questions = LabelledQuestion.Read(file);
        if (half >= 0 && half + 1 < args.Length)
        {
            questions = Half(questions, args[half + 1] == "even");
        }

        ImmutableArray<ScoredRow> rows = Evaluation.Run(questions, answer);
        output.WriteLine(args.Contains("--json") ? AsJson(rows, !args.Contains("--totals")) : AsTable(rows, args.Contains("--rows")));
        return 0;
    }

    /// <summary>What the whole bot answers to one message, as scoring needs it.</summary>
    /// <param name="guide">The guide a follow-up is in, if this library has it.</param>
    public static AnswerForEval Answer(Engine engine, string words, string? guide)
    {
        ArgumentNullException.ThrowIfNull(engine);
        Answered answered = Answering.Ask(engine, words, guide is not null && engine.Library.Guide(guide) is not null ? guide : null, 10, ScoredAt);
        return new AnswerForEval(
            [.. answered.Hits.Select(h => h.Passage)],
            answered.Outcome,
            answered.IsHard ? answered.Urgency : null,
            [.. answered.People.Select(p => Signpost(p.Helper.Id)).OfType<string>().Distinct(StringComparer.Ordinal)]);
    }

    // A Monday morning with the line open; the moment changes no figure, and the same bytes come out on any day.
    private static readonly DateTimeOffset ScoredAt = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static string? Signpost(string helper) => helper switch
    {
        Signposter.AdviceLine => "advice-line",
        Signposter.Solicitor => "solicitor-now",
        Signposter.Emergency => "emergency-999",
        Signposter.ChildrensServices => "local-authority",
        _ => null,
    };

    /// <summary>Every second row, counted from 1.</summary>
    public static ImmutableArray<LabelledQuestion> Half(ImmutableArray<LabelledQuestion> questions, bool even) =>
        [.. questions.Where((_, i) => (i % 2 == 1) == even)];

    /// <summary>All figures as JSON.</summary>
    /// <param name="withRows">Also the rows behind them.</param>
    public static string AsJson(ImmutableArray<ScoredRow> rows, bool withRows) => JsonSerializer.Serialize(
        new
        {
            overall = Evaluation.Summarise(rows),
            kinds = Groups(rows, r => r.Question.Kind),
            situations = Groups(rows, r => r.Question.Situation),
            rows = !withRows ? null : rows.Select(r => new
            {
                r.Question.Id,
                r.Question.Kind,
                r.Answer.Outcome,
                r.Answer.Urgency,
                r.Answer.Signposts,
                FirstHit = r.CountsForSuccess ? r.FirstHit : (int?)null,
                Ndcg = Math.Round(r.Ndcg, 4),
                Passages = r.Answer.Passages.Take(5).Select(p => p.Id),
            }),
        },
        Json);

    /// <summary>All figures as a table.</summary>
    /// <param name="withRows">Also every row that missed.</param>
    public static string AsTable(ImmutableArray<ScoredRow> rows, bool withRows)
    {
        StringBuilder table = new();
        table.AppendLine("| rows | n | success@1 | success@3 | MRR@10 | nDCG@5 | (n) |");
        table.AppendLine("| --- | --- | --- | --- | --- | --- | --- |");
        Line("all", Evaluation.Summarise(rows));
        foreach ((string name, Scores scores) in Groups(rows, r => r.Question.Kind))
        {
            Line(name, scores);
        }

        foreach ((string name, Scores scores) in Groups(rows, r => r.Question.Situation))
        {
            Line($"in {name}", scores);
        }

        table.AppendLine();
        table.AppendLine("| rows | abstention precision | abstention recall | in scope refused | asked back | urgent recall | right type | false alarms | signposts |");
        table.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        Safety("all", Evaluation.Summarise(rows));
        foreach ((string name, Scores scores) in Groups(rows, r => r.Question.Kind))
        {
            Safety(name, scores);
        }

        foreach ((string name, Scores scores) in Groups(rows, r => r.Question.Situation))
        {
            Safety($"in {name}", scores);
        }

        Missed(
            "urgent and missed, or answered with the wrong type",
            r => r.Question.Urgent != "none" && !(r.Answer.Urgency is { } word && Evaluation.IsRight(r.Question.Urgent, word)));
        if (withRows)
        {
            Missed("in scope and not first", r => r.CountsForSuccess && r.FirstHit != 1);
            Missed("out of scope and not refused", r => r.Question.Scope == "out" && r.Answer.Outcome != "abstained");
            Missed("in scope and refused", r => r.CountsForSuccess && r.Answer.Outcome == "abstained");
        }

        return table.ToString();

        void Line(string name, Scores s)
        {
            if (s.SuccessAt1.Rows + s.NdcgAt5.Rows > 0)
            {
                table.AppendLine(
                    $"| {name} | {s.SuccessAt1.Rows} | {Two(s.SuccessAt1)} | {Two(s.SuccessAt3)} | {Two(s.MeanReciprocalRankAt10)} | {Two(s.NdcgAt5)} | {s.NdcgAt5.Rows} |");
            }
        }

        void Safety(string name, Scores s) => table.AppendLine(
            $"| {name} | {Of(s.AbstentionPrecision)} | {Of(s.AbstentionRecall)} | {Of(s.InScopeRefused)} | {Of(s.AskedBack)} | {Of(s.UrgentRecall)} | {Of(s.UrgentRightType)} | {Of(s.FalseAlarms)} | {Of(s.SignpostRecall)} |");

        void Missed(string what, Func<ScoredRow, bool> which)
        {
            ScoredRow[] missed = [.. rows.Where(which)];
            table.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{missed.Length} {what}:");
            foreach (ScoredRow row in missed)
            {
                table.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"- {row.Question.Id} ({row.Question.Kind}) {row.Answer.Outcome}{(row.FirstHit > 0 ? $", first hit at {row.FirstHit}" : "")}: {row.Question.Text} -> {string.Join(", ", row.Answer.Passages.Take(3).Select(p => p.Id))}");
            }
        }
    }

    private static string Two(Share share) => share.Value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Of(Share share) => share.Rows == 0 ? "-" : $"{Two(share)} ({share.Rows})";

    private static SortedDictionary<string, Scores> Groups(ImmutableArray<ScoredRow> rows, Func<ScoredRow, string> by) => new(
        rows.GroupBy(by).ToDictionary(g => g.Key, g => Evaluation.Summarise([.. g])), StringComparer.Ordinal);
}
