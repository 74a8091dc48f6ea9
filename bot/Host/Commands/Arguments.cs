namespace AdviceBot.Host.Commands;

/// <summary>A command's words: plain ones in order, and options written --name VALUE or --name.</summary>
public sealed class Arguments
{
    private readonly Dictionary<string, string?> options = new(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    /// <param name="withValue">Options that take a value.</param>
    /// <param name="without">Options that take none.</param>
    /// <exception cref="ArgumentException">An option is unknown or lacks its value; the message says which.</exception>
    public Arguments(IEnumerable<string> words, string[] withValue, string[] without)
    {
        ArgumentNullException.ThrowIfNull(words);
        var plain = new List<string>();
        string? waiting = null;
        foreach (string word in words)
        {
            if (waiting is not null)
            {
                options[waiting] = word;
                waiting = null;
            }
            else if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                plain.Add(word);
            }
            else if (withValue.Contains(word[2..]))
            {
                waiting = word[2..];
            }
            else if (without.Contains(word[2..]))
            {
                options[word[2..]] = null;
            }
            else
            {
                throw new ArgumentException($"There is no option {word}.{Content.Nearest.Hint(word[2..], withValue.Concat(without))}");
            }
        }

        if (waiting is not null)
        {
            throw new ArgumentException($"--{waiting} wants a value after it.");
        }

        Plain = plain;
    }

    /// <summary>The words that are no options.</summary>
    public IReadOnlyList<string> Plain { get; }

    /// <summary>Whether an option stands there.</summary>
    public bool Has(string name) => options.ContainsKey(name);

    /// <summary>An option's value; null when it isn't there.</summary>
    public string? Value(string name) => options.GetValueOrDefault(name);
}
