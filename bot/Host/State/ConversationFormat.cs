using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using AdviceBot.Core;

namespace AdviceBot.Host.State;

/// <summary>A conversation as bytes and back.</summary>
/// <remarks>
/// Small and tolerant: short names, empty parts left out. Of other editions of this format, and of bytes that were spoilt, it takes
/// what still makes sense: the trail up to the first answer that can't be read, and of the rest what has the right shape. Bytes
/// without any trail give null. It never throws.
/// </remarks>
public static class ConversationFormat
{
    private const int Version = 1;

    /// <summary>The bytes of a conversation.</summary>
    public static byte[] Write(Conversation conversation)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(conversation, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Writes the bytes of a conversation. T: step, choice, step, choice...; D: day numbers; M: misses; U: urgent; R: reopened; O: offered; W: watched.</summary>
    public static void Write(Conversation conversation, IBufferWriter<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteNumber("V"u8, Version);
        json.WriteStartArray("T"u8);
        foreach (Answer answer in conversation.Trail)
        {
            json.WriteStringValue(answer.Step);
            json.WriteStringValue(answer.Choice);
        }

        json.WriteEndArray();
        if (!conversation.Dates.IsEmpty)
        {
            json.WriteStartObject("D"u8);
            foreach ((string happened, DateOnly day) in conversation.Dates)
            {
                json.WriteNumber(happened, day.DayNumber);
            }

            json.WriteEndObject();
        }

        if (conversation.Misses != 0)
        {
            json.WriteNumber("M"u8, conversation.Misses);
        }

        if (!conversation.Urgent.IsEmpty)
        {
            json.WriteStartArray("U"u8);
            foreach (string code in conversation.Urgent)
            {
                json.WriteStringValue(code);
            }

            json.WriteEndArray();
        }

        if (conversation.Reopened is { } reopened)
        {
            json.WriteNumber("R"u8, reopened);
        }

        if (!conversation.Offered.IsEmpty)
        {
            json.WriteStartArray("O"u8);
            foreach (string id in conversation.Offered)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
        }

        if (conversation.IsWatched)
        {
            json.WriteBoolean("W"u8, true);
        }

        json.WriteEndObject();
    }

    /// <summary>The conversation in these bytes as far as it can be read, or null when they hold none.</summary>
    /// <remarks>Where the trail breaks off, <see cref="Gap"/> stands at its end: no step has it, so the person is told that not all is as they left it.</remarks>
    public static Conversation? Read(ReadOnlySpan<byte> bytes) => UsualConversation.Read(bytes) ?? ReadTolerantly(bytes);

    /// <summary>The same without the quick way that most bytes take.</summary>
    public static Conversation? ReadTolerantly(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 8 });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return document.RootElement is { ValueKind: JsonValueKind.Object } stored && Member(stored, "T", JsonValueKind.Array) is { } trail ? Read(stored, trail) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What stands where an answer could not be read.</summary>
    public static Answer Gap { get; } = new("", "");

    private static Conversation Read(JsonElement stored, JsonElement trail)
    {
        ImmutableArray<Answer> answers = Trail(trail);
        int? reopened = Member(stored, "R", JsonValueKind.Number) is { } r && r.TryGetInt32(out int index) && index >= 0 && index < answers.Length ? index : null;
        return new Conversation(
            answers,
            Conversation.New.Dates.SetItems(Dates(stored)),
            Member(stored, "M", JsonValueKind.Number) is { } m && m.TryGetInt32(out int misses) ? Math.Clamp(misses, 0, 100) : 0,
            Conversation.New.Urgent.Union(Texts(stored, "U")),
            reopened,
            [.. Texts(stored, "O")])
        {
            IsWatched = Member(stored, "W", JsonValueKind.True) is not null,
        };
    }

    private static ImmutableArray<Answer> Trail(JsonElement trail)
    {
        string?[] ids = [.. trail.EnumerateArray().Take((2 * Conversation.LongestTrail) + 1).Select(Text)];
        int readable = Array.IndexOf(ids, null) is >= 0 and int bad ? bad : ids.Length;
        int pairs = Math.Min(readable / 2, Conversation.LongestTrail);
        ImmutableArray<Answer> answers = [.. ids.Take(2 * pairs).Chunk(2).Select(a => new Answer(a[0]!, a[1]!))];
        return 2 * pairs == ids.Length ? answers : [.. answers.Take(Conversation.LongestTrail - 1), Gap];
    }

    private static IEnumerable<KeyValuePair<string, DateOnly>> Dates(JsonElement stored) =>
        from date in Member(stored, "D", JsonValueKind.Object)?.EnumerateObject() ?? default
        where date.Value.ValueKind == JsonValueKind.Number && date.Value.TryGetInt32(out int day) && day >= 0 && day <= DateOnly.MaxValue.DayNumber && Name(date) is not null
        select KeyValuePair.Create(Name(date)!, DateOnly.FromDayNumber(date.Value.GetInt32()));

    private static IEnumerable<string> Texts(JsonElement stored, string name) =>
        Member(stored, name, JsonValueKind.Array) is { } all ? all.EnumerateArray().Select(Text).OfType<string>() : [];

    private static JsonElement? Member(JsonElement stored, string name, JsonValueKind kind) =>
        stored.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind ? value : null;

    // Half of a pair of surrogates is no text, and reading it throws.
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
