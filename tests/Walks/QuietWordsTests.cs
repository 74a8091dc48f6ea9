using AdviceBot.Core.Content;
using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Walks;

/// <summary>Words that lead to a button or a guide, and no card stands in their way.</summary>
public class QuietWordsTests
{
    // Ways to say a choice that are danger themselves, so that the card comes first: removal now, and somebody who watches.
    private static readonly string[] Danger = ["L1", "D2"];

    [Fact]
    public void No_other_name_of_a_choice_or_guide_is_taken_for_danger()
    {
        var spotter = new UrgencySpotter(RealBot.Parts.Urgency);
        Library library = RealBot.Library;
        IEnumerable<(string Where, string Words)> all = library.Guides
            .SelectMany(g => g.Say.Select(w => (g.Id, w)))
            .Concat(library.Guides.SelectMany(g => g.Steps).Concat(library.Parts.Guards)
                .SelectMany(s => s.Choices.SelectMany(c => c.Say.Select(w => ($"{s.Id}#{c.Id}", w)))));
        string[] cards = [.. all
            .Select(x => (x, Found: spotter.Spot(x.Words)))
            .Where(x => x.Found is { Strength: UrgencyStrength.Hard } && !Danger.Contains(x.Found.Category.Code))
            .Select(x => $"{x.x.Where}: \"{x.x.Words}\" brings {x.Found!.Category.Code} by {x.Found.Rule}")];
        Assert.True(cards.Length == 0, string.Join('\n', cards));
    }

    [Fact]
    public void To_type_the_words_on_a_button_is_to_press_it()
    {
        foreach (Walk walk in Walker.EveryPair(RealBot.Library))
        {
            var pressed = (AdviceBot.Core.Message.Pressed)walk.Message;
            Step step = RealBot.Library.Step(pressed.Step)!;

            // Words on the ways out of every screen may be danger themselves: then the card comes first.
            if (step.Choices.FirstOrDefault(c => c.Id == pressed.Choice) is { } choice)
            {
                var typed = RealBot.Parents.Turn(walk.Before, new AdviceBot.Core.Message.Typed(choice.Label), RealBot.Morning).After.Trail;
                Assert.True(typed.SequenceEqual(RealBot.Parents.Turn(walk.Before, pressed, RealBot.Morning).After.Trail), $"{walk}: typing \"{choice.Label}\" led elsewhere");
            }
        }
    }

    [Fact]
    public void No_title_of_a_passage_is_taken_for_danger()
    {
        var spotter = new UrgencySpotter(RealBot.Parts.Urgency);
        string[] cards = [.. RealBot.Library.Passages
            .Select(p => (p.Id, p.Title, Found: spotter.Spot(p.Title)))
            .Where(x => x.Found is { Strength: UrgencyStrength.Hard } && !Danger.Contains(x.Found.Category.Code))
            .Select(x => $"{x.Id}: \"{x.Title}\" brings {x.Found!.Category.Code} by {x.Found.Rule}")];
        Assert.True(cards.Length == 0, string.Join('\n', cards));
    }
}
