using System.Net;
using System.Text.Json;
using AdviceBot.Core;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>An activity as something to do. Types, events and values we don't know do nothing and harm nothing.</summary>
public static class ActivityReader
{
    // Web Chat's word that the page is open, and the names others use for it.
    private static readonly string[] Joining = ["webchat/join", "startConversation"];

    /// <summary>What it asks of us.</summary>
    public static Heard Read(Incoming activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        bool inGroup = IsGroup(activity);
        return activity.Type switch
        {
            "message" => inGroup ? new Heard.InGroup() : new Heard.Said(Message(activity)),
            "conversationUpdate" when !inGroup && SomebodyCame(activity) => new Heard.Arrived(),
            "installationUpdate" when activity.Action == "add" && !inGroup => new Heard.Arrived(),
            "installationUpdate" when activity.Action == "remove" => new Heard.Left(),
            "event" when Joining.Contains(activity.Name) && !inGroup => new Heard.Arrived(),
            "endOfConversation" or "deleteUserData" => new Heard.Left(),
            "invoke" => new Heard.Invoked(),
            _ => new Heard.Nothing(),
        };
    }

    // A button says more than its words: it knows its step. Values that aren't ours leave the words to be read.
    private static Message Message(Incoming activity)
    {
        if (activity.Value is { } value && PressValue.Read(value) is { } pressed)
        {
            return pressed;
        }

        string text = Text(activity);
        bool pressedElse = text.Length == 0 && activity.Value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };
        return pressedElse
            ? activity.Value is { ValueKind: JsonValueKind.String } said ? new Message.Typed(said.GetString()!) : new Message.Pressed("", "")
            : new Message.Typed(text);
    }

    private static bool SomebodyCame(Incoming activity) =>
        (activity.MembersAdded ?? []).Any(m => m?.Id is { Length: > 0 } id && id != activity.Recipient?.Id);

    private static bool IsGroup(Incoming activity) =>
        activity.Conversation is { IsGroup: true } or { ConversationType: "channel" or "groupChat" } || IsThread(activity);

    // Teams names what several people share 19:...; a chat of one's own begins otherwise.
    private static bool IsThread(Incoming activity) =>
        activity.ChannelId == ChannelManner.Teams && activity.Conversation is { ConversationType: not "personal", Id: { } id } && id.StartsWith("19:", StringComparison.Ordinal);

    // Teams writes the bot's name into the text where it was mentioned, and hard spaces. The entity says which words those are.
    private static string Text(Incoming activity)
    {
        string text = activity.Text ?? "";
        foreach (string mention in Mentions(activity))
        {
            text = text.Replace(mention, "", StringComparison.OrdinalIgnoreCase);
        }

        return activity.ChannelId == ChannelManner.Teams ? WebUtility.HtmlDecode(text).Replace('\u00a0', ' ').Trim() : text;
    }

    private static IEnumerable<string> Mentions(Incoming activity)
    {
        foreach (JsonElement entity in activity.Entities ?? [])
        {
            if (entity.ValueKind == JsonValueKind.Object
                && One(entity, "type") == "mention"
                && entity.TryGetProperty("mentioned", out JsonElement mentioned)
                && mentioned.ValueKind == JsonValueKind.Object
                && One(mentioned, "id") is { } id
                && id == activity.Recipient?.Id)
            {
                string? words = One(entity, "text") ?? (One(mentioned, "name") is { } name ? $"<at>{name}</at>" : null);
                if (!string.IsNullOrEmpty(words))
                {
                    yield return words;
                }
            }
        }
    }

    private static string? One(JsonElement data, string name) =>
        data.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
