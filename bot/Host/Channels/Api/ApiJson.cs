using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Host.Channels.Api;

/// <summary>What the bot would answer.</summary>
/// <param name="Outcome">answered, abstained, asked-back or urgent.</param>
/// <param name="Urgency">One word for the category of a hard card or a soft line; null when neither came.</param>
/// <param name="UrgencyStrength">hard or soft.</param>
/// <param name="Guide">The guide the words belong to, or null.</param>
public sealed record AnswersJson(
    string Outcome, string? Urgency, string? UrgencyStrength, PassageJson[] Passages, HelperNowJson[] Helpers, string? Guide)
{
    /// <summary>The JSON of an answer.</summary>
    public static AnswersJson Of(Answered answered)
    {
        ArgumentNullException.ThrowIfNull(answered);
        return new(
            answered.Outcome,
            answered.Urgency,
            answered.Urgency is null ? null : answered.IsHard ? "hard" : "soft",
            [.. answered.Hits.Select(h => PassageJson.Of(h.Passage, h.Score))],
            [.. answered.People.Select(HelperNowJson.Of)],
            answered.Guide);
    }
}

/// <summary>A passage with its sources.</summary>
public sealed record PassageJson(
    string Id, string Title, string Text, string Html, double Score, SourceJson[] Sources, string Reviewed, string Strength)
{
    /// <summary>The JSON of a passage.</summary>
    public static PassageJson Of(Passage passage, double score)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return new(
            passage.Id, passage.Title, passage.Text, passage.Html, Math.Round(score, 4),
            [.. passage.Sections.Select(s => new SourceJson(s.Id, s.Source.Title, s.Source.Publisher, passage.Edition ?? s.Source.Dated))],
            passage.Reviewed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), passage.Strength);
    }
}

/// <summary>A section of a source document.</summary>
public sealed record SourceJson(string Id, string Title, string Publisher, string Edition);

/// <summary>A helper's state at a moment.</summary>
public sealed record HelperNowJson(string Id, bool? Open, DateTimeOffset? Closes, DateTimeOffset? Next)
{
    /// <summary>The JSON of a helper now.</summary>
    public static HelperNowJson Of(HelperNow now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return new(now.Helper.Id, now.Opening.IsOpen, now.Opening.Closes, now.Opening.OpensNext);
    }
}

/// <summary>A helper with name and number.</summary>
public sealed record HelperJson(string Id, string Name, string? Phone, bool? Open, DateTimeOffset? Closes, DateTimeOffset? Next)
{
    /// <summary>The JSON of a helper now.</summary>
    public static HelperJson Of(HelperNow now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return new(now.Helper.Id, now.Helper.Name, now.Helper.Phone, now.Opening.IsOpen, now.Opening.Closes, now.Opening.OpensNext);
    }
}

/// <summary>A time limit by one reading.</summary>
public sealed record KeyDateJson(
    string Id, string Rule, string What, string Who, DateOnly? Date, DateOnly? LastWorkingDay, string When, string RuleText,
    string Certainty, string[] Sources, string? Conflict, string? Note)
{
    /// <summary>The JSON of a key date.</summary>
    public static KeyDateJson Of(KeyDate date)
    {
        ArgumentNullException.ThrowIfNull(date);
        return new(
            date.Id, date.Rule, date.What, date.Who, date.Date, date.LastWorkingDay, date.When, date.Text,
            date.Certainty, [.. date.Sections.Select(s => s.Id)], date.Conflict, date.Note);
    }
}

/// <summary>Serialisation written at build time; accented letters and apostrophes as they are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false)]
[JsonSerializable(typeof(AnswersJson))]
[JsonSerializable(typeof(HelperJson[]))]
[JsonSerializable(typeof(KeyDateJson[]))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>For files and the terminal, where nothing is put into a page.</summary>
    public static ApiJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
