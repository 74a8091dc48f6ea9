using System.Text;
using AdviceBot.Host.Channels.DirectLine;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.DirectLine;

/// <summary>What was said in a chat comes back as it was said, however much of it is packed.</summary>
public sealed class DirectLineWordsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(200)]
    public void Comes_back_in_order_from_any_place_also_after_a_rest(int count)
    {
        DirectLineWords words = Said(count);
        for (int rests = 0; rests < 2; rests++)
        {
            for (int skipped = 0; skipped <= count; skipped++)
            {
                Assert.Equal(Enumerable.Range(skipped, count - skipped).Select(Text), words.After(skipped).Select(Encoding.UTF8.GetString));
            }

            Assert.Equal(count, words.Count);
            Assert.Equal(Enumerable.Range(0, count).Sum(i => Text(i).Length), words.Length);
            words.Rest();
        }
    }

    [Fact]
    public void Goes_on_after_a_rest()
    {
        DirectLineWords words = Said(100);
        words.Rest();
        for (int i = 100; i < 160; i++)
        {
            words.Add(Encoding.UTF8.GetBytes(Text(i)));
        }

        Assert.Equal(Enumerable.Range(0, 160).Select(Text), words.After(0).Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public void Lets_go_the_oldest_and_says_how_many()
    {
        DirectLineWords words = Said(60);
        int gone = 0;
        while (words.Count > 0)
        {
            gone += words.DropOldest();
            Assert.Equal(Enumerable.Range(gone, 60 - gone).Select(Text), words.After(0).Select(Encoding.UTF8.GetString));
        }

        Assert.Equal((60, 0L, 0L), (gone, words.Length, words.Held));
    }

    [Fact]
    public void Never_takes_more_memory_than_plain_words_and_much_less_for_answers_that_are_alike()
    {
        DirectLineWords words = Said(200);
        Assert.InRange(words.Held, 1, words.Length / 3);
        words.Rest();
        Assert.InRange(words.Held, 1, words.Length / 10);
    }

    private static DirectLineWords Said(int count)
    {
        var words = new DirectLineWords();
        for (int i = 0; i < count; i++)
        {
            words.Add(Encoding.UTF8.GetBytes(Text(i)));
        }

        return words;
    }

    private static string Text(int i) => $"{{\"type\":\"message\",\"id\":\"chat|{i}\",\"text\":\"{string.Join(' ', Enumerable.Repeat($"answer {i}", 1 + (i % 50)))}\",\"from\":{{\"id\":\"advicebot\",\"role\":\"bot\"}}}}";
}
