using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>An activity we send. Members that are null are left out of the JSON.</summary>
public sealed record Activity
{
    /// <summary>What kind it is; message mostly.</summary>
    public string Type { get; init; } = "message";

    /// <summary>Set where we are the channel ourselves.</summary>
    public string? Id { get; init; }

    /// <summary>Set where we are the channel ourselves; see <see cref="WireTime"/>.</summary>
    public string? Timestamp { get; init; }

    /// <summary>The person's clock, handed back as it came.</summary>
    public string? LocalTimestamp { get; init; }

    /// <summary>The person's time zone, handed back as it came.</summary>
    public string? LocalTimezone { get; init; }

    /// <summary>The channel.</summary>
    public string? ChannelId { get; init; }

    /// <summary>Who says it.</summary>
    public Account? From { get; init; }

    /// <summary>To whom.</summary>
    public Account? Recipient { get; init; }

    /// <summary>Where.</summary>
    public Place? Conversation { get; init; }

    /// <summary>The activity it answers.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>The language.</summary>
    public string? Locale { get; init; }

    /// <summary>The words. In channels drawn as text nothing is missing from them.</summary>
    [JsonConverter(typeof(WireWords))]
    public string? Text { get; init; }

    /// <summary>Always said when there is text: readers differ about the default.</summary>
    public string? TextFormat { get; init; }

    /// <summary>The same to be heard.</summary>
    [JsonConverter(typeof(WireWords))]
    public string? Speak { get; init; }

    /// <summary>What a notification shows: never what it is about.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether we wait for an answer.</summary>
    public string? InputHint { get; init; }

    /// <summary>How several cards stand.</summary>
    public string? AttachmentLayout { get; init; }

    /// <summary>Cards.</summary>
    public ImmutableArray<Attachment>? Attachments { get; init; }

    /// <summary>Buttons under the newest message.</summary>
    public SuggestedActions? SuggestedActions { get; init; }

    /// <summary>Handed back as they came.</summary>
    public ImmutableArray<JsonElement>? Entities { get; init; }

    /// <summary>Handed back as it came.</summary>
    public JsonElement? ChannelData { get; init; }

    /// <summary>Handed back as it came.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Name of an event, handed back as it came.</summary>
    public string? Name { get; init; }
}

/// <summary>A person or bot.</summary>
/// <param name="Role">user or bot.</param>
public sealed record Account(string? Id, string? Name = null, string? Role = null);

/// <summary>A conversation as channels know it.</summary>
/// <param name="ConversationType">personal, groupChat or channel, in Teams.</param>
public sealed record Place(string? Id, bool? IsGroup = null, string? ConversationType = null, string? TenantId = null);

/// <summary>Buttons under a message.</summary>
/// <param name="To">Empty: everyone. Left out, some readers refuse the activity.</param>
public sealed record SuggestedActions(ImmutableArray<string> To, ImmutableArray<CardAction> Actions);

/// <summary>One such button.</summary>
/// <param name="Value">Words for imBack, ids of ours for messageBack.</param>
/// <param name="Text">What a messageBack says besides.</param>
/// <param name="DisplayText">What the feed shows when it is pressed; without it the press is invisible.</param>
public sealed record CardAction(string Type, string Title, JsonElement Value, string? Text = null, string? DisplayText = null);

/// <summary>A card.</summary>
public sealed record Attachment(string ContentType, AdaptiveCard Content);
