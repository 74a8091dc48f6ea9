using AdviceBot.Host.Operations;

namespace AdviceBot.Host.Channels.Connector;

/// <summary>The time others live in. A clock that a demonstration has stopped doesn't stop theirs: their tokens run out all the same.</summary>
public sealed class OutsideClock(TimeProvider clock)
{
    private readonly TimeProvider running = clock is FixedClock ? TimeProvider.System : clock;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => running.GetUtcNow();
}
