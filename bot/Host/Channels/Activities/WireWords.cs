using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Writes the words of an activity. Those that are said again and again are kept as they go over the wire, escapes and all.</summary>
/// <remarks>A passage is some thousand letters, and looking at each of them for signs to escape was most of what writing an answer cost.</remarks>
public sealed class WireWords : JsonConverter<string>
{
    private static readonly ConditionalWeakTable<string, byte[]> Kept = [];

    /// <summary>Keeps these words for as long as somebody holds this very string, and gives it back.</summary>
    public static string Keep(string words)
    {
        Kept.GetValue(words, static w => [(byte)'"', .. JsonEncodedText.Encode(w, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"']);
        return words;
    }

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Kept.TryGetValue(value, out byte[]? wire))
        {
            writer.WriteRawValue(wire, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }
}
