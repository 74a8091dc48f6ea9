using System.Buffers;
using System.Collections.Immutable;

namespace AdviceBot.Core.Understanding;

/// <summary>A way of saying something, as a row of words and word groups.</summary>
/// <remarks>
/// How it is written:
/// <code>
/// word          this word
/// &lt;group&gt;       any word of the group; &lt;hurt:ing&gt; only that form of a doing word (s, ing, ed)
/// [a|b c|&lt;d&gt;]   one of these
/// word?         with or without it
/// !&lt;group&gt;      none of these may come next
/// ..            up to two other words; ... up to six words of any kind
/// ^  $          here a clause begins; here it ends
/// </code>
/// A short gap never runs over "not" or over another "I" or "he", so "I would never hurt her" is not "I hurt her". No gap
/// runs over the end of a sentence.
/// </remarks>
/// <param name="Source">As the editor wrote it.</param>
public sealed record UrgencyPattern(string Source, ImmutableArray<PatternPart> Parts, bool AtClauseStart, bool AtClauseEnd)
{
    /// <summary>How many words a tight gap holds. Only longer gaps run over "not" and the next "I" or "he".</summary>
    public const int ShortGap = 2;

    private const int LongGap = 6;

    private static readonly SearchValues<char> NotInAChoice = SearchValues.Create("[]|$^!");

    /// <summary>Reads a pattern as editors write it.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    public static UrgencyPattern Parse(string source)
    {
        var parts = ImmutableArray.CreateBuilder<PatternPart>();
        bool start = false;
        bool end = false;
        int gap = 0;
        foreach (string piece in Pieces(source))
        {
            if (end)
            {
                throw new FormatException($"nothing can follow $ in \"{source}\"");
            }

            switch (piece)
            {
                case "^" when parts.Count == 0 && gap == 0: start = true; continue;
                case "$": end = true; continue;
                case "..": gap = ShortGap; continue;
                case "...": gap = LongGap; continue;
            }

            bool forbidden = piece[0] == '!';
            bool optional = piece[^1] == '?';
            string body = piece[(forbidden ? 1 : 0)..(optional ? ^1 : ^0)];
            if (body.Length == 0 || body.Contains('^', StringComparison.Ordinal))
            {
                throw new FormatException($"\"{piece}\" cannot be read in \"{source}\"");
            }

            parts.Add(new PatternPart(Alternatives(body), gap, optional, forbidden));
            gap = 0;
        }

        if (gap > 0 || !parts.Any(part => part is { Optional: false, Forbidden: false }))
        {
            throw new FormatException($"\"{source}\" needs words, and words after its gap");
        }

        return new UrgencyPattern(source, parts.ToImmutable(), start, end);
    }

    private static IEnumerable<string> Pieces(string source)
    {
        int from = 0;
        int depth = 0;
        for (int at = 0; at <= source.Length; at++)
        {
            char letter = at < source.Length ? source[at] : ' ';
            depth += letter switch { '[' or '<' => 1, ']' or '>' => -1, _ => 0 };
            if (letter == ' ' && depth == 0)
            {
                if (at > from)
                {
                    yield return source[from..at];
                }

                from = at + 1;
            }
        }

        if (depth != 0)
        {
            throw new FormatException($"a bracket is not closed in \"{source}\"");
        }
    }

    private static ImmutableArray<string> Alternatives(string body)
    {
        string[] alternatives = body is ['[', .. var list, ']'] ? list.Split('|', StringSplitOptions.TrimEntries) : [body];
        foreach (string alternative in alternatives)
        {
            if (alternative.Length == 0 || alternative.AsSpan().ContainsAny(NotInAChoice) || alternative.Contains("..", StringComparison.Ordinal))
            {
                throw new FormatException($"\"{alternative}\" cannot stand for one thing in \"{body}\"");
            }
        }

        return [.. alternatives];
    }
}

/// <summary>One place in a pattern.</summary>
/// <param name="Alternatives">What may stand there: words, several words, or groups in pointed brackets.</param>
/// <param name="Gap">How many other words may come before it.</param>
/// <param name="Optional">Whether it may be missing.</param>
/// <param name="Forbidden">Whether it must not stand there.</param>
public sealed record PatternPart(ImmutableArray<string> Alternatives, int Gap, bool Optional, bool Forbidden);
