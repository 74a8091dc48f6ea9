namespace AdviceBot.Host.Operations;

/// <summary>A clock that stands still, for tests and demonstrations.</summary>
public sealed class FixedClock(DateTimeOffset at) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();
}
