using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>Every sentence the bot says that is not advice, by key, and the words that are commands.</summary>
public sealed class Messages
{
    private readonly FrozenDictionary<string, string> texts;

    /// <summary>Messages from their keys and the commands' words.</summary>
    /// <param name="texts">Key to sentence; a sentence may have places to fill, such as {when}.</param>
    /// <param name="commands">Command (back, start-again, talk, exit, skip, not-sure, rather-not-say, help) to the words for it.</param>
    public Messages(IEnumerable<KeyValuePair<string, string>> texts, ImmutableSortedDictionary<string, ImmutableArray<string>> commands)
    {
        this.texts = texts.ToFrozenDictionary(StringComparer.Ordinal);
        Commands = commands;
    }

    /// <summary>The words that are commands.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Commands { get; }

    /// <summary>All keys.</summary>
    public IEnumerable<string> Keys => texts.Keys;

    /// <summary>The sentence with this key.</summary>
    /// <exception cref="KeyNotFoundException">There is none; <c>check</c> would have said so.</exception>
    public string Text(string key) => texts.TryGetValue(key, out string? text)
        ? text
        : throw new KeyNotFoundException($"messages.yaml has no \"{key}\".");

    /// <summary>The sentence with its places filled.</summary>
    public string Text(string key, params ReadOnlySpan<(string Place, string Value)> filled)
    {
        string text = Text(key);
        foreach ((string place, string value) in filled)
        {
            text = text.Replace($"{{{place}}}", value, StringComparison.Ordinal);
        }

        return text;
    }
}
