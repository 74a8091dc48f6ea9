using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Understanding;

/// <summary>The words a message can be written out in: those of the rules, of the encoder and of the examples, each with how dear a guess it is.</summary>
internal sealed class PlainLexicon
{
    /// <summary>Longer ones are seldom one word.</summary>
    public const int LongestWord = 14;

    /// <summary>What any guess costs, the dearer the rarer the word.</summary>
    public const double CostOfAPiece = 4.5;

    // The place from which the encoder's two-letter pieces are no words of their own, and how many were left out before the commonest one.
    private const int CommonPieces = 2_070;
    private const int PiecesBefore = 1_930;

    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> written;
    private readonly Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> costs;

    /// <summary>Knows these.</summary>
    /// <param name="sameAs">Ways of writing, and the plain words they stand for.</param>
    /// <param name="common">Words of the examples, with how often each stands there.</param>
    public PlainLexicon(IReadOnlyDictionary<string, string> sameAs, WordPieces pieces, IReadOnlyDictionary<string, int> common)
    {
        written = new Dictionary<string, string>(sameAs, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var all = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string word, int place) in pieces.Words)
        {
            if (word.All(char.IsAsciiLetter) && (word.Length > 2 || place < CommonPieces))
            {
                // Pieces are numbered from the commonest: a rare word is a dear guess.
                all[word] = CostOfAPiece + Exact.Log(place + PiecesBefore);
            }
        }

        foreach ((string word, int times) in common)
        {
            all[word] = CostOfAPiece + Exact.Log(Math.Max(1_000, 4_000 / times));
        }

        costs = all.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The plain words this stands for; null when it is neither a way of writing nor a word.</summary>
    public string? Known(ReadOnlySpan<char> word) => Written(word) ?? (IsWord(word) ? word.ToString() : null);

    /// <summary>The plain words this is a way of writing of; null for none.</summary>
    public string? Written(ReadOnlySpan<char> word) => written.TryGetValue(word, out string? meant) ? meant : null;

    /// <summary>Whether it is a word.</summary>
    public bool IsWord(ReadOnlySpan<char> word) => costs.ContainsKey(word);

    /// <summary>What it costs to guess it; null when it is unknown.</summary>
    public double? Cost(ReadOnlySpan<char> word) => costs.TryGetValue(word, out double own) ? own : written.ContainsKey(word) ? CostOfAPiece + 8 : null;
}
