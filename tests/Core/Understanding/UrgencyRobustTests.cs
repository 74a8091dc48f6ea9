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

    private static readonly Lazy<ImmutableArray<string>> Spotted = new(() =>
    [
        .. UrgencyMessages.EvenLines(UrgencyMessages.Urgent("urgent-messages.tsv"))
            .Where((m, at) => m.Category is not ("X1" or "Y1") && at % 3 == 0 && IsCard(m.Text)).Select(m => m.Text).Take(Messages),
    ]);

    private static readonly Dictionary<char, char> LookAlike = new()
    {
        ['a'] = 'а', ['e'] = 'е', ['o'] = 'о', ['i'] = 'і', ['c'] = 'с', ['p'] = 'р',
    };

    [Theory]
    [InlineData("capitals", 100)]
    [InlineData("look-alike letters", 98)]
    [InlineData("invisible signs", 98)]
    [InlineData("two typing errors", 95)]
    [InlineData("joined words", 94)]
    [InlineData("no apostrophes", 98)]
    public void Words_in_disguise_still_bring_the_card(string disguise, int floor)
    {
        var random = new Random(20261129);
        int cards = Spotted.Value.Count(message => IsCard(Disguise(message, disguise, random)));
        double reached = 100.0 * cards / Spotted.Value.Length;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{disguise}: {reached:F1} in a hundred of {Spotted.Value.Length}"));
        Assert.True(reached >= floor, $"{reached:F1} in a hundred, not {floor}");
    }

    // Readings use one another's room to work in: nothing of one may be left in the next.
    [Fact]
    public void A_message_is_read_the_same_whatever_was_read_before_it_or_at_once()
    {
        string[] messages = [.. Spotted.Value, .. UrgencyMessages.Ordinary("ordinary-messages.tsv").Take(Messages), "", "he hits me", ""];
        UrgentFinding?[] alone = [.. messages.Select(UrgencyMessages.Spotter.SpotByRules)];
        Assert.Equal(alone, messages.Reverse().Select(UrgencyMessages.Spotter.SpotByRules).Reverse());
        Assert.Equal(alone, messages.AsParallel().AsOrdered().Select(UrgencyMessages.Spotter.SpotByRules));
        string[] fresh = [.. messages.Where((_, at) => at % 40 == 0)];
        Assert.Equal(fresh.Select(UrgencyMessages.Spotter.SpotByRules), fresh.Select(m => new UrgencySpotter(UrgencyMessages.Rules with { }).SpotByRules(m)));
    }

    private static bool IsCard(string text) => UrgencyMessages.Whole.Spot(text)?.Strength == UrgencyStrength.Hard;

    private static string Disguise(string text, string disguise, Random random) => disguise switch
    {
        "capitals" => text.ToUpperInvariant(),
        "look-alike letters" => string.Concat(text.Select(c => LookAlike.GetValueOrDefault(c, c))),
        "invisible signs" => string.Concat(text.Select((c, at) => at % 3 == 2 ? $"{c}\u200b" : c.ToString())),
        "joined words" => text.Replace(" ", "", StringComparison.Ordinal),
        "no apostrophes" => text.Replace("'", "", StringComparison.Ordinal),
        _ => TwoErrors(text, random),
    };

    // Two letters inside two longer words change places.
    private static string TwoErrors(string text, Random random)
    {
        string[] words = text.Split(' ');
        int[] longer = [.. Enumerable.Range(0, words.Length).Where(i => words[i].Length >= 4 && words[i].All(char.IsAsciiLetter))];
        random.Shuffle(longer);
        foreach (int i in longer.Take(2))
        {
            char[] letters = words[i].ToCharArray();
            int at = random.Next(1, letters.Length - 2);
            (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
            words[i] = new string(letters);
        }

        return string.Join(' ', words);
    }
}
