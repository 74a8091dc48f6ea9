using System.Diagnostics;
using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

public class UrgencySpeedTests
{
    // A quiet machine and a release build need a small part of this. Work that grew with the square of the length would need
    // minutes, on any machine.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    public static TheoryData<string> HostileWords =>
    [
        "a", "he ", "he hits me ", "i not ", "really ", "used to he is hitting her ", "iwanttodiekillmyself", "suicidxl ",
        "👨‍👩‍👧", "i am going to will him her the my ", "k i l l ", "\"' ,.;:!? ", "suic*de ", "1k2i3l4l ",
    ];

    [Theory]
    [MemberData(nameof(HostileWords))]
    public void A_hostile_message_is_read_quickly(string words)
    {
        string message = string.Concat(Enumerable.Repeat(words, (UrgencyText.Longest / words.Length) + 1));
        UrgencyMessages.Spotter.Spot(message);
        TimeSpan best = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            var watch = Stopwatch.StartNew();
            UrgencyMessages.Spotter.Spot(message);
            best = watch.Elapsed < best ? watch.Elapsed : best;
        }

        Assert.True(best < Limit, $"{best.TotalMilliseconds:F0} ms");
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
