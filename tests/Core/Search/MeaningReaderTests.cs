using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Core.Sentences;
using AdviceBot.Core.Understanding;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Core.Search;

public class MeaningReaderTests
{
    private static readonly SentenceReader Sentences = LearnedFile.Sentences(RealBot.Parts.Urgency, LearnedFile.Learned);

    private static readonly MeaningReader Meaning = new(LearnedFile.Needs, Sentences.Read);

    private static readonly LibraryParts Parts = RealBot.Parts;

    [Theory]
    [InlineData("do they type up what was said and post it to you", "decided")]
    [InlineData("my mate wants to sit next to me when they all talk about us", "bring-someone")]
    public void A_need_is_found_in_words_that_the_passage_does_not_have(string words, string about)
    {
        Findings found = Index(RealBot.Library.Passages, Meaning).Find(words, SearchContext.None);
        Assert.Contains(found.Hits.Take(3), hit => hit.Passage.Title.Contains(about, StringComparison.OrdinalIgnoreCase) || hit.Passage.Id.Contains(about, StringComparison.Ordinal));
    }

    [Fact]
    public void A_passage_that_nothing_was_learned_of_is_found_by_its_words()
    {
        Passage one = RealBot.Library.Passages[0];
        Passage late = one with
        {
            Id = "one-written-today",
            Title = "May we keep bees in the garden?",
            Asks = ["can we have beehives", "bees in the garden allowed", "is a beehive a problem for the plan"],
            Text = "Bees are no reason for a plan. Say where the hives stand.",
            Facts = [],
        };
        SearchIndex index = Index([.. RealBot.Library.Passages, late], Meaning);
        Assert.Equal("one-written-today", index.Find("can we keep a beehive", SearchContext.None).Hits[0].Passage.Id);
    }

    [Fact]
    public void Words_read_before_give_the_same_as_words_read_now()
    {
        const string Words = "Our dog was poorly all week. The meeting is on Thursday. Can my sister speak for me there?";
        SearchIndex index = Index(RealBot.Library.Passages, Meaning);
        Findings now = index.Find(Words, SearchContext.None);
        Findings before = index.Find(Words, SearchContext.None with { Plain = Sentences.Read(Words) });
        Assert.Equal(now.Hits.Select(h => (h.Passage.Id, h.Score)), before.Hits.Select(h => (h.Passage.Id, h.Score)));
    }

    [Fact]
    public void The_parts_of_a_score_add_up_to_it_with_what_is_meant_among_them()
    {
        Hit first = Index(RealBot.Library.Passages, Meaning).Find("who chairs the conference", SearchContext.None).Hits[0];
        Assert.Contains(first.Parts, part => part.Field == "meaning");
        Assert.Equal(first.Score, first.Parts.Sum(part => part.Score), 1e-4);
    }

    private static SearchIndex Index(ImmutableArray<Passage> passages, MeaningReader meaning) =>
        new(passages, Parts.Terms, Parts.SearchWords, Parts.Guides, () => meaning);
}
