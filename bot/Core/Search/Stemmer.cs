namespace AdviceBot.Core.Search;

/// <summary>Takes endings off English words, so that "meetings" and "meeting" meet: the Porter2 rules as published for Snowball.</summary>
public static class Stemmer
{
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski", ["skies"] = "sky", ["dying"] = "die", ["lying"] = "lie", ["tying"] = "tie", ["idly"] = "idl",
        ["gently"] = "gentl", ["ugly"] = "ugli", ["early"] = "earli", ["only"] = "onli", ["singly"] = "singl", ["sky"] = "sky",
        ["news"] = "news", ["howe"] = "howe", ["atlas"] = "atlas", ["cosmos"] = "cosmos", ["bias"] = "bias", ["andes"] = "andes",
    };

    private static readonly HashSet<string> AfterPlural = new(StringComparer.Ordinal)
    {
        "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed",
    };

    private static readonly (string Ending, string With)[] Second =
    [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"), ("tional", "tion"),
        ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"),
        ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"),
        ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Ending, string With)[] Third =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""), ("ical", "ic"),
        ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Fourth =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic",
    ];

    /// <summary>The stem of a word in small letters. A word of other letters comes back as it is.</summary>
    public static string Stem(string word)
    {
        if (word.Length <= 2 || word.Any(c => c is not ((>= 'a' and <= 'z') or '\'')))
        {
            return word;
        }

        if (Exceptions.TryGetValue(word, out string? known))
        {
            return known;
        }

        string w = MarkConsonantY(word.TrimStart('\''));
        (int r1, int r2) = Regions(w);
        w = Possessive(w);
        w = Plural(w);
        if (AfterPlural.Contains(w))
        {
            return w;
        }

        w = Past(w, r1);
        if (w.Length > 2 && w[^1] is 'y' or 'Y' && !IsVowel(w[^2]))
        {
            w = w[..^1] + "i";
        }

        w = Suffixes(w, r1, r2);
        return w.ToLowerInvariant();
    }

    private static string MarkConsonantY(string word)
    {
        char[] letters = word.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] == 'y' && (i == 0 || IsVowel(letters[i - 1])))
            {
                letters[i] = 'Y';
            }
        }

        return new(letters);
    }

    private static (int R1, int R2) Regions(string w)
    {
        int r1 = AfterVowelConsonant(w, 0);
        foreach (string prefix in (string[])["gener", "commun", "arsen"])
        {
            if (w.StartsWith(prefix, StringComparison.Ordinal))
            {
                r1 = prefix.Length;
            }
        }

        return (r1, AfterVowelConsonant(w, r1));
    }

    private static int AfterVowelConsonant(string w, int from)
    {
        for (int i = from + 1; i < w.Length; i++)
        {
            if (!IsVowel(w[i]) && IsVowel(w[i - 1]))
            {
                return i + 1;
            }
        }

        return w.Length;
    }

    private static string Possessive(string w) =>
        w.EndsWith("'s'", StringComparison.Ordinal) ? w[..^3]
        : w.EndsWith("'s", StringComparison.Ordinal) ? w[..^2]
        : w.EndsWith('\'') ? w[..^1]
        : w;

    private static string Plural(string w)
    {
        if (w.EndsWith("sses", StringComparison.Ordinal))
        {
            return w[..^2];
        }

        if (w.EndsWith("ied", StringComparison.Ordinal) || w.EndsWith("ies", StringComparison.Ordinal))
        {
            return w.Length > 4 ? w[..^2] : w[..^1];
        }

        if (w.EndsWith("us", StringComparison.Ordinal) || w.EndsWith("ss", StringComparison.Ordinal) || !w.EndsWith('s'))
        {
            return w;
        }

        return w[..^2].Any(IsVowel) ? w[..^1] : w;
    }

    private static string Past(string w, int r1)
    {
        foreach (string ending in (string[])["eedly", "eed"])
        {
            if (w.EndsWith(ending, StringComparison.Ordinal))
            {
                return w.Length - ending.Length >= r1 ? w[..^ending.Length] + "ee" : w;
            }
        }

        foreach (string ending in (string[])["ingly", "edly", "ing", "ed"])
        {
            if (!w.EndsWith(ending, StringComparison.Ordinal))
            {
                continue;
            }

            string rest = w[..^ending.Length];
            if (!rest.Any(IsVowel))
            {
                return w;
            }

            if (rest.EndsWith("at", StringComparison.Ordinal) || rest.EndsWith("bl", StringComparison.Ordinal)
                || rest.EndsWith("iz", StringComparison.Ordinal))
            {
                return rest + "e";
            }

            if (rest.Length > 1 && rest[^1] == rest[^2] && rest[^1] is 'b' or 'd' or 'f' or 'g' or 'm' or 'n' or 'p' or 'r' or 't'
                && rest.Length > 1 && rest[^1] == rest[^2])
            {
                return rest[..^1];
            }

            return r1 >= rest.Length && EndsInShortSyllable(rest) ? rest + "e" : rest;
        }

        return w;
    }

    private static bool EndsInShortSyllable(string w) =>
        w.Length switch
        {
            < 2 => false,
            2 => IsVowel(w[0]) && !IsVowel(w[1]),
            _ => !IsVowel(w[^3]) && IsVowel(w[^2]) && !IsVowel(w[^1]) && w[^1] is not ('w' or 'x' or 'Y'),
        };

    private static string Suffixes(string w, int r1, int r2)
    {
        foreach ((string ending, string with) in Second)
        {
            if (!w.EndsWith(ending, StringComparison.Ordinal))
            {
                continue;
            }

            int at = w.Length - ending.Length;
            bool fits = ending switch
            {
                "ogi" => at > 0 && w[at - 1] == 'l',
                "li" => at > 0 && "cdeghkmnrt".Contains(w[at - 1], StringComparison.Ordinal),
                _ => true,
            };
            if (at >= r1 && fits)
            {
                w = w[..at] + with;
            }

            break;
        }

        foreach ((string ending, string with) in Third)
        {
            if (w.EndsWith(ending, StringComparison.Ordinal))
            {
                int at = w.Length - ending.Length;
                if (at >= r1 && (ending != "ative" || at >= r2))
                {
                    w = w[..at] + with;
                }

                break;
            }
        }

        foreach (string ending in Fourth)
        {
            if (w.EndsWith(ending, StringComparison.Ordinal))
            {
                int at = w.Length - ending.Length;
                if (at >= r2 && (ending != "ion" || (at > 0 && w[at - 1] is 's' or 't')))
                {
                    w = w[..at];
                }

                break;
            }
        }

        if (w.EndsWith('e'))
        {
            int at = w.Length - 1;
            if (at >= r2 || (at >= r1 && !EndsInShortSyllable(w[..at])))
            {
                w = w[..at];
            }
        }
        else if (w.EndsWith("ll", StringComparison.Ordinal) && w.Length - 1 >= r2)
        {
            w = w[..^1];
        }

        return w;
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
