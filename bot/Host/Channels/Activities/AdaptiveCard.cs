using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>An Adaptive Card as version 1.3 has it.</summary>
/// <param name="FallbackText">Everything the card says, for readers without cards.</param>
public sealed record AdaptiveCard(
    ImmutableArray<CardElement> Body,
    ImmutableArray<CardPress>? Actions,
    string FallbackText)
{
    /// <summary>What makes it a card.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Most buttons a card may have: Teams shows no more.</summary>
    public const int MostActions = 6;

    /// <summary>Always the same.</summary>
    public string Type => "AdaptiveCard";

    /// <summary>Always the same.</summary>
    [JsonPropertyName("$schema")]
    public string Schema => "http://adaptivecards.io/schemas/adaptive-card.json";

    /// <summary>The oldest version our elements need.</summary>
    public string Version => "1.3";

    /// <summary>British English.</summary>
    public string Lang => "en-GB";
}

/// <summary>One element of a card's body: TextBlock, Container or Input.Date; members that don't belong to its type are null.</summary>
public sealed record CardElement(string Type)
{
    /// <summary>Of an input.</summary>
    public string? Id { get; init; }

    /// <summary>Words.</summary>
    public string? Text { get; init; }

    /// <summary>Whether words go on in the next line; never cut.</summary>
    public bool? Wrap { get; init; }

    /// <summary>Bolder, or as usual.</summary>
    public string? Weight { get; init; }

    /// <summary>Small or Medium, or as usual.</summary>
    public string? Size { get; init; }

    /// <summary>Fainter.</summary>
    public bool? IsSubtle { get; init; }

    /// <summary>Space above.</summary>
    public string? Spacing { get; init; }

    /// <summary>Of a container.</summary>
    public string? Style { get; init; }

    /// <summary>Of a container.</summary>
    public ImmutableArray<CardElement>? Items { get; init; }

    /// <summary>Of an input: what it asks for.</summary>
    public string? Label { get; init; }

    /// <summary>Of an input: what stands in it.</summary>
    public string? Value { get; init; }
}

/// <summary>A card's button.</summary>
/// <param name="Type">Action.Submit or Action.OpenUrl.</param>
/// <param name="Data">Ids of ours, sent back on a press.</param>
/// <param name="Url">Where it leads.</param>
public sealed record CardPress(string Type, string Title, JsonElement? Data = null, string? Url = null);
