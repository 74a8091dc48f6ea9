namespace AdviceBot.Host.Channels.Activities;

/// <summary>How a channel shows things, and how much of them.</summary>
public enum Drawing
{
    /// <summary>Words with Markdown; cards only for numbers to press and dates to give.</summary>
    Text,

    /// <summary>Everything in cards.</summary>
    Cards,

    /// <summary>Plain words, with numbers before the choices.</summary>
    Plain,
}

/// <summary>What a channel can show. Nothing a person needs hangs on more than plain words.</summary>
/// <param name="Suggested">Most buttons it shows under a message.</param>
/// <param name="CanCarryIds">Whether such a button can carry our ids, so that a stale one is known; else it says its own words.</param>
public sealed record ChannelManner(Drawing Drawing, int Suggested, bool CanCarryIds)
{
    /// <summary>Microsoft Teams.</summary>
    public const string Teams = "msteams";

    /// <summary>Our own and Microsoft's chat windows.</summary>
    public static ChannelManner Chat { get; } = new(Drawing.Text, 100, true);

    /// <summary>Teams: the first three suggestions, six buttons a card, and no number to press.</summary>
    public static ChannelManner InTeams { get; } = new(Drawing.Cards, 3, false);

    private static readonly ChannelManner Words = new(Drawing.Plain, 0, false);

    /// <summary>The manner of a channel, by its id.</summary>
    public static ChannelManner Of(string? channelId) => channelId switch
    {
        "directline" or "directlinespeech" or "webchat" or "emulator" or "test" => Chat,
        Teams => InTeams,
        "telegram" => Words with { Suggested = 100 },
        "kik" => Words with { Suggested = 20 },
        "line" => Words with { Suggested = 13 },
        "facebook" or "skype" => Words with { Suggested = 10 },
        _ => Words,
    };
}
