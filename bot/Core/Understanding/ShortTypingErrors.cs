namespace AdviceBot.Core.Understanding;

/// <summary>Puts one typing error right in words too short for <see cref="TypingErrors"/>: of four or five letters.</summary>
/// <remarks>Short words are easily other words, so of several the commonest is meant, and but for letters that changed places only a common one.</remarks>
internal sealed class ShortTypingErrors
{
    private const int Shortest = 4;
    private const int TimesToBeCommon = 30;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> often;

    /// <summary>Knows these, with how often each is written.</summary>
    public ShortTypingErrors(IReadOnlyDictionary<string, int> common) =>
        often = new Dictionary<string, int>(common, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The word that was meant; null where none can be guessed.</summary>
    public string? Meant(ReadOnlySpan<char> typed) => Swapped(typed) ?? OneWrong(typed);

    // daed, wehn
    private string? Swapped(ReadOnlySpan<char> typed)
    {
        if (typed.Length is < Shortest or >= TypingErrors.Shortest)
        {
            return null;
        }

        var best = new Best(often, 0);
        Span<char> other = stackalloc char[typed.Length];
        for (int at = 1; at + 1 < typed.Length; at++)
        {
            typed.CopyTo(other);
            (other[at], other[at + 1]) = (other[at + 1], other[at]);
            best.Consider(other);
        }

        return best.Word;
    }

    // A letter doubled, left out or wrong: knnife, kife, knofe.
    private string? OneWrong(ReadOnlySpan<char> typed)
    {
        if (typed.Length is < Shortest - 1 or > TypingErrors.Shortest)
        {
            return null;
        }

        var best = new Best(often, TimesToBeCommon - 1);
        Span<char> longer = stackalloc char[typed.Length + 1];
        Span<char> changed = longer[..typed.Length], shorter = longer[..(typed.Length - 1)];
        for (int at = 1; at < typed.Length; at++)
        {
            if (typed[at] == typed[at - 1])
            {
                typed[..at].CopyTo(shorter);
                typed[(at + 1)..].CopyTo(shorter[at..]);
                best.Consider(shorter);
            }
        }

        for (char letter = 'a'; letter <= 'z' && typed.Length < TypingErrors.Shortest; letter++)
        {
            for (int at = 1; at <= typed.Length; at++)
            {
                typed[..at].CopyTo(longer);
                longer[at] = letter;
                typed[at..].CopyTo(longer[(at + 1)..]);
                best.Consider(longer);
                if (at < typed.Length)
                {
                    typed.CopyTo(changed);
                    changed[at] = letter;
                    best.Consider(changed);
                }
            }
        }

        return best.Word;
    }

    // The commonest so far; Most: how often it is written.
    private struct Best(Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> often, int most)
    {
        private int most = most;

        public string? Word { get; private set; }

        public void Consider(ReadOnlySpan<char> word)
        {
            if (word.Length is >= Shortest and < TypingErrors.Shortest && often.TryGetValue(word, out int times) && times > most)
            {
                (Word, most) = (word.ToString(), times);
            }
        }
    }
}
