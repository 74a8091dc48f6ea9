using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Core.Sentences;
using AdviceBot.Core.Understanding;
using AdviceBot.Host.Commands;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Core.Search;

public class LearnedNeedsTests
{
    private static readonly ImmutableArray<NeedExample> Few =
    [
        .. NeedExamplesFile.Read(ContentFolder.Path, RealBot.Parts).Where((example, at) => example.Need.StartsWith("moving-", StringComparison.Ordinal) || at % 40 == 0),
    ];

    private static readonly SentenceReader Sentences = LearnedFile.Sentences(RealBot.Parts.Urgency, LearnedFile.Learned);

    [Fact]
    public void Learning_again_gives_the_same_bytes() =>
        Assert.Equal(LearnCommand.Learn(Sentences, Few).ToBytes(), LearnCommand.Learn(Sentences, Few).ToBytes());

    [Fact]
    public void What_is_written_can_be_read_again()
    {
        byte[] bytes = LearnCommand.Learn(Sentences, Few).ToBytes();
        Assert.Equal(bytes, LearnedNeeds.FromBytes(bytes).ToBytes());
        Assert.Throws<FormatException>(() => LearnedNeeds.FromBytes(bytes.AsSpan(0, bytes.Length / 2)));
        Assert.Throws<FormatException>(() => LearnedNeeds.FromBytes("NEED"u8));
    }

    [Fact]
    public void Every_passage_that_can_be_found_was_learned_of()
    {
        ImmutableArray<string> learned = LearnedFile.Needs.Needs;
        Assert.True(
            RealBot.Parts.Passages.All(p => learned.Contains(p.Id)),
            "There are new passages. Run: dotnet run --project bot/Host -c Release -- learn");
    }

    [Theory]
    [InlineData("all the professionals sat round deciding about our lad and nobody asked us in", true)]
    [InlineData("do they post the write up of it out to you after", true)]
    [InlineData("my hen won't lay", false)]
    [InlineData("how do I renew a fishing licence", false)]
    public void Our_topics_are_told_from_foreign_ones_by_what_is_meant(string words, bool isOurs)
    {
        PlainMessage message = Sentences.Read(words);
        Assert.Equal(isOurs, LearnedFile.Needs.Lean(message.VectorOf(ReadingWindows.Whole(message.Sentences)!)) > 0);
    }
}
