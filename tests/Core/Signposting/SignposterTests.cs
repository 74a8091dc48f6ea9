using AdviceBot.Core.Signposting;
using Xunit;

namespace AdviceBot.Tests.Core.Signposting;

/// <summary>Who can help now. What was said of a helper a moment ago is never said again when it no longer holds.</summary>
public sealed class SignposterTests
{
    private static readonly DateTimeOffset JustBeforeThree = new(2026, 11, 24, 14, 59, 59, 999, TimeSpan.Zero);

    private readonly Signposter signposter = new(RealBot.Library, []);

    [Fact]
    public void Closes_with_the_minute_though_asked_a_moment_before()
    {
        Assert.True(signposter.At(Signposter.AdviceLine, JustBeforeThree.AddSeconds(-30))!.Opening.IsOpen);
        Assert.True(signposter.At(Signposter.AdviceLine, JustBeforeThree)!.Opening.IsOpen);
        Assert.False(signposter.At(Signposter.AdviceLine, JustBeforeThree.AddMilliseconds(1))!.Opening.IsOpen);
        Assert.True(signposter.At(Signposter.AdviceLine, JustBeforeThree)!.Opening.IsOpen);
    }

    [Fact]
    public void Says_of_every_helper_at_every_half_minute_of_a_day_what_somebody_asked_for_the_first_time_says()
    {
        string[] ids = [.. RealBot.Library.Parts.Helpers.Select(h => h.Id)];
        for (int half = 0; half < 2 * 24 * 60; half += 7)
        {
            DateTimeOffset now = JustBeforeThree.AddSeconds(30 * half);
            var anew = new Signposter(RealBot.Library, []);
            Assert.All(ids, id => Assert.Equal(anew.At(id, now), signposter.At(id, now)));
        }
    }

    [Fact]
    public void Names_each_once_in_the_order_asked_and_nobody_unknown() =>
        Assert.Equal(
            [Signposter.Solicitor, Signposter.AdviceLine],
            signposter.All([Signposter.Solicitor, "nobody", Signposter.AdviceLine, Signposter.Solicitor], JustBeforeThree).Select(h => h.Helper.Id));
}
