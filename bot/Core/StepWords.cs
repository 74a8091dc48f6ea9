using System.Collections.Concurrent;
using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Core;

/// <summary>What a step says whoever comes to it and whenever: put together once for each step, since it follows from the library alone.</summary>
/// <remarks>
/// A step is one of this library's, known by itself and not by its id; so there are never more than it has. What follows from somebody's
/// answers (variations, dates, the way so far) or from the hour (who is open) is not kept here.
/// </remarks>
internal sealed class StepWords(Library library)
{
    private readonly KeyDateCalculator calculator = new(library);
    private readonly ConcurrentDictionary<Step, ShownAtStep> shown = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Step, Reply.Question> asked = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Leaf, Reply.Ending> endings = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Leaf, ImmutableArray<string>> events = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Leaf, ImmutableArray<KeyDate>> explained = new(ReferenceEqualityComparer.Instance);

    /// <summary>The passages a step shows this reader, and whom they point to.</summary>
    public ShownAtStep Shown(Step step) => shown.GetOrAdd(step, MakeShown);

    /// <summary>A step's question with its buttons; without a way and without an answer chosen before.</summary>
    public Reply.Question Asked(Step step) => asked.GetOrAdd(step, MakeAsked);

    /// <summary>What an ending says to do, avoid, ask and take along, as far as this reader may see it.</summary>
    public Reply.Ending Ending(Leaf leaf) => endings.GetOrAdd(leaf, MakeEnding);

    /// <summary>The events whose dates a leaf can use; see <see cref="DatesWanted.Events"/>.</summary>
    public ImmutableArray<string> Events(Leaf leaf) => events.GetOrAdd(leaf, l => [.. DatesWanted.Events(library, l)]);

    /// <summary>A leaf's limits that are only explained in words; see <see cref="KeyDateCalculator.Explained"/>.</summary>
    public ImmutableArray<KeyDate> Explained(Leaf leaf) => explained.GetOrAdd(leaf, l => calculator.Explained(l.Dates));

    /// <summary>The passages with these ids that this reader may see, each once, in this order.</summary>
    public ImmutableArray<Passage> Seen(IEnumerable<string> ids) =>
        [.. ids.Distinct(StringComparer.Ordinal).Select(library.Passage).OfType<Passage>()];

    private ShownAtStep MakeShown(Step step)
    {
        ImmutableArray<Passage> passages = Seen(step.Show);
        return new(new Reply.Advice(passages), Signposter.For(passages));
    }

    private Reply.Question MakeAsked(Step step) => new(
        step.Id,
        step.Ask ?? library.Messages.Text(step.Choices.IsEmpty ? "end-ask" : "end-ask-more"),
        step.Hint,
        [.. step.Choices.Select(c => new Button(c.Id, c.Label))],
        step.Leaf is not null ? [] :
        [
            new Button(Answers.NotSure, Speaker.NotSureLabel(library, step)),
            new Button(Answers.Skip, library.Messages.Text("skip")),
            new Button(Answers.RatherNotSay, library.Messages.Text("rather-not-say")),
        ],
        [.. library.OffRamps.Select(r => new Button(r.Id, r.Label))],
        [],
        step.Leaf is not null,
        null);

    private Reply.Ending MakeEnding(Leaf leaf) => new(
        leaf.Code,
        leaf.Title,
        leaf.SolicitorNow ? library.Messages.Text("solicitor-now") : null,
        Points(leaf.DoNow),
        Points(leaf.Avoid),
        [.. leaf.Questions.Select(q => new AskWhom(q.Helper, library.Helper(q.Helper)!.Name, Points(q.Points))).Where(q => !q.Points.IsEmpty)],
        Points(leaf.Take));

    private ImmutableArray<Point> Points(ImmutableArray<Point> points) => [.. points.Where(p => library.Shows(p.Status))];
}

/// <summary>What a step shows.</summary>
/// <param name="Advice">Its passages, most important first; maybe none.</param>
/// <param name="PointsTo">Ids of the helpers they point to; see <see cref="Signposter.For"/>.</param>
internal sealed record ShownAtStep(Reply.Advice Advice, ImmutableArray<string> PointsTo);
