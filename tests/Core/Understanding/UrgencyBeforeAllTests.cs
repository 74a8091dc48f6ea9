using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

/// <summary>The card comes before everything else, whatever else breaks and however long the message is.</summary>
public class UrgencyBeforeAllTests
{
    private static readonly Engine WithoutSearch = new(RealBot.Library, new BrokenIndex(), UrgencyMessages.Whole, []);

    [Fact]
    public void No_way_of_writing_a_date_is_taken_for_danger()
    {
        // "My ex comes back friday and i am scared of him" has a date in it, and more.
        string[] dates = [.. File.ReadLines(Path.Combine(ContentFolder.Path, "..", "tests", "Core", "Understanding", "dates.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')[0]).Where(text => !text.Contains("scared", StringComparison.Ordinal))];
        Assert.True(dates.Length > 900);
        Assert.DoesNotContain(dates, text => UrgencyMessages.Whole.Spot(text)?.Strength == UrgencyStrength.Hard);
    }

    [Theory]
    [InlineData("my partner hits me")]
    [InlineData("i can tell by how he shuts the door what sort of night it will be")]
    public void A_search_that_breaks_does_not_stop_the_card(string message)
    {
        TurnResult turn = WithoutSearch.Turn(Conversation.New, new Message.Typed(message), RealBot.Morning);
        Assert.IsType<Reply.Urgent>(turn.Replies[0]);
    }

    [Fact]
    public void That_search_really_is_broken() =>
        Assert.Throws<InvalidOperationException>(() =>
            WithoutSearch.Turn(Conversation.New, new Message.Typed("can my sister come with me to the conference"), RealBot.Morning));

    [Theory]
    [InlineData("I want to die. ")]
    [InlineData("he has locked the door and he says nobody is leaving alive. ")]
    public void Danger_far_into_a_very_long_message_brings_the_card(string cry)
    {
        const string Quiet = "the plan has a lot of words and we read it on monday. ";
        string before = string.Concat(Enumerable.Repeat(Quiet, (15_000 / Quiet.Length) + 1))[..15_000];
        string message = before + cry + before[..5_000];
        TurnResult turn = WithoutSearch.Turn(Conversation.New, new Message.Typed(message), RealBot.Morning);
        Assert.IsType<Reply.Urgent>(turn.Replies[0]);
    }

    private sealed class BrokenIndex : ISearchIndex
    {
        public Findings Find(string text, SearchContext context) => throw new InvalidOperationException("the search is broken");
    }
}
