using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
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
        ArgumentNullException.ThrowIfNull(conversation);
        return JsonSerializer.SerializeToUtf8Bytes(
            new Stored(
                Version,
                [.. conversation.Trail.SelectMany(a => new[] { a.Step, a.Choice })],
                conversation.Dates.IsEmpty ? null : conversation.Dates.ToDictionary(d => d.Key, d => d.Value.DayNumber),
                conversation.Misses,
                conversation.Urgent.IsEmpty ? null : [.. conversation.Urgent],
                conversation.Reopened,
                conversation.Offered.IsEmpty ? null : [.. conversation.Offered],
                conversation.IsWatched),
            StoredContext.Default.Stored);
    }

    /// <summary>The conversation in these bytes as far as it can be read, or null when they hold none.</summary>
    /// <remarks>Where the trail breaks off, <see cref="Gap"/> stands at its end: no step has it, so the person is told that not all is as they left it.</remarks>
    public static Conversation? Read(ReadOnlySpan<byte> bytes)
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

    /// <summary>What is stored. T: step, choice, step, choice...; D: day numbers; W: watched.</summary>
    internal sealed record Stored(int V, string?[]? T, Dictionary<string, int>? D, int M, string?[]? U, int? R, string?[]? O, bool W);
}

/// <summary>Serialisation written at build time.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, MaxDepth = 8)]
[JsonSerializable(typeof(ConversationFormat.Stored))]
internal sealed partial class StoredContext : JsonSerializerContext;
