using System.Collections.Immutable;
using AdviceBot.Core.Search;
using Xunit;

namespace AdviceBot.Tests.Core.Search;

public class FocusTests
{
    [Theory]
    [InlineData("My nan is ill and I work nights. Can she come with me? She likes cake.", "Can she come with me?")]
    [InlineData("We live in a flat.\nBut who will be in that room\nThe dog is old.", "But who will be in that room")]
    [InlineData("It rained all day. I don't know what they wrote. The bus was late.", "I don't know what they wrote.")]
    [InlineData("He went out. They left. The kids ate.", "The kids ate.")] // where nothing asks, the end is as good as any
    public void The_sentence_that_asks_or_needs_leans_most(string text, string asks) =>
        Assert.Equal(asks, Focus.Sentences(text).MaxBy(s => s.Leaning)!.Text);

    [Theory]
    [InlineData("the meeting is at 10.30 with s.47 on the letter", 1)]
    [InlineData("", 0)]
    [InlineData("...", 1)]
    [InlineData("?!", 0)]
    [InlineData("One here. Two here! Three here? four here", 4)]
    public void Sentences_end_where_a_reader_would_end_them(string text, int count) => Assert.Equal(count, Focus.Sentences(text).Length);

    [Fact]
    public void Of_a_long_story_the_last_sentences_are_read()
    {
        ImmutableArray<Sentence> read = Focus.Sentences(string.Join(' ', Enumerable.Range(1, 30).Select(n => $"Thing {n} happened.")));
        Assert.Equal(8, read.Length);
        Assert.Equal("Thing 30 happened.", read[^1].Text);
    }
}
