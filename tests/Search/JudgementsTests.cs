using System.Collections.Immutable;
using AdviceBot.Host.Commands;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Search;

/// <summary>What has to hold of labelled questions whatever the figures are; the figures themselves are held by <see cref="BaselineTests"/>.</summary>
public class JudgementsTests
{
    private static readonly string Own = Path.Combine(ContentFolder.Path, "..", "tests", "Search", "judgements.jsonl");

    [Fact]
    public void Stories_misspelt_questions_and_other_vocabularies_find_their_passage_among_the_first_three()
    {
        ImmutableArray<ScoredRow> rows = Rows(Own);
        foreach ((string kind, double least) in ((string, double)[])[("story", 0.85), ("typo", 0.85), ("vocab-gap", 0.65)])
        {
            Assert.InRange(Evaluation.Summarise([.. rows.Where(r => r.Question.Kind == kind)]).SuccessAt3.Value, least, 1);
        }
    }

    [Fact]
    public void No_answer_buys_its_figure_with_long_lists_of_sources() =>
        Assert.InRange(RealBot.Parents.Library.Passages.Average(p => p.Sections.Length), 0, 4);

    [Fact]
    public void No_labelled_question_stands_in_the_content()
    {
        string[] questions = [.. Files().SelectMany(f => LabelledQuestion.Read(f)).Where(q => q.Text.Split(' ').Length > 5).Select(q => Bare(q.Text)).Distinct()];
        string[] asks = [.. RealBot.Advisers.Library.Passages.SelectMany(p => p.Asks)
            .Concat(RealBot.Parts.SearchWords.Decoys.SelectMany(d => d.Asks))
            .Concat(RealBot.Parts.SearchWords.Brushed.SelectMany(b => b.Asks))
            .Concat(NeedExamplesFile.Read(ContentFolder.Path, RealBot.Parts).Select(e => e.Text))
            .Except(RealBot.Parts.Passages.Select(p => p.Title)).Select(Bare)];
        Assert.Empty(questions.Intersect(asks));
    }

    private static IEnumerable<string> Files() =>
        [.. Directory.GetFiles(Path.GetDirectoryName(Own)!, "*.jsonl"), .. Shared.Has("eval/questions-dev.jsonl") ? [Shared.Folder("eval/questions-dev.jsonl")] : Array.Empty<string>()];

    private static string Bare(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit));

    private static ImmutableArray<ScoredRow> Rows(string file) =>
        Evaluation.Run(LabelledQuestion.Read(file), (words, guide) => EvalCommand.Answer(RealBot.Parents, words, guide));
}
