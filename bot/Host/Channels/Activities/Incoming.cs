using System.Collections.Immutable;
using System.Text.Json;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>An activity somebody sent us: the members we read, and nothing else of it.</summary>
/// <remarks>
/// Every member may be absent or null. Whatever the schema has besides (attachments, callerId, relatesTo, importance and what
/// may come) is accepted and dropped here, so nothing later can act on it. Times stay the text they came as.
/// </remarks>
public sealed record Incoming
{
    /// <summary>What kind of activity it is: message, conversationUpdate and so on.</summary>
    public string? Type { get; init; }

    /// <summary>The sender's id for it; a reply names it.</summary>
    public string? Id { get; init; }

    /// <summary>The channel it came through, such as msteams.</summary>
    public string? ChannelId { get; init; }

    /// <summary>Where the channel wants the replies. Never called before the allow-list has seen it.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary>The person.</summary>
    public Account? From { get; init; }

    /// <summary>Us, as the channel calls us.</summary>
    public Account? Recipient { get; init; }

    /// <summary>The conversation.</summary>
    public Place? Conversation { get; init; }

    /// <summary>What they wrote.</summary>
    public string? Text { get; init; }

    /// <summary>plain, markdown or xml.</summary>
    public string? TextFormat { get; init; }

    /// <summary>The language of their device.</summary>
    public string? Locale { get; init; }

    /// <summary>Their clock, as they sent it.</summary>
    public string? LocalTimestamp { get; init; }

    /// <summary>Their time zone's name.</summary>
    public string? LocalTimezone { get; init; }

    /// <summary>Name of an event or invoke.</summary>
    public string? Name { get; init; }

    /// <summary>add or remove, of an installationUpdate.</summary>
    public string? Action { get; init; }

    /// <summary>How they want the answer: expectReplies means in the response.</summary>
    public string? DeliveryMode { get; init; }

    /// <summary>What a button carries.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>The channel's own part; handed back unchanged where the channel wants an echo.</summary>
    public JsonElement? ChannelData { get; init; }

    /// <summary>Mentions, client capabilities and more.</summary>
    public ImmutableArray<JsonElement>? Entities { get; init; }

    /// <summary>Who joined.</summary>
    public ImmutableArray<Account?>? MembersAdded { get; init; }
}
