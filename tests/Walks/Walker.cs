using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;

namespace AdviceBot.Tests.Walks;

/// <summary>One move of a family: the way they came, and what they do there.</summary>
public sealed record Walk(ImmutableArray<Answer> Trail, Message Message)
{
    /// <summary>The conversation before the move.</summary>
    public Conversation Before => Conversation.New with { Trail = Trail };

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(" > ", Trail.Select(a => $"{a.Step}#{a.Choice}"))} then {Message}";
}

/// <summary>Walks every guide: each place a family can stand at, by the shortest way, and each button there.</summary>
/// <remarks>A channel plugs in by showing what the engine says to each <see cref="Walk"/> of <see cref="EveryPair"/>.</remarks>
public static class Walker
{
    /// <summary>Every choice that stands on the screen of a step.</summary>
    public static IEnumerable<string> Choices(Library library, Step step) =>
    [
        .. step.Choices.Select(c => c.Id),
        .. step.Leaf is null ? [Answers.NotSure, Answers.Skip, Answers.RatherNotSay] : Array.Empty<string>(),
        .. library.OffRamps.Select(r => r.Id),
    ];

    /// <summary>A move for every (step, choice) pair; at a guard, for every step it stands before.</summary>
    public static IEnumerable<Walk> EveryPair(Library library)
    {
        foreach (ImmutableArray<Answer> trail in Ways(library))
        {
            Step step = library.Follow(trail).Step;
            foreach (string choice in Choices(library, step))
            {
                yield return new Walk(trail, new Message.Pressed(step.Id, choice));
            }
        }
    }

    /// <summary>The shortest way to every place.</summary>
    public static ImmutableArray<ImmutableArray<Answer>> Ways(Library library) => Spread(library, way => $"{way.Step.Id} {way.Resume}");

    /// <summary>The shortest way to every place that differs by what was said to a guard.</summary>
    public static ImmutableArray<ImmutableArray<Answer>> Ways(Library library, string guard) =>
        Spread(library, way => $"{way.Step.Id} {way.Resume} {way.Said.GetValueOrDefault(guard)}");

    private static ImmutableArray<ImmutableArray<Answer>> Spread(Library library, Func<Way, string> place)
    {
        var ways = ImmutableArray.CreateBuilder<ImmutableArray<Answer>>();
        HashSet<string> seen = [];
        Queue<ImmutableArray<Answer>> queue = new([[]]);
        while (queue.TryDequeue(out ImmutableArray<Answer> trail))
        {
            Way way = library.Follow(trail);
            if (!seen.Add(place(way)))
            {
                continue;
            }

            ways.Add(trail);
            foreach (string choice in Choices(library, way.Step))
            {
                queue.Enqueue(trail.Add(new Answer(way.Step.Id, choice)));
            }
        }

        return ways.ToImmutable();
    }
}
