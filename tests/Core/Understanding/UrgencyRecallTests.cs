using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core.Understanding;
using Xunit;
using Xunit.Abstractions;

namespace AdviceBot.Tests.Core.Understanding;

/// <summary>How many urgent messages are spotted, and how many ordinary ones are taken for urgent. Floors lie just under what was reached.</summary>
/// <remarks>
/// Only the even lines count here; see the README beside the messages. The figures on "latest" and "newest" are the honest ones: they were
/// written by people who had seen neither the rules nor the examples, and nobody has read what of their even lines is missed.
/// </remarks>
public class UrgencyRecallTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("urgent-messages.tsv", "outright", 99)]
    [InlineData("urgent-messages.tsv", "slang", 98)]
    [InlineData("urgent-messages.tsv", "indirect", 96)]
    [InlineData("urgent-messages-later.tsv", "outright", 99)]
    [InlineData("urgent-messages-later.tsv", "slang", 99)]
    [InlineData("urgent-messages-later.tsv", "indirect", 95)]
    [InlineData("urgent-messages-unseen.tsv", "outright", 99)]
    [InlineData("urgent-messages-unseen.tsv", "slang", 81)]
    [InlineData("urgent-messages-unseen.tsv", "indirect", 94)]
    [InlineData("urgent-messages-blind.tsv", "outright", 99)]
    [InlineData("urgent-messages-blind.tsv", "slang", 94)]
    [InlineData("urgent-messages-blind.tsv", "indirect", 82)]
    [InlineData("urgent-messages-fresh.tsv", "outright", 99)]
    [InlineData("urgent-messages-fresh.tsv", "slang", 91)]
    [InlineData("urgent-messages-fresh.tsv", "indirect", 93)]
    [InlineData("urgent-messages-last.tsv", "outright", 99)]
    [InlineData("urgent-messages-last.tsv", "slang", 98)]
    [InlineData("urgent-messages-last.tsv", "indirect", 91)]
    [InlineData("urgent-messages-latest.tsv", "outright", 97)]
    [InlineData("urgent-messages-latest.tsv", "slang", 97)]
    [InlineData("urgent-messages-latest.tsv", "indirect", 80)]
    [InlineData("urgent-messages-newest.tsv", "outright", 94)]
    [InlineData("urgent-messages-newest.tsv", "slang", 92)]
    [InlineData("urgent-messages-newest.tsv", "indirect", 90)]
    [InlineData("urgent-messages-ninth.tsv", "outright", 88)]
    [InlineData("urgent-messages-ninth.tsv", "slang", 94)]
    [InlineData("urgent-messages-ninth.tsv", "indirect", 62)]
    public void So_many_in_a_hundred_urgent_messages_are_spotted(string file, string how, int floor)
    {
        ImmutableArray<(string Category, string How, string Text)> messages =
            [.. UrgencyMessages.EvenLines(UrgencyMessages.Urgent(file)).Where(message => message.How == how)];
        foreach (IGrouping<string, (string Category, string How, string Text)> kind in messages.GroupBy(message => message.Category))
        {
            output.WriteLine($"{kind.Key}: {kind.Count(IsSpotted)} of {kind.Count()}");
        }

        double reached = 100.0 * messages.Count(IsSpotted) / messages.Length;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file} {how}: {reached:F1} in a hundred"));
        Assert.True(reached >= floor, $"{reached:F1} in a hundred, not {floor}");
    }

    [Theory]
    [InlineData("ordinary-messages.tsv", 2)]
    [InlineData("ordinary-messages-later.tsv", 4)]
    [InlineData("ordinary-messages-unseen.tsv", 2)]
    [InlineData("ordinary-messages-blind.tsv", 2)]
    [InlineData("ordinary-messages-fresh.tsv", 3)]
    [InlineData("ordinary-messages-last.tsv", 2)]
    [InlineData("ordinary-messages-latest.tsv", 2)]
    [InlineData("ordinary-messages-newest.tsv", 4)]
    [InlineData("ordinary-messages-ninth.tsv", 4)]
    public void No_more_than_so_many_in_a_hundred_ordinary_messages_bring_a_card(string file, int ceiling)
    {
        ImmutableArray<string> messages = UrgencyMessages.EvenLines(UrgencyMessages.Ordinary(file));
        int cards = messages.Count(message => UrgencyMessages.Whole.Spot(message)?.Strength == UrgencyStrength.Hard);
        double reached = 100.0 * cards / messages.Length;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {reached:F1} in a hundred"));
        Assert.True(reached <= ceiling, $"{reached:F1} in a hundred, not {ceiling}");
    }

    [Theory]
    [InlineData("urgent-stories-last.tsv", 88)]
    [InlineData("urgent-stories-latest.tsv", 88)]
    [InlineData("urgent-stories-newest.tsv", 78)]
    [InlineData("urgent-stories-ninth.tsv", 81)]
    public void Danger_told_in_one_sentence_of_a_story_is_spotted(string file, int floor)
    {
        (string Category, string How, string Text)[] stories =
            [.. UrgencyMessages.Ordinary(file).Select(line => line.Split('\t')).Select(parts => (parts[0], "story", parts[1]))];
        double reached = 100.0 * stories.Count(IsSpotted) / stories.Length;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stories: {reached:F1} in a hundred"));
        Assert.InRange(reached, floor, 100);
    }

    [Theory]
    [InlineData("ordinary-stories-last.tsv", 7)]
    [InlineData("ordinary-stories-latest.tsv", 7)]
    [InlineData("ordinary-stories-newest.tsv", 8)]
    [InlineData("ordinary-stories-ninth.tsv", 9)]
    public void Ordinary_stories_of_hard_lives_seldom_bring_a_card(string file, int ceiling)
    {
        ImmutableArray<string> stories = UrgencyMessages.Ordinary(file);
        double cards = 100.0 * stories.Count(story => UrgencyMessages.Whole.Spot(story)?.Strength == UrgencyStrength.Hard) / stories.Length;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ordinary stories: {cards:F1} in a hundred"));
        Assert.InRange(cards, 0, ceiling);
    }

    // Distress and a young person call for a line; everything else for the card, of whatever kind.
    private static bool IsSpotted((string Category, string How, string Text) message)
    {
        UrgentFinding? finding = UrgencyMessages.Whole.Spot(message.Text);
        return finding is not null && (message.Category is "X1" or "Y1" || finding.Strength == UrgencyStrength.Hard);
    }
}
