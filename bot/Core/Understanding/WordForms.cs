using System.Collections.Immutable;

namespace AdviceBot.Core.Understanding;

/// <summary>The forms of a doing word: hit, hits, hitting, hit.</summary>
/// <param name="Present">hit, hits.</param>
/// <param name="Ongoing">hitting.</param>
/// <param name="Past">hit.</param>
public sealed record WordForms(ImmutableArray<string> Present, ImmutableArray<string> Ongoing, ImmutableArray<string> Past)
{
    /// <summary>All forms of a doing word as editors write it.</summary>
    /// <remarks>
    /// "punch" follows the usual rules. Others give their four forms: "hit/hits/hitting/hit". More words may follow:
    /// "beat/beats/beating/beat up".
    /// </remarks>
    public static WordForms Of(string verb)
    {
        int space = verb.IndexOf(' ', StringComparison.Ordinal);
        string rest = space < 0 ? "" : verb[space..];
        string[] forms = (space < 0 ? verb : verb[..space]).Split('/');
        return forms switch
        {
            [var plain] => new([plain + rest, S(plain) + rest], [Ing(plain) + rest], [Ed(plain) + rest]),
            [var plain, var s, var ing, .. var past] when past.Length > 0 =>
                new([plain + rest, s + rest], [ing + rest], [.. past.Select(form => form + rest)]),
            _ => throw new FormatException($"\"{verb}\" should be one word, or four forms such as hit/hits/hitting/hit"),
        };
    }

    private static string S(string verb) => verb switch
    {
        [.., 's' or 'x' or 'z'] or [.., 'c' or 's', 'h'] => verb + "es",
        [.., var before, 'y'] when !IsVowel(before) => verb[..^1] + "ies",
        _ => verb + "s",
    };

    private static string Ing(string verb) => verb switch
    {
        [.., not 'e', 'e'] => verb[..^1] + "ing",
        _ => Doubled(verb) + "ing",
    };

    private static string Ed(string verb) => verb switch
    {
        [.., 'e'] => verb + "d",
        [.., var before, 'y'] when !IsVowel(before) => verb[..^1] + "ied",
        _ => Doubled(verb) + "ed",
    };

    // stab, stabbed: one vowel between two consonants in a short word.
    private static string Doubled(string verb) =>
        verb is [.., var first, var vowel, var last] && verb.Length <= 4
        && !IsVowel(first) && IsVowel(vowel) && !IsVowel(last) && last is not ('w' or 'x' or 'y')
            ? verb + last
            : verb;

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
