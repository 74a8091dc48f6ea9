using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Host.Content;

/// <summary>What the search learned is not learned again at the next start, and nothing else is ever taken for it.</summary>
public sealed class LearnedAsksFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-learned-").FullName;
    private readonly string file;
    private readonly LearnedAsksFile kept;

    public LearnedAsksFileTests()
    {
        file = Path.Combine(folder, "cache", "learned-asks.bin");
        kept = new LearnedAsksFile(file);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_learned_comes_back_and_finds_the_same_with_the_same_scores()
    {
        kept.Note("these words", First.Learned);
        LearnedAsks learned = kept.Find("these words")!;
        SearchIndex again = AdviceBot.Host.Bot.Index(RealBot.Library, null, learned);
        Assert.Same(learned, again.Learned);
        foreach (string question in (string[])["can i bring my sister", "wat hapens at the confrence", "they want us to sign a section 20", "how do i bake a cake", "i moved to leeds"])
        {
            Findings once = First.Find(question, SearchContext.None), then = again.Find(question, SearchContext.None);
            Assert.Equal((once.Kind, once.Confidence), (then.Kind, then.Confidence));
            Assert.Equal(once.Hits.Select(h => (h.Passage.Id, h.Score)), then.Hits.Select(h => (h.Passage.Id, h.Score)));
        }
    }

    [Fact]
    public void Other_words_or_a_damaged_file_are_never_taken_for_it()
    {
        kept.Note("these words", Small.Learned);
        Assert.NotNull(kept.Find("these words"));
        Assert.Null(kept.Find("other words"));
        byte[] whole = File.ReadAllBytes(file);
        foreach (int at in (int[])[0, 40, whole.Length / 2, whole.Length - 1])
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            File.WriteAllBytes(file, changed);
            Assert.Null(kept.Find("these words"));
        }

        foreach (int length in (int[])[0, 10, 32, 45, whole.Length - 1])
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.Null(kept.Find("these words"));
        }

        File.WriteAllBytes(file, whole);
        Assert.NotNull(kept.Find("these words"));
    }

    [Fact]
    public void Read_ahead_it_is_the_same_and_only_once()
    {
        kept.Begin();
        kept.Note("these words", Small.Learned);
        kept.Begin();
        Assert.NotNull(kept.Find("these words"));
        kept.Begin();
        Assert.Null(kept.Find("other words"));
        kept.Note("other words", Small.Learned);
        Assert.NotNull(kept.Find("other words"));
    }

    [Fact]
    public void What_other_words_taught_is_learned_anew_rather_than_believed()
    {
        SearchIndex index = AdviceBot.Host.Bot.Index(RealBot.Library, null, Small.Learned);
        Assert.NotSame(Small.Learned, index.Learned);
        Assert.Equal(First.Find("can i bring my sister", SearchContext.None).Hits[0].Passage.Id, index.Find("can i bring my sister", SearchContext.None).Hits[0].Passage.Id);
    }

    [Fact]
    public void A_place_that_can_t_be_written_costs_nothing_but_time()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");
        var nowhere = new LearnedAsksFile(Path.Combine(folder, "file", "learned-asks.bin"));
        nowhere.Note("these words", Small.Learned);
        Assert.Null(nowhere.Find("these words"));
    }

    [Fact]
    public void Nothing_half_written_is_left_beside_it()
    {
        kept.Note("these words", Small.Learned);
        kept.Note("other words", Small.Learned);
        Assert.Equal([file], Directory.EnumerateFiles(Path.GetDirectoryName(file)!));
        Assert.NotNull(kept.Find("other words"));
    }

    [Fact]
    public void Bytes_that_end_too_early_are_refused_with_the_one_error()
    {
        byte[] whole = Small.Learned.ToBytes();
        for (int length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 300))
        {
            Assert.Throws<FormatException>(() => LearnedAsks.FromBytes(whole.AsSpan(0, length)));
        }
    }

    private static SearchIndex First { get; } = AdviceBot.Host.Bot.Index(RealBot.Library, null);

    private static SearchIndex Small { get; } = new(
        [.. RealBot.Library.Passages.Take(4)], [], RealBot.Library.Parts.SearchWords, []);
}
