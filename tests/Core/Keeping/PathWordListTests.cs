using System.Text.RegularExpressions;
using AdviceBot.Core.Keeping;
using Xunit;

namespace AdviceBot.Tests.Core.Keeping;

public sealed partial class PathWordListTests
{
    [Fact]
    public void There_are_a_prime_number_of_words_and_none_stands_twice()
    {
        Assert.Equal(503, PathWordList.All.Length);
        Assert.Equal(503, PathWordList.All.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(Enumerable.Range(2, 22), n => 503 % n == 0);
    }

    [Fact]
    public void Every_word_is_four_to_eleven_small_letters()
    {
        Assert.All(PathWordList.All, word => Assert.Matches("^[a-z]{4,11}$", word));
    }

    [Fact]
    public void No_two_words_sound_alike_on_a_bad_line()
    {
        // A bad line mixes b with p, m with n, s with f and every vowel with every other.
        string[] sounds = [.. PathWordList.All.Select(Sound)];
        for (int i = 0; i < sounds.Length; i++)
        {
            for (int j = i + 1; j < sounds.Length; j++)
            {
                Assert.True(sounds[i] != sounds[j], $"{PathWordList.All[i]} and {PathWordList.All[j]} sound alike.");
            }
        }
    }

    [Fact]
    public void No_two_words_begin_with_the_same_four_letters_or_differ_in_fewer_than_three()
    {
        string[] words = [.. PathWordList.All];
        Assert.Equal(words.Length, words.Select(w => w[..4]).Distinct(StringComparer.Ordinal).Count());
        for (int i = 0; i < words.Length; i++)
        {
            for (int j = i + 1; j < words.Length; j++)
            {
                Assert.True(Distance(words[i], words[j]) > 2, $"{words[i]} and {words[j]} are nearly the same.");
            }
        }
    }

    [Theory]
    [InlineData("oter", "otter")]
    [InlineData("pinapple", "pineapple")]
    [InlineData("buttercups", "buttercup")]
    public void A_misspelt_word_gets_the_nearest_of_ours(string typed, string meant) => Assert.Equal(meant, PathWordList.Near(typed)[0]);

    [Fact]
    public void A_word_far_from_all_of_ours_gets_none() => Assert.Empty(PathWordList.Near("solicitorrr"));

    private static string Sound(string word)
    {
        string sound = word;
        foreach ((string letters, string said) in ((string, string)[])[("ght", "t"), ("tch", "j"), ("ch", "j"), ("sh", "j"), ("ph", "f"), ("th", "f"), ("ck", "k"), ("qu", "kw"), ("x", "ks"), ("kn", "n"), ("wr", "r"), ("dg", "j"), ("ge", "je"), ("gi", "ji"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k")])
        {
            sound = sound.Replace(letters, said, StringComparison.Ordinal);
        }

        sound = string.Concat(sound.Select(c => "bdgvzmj".IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? "ptkfsnj"[at] : c));
        return Doubled().Replace(Vowels().Replace(sound, "A"), "$1");
    }

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                (corner, row[j]) = (row[j], Math.Min(corner + (a[i - 1] == b[j - 1] ? 0 : 1), 1 + Math.Min(row[j], row[j - 1])));
            }
        }

        return row[b.Length];
    }

    [GeneratedRegex("[aeiouywh]+")]
    private static partial Regex Vowels();

    [GeneratedRegex(@"(.)\1+")]
    private static partial Regex Doubled();
}
