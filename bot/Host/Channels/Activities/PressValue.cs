using System.Globalization;
using System.Text.Json;
using AdviceBot.Core;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>What our buttons carry: ids of ours, never words. A button of a step names its step, so that a stale one is known.</summary>
public sealed record PressValue
{
    /// <summary>Values of <see cref="Do"/>.</summary>
    public const string Back = "back", Again = "again", Danger = "danger", Look = "look", NotThis = "not-this", GiveDate = "date", Forget = "forget";

    // Ids and dates of ours are far shorter.
    private const int Longest = 200;

    /// <summary>The step a choice belongs to.</summary>
    public string? Step { get; init; }

    /// <summary>The choice.</summary>
    public string? Choice { get; init; }

    /// <summary>One of the moves.</summary>
    public string? Do { get; init; }

    /// <summary>A passage or guide on offer.</summary>
    public string? Want { get; init; }

    /// <summary>A category: more help like this.</summary>
    public string? More { get; init; }

    /// <summary>The event of a date.</summary>
    public string? Event { get; init; }

    /// <summary>As JSON.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, WireJson.Context.PressValue);

    /// <summary>The message in a button's value; null when the value is none of ours.</summary>
    public static Message? Read(JsonElement value)
    {
        JsonElement? found = value.ValueKind == JsonValueKind.String ? WireJson.ReadObject(value.GetString()!) : value;
        return found is { ValueKind: JsonValueKind.Object } data ? Of(data) : null;
    }

    private static Message? Of(JsonElement data) => One(data, "do") switch
    {
        Back => new Message.Back(),
        Again => new Message.StartAgain(),
        Danger => new Message.InDanger(),
        Look => new Message.Started(),
        NotThis => new Message.NotThis(),
        Forget when One(data, "event") is { } happened => new Message.Undated(happened),
        GiveDate when One(data, "event") is { } happened => Date(happened, data),
        _ when One(data, "choice") is { } choice => new Message.Pressed(One(data, "step") ?? "", choice),
        _ when One(data, "want") is { } id => new Message.Wanted(id),
        _ when One(data, "more") is { } category => new Message.MoreHelp(category),
        _ => null,
    };

    // A date field gives 2026-11-24 or nothing.
    private static Message.Dated Date(string happened, JsonElement data) =>
        DateOnly.TryParseExact(One(data, "date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? new Message.Dated(happened, Number(day.Day), Number(day.Month), Number(day.Year))
            : new Message.Dated(happened, One(data, "day") ?? "", One(data, "month") ?? "", One(data, "year") ?? "");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? One(JsonElement data, string name) =>
        data.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= Longest } text ? text : null;
}
