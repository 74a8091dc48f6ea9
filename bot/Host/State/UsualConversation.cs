using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using AdviceBot.Core;

namespace AdviceBot.Host.State;

/// <summary>Reads the bytes of a conversation as this edition writes them, in one pass; whatever looks any other way is left to the tolerant reading.</summary>
/// <remarks>Every turn of a chat reads one. What is taken here comes out of <see cref="ConversationFormat.Read"/>'s tolerant reading just the same: a test says so.</remarks>
public static class UsualConversation
{
    private const int MostMisses = 100;

    /// <summary>The conversation; null when the bytes are not quite as they are usually written.</summary>
    public static Conversation? Read(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            return json.Read() && json.TokenType == JsonTokenType.StartObject ? Members(ref json) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Cut off, or no text: the tolerant reading says what is left of it.
            return null;
        }
    }

    // Each member at most once and in the order they are written.
    private static Conversation? Members(ref Utf8JsonReader json)
    {
        ImmutableArray<string>? trail = null;
        ImmutableSortedDictionary<string, DateOnly> dates = Conversation.New.Dates;
        int misses = 0;
        ImmutableArray<string>? urgent = [];
        int? reopened = null;
        ImmutableArray<string>? offered = [];
        bool isWatched = false;
        for (int last = -1; json.Read() && json.TokenType == JsonTokenType.PropertyName;)
        {
            int member = json.ValueIsEscaped || json.ValueSpan.Length != 1 ? -1 : "VTDMUROW"u8.IndexOf(json.ValueSpan[0]);
            if (member <= last || !json.Read())
            {
                return null;
            }

            last = member;
            bool isRead = member switch
            {
                0 => json.TokenType == JsonTokenType.Number,
                1 => (trail = Texts(ref json)) is not null,
                2 => Dates(ref json, ref dates),
                3 => json.TokenType == JsonTokenType.Number && json.TryGetInt32(out misses) && misses is >= 0 and <= MostMisses,
                4 => (urgent = Texts(ref json)) is not null,
                5 => json.TokenType == JsonTokenType.Number && json.TryGetInt32(out int index) && (reopened = index) >= 0,
                6 => (offered = Texts(ref json)) is not null,
                _ => isWatched = json.TokenType == JsonTokenType.True,
            };
            if (!isRead)
            {
                return null;
            }
        }

        return json.TokenType == JsonTokenType.EndObject && trail is { } all && Answers(all) is { } answers && !(reopened >= answers.Length)
            ? new Conversation(answers, dates, misses, Conversation.New.Urgent.Union(urgent!.Value), reopened, offered!.Value) { IsWatched = isWatched }
            : null;
    }

    private static ImmutableArray<Answer>? Answers(ImmutableArray<string> ids)
    {
        if (ids.Length % 2 != 0 || ids.Length > 2 * Conversation.LongestTrail)
        {
            return null;
        }

        var answers = ImmutableArray.CreateBuilder<Answer>(ids.Length / 2);
        for (int i = 0; i < ids.Length; i += 2)
        {
            answers.Add(new Answer(ids[i], ids[i + 1]));
        }

        return answers.MoveToImmutable();
    }

    private static ImmutableArray<string>? Texts(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        while (json.Read() && json.TokenType == JsonTokenType.String)
        {
            texts.Add(json.GetString()!);
        }

        return json.TokenType == JsonTokenType.EndArray ? texts.DrainToImmutable() : null;
    }

    private static bool Dates(ref Utf8JsonReader json, ref ImmutableSortedDictionary<string, DateOnly> dates)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string happened = json.GetString()!;
            if (dates.ContainsKey(happened) || !json.Read() || json.TokenType != JsonTokenType.Number || !json.TryGetInt32(out int day) || day < 0 || day > DateOnly.MaxValue.DayNumber)
            {
                return false;
            }

            dates = dates.Add(happened, DateOnly.FromDayNumber(day));
        }

        return json.TokenType == JsonTokenType.EndObject;
    }
}
