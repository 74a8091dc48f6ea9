using System.Collections.Immutable;
using AdviceBot.Core.Search;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Host.Content;

public sealed class NeedExamplesFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-stories-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Titles_asks_stories_brushed_topics_and_decoys_are_all_examples()
    {
        string passage = RealBot.Parts.Passages[0].Id;
        ImmutableArray<NeedExample> all = Read($"{passage}\tThe dog was sick. Who comes to it?\n");
        Assert.Contains(new NeedExample(passage, RealBot.Parts.Passages[0].Title), all);
        Assert.Contains(new NeedExample(passage, RealBot.Parts.Passages[0].Asks[0]), all);
        Assert.Contains(new NeedExample(passage, "The dog was sick. Who comes to it?"), all);
        Assert.Contains(new NeedExample(NeedExample.Part, RealBot.Parts.SearchWords.Brushed[0].Asks[0]), all);
        Assert.Contains(new NeedExample(NeedExample.Foreign, RealBot.Parts.SearchWords.Decoys[0].Asks[0]), all);
    }

    [Theory]
    [InlineData("no-such-passage\tA story.")]
    [InlineData("A story without a passage.")]
    public void A_story_of_no_passage_is_told_with_its_line(string line)
    {
        FormatException told = Assert.Throws<FormatException>(() => Read($"{RealBot.Parts.Passages[0].Id}\tFine.\n{line}\n"));
        Assert.Contains("stories.tsv:2", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_real_stories_are_two_for_most_needs() =>
        Assert.InRange(File.ReadLines(Path.Combine(ContentFolder.Path, NeedExamplesFile.Stories)).Count(), 500, 2000);

    private ImmutableArray<NeedExample> Read(string stories)
    {
        File.WriteAllText(Path.Combine(folder, NeedExamplesFile.Stories), stories);
        return NeedExamplesFile.Read(folder, RealBot.Parts);
    }
}
