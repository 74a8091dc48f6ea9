using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Content;

/// <summary>Reads messages.yaml: every sentence the bot says around the advice, and the words that are commands.</summary>
public static partial class MessagesFile
{
    private static readonly string[] CommandNames =
        ["back", "start-again", "delete", "leave", "look", "not-this", "danger", "watched", "alone", Core.Answers.NotSure, Core.Answers.Skip, Core.Answers.RatherNotSay];

    /// <summary>The messages; a problem for every key that is missing, unknown or whose places to fill differ.</summary>
    /// <param name="offRamps">Ids of the ways out, which may have commands too.</param>
    public static Messages Read(string text, string file, IEnumerable<string> offRamps, Problems problems)
    {
        YamlMap? root = YamlMap.Read(text, file, problems)?.Only("messages", "commands");
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var commands = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        System.Collections.Frozen.FrozenDictionary<string, ImmutableArray<string>> needed = MessageKeys.All;
        if (root?.Map("messages") is { } messages)
        {
            messages.Only([.. needed.Keys]);
            foreach (string key in messages.Keys.Where(needed.ContainsKey))
            {
                string value = messages.Need(key);
                texts[key] = value;
                string[] places = [.. PlaceToFill().Matches(value).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)];
                if (!places.ToHashSet(StringComparer.Ordinal).SetEquals(needed[key]))
                {
                    string should = needed[key].Length == 0 ? "no {place} to fill" : string.Join(", ", needed[key].Select(p => $"{{{p}}}"));
                    problems.Add(file, messages.LineOf(key), $"\"{key}\" should have {should}. Mend the curly brackets.");
                }
            }
        }

        foreach (string key in needed.Keys.Where(k => !texts.ContainsKey(k)))
        {
            problems.Add(file, root?.LineOf("messages") ?? 1, $"The message \"{key}\" is missing. Write it here.");
            texts[key] = "";
        }

        if (root is not null && root.Map("commands") is null)
        {
            root.Missing("commands");
        }

        if (root?.Map("commands") is { } words)
        {
            words.Only([.. CommandNames, .. offRamps]);
            foreach (string command in words.Keys)
            {
                commands[command] = words.List(command);
            }

            Words(words, problems);
        }

        return new Messages(texts, commands.ToImmutable());
    }

    // Every command has words, and no words are two commands.
    private static void Words(YamlMap words, Problems problems)
    {
        foreach (string command in CommandNames.Where(c => words.List(c).IsEmpty))
        {
            words.Missing(command);
        }

        Dictionary<string, string> meant = new(StringComparer.Ordinal);
        foreach (string command in words.Keys)
        {
            foreach ((string text, int line) in words.Items(command))
            {
                if (!meant.TryAdd(Core.Understanding.PlainWords.Of(text), command))
                {
                    problems.Add(words.File, line, $"\"{text}\" means both \"{meant[Core.Understanding.PlainWords.Of(text)]}\" and \"{command}\". Take it out of one.");
                }
            }
        }
    }

    [GeneratedRegex(@"\{([a-z-]+)\}")]
    private static partial Regex PlaceToFill();
}
