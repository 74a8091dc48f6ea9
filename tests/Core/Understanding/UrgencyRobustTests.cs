using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core.Understanding;
using Xunit;
using Xunit.Abstractions;

namespace AdviceBot.Tests.Core.Understanding;

/// <summary>How many cards still come when the same words are typed badly or in disguise. Floors lie just under what was reached.</summary>
public class UrgencyRobustTests(ITestOutputHelper output)
{
    private const int Messages = 120;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    // Of our own first set, and of one by somebody who had seen neither rules nor examples.
    private static readonly Lazy<ImmutableArray<string>> Own = new(() => Spotted("urgent-messages.tsv", every: 3));
    private static readonly Lazy<ImmutableArray<string>> Others = new(() => Spotted("urgent-messages-latest.tsv", every: 1));

    private static readonly Dictionary<char, char> LookAlike = new()
    {
        ['a'] = 'а', ['e'] = 'е', ['o'] = 'о', ['i'] = 'і', ['c'] = 'с', ['p'] = 'р',
    };

    [Theory]
    [InlineData("capitals", 100, 100)]
    [InlineData("look-alike letters", 98, 98)]
    [InlineData("invisible signs", 98, 98)]
    [InlineData("two pairs of letters swapped", 95, 95)]
    [InlineData("two letters left out", 95, 95)]
    [InlineData("two letters doubled", 95, 95)]
    [InlineData("two wrong letters", 95, 95)]
    [InlineData("joined words", 94, 94)]
    [InlineData("no apostrophes", 98, 98)]
    public void Words_in_disguise_still_bring_the_card(string disguise, int ofOwn, int ofOthers)
    {
        Assert.Multiple(
            () => Reach(Own.Value, disguise, ofOwn),
            () => Reach(Others.Value, disguise, ofOthers));
    }

    // Readings use one another's room to work in: nothing of one may be left in the next.
    [Fact]
    public void A_message_is_read_the_same_whatever_was_read_before_it_or_at_once()
    {
        string[] messages = [.. Own.Value, .. UrgencyMessages.Ordinary("ordinary-messages.tsv").Take(Messages), "", "he hits me", ""];
        UrgentFinding?[] alone = [.. messages.Select(UrgencyMessages.Spotter.SpotByRules)];
        Assert.Equal(alone, messages.Reverse().Select(UrgencyMessages.Spotter.SpotByRules).Reverse());
        Assert.Equal(alone, messages.AsParallel().AsOrdered().Select(UrgencyMessages.Spotter.SpotByRules));
        string[] fresh = [.. messages.Where((_, at) => at % 40 == 0)];
        Assert.Equal(fresh.Select(UrgencyMessages.Spotter.SpotByRules), fresh.Select(m => new UrgencySpotter(UrgencyMessages.Rules with { }).SpotByRules(m)));
    }

    private void Reach(ImmutableArray<string> messages, string disguise, int floor)
    {
        var random = new Random(20261129);
        int cards = messages.Count(message => IsCard(Disguise(message, disguise, random)));
        double reached = 100.0 * cards / messages.Length;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{disguise}: {reached:F1} in a hundred of {messages.Length}"));
        Assert.True(reached >= floor, $"{disguise}: {reached:F1} in a hundred of {messages.Length}, not {floor}");
    }

    private static ImmutableArray<string> Spotted(string file, int every) =>
    [
        .. UrgencyMessages.EvenLines(UrgencyMessages.Urgent(file))
            .Where((m, at) => m.Category is not ("X1" or "Y1") && at % every == 0 && IsCard(m.Text)).Select(m => m.Text).Take(Messages),
    ];

    private static bool IsCard(string text) => UrgencyMessages.Whole.Spot(text)?.Strength == UrgencyStrength.Hard;

    private static string Disguise(string text, string disguise, Random random) => disguise switch
    {
        "capitals" => text.ToUpperInvariant(),
        "look-alike letters" => string.Concat(text.Select(c => LookAlike.GetValueOrDefault(c, c))),
        "invisible signs" => string.Concat(text.Select((c, at) => at % 3 == 2 ? $"{c}\u200b" : c.ToString())),
        "joined words" => text.Replace(" ", "", StringComparison.Ordinal),
        "no apostrophes" => text.Replace("'", "", StringComparison.Ordinal),
        _ => TwoErrors(text, disguise, random),
    };

    // One error in each of two longer words, behind the first letter.
    private static string TwoErrors(string text, string error, Random random)
    {
        string[] words = text.Split(' ');
        int[] longer = [.. Enumerable.Range(0, words.Length).Where(i => words[i].Length >= 4 && words[i].All(char.IsAsciiLetter))];
        random.Shuffle(longer);
        foreach (int i in longer.Take(2))
        {
            string word = words[i];
            int at = random.Next(1, word.Length - 2);
            words[i] = error switch
            {
                "two letters left out" => word.Remove(at, 1),
                "two letters doubled" => word.Insert(at, word[at].ToString()),
                "two wrong letters" => $"{word[..at]}{Letters[random.Next(Letters.Length)]}{word[(at + 1)..]}",
                _ => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
            };
        }

        return string.Join(' ', words);
    }
}
