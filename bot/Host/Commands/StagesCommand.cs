using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Host.Content;

namespace AdviceBot.Host.Commands;

/// <summary>eval FILE.jsonl... --stages: what each stage of the search is worth, as a table.</summary>
/// <remarks>
/// Each line switches one stage off. The search alone is scored, without urgent cards and menus. The last column needs no question file: every
/// fifth way of asking is taken out of the index and put as a question, and counts when its own passage stands in the first three.
/// </remarks>
public static class StagesCommand
{
    private const int HeldOut = 5;

    private static readonly (string Name, SearchOptions Options)[] Stages =
    [
        ("everything", SearchOptions.Default),
        ("without ways of asking", SearchOptions.Default with { Asks = false }),
        ("without what the words mean", SearchOptions.Default with { Meaning = false }),
        ("without the linear model", SearchOptions.Default with { Model = false }),
        ("without the best ask", SearchOptions.Default with { BestAsk = false }),
        ("without BM25F", SearchOptions.Default with { Bm25 = false }),
        ("without mending", SearchOptions.Default with { Repair = false }),
        ("without stems", SearchOptions.Default with { Stems = false }),
        ("without pairs", SearchOptions.Default with { Pairs = false }),
        ("without pieces of four letters", SearchOptions.Default with { Grams = false }),
        ("without acronyms", SearchOptions.Default with { Acronyms = false }),
        ("without synonyms", SearchOptions.Default with { Synonyms = false }),
        ("without glossary words", SearchOptions.Default with { Glossary = false }),
        ("without plain words", SearchOptions.Default with { PlainWords = false }),
        ("without the guide at hand", SearchOptions.Default with { Context = false }),
        ("without reading sentence by sentence", SearchOptions.Default with { Sentences = false }),
        ("without choosing the first three together", SearchOptions.Default with { Together = false }),
        ("without folding", SearchOptions.Default with { Folding = false }),
        ("without abstention", SearchOptions.Default with { Abstention = false }),
    ];

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Library library, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(output);
        string[] files = [.. args.Where(a => !a.StartsWith("--", StringComparison.Ordinal))];
        if (files.Length == 0 || files.FirstOrDefault(f => !File.Exists(f)) is not null)
        {
            output.WriteLine("Say which question files: eval FILE.jsonl [FILE.jsonl] --stages");
            return 2;
        }

        (string Name, ImmutableArray<LabelledQuestion> Questions)[] sets =
            [.. files.SelectMany(f => Sets(Path.GetFileNameWithoutExtension(f), LabelledQuestion.Read(f), args.Contains("--halves")))];
        MeaningReader? meaning = LearnedFile.Meaning(LearnedFile.Reader(library.Parts.Urgency).Value?.Sentences);
        output.WriteLine($"| |{string.Concat(sets.Select(s => $" {s.Name}: @1 | @3 | nDCG@5 | refused out | refused in |"))} asks held out: @3 |");
        output.WriteLine($"| --- |{string.Concat(sets.Select(_ => " --- | --- | --- | --- | --- |"))} --- |");
        foreach ((string name, SearchOptions options) in Stages)
        {
            SearchIndex index = Index(library, library.Passages, options, meaning);
            output.Write($"| {name} |");
            foreach (var set in sets)
            {
                Scores scores = Evaluation.Summarise(Evaluation.Run(set.Questions, (text, guide) => Answer(index, text, guide)));
                output.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $" {scores.SuccessAt1.Value:.000} | {scores.SuccessAt3.Value:.000} | {scores.NdcgAt5.Value:.000} | {scores.AbstentionRecall.Value:.00} | {scores.InScopeRefused.Value:.000} |"));
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $" {HeldOutAsks(library, options):.000} |"));
        }

        output.WriteLine();
        output.WriteLine(string.Join(", ", sets.Select(s => $"{s.Name}: {s.Questions.Count(q => q.Scope == "in" && q.Urgent == "none")} rows in scope, {s.Questions.Count(q => q.Scope == "out")} out")));
        return 0;
    }

    private static IEnumerable<(string Name, ImmutableArray<LabelledQuestion> Questions)> Sets(
        string name, ImmutableArray<LabelledQuestion> questions, bool halves) => halves
        ? [($"{name} odd", EvalCommand.Half(questions, even: false)), ($"{name} even", EvalCommand.Half(questions, even: true))]
        : [(name, questions)];

    private static double HeldOutAsks(Library library, SearchOptions options)
    {
        List<(string Ask, string Passage)> held = [];
        ImmutableArray<Passage> rest =
        [
            .. library.Passages.Select((p, n) =>
            {
                held.AddRange(p.Asks.Where((_, i) => (i + n) % HeldOut == 0).Select(a => (a, p.Id)));
                return p with { Asks = [.. p.Asks.Where((_, i) => (i + n) % HeldOut != 0)] };
            }),
        ];

        // What the words mean was learned from every ask, these among them: here the words stand alone.
        SearchIndex index = Index(library, rest, options with { Abstention = false }, meaning: null);
        return held.Average(h => index.Find(h.Ask, SearchContext.None).Hits.Take(3).Any(hit => hit.Passage.Id == h.Passage) ? 1.0 : 0);
    }

    private static AnswerForEval Answer(SearchIndex index, string text, string? guide)
    {
        Findings found = index.Find(text, new SearchContext(guide, []));
        return new([.. found.Hits.Select(h => h.Passage)], SearchCommand.KindName(found.Kind), null, []);
    }

    private static SearchIndex Index(Library library, ImmutableArray<Passage> passages, SearchOptions options, MeaningReader? meaning) => new(
        passages, library.Parts.Terms, library.Parts.SearchWords, library.Parts.Guides, () => meaning, options);
}
