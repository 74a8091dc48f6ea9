using System.Globalization;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Moments as activities write them.</summary>
public static class WireTime
{
    /// <summary>"2026-11-22T10:38:51.042Z".</summary>
    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The moment for the next activity of a conversation: now, and always a millisecond or more after the one before.</summary>
    public static DateTimeOffset Next(DateTimeOffset last, DateTimeOffset now)
    {
        DateTimeOffset whole = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        return whole > last ? whole : last.AddMilliseconds(1);
    }
}
