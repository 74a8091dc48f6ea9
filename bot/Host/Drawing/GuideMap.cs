using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Drawing;

/// <summary>One arrow of a picture: a button, or "I'm not sure".</summary>
/// <param name="Id">The choice's id; "not-sure" for the safer branch.</param>
/// <param name="To">Full id of the step it leads to.</param>
/// <param name="IsInside">Whether that step belongs to the same guide.</param>
public sealed record Arrow(string Id, string Label, string To, bool IsInside, bool IsNotSure);

/// <summary>One box of a picture.</summary>
/// <param name="Column">How many answers lie between the first question and this step, at least.</param>
/// <param name="CameFrom">The arrow that leads here first: step and position; null where nothing in this guide does.</param>
public sealed record Box(Step Step, int Column, ImmutableArray<Arrow> Arrows, (string Step, int Arrow)? CameFrom)
{
    /// <summary>The question, or what the advice is about.</summary>
    public string Text => Step.Ask ?? Step.Leaf!.Title;

    /// <summary>The name of the step in its guide, by which tags call it; at a leaf with its code.</summary>
    public string Name => Step.Leaf is { } leaf ? $"{leaf.Code} {Step.Id[(Step.GuideId.Length + 1)..]}" : Step.Id[(Step.GuideId.Length + 1)..];

    /// <summary>Small words above the text: the name, a guard that comes before.</summary>
    public string Note => string.Join(" · ", new[]
    {
        Name,
        Step.Leaf is { SolicitorNow: true } ? "solicitor now" : null,
        Step.Before is { IsEmpty: false } before ? $"asks first: {string.Join(", ", before)}" : null,
    }.OfType<string>());
}

/// <summary>A guide as boxes and arrows, in the order people come to them.</summary>
public static class GuideMap
{
    /// <summary>The boxes, those nearest to the first question first; steps that only other guides lead to come last.</summary>
    public static ImmutableArray<Box> Of(Guide guide, string notSure)
    {
        ArgumentNullException.ThrowIfNull(guide);
        Dictionary<string, Step> steps = guide.Steps.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var boxes = new Dictionary<string, Box>(StringComparer.Ordinal);
        IEnumerable<string> starts = guide.Instead.Select(d => d.Step).Prepend(guide.First).Concat(guide.Steps.Select(s => s.Id));
        foreach (string start in starts.Where(steps.ContainsKey))
        {
            Spread(start, steps, boxes, notSure);
        }

        return [.. boxes.Values];
    }

    private static void Spread(string start, Dictionary<string, Step> steps, Dictionary<string, Box> boxes, string notSure)
    {
        var queue = new Queue<(string Id, int Column, (string, int)? From)>([(start, 0, null)]);
        while (queue.TryDequeue(out (string Id, int Column, (string, int)? From) next))
        {
            Step step = steps[next.Id];
            ImmutableArray<Arrow> arrows = Arrows(step, steps, notSure);
            if (!boxes.TryAdd(next.Id, new Box(step, next.Column, arrows, next.From)))
            {
                continue;
            }

            for (int i = 0; i < arrows.Length; i++)
            {
                if (arrows[i].IsInside)
                {
                    queue.Enqueue((arrows[i].To, next.Column + 1, (next.Id, i)));
                }
            }
        }
    }

    private static ImmutableArray<Arrow> Arrows(Step step, Dictionary<string, Step> steps, string notSure)
    {
        IEnumerable<Arrow> buttons = step.Choices.Where(c => c.Next is not null).Select(c => new Arrow(c.Id, c.Label, c.Next!, steps.ContainsKey(c.Next!), false));
        return step.NotSure is { } safer
            ? [.. buttons, new Arrow(Core.Answers.NotSure, notSure, safer, steps.ContainsKey(safer), true)]
            : [.. buttons];
    }
}
