using System.Collections.Immutable;
using AdviceBot.Core.Search;
using AdviceBot.Host.Commands;
using AdviceBot.LuceneSearch;
using Xunit;
using Xunit.Abstractions;

namespace AdviceBot.Tests.Search;

public sealed class LuceneIndexTests(ITestOutputHelper output) : IDisposable
{
    private readonly LuceneIndex index = new(RealBot.Library.Passages);

    public void Dispose() => index.Dispose();

    [Theory]
    [InlineData("who chairs the conference")]
    [InlineData("CORE GROUPS")]
    public void Words_of_a_passage_find_it(string words)
    {
        Findings found = index.Find(words, SearchContext.None);
        Assert.Equal(FindingsKind.Answered, found.Kind);
        Assert.Contains(words.Split(' ')[^1].TrimEnd('S'), found.Hits[0].Passage.Title + found.Hits[0].Passage.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"((( AND OR NOT")]
    [InlineData("xqzvw")]
    public void Words_that_say_nothing_find_nothing_and_break_nothing(string words) =>
        Assert.Equal(FindingsKind.Abstained, index.Find(words, SearchContext.None).Kind);

    [SharedFact("eval/questions-dev.jsonl")]
    public void Its_figures_on_the_teams_questions_are_printed_and_no_worse_than_they_were()
    {
        Scores scores = Evaluation.Summarise(Evaluation.Run(LabelledQuestion.Read(Shared.Folder("eval/questions-dev.jsonl")), (text, _) => new([.. index.Find(text, SearchContext.None).Hits.Select(h => h.Passage)], "answered", null, [])));
        output.WriteLine($"{scores.SuccessAt1.Value:F3} {scores.SuccessAt3.Value:F3} {scores.NdcgAt5.Value:F3}");
        Assert.InRange(scores.SuccessAt1.Value, 0.5, 1);
    }
}
