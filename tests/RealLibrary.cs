using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using Xunit;

namespace AdviceBot.Tests;

/// <summary>The real words, and the ways through them.</summary>
public static class RealLibrary
{
    /// <summary>The content folder as values.</summary>
    public static LibraryParts Parts => RealBot.Parts;

    /// <summary>As parents see it.</summary>
    public static Library Parents => RealBot.Library;

    /// <summary>As advisers see it.</summary>
    public static Library Advisers { get; } = new(RealBot.Parts, Audience.Adviser);

    /// <summary>Every way from the first screen to a first leaf that takes no screen twice: each button, and "not sure".</summary>
    public static IEnumerable<ImmutableArray<Answer>> WaysToLeaves(Library library)
    {
        ArgumentNullException.ThrowIfNull(library);
        return Walk(library.Beginning, [], []);

        IEnumerable<ImmutableArray<Answer>> Walk(Way way, ImmutableArray<Answer> trail, ImmutableHashSet<string> seen)
        {
            if (way.Step.Leaf is not null)
            {
                yield return trail;
                yield break;
            }

            foreach (string choice in way.Step.Choices.Select(c => c.Id).Append(Answers.NotSure))
            {
                Way next = library.After(way, choice)!;
                if (!seen.Contains(next.Step.Id + next.Resume))
                {
                    foreach (ImmutableArray<Answer> found in Walk(next, trail.Add(new Answer(way.Step.Id, choice)), seen.Add(next.Step.Id + next.Resume)))
                    {
                        yield return found;
                    }
                }
            }
        }
    }

    /// <summary>The shortest way to a step; the test fails when there is none.</summary>
    public static ImmutableArray<Answer> WayTo(Library library, string step)
    {
        ArgumentNullException.ThrowIfNull(library);
        var queue = new Queue<(Way Way, ImmutableArray<Answer> Trail)>([(library.Beginning, [])]);
        HashSet<string> seen = [];
        while (queue.TryDequeue(out (Way Way, ImmutableArray<Answer> Trail) at))
        {
            if (at.Way.Step.Id == step)
            {
                return at.Trail;
            }

            foreach (string choice in at.Way.Step.Choices.Select(c => c.Id).Append(Answers.NotSure))
            {
                if (library.After(at.Way, choice) is { } next && seen.Add($"{next.Step.Id}>{next.Resume}>{string.Join(',', next.Said.Keys)}"))
                {
                    queue.Enqueue((next, at.Trail.Add(new Answer(at.Way.Step.Id, choice))));
                }
            }
        }

        Assert.Fail($"No way leads to {step}.");
        return [];
    }
}
