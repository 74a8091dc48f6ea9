using System.Collections.Immutable;
using System.Text;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Channels;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Drawing;

namespace AdviceBot.Host.Scripts;

/// <summary>A whole guide as an adviser's script, in Markdown: what to ask, where each answer leads, and what to say at the end of each way.</summary>
/// <remarks>
/// Steps are numbered in the order people come to them, so that "go to 7" can be followed on paper with a caller on the phone.
/// Nothing is left out: what waits for sign-off, or is for advisers only, stands there and is marked.
/// </remarks>
public sealed class GuideScript
{
    private readonly Library library;
    private readonly Guide guide;
    private readonly ImmutableArray<Box> boxes;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly StringBuilder text = new();

    private GuideScript(LibraryParts parts, Guide guide)
    {
        library = new Library(parts, Audience.Adviser);
        this.guide = guide;
        boxes = GuideMap.Of(guide, library.Messages.Text(Answers.NotSure));
        foreach (string id in guide.Before.Select(g => $"guard/{g}").Concat(boxes.Select(b => b.Step.Id)))
        {
            numbers[id] = numbers.Count + 1;
        }
    }

    /// <summary>The script.</summary>
    public static string Of(LibraryParts parts, Guide guide)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(guide);
        return new GuideScript(parts, guide).Write();
    }

    private string Write()
    {
        Line($"# {guide.Label}");
        Line($"A script for advisers. Ask each numbered question, and go to the number beside the answer. What is marked [{Pending}] or [for advisers] is for you, not to be read out.");
        foreach (string guard in guide.Before)
        {
            Guard(guard);
        }

        foreach (Box box in boxes)
        {
            if (box.Step.Leaf is { } leaf)
            {
                Ending(box, leaf);
            }
            else
            {
                Question(box);
            }
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private string Pending => library.Messages.Text("page-pending").ToLowerInvariant();

    private void Guard(string id)
    {
        Step step = library.Parts.Guards.First(g => g.Id == $"guard/{id}");
        Line($"## {numbers[step.Id]}. {step.Ask}");
        Hint(step);
        List(step.Choices.Select(c => $"{c.Label}: {(c.Next is { } next ? GoTo(next) : "go on")}.").Append($"{library.Messages.Text(Answers.NotSure)}: {(step.NotSure is { } safer ? GoTo(safer) : "go on")}."));
        foreach (Detour detour in guide.Instead.Where(d => d.Guard == id))
        {
            Line($"If they said \"{Label(step, detour.Choice)}\", {GoTo(detour.Step)} afterwards.");
        }
    }

    private void Question(Box box)
    {
        Line($"## {numbers[box.Step.Id]}. {box.Step.Ask}");
        First(box.Step);
        Hint(box.Step);
        Passages(box.Step.Show);
        Arrows(box);
    }

    private void Ending(Box box, Leaf leaf)
    {
        Line($"## {numbers[box.Step.Id]}. {leaf.Title} ({leaf.Code})");
        First(box.Step);
        if (leaf.SolicitorNow)
        {
            Line($"**{library.Messages.Text("solicitor-now")}**");
        }

        Hint(box.Step);
        Points("page-do-now", leaf.DoNow);
        Points("page-avoid", leaf.Avoid);
        Passages(box.Step.Show);
        foreach (Variation variation in leaf.When)
        {
            When(variation);
        }

        Dates(leaf);
        foreach (QuestionsFor questions in leaf.Questions)
        {
            Line($"**{library.Messages.Text("page-ask")}: {library.Helper(questions.Helper)!.Name}**");
            List(questions.Points.Select(Point));
        }

        Points("page-take", leaf.Take);
        Line($"**{library.Messages.Text("page-helpers")}**");
        List(leaf.Contact.Append(Signposter.AdviceLine).Distinct(StringComparer.Ordinal).Select(Person));
        if (!box.Arrows.IsEmpty)
        {
            Line($"**{library.Messages.Text("end-ask-more")}**");
            Arrows(box);
        }
    }

    // Guards that this step asks and the guide doesn't.
    private void First(Step step)
    {
        foreach (string guard in (step.Before ?? []).Except(guide.Before))
        {
            Line($"Ask first, unless you know: \"{library.Parts.Guards.First(g => g.Id == $"guard/{guard}").Ask}\"");
        }
    }

    private void Hint(Step step)
    {
        if (step.Hint is { } hint)
        {
            Line(hint);
        }
    }

    private void Arrows(Box box) => List(box.Arrows.Select(a => $"{a.Label}: {GoTo(a.To)}."));

    private string GoTo(string step) => numbers.TryGetValue(step, out int number)
        ? $"go to {number}"
        : $"see \"{library.Step(step)?.Ask ?? library.Step(step)?.Leaf?.Title}\" ({step})";

    private string Label(Step step, string choice) =>
        step.Choices.FirstOrDefault(c => c.Id == choice)?.Label ?? library.Messages.Text(Answers.NotSure);

    private void Points(string heading, ImmutableArray<Point> points)
    {
        if (!points.IsEmpty)
        {
            Line($"**{library.Messages.Text(heading)}**");
            List(points.Select(Point));
        }
    }

    private string Point(Point point) => point.Status == Status.Pending ? $"{point.Text} [{Pending}]" : point.Text;

    private void Passages(IEnumerable<string> ids)
    {
        foreach (Passage passage in ids.Select(library.Passage).OfType<Passage>())
        {
            string[] marks = [.. passage.Audience == Audience.Adviser ? (string[])["for advisers"] : [], .. passage.Status == Status.Pending ? (string[])[Pending] : []];
            Line($"### {passage.Title}{string.Concat(marks.Select(m => $" [{m}]"))}");
            Line(passage.Text.Replace("• ", "- ", StringComparison.Ordinal));
            string from = passage.Sections.IsEmpty ? "looked up elsewhere" : Numbers.From(passage.Sections);
            string edition = passage.Edition is { } dated ? $" {library.Messages.Text("page-edition", ("edition", dated))}." : "";
            Line($"*{library.Messages.Text("page-sources")} {from}{(from[^1] is '?' or '.' ? "" : ".")}{edition} {library.Messages.Text(StrengthKey.Of(passage.Strength))}. "
                + $"{library.Messages.Text("page-reviewed", ("date", Numbers.Day(passage.Reviewed)))}.*");
        }
    }

    private void When(Variation variation)
    {
        Step guard = library.Parts.Guards.First(g => g.Id == $"guard/{variation.Guard}");
        Line($"**If they said \"{Label(guard, variation.Choice)}\" to \"{guard.Ask}\"**");
        List(variation.Hide.Select(id => $"Leave out: {library.Passage(id)?.Title}")
            .Concat(variation.Show.Select(id => $"Say first: {library.Passage(id)?.Title}"))
            .Concat(variation.Contact.Select(id => $"Name first: {Person(id)}")));
        Passages(variation.Show);
    }

    private void Dates(Leaf leaf)
    {
        DateRule[] rules = [.. library.Parts.DateRules.Where(r => leaf.Dates.Contains(r.Id))];
        if (rules.Length == 0)
        {
            return;
        }

        Line($"**{library.Messages.Text("page-dates")}**");
        List(rules.SelectMany(r => r.Readings, (r, x) => $"{r.What}: {x.When}. {x.Text}{(x.Status == Status.Pending ? $" [{Pending}]" : "")}")
            .Concat(rules.Select(r => r.Note).OfType<string>().Distinct(StringComparer.Ordinal)));
    }

    private string Person(string id)
    {
        Helper helper = library.Helper(id)!;
        string how = string.Join(", ", new[] { helper.Phone, helper.Text, helper.Website }.OfType<string>());
        string name = how.Length > 0 ? $"{helper.Name}: {how}." : $"{helper.Name}.";
        string? hours = Numbers.Hours(helper, library.Messages) ?? (helper.Phone is null ? null : library.Messages.Text("hours-unknown"));
        return string.Join(' ', new[] { name, hours, helper.How, helper.CostNote }.OfType<string>());
    }

    private void List(IEnumerable<string> items)
    {
        text.AppendJoin('\n', items.Select(i => $"- {i}"));
        text.Append("\n\n");
    }

    private void Line(string words) => text.Append(words).Append("\n\n");
}
