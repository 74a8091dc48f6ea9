using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace AdviceBot.Core.Understanding;

/// <summary>The words the urgency rules know, and how frightened or hurried people write them.</summary>
public sealed class Vocabulary
{
    /// <summary>A word no rule speaks of.</summary>
    public const int Unknown = 0;

    /// <summary>A number of any kind, as a word of the vocabulary.</summary>
    public const string Number = "<number>";

    /// <summary>The age of somebody under 18 who can type.</summary>
    public const string Age = "<age>";

    /// <summary>A year somebody may remember.</summary>
    public const string Year = "<year>";

    private const int YoungestAge = 8;
    private const int OldestAge = 17;
    private const int FirstYear = 1950;
    private const int LastYear = 2099;
    private const int LongestJoined = 120;
    private const int ShortestJoined = 6;
    private const int LongestWord = 16;

    private static readonly SearchValues<char> LettersAsSigns = SearchValues.Create("0134578@$!");

    private readonly FrozenDictionary<string, int> ids;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> known;
    private readonly FrozenDictionary<string, int[]> sameAs;
    private readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> otherWays;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> asTyped;
    private readonly ILookup<(int Length, char First), string> byLengthAndFirst;
    private readonly TypingErrors typingErrors;
    private readonly int number;
    private readonly int youngAge;
    private readonly int year;

    /// <summary>Knows every word given here.</summary>
    public Vocabulary(
        IEnumerable<string> words,
        ImmutableDictionary<string, string> sameAs,
        IEnumerable<string> typedWrong,
        IEnumerable<string> notTypedWrong)
    {
        var all = new Dictionary<string, int>();
        string[] wrong = [.. typedWrong];
        foreach (string word in words.Concat(sameAs.Values.SelectMany(value => value.Split(' '))).Concat(wrong).Concat(Endings.Values).Append(Number).Append(Age).Append(Year))
        {
            all.TryAdd(word, all.Count + 1);
        }

        ids = all.ToFrozenDictionary();
        known = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        this.sameAs = sameAs.ToFrozenDictionary(pair => pair.Key, pair => IdsOf(pair.Value));
        byLengthAndFirst = all.Keys.ToLookup(word => (word.Length, word[0]));
        otherWays = this.sameAs.GetAlternateLookup<ReadOnlySpan<char>>();
        asTyped = notTypedWrong.ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();
        typingErrors = new TypingErrors(wrong);
        number = ids[Number];
        youngAge = ids[Age];
        year = ids[Year];
    }

    /// <summary>How many words there are, Unknown included.</summary>
    public int Count => ids.Count + 1;

    private static ImmutableDictionary<string, string> Endings { get; } = new Dictionary<string, string>
    {
        ["'s"] = "is", ["'re"] = "are", ["'ve"] = "have", ["'ll"] = "will", ["'d"] = "would", ["'m"] = "am", ["n't"] = "not",
    }.ToImmutableDictionary();

    /// <summary>The number of a word that is spelt as we spell it.</summary>
    public int IdOf(string word) => ids.TryGetValue(word, out int id) ? id : Unknown;

    /// <summary>The kind of number a word begins with: 15, 15yo and 15th are young ages; Unknown if it is none.</summary>
    public int NumberIn(ReadOnlySpan<char> typed)
    {
        int end = typed.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = end < 0 ? typed : typed[..end];
        return digits.Length is 0 or > 6 ? Unknown : int.Parse(digits, CultureInfo.InvariantCulture) switch
        {
            >= YoungestAge and <= OldestAge => youngAge,
            >= FirstYear and <= LastYear => year,
            _ => number,
        };
    }

