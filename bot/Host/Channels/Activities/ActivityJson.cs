using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Writes activities member by member: what the serialiser would write, at a fifth of its cost, since most members of most activities are null.</summary>
/// <remarks>A test holds it against the serialiser. What was kept (see <see cref="WireKept"/>) goes out as it is.</remarks>
internal sealed class ActivityJson : IDisposable
{
    // A turn seldom has more; one that had is not kept waiting for the next.
    private const int LargestSpare = 256 * 1024;
    private const int MostSpares = 64;

    private static readonly ConcurrentQueue<ActivityJson> Spares = [];
    private static int spareCount;

    private readonly ArrayBufferWriter<byte> bytes = new(32 * 1024);
    private readonly Utf8JsonWriter json;

    // The activity whose address was written last, and where it stands.
    private Activity? addressed;
    private int addressFrom;
    private int addressTo;

    private ActivityJson() => json = new(bytes, new JsonWriterOptions { Encoder = WireJson.Context.Options.Encoder, SkipValidation = true });

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => bytes.WrittenMemory;

    /// <summary>One activity.</summary>
    public static ActivityJson Of(Activity activity)
    {
        ActivityJson written = Take();
        written.Write(activity);
        written.json.Flush();
        return written;
    }

    /// <summary>The answer to deliveryMode expectReplies: an object with these activities.</summary>
    public static ActivityJson Of(ImmutableArray<Activity> activities)
    {
        ActivityJson written = Take();
        written.json.WriteStartObject();
        written.json.WriteStartArray("activities"u8);
        foreach (Activity activity in activities)
        {
            written.Write(activity);
        }

        written.json.WriteEndArray();
        written.json.WriteEndObject();
        written.json.Flush();
        return written;
    }

    /// <summary>The buffer is free for the next.</summary>
    public void Dispose()
    {
        if (bytes.Capacity <= LargestSpare && Interlocked.Increment(ref spareCount) <= MostSpares)
        {
            // Wiped: an echo has somebody's own words in it.
            bytes.Clear();
            json.Reset();
            addressed = null;
            Spares.Enqueue(this);
            return;
        }

        if (bytes.Capacity <= LargestSpare)
        {
            Interlocked.Decrement(ref spareCount);
        }

        json.Dispose();
    }

    private static ActivityJson Take()
    {
        if (!Spares.TryDequeue(out ActivityJson? spare))
        {
            return new ActivityJson();
        }

        Interlocked.Decrement(ref spareCount);
        return spare;
    }

    private void Write(Activity activity)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, activity.Type);
        Text("id"u8, activity.Id);
        Text("timestamp"u8, activity.Timestamp);
        Text("localTimestamp"u8, activity.LocalTimestamp);
        Text("localTimezone"u8, activity.LocalTimezone);
        Address(activity);
        Words("text"u8, activity.Text);
        Text("textFormat"u8, activity.TextFormat);
        Words("speak"u8, activity.Speak);
        Text("summary"u8, activity.Summary);
        Text("inputHint"u8, activity.InputHint);
        Text("attachmentLayout"u8, activity.AttachmentLayout);
        if (activity.Attachments is { } cards)
        {
            json.WriteStartArray("attachments"u8);
            foreach (Attachment card in cards)
            {
                Kept(card, WireJson.Context.Attachment);
            }

            json.WriteEndArray();
        }

        if (activity.SuggestedActions is { } suggested)
        {
            json.WritePropertyName("suggestedActions"u8);
            Kept(suggested, WireJson.Context.SuggestedActions);
        }

        if (activity.Entities is { } entities)
        {
            json.WriteStartArray("entities"u8);
            foreach (JsonElement entity in entities)
            {
                entity.WriteTo(json);
            }

            json.WriteEndArray();
        }

        Element("channelData"u8, activity.ChannelData);
        Element("value"u8, activity.Value);
        Text("name"u8, activity.Name);
        json.WriteEndObject();
    }

    // Whom it goes to and what it answers: the same for all activities of a turn, so written for the first and copied for the rest.
    private void Address(Activity activity)
    {
        if (addressed is { } last && IsSame(last, activity))
        {
            json.Flush();
            bytes.Write(bytes.WrittenSpan[addressFrom..addressTo]);
            return;
        }

        json.Flush();
        addressFrom = bytes.WrittenCount;
        Text("channelId"u8, activity.ChannelId);
        Account("from"u8, activity.From);
        Account("recipient"u8, activity.Recipient);
        Place(activity.Conversation);
        Text("replyToId"u8, activity.ReplyToId);
        Text("locale"u8, activity.Locale);
        json.Flush();
        addressTo = bytes.WrittenCount;
        addressed = activity;
    }

    private static bool IsSame(Activity one, Activity other) =>
        ReferenceEquals(one.Conversation, other.Conversation) && ReferenceEquals(one.From, other.From) && ReferenceEquals(one.Recipient, other.Recipient)
        && one.ChannelId == other.ChannelId && one.ReplyToId == other.ReplyToId && one.Locale == other.Locale;

    private void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private void Words(ReadOnlySpan<byte> name, string? words)
    {
        if (words is not null)
        {
            json.WritePropertyName(name);
            if (!WireKept.TryWrite(json, words))
            {
                json.WriteStringValue(words);
            }
        }
    }

    private void Kept<T>(T thing, JsonTypeInfo<T> how)
        where T : class
    {
        if (!WireKept.TryWrite(json, thing))
        {
            JsonSerializer.Serialize(json, thing, how);
        }
    }

    private void Element(ReadOnlySpan<byte> name, JsonElement? value)
    {
        if (value is { } element)
        {
            json.WritePropertyName(name);
            element.WriteTo(json);
        }
    }

    private void Account(ReadOnlySpan<byte> name, Account? who)
    {
        if (who is not null)
        {
            json.WriteStartObject(name);
            Text("id"u8, who.Id);
            Text("name"u8, who.Name);
            Text("role"u8, who.Role);
            json.WriteEndObject();
        }
    }

    private void Place(Place? place)
    {
        if (place is not null)
        {
            json.WriteStartObject("conversation"u8);
            Text("id"u8, place.Id);
            if (place.IsGroup is { } isGroup)
            {
                json.WriteBoolean("isGroup"u8, isGroup);
            }

            Text("conversationType"u8, place.ConversationType);
            Text("tenantId"u8, place.TenantId);
            json.WriteEndObject();
        }
    }
}
