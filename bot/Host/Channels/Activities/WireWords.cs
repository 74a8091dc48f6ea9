using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Writes the words of an activity. Those that are said again and again are kept as they go over the wire, escapes and all.</summary>
/// <remarks>A passage is some thousand letters, and looking at each of them for signs to escape was most of what writing an answer cost.</remarks>
public sealed class WireWords : JsonConverter<string>
{
    /// <summary>Keeps these words for as long as somebody holds this very string, and gives it back.</summary>
    public static string Keep(string words)
    {
        WireKept.Keep(words, static w => [(byte)'"', .. JsonEncodedText.Encode(w, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"']);
        return words;
    }

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!WireKept.TryWrite(writer, value))
        {
            writer.WriteStringValue(value);
        }
    }
}
