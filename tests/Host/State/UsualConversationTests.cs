using System.Collections.Immutable;
using System.Text;
using AdviceBot.Core;
using AdviceBot.Host.State;
using Xunit;

namespace AdviceBot.Tests.Host.State;

/// <summary>The quick way of reading what is kept takes what we write, and nothing that the tolerant way would read differently.</summary>
public sealed class UsualConversationTests
{
    private const int Spoilt = 20_000;

    private static readonly Conversation Full = new(
        [new Answer("start/what-is-happening", "conference"), new Answer("guard/country", "england"), new Answer("x/y", "£ \"é\" \\")],
        Conversation.New.Dates.SetItem("conference", new DateOnly(2026, 11, 24)).SetItem("told-K02", new DateOnly(2026, 12, 1)),
        2,
        Conversation.New.Urgent.Union(["D1", "X1"]),
        1,
        ["a-passage", "another"])
    {
        IsWatched = true,
    };

    public static TheoryData<int> Conversations => [.. Enumerable.Range(0, All.Length)];

    private static Conversation[] All =>
    [
        Conversation.New,
        Full,
        Conversation.New with { Trail = Full.Trail },
        Conversation.New with { Misses = 100 },
        Full with { Reopened = 0, IsWatched = false },
        Full with { Dates = Conversation.New.Dates, Offered = [] },
        Conversation.New with { Trail = [.. Enumerable.Repeat(Full.Trail[0], Conversation.LongestTrail)] },
    ];

    [Theory]
    [MemberData(nameof(Conversations))]
    public void Takes_what_we_write(int index)
    {
        byte[] bytes = ConversationFormat.Write(All[index]);
        Assert.Equal(All[index], UsualConversation.Read(bytes));
        Assert.Equal(All[index], ConversationFormat.ReadTolerantly(bytes));
    }

    [Theory]
    [InlineData("""{"V":1,"T":["a","b","c"]}""")]
    [InlineData("""{"V":1,"T":["a",null]}""")]
    [InlineData("""{"V":1,"T":["a","b"],"T":["c","d"]}""")]
    [InlineData("""{"V":1,"T":["a","b"],"R":1}""")]
    [InlineData("""{"V":1,"T":["a","b"],"M":-1}""")]
    [InlineData("""{"V":1,"T":["a","b"],"M":1000}""")]
    [InlineData("""{"V":1,"T":["a","b"],"D":{"x":-1}}""")]
    [InlineData("""{"V":1,"T":["a","b"],"D":{"x":1,"x":2}}""")]
    [InlineData("""{"V":1,"T":["a","b"],"W":false}""")]
    [InlineData("""{"V":1,"T":["a","\ud800"]}""")]
    [InlineData("""{"V":1,"T":["a","b"],"More":1}""")]
    [InlineData("""{"T":["a","b"],"V":1}""")]
    [InlineData("""{"V":1}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void Leaves_what_is_unusual_to_the_tolerant_way(string json) => Assert.Null(UsualConversation.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Of_twenty_thousand_spoilt_ones_takes_none_otherwise_than_the_tolerant_way()
    {
        var random = new Random(11);
        byte[] whole = ConversationFormat.Write(Full);
        int taken = 0;
        for (int i = 0; i < Spoilt; i++)
        {
            byte[] bytes = [.. whole];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : whole[random.Next(whole.Length)];
            }

            bytes = i % 5 == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
            if (UsualConversation.Read(bytes) is { } quick)
            {
                taken++;
                Assert.Equal(ConversationFormat.ReadTolerantly(bytes), quick);
            }
        }

        Assert.True(taken > Spoilt / 100, $"only {taken} were taken");
    }
}
