using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Activities as bytes and back. Reading is strict about shape and size, and blind to what the schema doesn't ask of us.</summary>
public static class WireJson
{
    /// <summary>Deepest nesting read.</summary>
    public const int Deepest = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>How activities are written: short names, nothing that is null, letters as they are.</summary>
    public static WireContext Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Sent as application/json and never inside a page, so letters need no escape.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = Deepest,
        AllowDuplicateProperties = false,
    });

    /// <summary>The activity in these bytes; null when they hold none.</summary>
    /// <remarks>
    /// None: not UTF-8, not JSON, not one object, deeper than 32, a member named twice anywhere, a known member of another type,
    /// half a character in a text we would hand on.
    /// </remarks>
    public static Incoming? Read(ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, Strict);
            // Without an escape there is no half of a character to look for.
            bool hasEscape = bytes.Span.Contains((byte)'\\');
            return document.RootElement.ValueKind == JsonValueKind.Object && (!hasEscape || IsWhole(document.RootElement))
                ? IncomingJson.Of(document.RootElement)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A JSON object in a text, as Teams may send a button's value; null when it isn't one.</summary>
    public static JsonElement? ReadObject(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An activity as bytes.</summary>
    public static byte[] Write(Activity activity)
    {
        using var json = ActivityJson.Of(activity);
        return json.Written.ToArray();
    }

    // Escaped halves of characters ("\ud800") pass the parser and fail on the way out again: look for them here.
    private static bool IsWhole(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    _ = member.Name;
                    if (!IsWhole(member.Value))
                    {
                        return false;
                    }
                }

                return true;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    if (!IsWhole(item))
                    {
                        return false;
                    }
                }

                return true;
            case JsonValueKind.String when JsonElementText.HasEscape(element):
                _ = element.GetString();
                return true;
            default:
                return true;
        }
    }
}

/// <summary>Looks at a JSON text without making a string of it.</summary>
internal static class JsonElementText
{
    /// <summary>Whether the text as sent has an escape.</summary>
    public static bool HasEscape(JsonElement text) => System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(text).Contains((byte)'\\');
}

/// <summary>Serialisation written at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Incoming))]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ImmutableArray<Activity>))]
[JsonSerializable(typeof(PressValue))]
[JsonSerializable(typeof(Attachment))]
[JsonSerializable(typeof(SuggestedActions))]
[JsonSerializable(typeof(AdaptiveCard))]
[JsonSerializable(typeof(string))]
public sealed partial class WireContext : JsonSerializerContext;
