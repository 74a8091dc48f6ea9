using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Channels.WebPage;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Each kind of reply as parts: the same words, numbers, dates and sources that the page shows.</summary>
/// <remarks>Made for one edition of the messages. A passage's part is made once, and so is that of whatever is said again and again.</remarks>
/// <param name="messages">The sentences around the advice.</param>
/// <param name="exitTo">Where "Leave this page" goes; null where there is no page of ours to leave.</param>
public sealed class ReplyParts(Messages messages, string? exitTo)
{
    private readonly ConcurrentDictionary<Passage, Part> passages = new(ReferenceEqualityComparer.Instance);
    private readonly LastingParts lasting = new();
    private readonly HelperParts helpers = new(messages);

    /// <summary>The parts of one turn, in order.</summary>
    public ImmutableArray<Part> Of(ImmutableArray<Reply> replies)
    {
        var parts = ImmutableArray.CreateBuilder<Part>(replies.Length);
        foreach (Reply reply in replies)
        {
            parts.AddRange(Of(reply));
        }

        return parts.ToImmutable();
    }

    /// <summary>The parts of one reply: one for each passage, one for all else.</summary>
    public IEnumerable<Part> Of(Reply reply) => reply switch
    {
        Reply.Urgent urgent => [Urgent(urgent), .. urgent.Passages.Select(Passage)],
        Reply.Gentle gentle => [Gentle(gentle)],
        Reply.Said said => [new Part([new(BlockKind.Words, said.Text)])],
        Reply.NotEnglish other => [.. new[] { other.Lines, other.English }.Where(l => !l.IsEmpty).Select(Note)],
        Reply.Answer answer => Answer(answer),
        Reply.Offer offer => [Offer(offer)],
        Reply.Advice advice => advice.Passages.Select(Passage),
        Reply.Ending ending => [lasting.Of(ending, Ending)],
        Reply.KeyDates dates => [new KeyDateParts(messages).Of(dates)],
        Reply.Helpers people => [lasting.Of(people, helpers.Of)],
        Reply.Question question => [lasting.Of(question, Question)],
        _ => throw new UnreachableException($"Activities have no part for {reply.GetType().Name}."),
    };

    private Part Urgent(Reply.Urgent urgent)
    {
        ImmutableArray<Block> lines = [.. urgent.Lines.Select((line, i) =>
            new Block(i == 0 ? BlockKind.Heading : BlockKind.Words, HelperParts.Linked(line.Text, line.Helpers)))];
        List<PartButton> buttons =
        [
            new(messages.Text("go-on"), new PressValue { Do = PressValue.Look }, ButtonRank.Answer),
            new(messages.Text("more-help"), new PressValue { More = urgent.Category }, ButtonRank.Answer),
        ];
        if (urgent.Also is { } also)
        {
            buttons.Add(new(messages.Text("page-also"), new PressValue { More = also }, ButtonRank.Answer));
        }

        if (exitTo is not null)
        {
            buttons.Add(new(messages.Text("leave-page"), new PressValue(), ButtonRank.Answer, exitTo));
        }

        return new Part(lines, [.. buttons], HelperParts.Calls([.. urgent.Lines.SelectMany(l => l.Helpers)]), []);
    }

    private Part Gentle(Reply.Gentle gentle)
    {
        ImmutableArray<HelperNow> people = gentle.Helper is { } person ? [person] : [];
        return new Part(
            [new Block(BlockKind.Words, HelperParts.Linked(gentle.Text, people))],
            [new(messages.Text("more-help"), new PressValue { More = gentle.Category }, ButtonRank.About)],
            HelperParts.Calls(people),
            []);
    }

    private static Part Note(ImmutableArray<UrgentLine> lines) => new([.. lines.Select(l => new Block(BlockKind.Words, HelperParts.Linked(l.Text, l.Helpers)))]);

    private IEnumerable<Part> Answer(Reply.Answer answer)
    {
        ImmutableArray<PartButton> refuse = [new(messages.Text("page-not-this"), new PressValue { Do = PressValue.NotThis }, ButtonRank.About)];
        Block heading = new(BlockKind.Label, answer.Heading);
        if (answer.Passages.IsEmpty)
        {
            yield return new Part([heading], refuse);
        }

        for (int i = 0; i < answer.Passages.Length; i++)
        {
            Part part = Passage(answer.Passages[i]);
            yield return part with
            {
                Blocks = i == 0 ? [heading, .. part.Blocks] : part.Blocks,
                IsLasting = i > 0,
                Buttons = i == answer.Passages.Length - 1 ? refuse : [],
            };
        }
    }

