namespace AdviceBot.Core.Sentences;

/// <summary>The words and pieces of words that the sentence encoder knows; words it doesn't know are put together from pieces.</summary>
public sealed class WordPieces
{
    private const int LongestWord = 40;

    // Plain dictionaries: frozen ones of so many words take a tenth of a second to make, at each start.
    private readonly Dictionary<string, int> starts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> begin;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> goOn;
    private readonly int unknown;
    private readonly int open;
    private readonly int close;

    /// <summary>Knows the pieces, one a line, the commonest first; ## stands before those that go on within a word.</summary>
    public WordPieces(string lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        string[] pieces = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Count = pieces.Length;
        Dictionary<string, int> within = new(StringComparer.Ordinal);
        foreach ((int id, string piece) in pieces.Index())
        {
            _ = piece.StartsWith("##", StringComparison.Ordinal) ? within.TryAdd(piece[2..], id) : starts.TryAdd(piece, id);
        }

        begin = starts.GetAlternateLookup<ReadOnlySpan<char>>();
        goOn = within.GetAlternateLookup<ReadOnlySpan<char>>();
        unknown = starts["[UNK]"];
        open = starts["[CLS]"];
        close = starts["[SEP]"];
    }

    /// <summary>How many pieces there are.</summary>
    public int Count { get; }

    /// <summary>The whole words among them, each with its place: the smaller, the commoner.</summary>
    public IEnumerable<KeyValuePair<string, int>> Words => starts;

    /// <summary>The numbers of the pieces of a sentence.</summary>
    public int[] Of(string sentence, int most)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var pieces = new List<int> { open };
        foreach (Range range in sentence.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> word = sentence.AsSpan()[range];
            if (word.Length > 0 && pieces.Count <= most)
            {
                AddPieces(word.Length > LongestWord ? word[..LongestWord] : word, pieces);
            }
        }

        if (pieces.Count > most)
        {
            pieces.RemoveRange(most, pieces.Count - most);
        }

        pieces.Add(close);
        return [.. pieces];
    }

    private void AddPieces(ReadOnlySpan<char> word, List<int> pieces)
    {
        int before = pieces.Count;
        for (int from = 0; from < word.Length;)
        {
            int to = word.Length;
            int id = 0;
            while (to > from && !(from == 0 ? begin : goOn).TryGetValue(word[from..to], out id))
            {
                to--;
            }

            if (to == from)
            {
                pieces.RemoveRange(before, pieces.Count - before);
                pieces.Add(unknown);
                return;
            }

            pieces.Add(id);
            from = to;
        }
    }
}
