namespace AdviceBot.Host.Language;

/// <summary>Azure AI Language. Off unless there is an endpoint.</summary>
public sealed class LanguageSettings
{
    /// <summary>The resource's address, such as https://NAME.cognitiveservices.azure.com.</summary>
    public string? Endpoint { get; init; }

    /// <summary>One of its two keys. Never in a file that is committed.</summary>
    public string? Key { get; init; }
}