    private static Part Offer(Reply.Offer offer) => new(
        [new(BlockKind.Label, offer.Heading)],
        [.. offer.Choices.Select(c => new PartButton(c.Label, new PressValue { Want = c.Id }, ButtonRank.Answer))]);

    private Part Passage(Passage passage) => passages.GetOrAdd(passage, Make);

    private Part Make(Passage passage)
    {
        string title = passage.Status == Status.Pending ? $"{passage.Title} [{messages.Text("page-pending")}]" : passage.Title;
        string edition = passage.Edition is { } of ? $"{messages.Text("page-edition", ("edition", of))}. " : "";
        return new Part(
        [
            new(BlockKind.Heading, title),
            .. PassageBlocks.Of(passage),
            new(BlockKind.Small, $"{messages.Text(StrengthKey.Of(passage.Strength))}."),
            .. Sources(passage),
            new(BlockKind.Small, $"{edition}{messages.Text("page-reviewed", ("date", Numbers.Day(passage.Reviewed)))}."),
        ])
        { IsLasting = true };
    }

    private IEnumerable<Block> Sources(Passage passage)
    {
        string[] sources = [.. passage.Sections.GroupBy(s => s.Source)
            .Select(s => $"{Numbers.Publisher(s.Key)}, {s.Key.Title}: {string.Join("; ", s.Select(Numbers.Heading))}")];
        return sources.Length == 0 ? [] : [new(BlockKind.Small, $"{messages.Text("page-sources").TrimEnd(':')}: {string.Join(". ", sources)}.")];
    }

    private Part Ending(Reply.Ending ending)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        if (ending.SolicitorNow is { } first)
        {
            blocks.Add(new Block(BlockKind.Words, [new Run(first, IsBold: true)]));
        }

        blocks.Add(new Block(BlockKind.Heading, ending.Title));
        Add("page-do-now", ending.DoNow);
        Add("page-avoid", ending.Avoid);
        foreach (AskWhom whom in ending.Questions)
        {
            blocks.Add(new Block(BlockKind.Label, $"{messages.Text("page-ask")}: {whom.Name}"));
            blocks.AddRange(whom.Points.Select(Item));
        }

        Add("page-take", ending.Take);
        return new Part(blocks.ToImmutable());

        void Add(string key, ImmutableArray<Point> points)
        {
            if (!points.IsEmpty)
            {
                blocks.Add(new Block(BlockKind.Label, messages.Text(key)));
                blocks.AddRange(points.Select(Item));
            }
        }
    }

    private Block Item(Point point) =>
        new(BlockKind.Item, point.Status == Status.Pending ? $"{point.Text} [{messages.Text("page-pending")}]" : point.Text);

    private Part Question(Reply.Question question)
    {
        List<Block> blocks = [new(BlockKind.Label, question.Ask)];
        if (question.Chosen is { } chosen && question.Choices.Concat(question.Open).Concat(question.Always).FirstOrDefault(b => b.Choice == chosen) is { } said)
        {
            blocks.Add(new(BlockKind.Small, messages.Text("page-changing", ("answer", said.Label))));
        }
        else if (question.Hint is { } hint)
        {
            blocks.Add(new(BlockKind.Small, hint));
        }

        return new Part([.. blocks],
        [
            .. question.Choices.Select(b => Button(question, b, ButtonRank.Answer)),
            .. question.Open.Select(b => Button(question, b, ButtonRank.Open)),
            .. question.Always.Select(b => Button(question, b, ButtonRank.Always)),
            .. Moves(question),
        ]);
    }

    private IEnumerable<PartButton> Moves(Reply.Question question)
    {
        if (!question.Path.IsEmpty)
        {
            yield return new(messages.Text("page-back"), new PressValue { Do = PressValue.Back }, ButtonRank.Move);
            yield return new(messages.Text("page-start-again"), new PressValue { Do = PressValue.Again }, ButtonRank.Move);
        }

        yield return new(messages.Text("page-danger"), new PressValue { Do = PressValue.Danger }, ButtonRank.Always);
    }

    private static PartButton Button(Reply.Question question, Button button, ButtonRank rank) =>
        new(button.Label, new PressValue { Step = question.Step, Choice = button.Choice }, rank);
}