    /// <summary>The numbers of several words.</summary>
    public int[] IdsOf(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IdOf)];

    /// <summary>What a word somebody typed stands for, as one word or several: "hes" is "he is".</summary>
    /// <param name="typed">Small plain letters, digits, apostrophes, and stars in place of letters.</param>
    /// <param name="tryJoined">Whether it may be several words with no space between.</param>
    public ReadOnlySpan<int> Read(ReadOnlySpan<char> typed, bool tryJoined)
    {
        int[]? read = AsKnown(typed) ?? AsContraction(typed) ?? AsDisguised(typed);
        if (read is null && !asTyped.Contains(typed))
        {
            read = AsOtherForm(typed) ?? (tryJoined ? AsJoined(typed) : null) ?? AsTypedWrong(typed);
        }

        return read ?? [Unknown];
    }

    private int[]? AsKnown(ReadOnlySpan<char> typed)
    {
        if (otherWays.TryGetValue(typed, out int[]? words))
        {
            return words;
        }

        return known.TryGetValue(typed, out int id) ? [id] : null;
    }

    // don't, partner's, somebody'll; and without the apostrophe if the short form is known so.
    private int[]? AsContraction(ReadOnlySpan<char> typed)
    {
        int apostrophe = typed.LastIndexOf('\'');
        if (apostrophe < 0)
        {
            return null;
        }

        foreach ((string ending, string word) in Endings)
        {
            if (typed.Length > ending.Length && typed.EndsWith(ending, StringComparison.Ordinal)
                && AsKnown(typed[..^ending.Length]) is { } start)
            {
                return [.. start, IdOf(word)];
            }
        }

        Span<char> without = stackalloc char[Math.Min(typed.Length, LongestJoined)];
        int length = 0;
        foreach (char letter in typed[..without.Length])
        {
            if (letter != '\'')
            {
                without[length++] = letter;
            }
        }

        return AsKnown(without[..length]) ?? AsOtherForm(without[..length]);
    }

    // k1ll, heeeelp, hittin
    private int[]? AsDisguised(ReadOnlySpan<char> typed)
    {
        if (typed.Length > LongestJoined)
        {
            return null;
        }

        Span<char> plain = stackalloc char[typed.Length + 1];
        typed.CopyTo(plain);
        Span<char> letters = plain[..typed.Length];
        if (typed.ContainsAnyInRange('a', 'z') && typed.ContainsAny(LettersAsSigns))
        {
            for (int at = 0; at < letters.Length; at++)
            {
                letters[at] = letters[at] switch
                {
                    '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', '8' => 'b',
                    var other => other,
                };
            }

            if (AsKnown(letters) is { } read)
            {
                return read;
            }

            typed.CopyTo(plain);
        }

        if (Squeezed(letters, 2) is { } twice)
        {
            return twice;
        }

        if (typed is [.., 'i', 'n'])
        {
            plain[typed.Length] = 'g';
            return AsKnown(plain);
        }

        return null;
    }

    // Three or more of a letter become two, or else one.
    private int[]? Squeezed(ReadOnlySpan<char> typed, int keep)
    {
        Span<char> shorter = stackalloc char[typed.Length];
        int length = 0;
        bool squeezed = false;
        for (int at = 0; at < typed.Length;)
        {
            int end = at;
            while (end < typed.Length && typed[end] == typed[at])
            {
                end++;
            }

            int times = end - at >= 3 ? keep : end - at;
            squeezed |= end - at >= 3;
            shorter.Slice(length, times).Fill(typed[at]);
            length += times;
            at = end;
        }

        if (!squeezed)
        {
            return null;
        }

        return AsKnown(shorter[..length]) ?? (keep == 2 ? Squeezed(typed, 1) : null);
    }

    // partners, su*cide, 15yo
    private int[]? AsOtherForm(ReadOnlySpan<char> typed)
    {
        if (typed is [.. { Length: > 2 } one, 's'] && known.TryGetValue(one, out int id))
        {
            return [id];
        }

        if (typed.Contains('*') && typed.Length <= LongestWord && !typed.StartsWith("*", StringComparison.Ordinal))
        {
            foreach (string word in byLengthAndFirst[(typed.Length, typed[0])])
            {
                if (IsStarred(typed, word))
                {
                    return [ids[word]];
                }
            }
        }

        for (int at = 1; at < typed.Length && at < LongestWord; at++)
        {
            if (char.IsAsciiDigit(typed[at]) != char.IsAsciiDigit(typed[at - 1]))
            {
                int[]? start = AsKnown(typed[..at]) ?? (char.IsAsciiDigit(typed[0]) ? [Unknown] : null);
                int[]? rest = AsKnown(typed[at..]) ?? (char.IsAsciiDigit(typed[at]) ? [Unknown] : null);
                return start is not null && rest is not null ? [.. start, .. rest] : null;
            }
        }

        return null;
    }

    private static bool IsStarred(ReadOnlySpan<char> typed, string word)
    {
        if (typed.Length != word.Length || word.Length < 3)
        {
            return false;
        }

        for (int at = 0; at < word.Length; at++)
        {
            if (typed[at] != '*' && typed[at] != word[at])
            {
                return false;
            }
        }

        return true;
    }

    // iwanttodie: the fewest words we know that make up the whole.
    private int[]? AsJoined(ReadOnlySpan<char> typed)
    {
        if (typed.Length is < ShortestJoined or > LongestJoined)
        {
            return null;
        }

        Span<int> pieces = stackalloc int[typed.Length + 1];
        Span<int> from = stackalloc int[typed.Length + 1];
        pieces.Fill(int.MaxValue);
        pieces[0] = 0;
        for (int start = 0; start < typed.Length; start++)
        {
            if (pieces[start] == int.MaxValue)
            {
                continue;
            }

            for (int length = 1; length <= Math.Min(LongestWord, typed.Length - start); length++)
            {
                ReadOnlySpan<char> piece = typed.Slice(start, length);
                bool isWord = length == 1 ? piece[0] is 'i' or 'a' : known.ContainsKey(piece) || otherWays.ContainsKey(piece);
                if (isWord && pieces[start] + 1 < pieces[start + length])
                {
                    pieces[start + length] = pieces[start] + 1;
                    from[start + length] = start;
                }
            }
        }

        // Many tiny pieces are chance, not words.
        if (pieces[typed.Length] == int.MaxValue || pieces[typed.Length] * 5 > typed.Length * 2)
        {
            return null;
        }

        var words = new List<int>();
        for (int end = typed.Length; end > 0; end = from[end])
        {
            words.InsertRange(0, AsKnown(typed[from[end]..end])!);
        }

        return [.. words];
    }

    private int[]? AsTypedWrong(ReadOnlySpan<char> typed)
    {
        string? meant = typingErrors.Meant(typed);
        return meant is null ? null : AsKnown(meant);
    }
}
