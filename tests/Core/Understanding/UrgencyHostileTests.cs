using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

/// <summary>Whatever is sent to make the reading of a message slow or break, it is read.</summary>
public class UrgencyHostileTests
{
    public static TheoryData<string> HostileWords =>
    [
        "a", "he ", "he hits me ", "i not ", "really ", "used to he is hitting her ", "iwanttodiekillmyself", "suicidxl ",
        "👨‍👩‍👧", "i am going to will him her the my ", "k i l l ", "\"' ,.;:!? ", "suic*de ", "1k2i3l4l ",
    ];

    // How long each takes, the benchmark "urgency" shows. Work that grew with the square of the length would need minutes, and be noticed here.
    [Theory]
    [MemberData(nameof(HostileWords))]
    public void A_hostile_message_is_read_to_its_end(string words)
    {
        string message = string.Concat(Enumerable.Repeat(words, (UrgencyText.Longest / words.Length) + 1));
        UrgencyMessages.Whole.Spot(message);
        string start = message[..(UrgencyText.Longest - 100)];
        Assert.NotNull(UrgencyMessages.Whole.Spot(start + ". he has got a knife to my throat right now. "));
    }

    [Fact]
    public void Any_signs_at_all_can_be_read()
    {
        var random = new Random(20261122);
        for (int message = 0; message < 300; message++)
        {
            char[] signs = [.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => (char)random.Next(0, 0x10000))];
            UrgencyMessages.Spotter.Spot(new string(signs));
        }
    }
}
