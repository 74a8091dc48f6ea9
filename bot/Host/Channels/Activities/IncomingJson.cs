using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Takes an activity out of JSON that has been read: what the serialiser would make of it, without reading it a second time.</summary>
/// <remarks>A test holds it against the serialiser. Names are told apart by capitals; what is not listed is passed over; null is as good as absent.</remarks>
internal static class IncomingJson
{
    /// <summary>The activity of this object. What is handed on outlives the document.</summary>
    /// <exception cref="JsonException">A known member has another type.</exception>
    public static Incoming Of(JsonElement activity)
    {
        var found = new Members();
        foreach (JsonProperty member in activity.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                Take(ref found, member);
            }
        }

        return new Incoming
        {
            Type = found.Type,
            Id = found.Id,
            ChannelId = found.ChannelId,
            ServiceUrl = found.ServiceUrl,
            From = found.From,
            Recipient = found.Recipient,
            Conversation = found.Conversation,
            Text = found.Text,
            TextFormat = found.TextFormat,
            Locale = found.Locale,
            LocalTimestamp = found.LocalTimestamp,
            LocalTimezone = found.LocalTimezone,
            Name = found.Name,
            Action = found.Action,
            DeliveryMode = found.DeliveryMode,
            Value = found.Value,
            ChannelData = found.ChannelData,
            Entities = found.Entities,
            MembersAdded = found.MembersAdded,
        };
    }

    private static void Take(ref Members found, JsonProperty member)
    {
        JsonElement value = member.Value;
        switch (Name(member))
        {
            case "type": found.Type = Text(value); break;
            case "id": found.Id = Text(value); break;
            case "channelId": found.ChannelId = Text(value); break;
            case "serviceUrl": found.ServiceUrl = Text(value); break;
            case "from": found.From = Account(value); break;
            case "recipient": found.Recipient = Account(value); break;
            case "conversation": found.Conversation = Place(value); break;
            case "text": found.Text = Text(value); break;
            case "textFormat": found.TextFormat = Text(value); break;
            case "locale": found.Locale = Text(value); break;
            case "localTimestamp": found.LocalTimestamp = Text(value); break;
            case "localTimezone": found.LocalTimezone = Text(value); break;
            case "name": found.Name = Text(value); break;
            case "action": found.Action = Text(value); break;
            case "deliveryMode": found.DeliveryMode = Text(value); break;
            case "value": found.Value = value.Clone(); break;
            case "channelData": found.ChannelData = value.Clone(); break;
            case "entities": found.Entities = [.. Array(value).Select(e => e.Clone())]; break;
            case "membersAdded": found.MembersAdded = [.. Array(value).Select(m => m.ValueKind == JsonValueKind.Null ? null : Account(m))]; break;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => throw Wrong(value),
    };

    private static JsonElement.ArrayEnumerator Array(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Wrong(value);

    private static JsonElement.ObjectEnumerator Object(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : throw Wrong(value);

    private static Account Account(JsonElement value)
    {
        string? id = null;
        string? name = null;
        string? role = null;
        foreach (JsonProperty member in Object(value))
        {
            switch (Name(member))
            {
                case "id": id = Text(member.Value); break;
                case "name": name = Text(member.Value); break;
                case "role": role = Text(member.Value); break;
            }
        }

        return new Account(id, name, role);
    }

    private static Place Place(JsonElement value)
    {
        string? id = null;
        bool? isGroup = null;
        string? type = null;
        string? tenant = null;
        foreach (JsonProperty member in Object(value))
        {
            switch (Name(member))
            {
                case "id": id = Text(member.Value); break;
                case "isGroup": isGroup = Truth(member.Value); break;
                case "conversationType": type = Text(member.Value); break;
                case "tenantId": tenant = Text(member.Value); break;
            }
        }

        return new Place(id, isGroup, type, tenant);
    }

    private static bool? Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => throw Wrong(value),
    };

    private static JsonException Wrong(JsonElement value) => new($"A member must not be of kind {value.ValueKind}.");

    // A known name without a string being made for it; any other name may as well be "".
    private static string Name(JsonProperty member)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8PropertyName(member);
        if (raw.Contains((byte)'\\'))
        {
            return member.Name;
        }

        foreach (KeyValuePair<string, byte[]> known in Known)
        {
            if (raw.SequenceEqual(known.Value))
            {
                return known.Key;
            }
        }

        return "";
    }

    private static readonly KeyValuePair<string, byte[]>[] Known =
    [
        .. new[]
        {
            "type", "id", "channelId", "serviceUrl", "from", "recipient", "conversation", "text", "textFormat", "locale", "localTimestamp", "localTimezone", "name",
            "action", "deliveryMode", "value", "channelData", "entities", "membersAdded", "role", "isGroup", "conversationType", "tenantId",
        }.Select(name => KeyValuePair.Create(name, System.Text.Encoding.UTF8.GetBytes(name))),
    ];

    private struct Members
    {
        public string? Type, Id, ChannelId, ServiceUrl, Text, TextFormat, Locale, LocalTimestamp, LocalTimezone, Name, Action, DeliveryMode;
        public Account? From, Recipient;
        public Place? Conversation;
        public JsonElement? Value, ChannelData;
        public ImmutableArray<JsonElement>? Entities;
        public ImmutableArray<Account?>? MembersAdded;
    }
}
