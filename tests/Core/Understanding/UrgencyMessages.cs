using System.Collections.Immutable;
using AdviceBot.Core.Understanding;
using AdviceBot.Host.Content;

namespace AdviceBot.Tests.Core.Understanding;

/// <summary>The real rules, and the messages they are measured on.</summary>
public static class UrgencyMessages
{
    /// <summary>The rules of the content folder.</summary>
    public static UrgencyRules Rules { get; } = ContentFolder.Read("urgency.yaml", UrgencyFile.Read);

    /// <summary>Knows those rules.</summary>
    public static UrgencySpotter Spotter { get; } = new(Rules);

    private static Lazy<UrgencyReader?> Reader { get; } = LearnedFile.Reader(Rules);

    /// <summary>The rules, and beside them what was learned from the examples: what parents meet.</summary>
    public static UrgencySpotter Whole { get; } = new(Rules, () => Reader.Value);

    /// <summary>Urgent messages: category, how it is said, the words.</summary>
    public static ImmutableArray<(string Category, string How, string Text)> Urgent(string name) =>
        [.. Lines(name).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1], parts[2]))];

    /// <summary>Messages that must not bring a card.</summary>
    public static ImmutableArray<string> Ordinary(string name) => Lines(name);

    /// <summary>The word other programs know a category by.</summary>
    public static string WordOf(string code) => Rules.Categories.Single(category => category.Code == code).Word;

    /// <summary>Every second message from an even line: the half nobody tunes on.</summary>
    public static ImmutableArray<T> EvenLines<T>(ImmutableArray<T> messages) => [.. messages.Where((_, index) => index % 2 == 1)];

    private static ImmutableArray<string> Lines(string name) =>
    [
        .. File.ReadLines(Path.Combine(ContentFolder.Path, "..", "tests", "Core", "Understanding", name)).Where(line => line.Length > 0),
    ];
}
