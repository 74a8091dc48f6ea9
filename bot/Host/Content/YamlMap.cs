using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AdviceBot.Host.Content;

/// <summary>One block of "key: value" lines in a content file, which knows its lines and reports what is wrong with them.</summary>
public sealed class YamlMap
{
    private readonly YamlMappingNode node;
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> children;
    private readonly int offset;
    private readonly Problems problems;

    private YamlMap(YamlMappingNode node, string file, int offset, Problems problems)
    {
        this.node = node;
        this.offset = offset;
        this.problems = problems;
        File = file;
        children = new(node.Children.Count, StringComparer.Ordinal);
        foreach ((YamlNode key, YamlNode value) in node.Children)
        {
            children.TryAdd((key as YamlScalarNode)?.Value ?? "", (key, value));
        }
    }

    /// <summary>The file it stands in.</summary>
    public string File { get; }

    /// <summary>The line it starts at.</summary>
    public int Line => LineOf(node);

    /// <summary>The keys, in the order of the file.</summary>
    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "");

    /// <summary>The block a text holds; null, with a problem, when it isn't one.</summary>
    /// <param name="linesBefore">Lines of the file above this text.</param>
    public static YamlMap? Read(string text, string file, Problems problems, int linesBefore = 0)
    {
        YamlStream stream = [];
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            problems.Add(file, (int)e.Start.Line + linesBefore, $"This can't be read: {e.Message} Look for a missing quote, colon or space.");
            return null;
        }

        if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode map)
        {
            return new(map, file, linesBefore, problems);
        }

        problems.Add(file, linesBefore + 1, "Expected lines of the form \"key: value\". Write them here.");
        return null;
    }

    /// <summary>Reports every key that isn't one of these.</summary>
    public YamlMap Only(params string[] allowed)
    {
        foreach (YamlNode key in node.Children.Keys)
        {
            string name = (key as YamlScalarNode)?.Value ?? "";
            if (!allowed.Contains(name))
            {
                string hint = problems.Hint(name, allowed);
                problems.Add(File, LineOf(key), $"There is no key \"{name}\" here.{(hint.Length > 0 ? hint : $" There can be: {string.Join(", ", allowed)}.")}");
            }
        }

        return this;
    }

    /// <summary>Whether the key is there.</summary>
    public bool Has(string key) => Child(key) is not null;

    /// <summary>The line of a key, or of the block when the key is missing.</summary>
    public int LineOf(string key) => children.TryGetValue(key, out (YamlNode Key, YamlNode Value) child) ? LineOf(child.Key) : Line;

    /// <summary>Whether a key holds a single text, not a list or a block.</summary>
    public bool IsText(string key) => Child(key) is YamlScalarNode;

    /// <summary>A key's text; null when it is missing or empty.</summary>
    public string? Text(string key)
    {
        switch (Child(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return IsEmpty(scalar) ? null : scalar.Value!.Trim();
            default:
                problems.Add(File, LineOf(key), $"\"{key}\" should be a single text.");
                return null;
        }
    }

    /// <summary>A key's text; a problem and "" when it is missing.</summary>
    public string Need(string key)
    {
        if (Text(key) is { } text)
        {
            return text;
        }

        Missing(key);
        return "";
    }

    /// <summary>A key's list of texts; empty when it is missing.</summary>
    public ImmutableArray<string> List(string key) => [.. Items(key).Select(i => i.Text)];

    /// <summary>A key's list of texts with their lines; empty when it is missing.</summary>
    public ImmutableArray<(string Text, int Line)> Items(string key)
    {
        YamlNode? child = Child(key);
        if (child is null || (child is YamlScalarNode empty && IsEmpty(empty)))
        {
            return [];
        }

        if (child is not YamlSequenceNode list)
        {
            problems.Add(File, LineOf(child), $"\"{key}\" should be a list.");
            return [];
        }

        ImmutableArray<(string, int)>.Builder items = ImmutableArray.CreateBuilder<(string, int)>();
        foreach (YamlNode item in list)
        {
            if (item is YamlScalarNode text && !IsEmpty(text))
            {
                items.Add((text.Value!.Trim(), LineOf(item)));
            }
            else
            {
                problems.Add(File, LineOf(item), $"Each line of \"{key}\" should be a text. Put it in quotes if it has a colon in it.");
            }
        }

        return items.ToImmutable();
    }

    /// <summary>A key's list of blocks; empty when it is missing.</summary>
    public ImmutableArray<YamlMap> Maps(string key)
    {
        YamlNode? child = Child(key);
        if (child is null || (child is YamlScalarNode empty && IsEmpty(empty)))
        {
            return [];
        }

        if (child is not YamlSequenceNode list)
        {
            problems.Add(File, LineOf(child), $"\"{key}\" should be a list.");
            return [];
        }

        ImmutableArray<YamlMap>.Builder maps = ImmutableArray.CreateBuilder<YamlMap>();
        foreach (YamlNode item in list)
        {
            if (item is YamlMappingNode map)
            {
                maps.Add(new(map, File, offset, problems));
            }
            else
            {
                problems.Add(File, LineOf(item), $"Each item of \"{key}\" should be lines of the form \"key: value\".");
            }
        }

        return maps.ToImmutable();
    }

    /// <summary>The block under a key; null when it is missing, with a problem when it is something else.</summary>
    public YamlMap? Map(string key)
    {
        switch (Child(key))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return null;
            case YamlMappingNode map:
                return new(map, File, offset, problems);
            default:
                problems.Add(File, LineOf(key), $"\"{key}\" should hold lines of the form \"key: value\".");
                return null;
        }
    }

    /// <summary>The blocks under a key by their names, in the order of the file; none when it is missing.</summary>
    public IEnumerable<(string Name, YamlMap Block)> Blocks(string key)
    {
        if (Map(key) is { } blocks)
        {
            foreach (string name in blocks.Keys)
            {
                if (blocks.Map(name) is { } block)
                {
                    yield return (name, block);
                }
                else if (blocks.IsText(name))
                {
                    blocks.Wrong(blocks.LineOf(name), $"\"{name}\" is empty. Write its keys below it, or delete it.");
                }
            }
        }
    }

    /// <summary>A key's day, written 2026-11-22; a problem when it is missing or isn't one.</summary>
    public DateOnly Day(string key) => Need(key).Length == 0 ? default : DayIfAny(key) ?? default;

    /// <summary>A key's day; null when it is missing, with a problem when it isn't one.</summary>
    public DateOnly? DayIfAny(string key)
    {
        string? text = Text(key);
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day;
        }

        problems.Add(File, LineOf(key), $"\"{text}\" is not a day. Write it like 2026-11-22.");
        return null;
    }

    /// <summary>A key's time of day, written "09:30"; midnight, with a problem, when it is missing or isn't one.</summary>
    public TimeOnly Time(string key)
    {
        string text = Need(key);
        if (!TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) && text.Length > 0)
        {
            problems.Add(File, LineOf(key), $"\"{text}\" is not a time. Write it like \"09:30\", with its quotation marks.");
        }

        return time;
    }

    /// <summary>Whether a key is "true"; false when it is missing.</summary>
    public bool Flag(string key) => OneOf(key, (bool?)false, ("true", true), ("false", false));

    /// <summary>The meaning of a key's word; a problem when it is none of the words.</summary>
    /// <param name="otherwise">What a missing key means; null when it may not be missing.</param>
    public T OneOf<T>(string key, T? otherwise, params (string Word, T Meaning)[] words)
        where T : struct
    {
        string? text = otherwise is null ? Need(key) : Text(key);
        foreach ((string word, T meaning) in words)
        {
            if (text == word)
            {
                return meaning;
            }
        }

        if (!string.IsNullOrEmpty(text))
        {
            string all = string.Join(", ", words.Select(w => $"\"{w.Word}\""));
            problems.Add(File, LineOf(key), $"\"{key}\" is \"{text}\", but can be {all}.{problems.Hint(text, words.Select(w => w.Word))}");
        }

        return otherwise ?? words[0].Meaning;
    }

    /// <summary>Notes that a key is missing or has nothing in it.</summary>
    public void Missing(string key) => problems.Add(File, LineOf(key), $"\"{key}\" is missing or empty. Write it here.");

    /// <summary>A key's whole number; 0 when it is missing, with a problem when it isn't one.</summary>
    public int Number(string key)
    {
        string text = Text(key) ?? "0";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            problems.Add(File, LineOf(key), $"\"{key}\" is \"{text}\", but should be a number such as 1.");
        }

        return number;
    }

    /// <summary>What somebody probably meant by a wrong name; see <see cref="Problems.Hint"/>.</summary>
    public string Hint(string wrong, IEnumerable<string> names) => problems.Hint(wrong, names);

    /// <summary>Notes a problem at a line of this file.</summary>
    public void Wrong(int line, string message) => problems.Add(File, line, message);

    private YamlNode? Child(string key) => children.TryGetValue(key, out (YamlNode Key, YamlNode Value) child) ? child.Value : null;

    // "key:" and "key: ~" hold nothing; "key: '~'" holds a tilde.
    private static bool IsEmpty(YamlScalarNode scalar) =>
        string.IsNullOrWhiteSpace(scalar.Value) || (scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null");

    private int LineOf(YamlNode any) => (int)any.Start.Line + offset;
}
