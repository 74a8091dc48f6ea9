using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>What stands on a page as Markdown an adviser can read out on the phone or paste into a message.</summary>
public static class AdviserScript
{
    /// <summary>The script; what waits for sign-off is marked.</summary>
    public static string Of(PageView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var text = new StringBuilder();
        foreach (Reply reply in view.Replies)
        {
            Write(reply, view, text);
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Write(Reply reply, PageView view, StringBuilder text)
    {
        switch (reply)
        {
            case Reply.Urgent urgent:
                Paragraphs(text, urgent.Lines.Select(l => l.Text));
                Passages(text, view, urgent.Passages);
                break;
            case Reply.Gentle gentle:
                Paragraphs(text, [gentle.Text]);
                break;
            case Reply.NotEnglish other:
                Paragraphs(text, other.Lines.Concat(other.English).Select(l => l.Text));
                break;
            case Reply.Said said:
                Paragraphs(text, [said.Text]);
                break;
            case Reply.Answer answer:
                Heading(text, "#", answer.Heading);
                Passages(text, view, answer.Passages);
                break;
            case Reply.Offer offer:
                Heading(text, "##", offer.Heading);
                List(text, offer.Choices.Select(c => c.Label));
                break;
            case Reply.Advice advice:
                Passages(text, view, advice.Passages);
                break;
            case Reply.Ending ending:
                Paragraphs(text, ending.SolicitorNow is null ? [] : [ending.SolicitorNow]);
                Heading(text, "#", ending.Title);
                Points(text, view, view.Say("page-do-now"), ending.DoNow);
                Points(text, view, view.Say("page-avoid"), ending.Avoid);
                foreach (AskWhom whom in ending.Questions)
                {
                    Points(text, view, $"{view.Say("page-ask")}: {whom.Name}", whom.Points);
                }

                Points(text, view, view.Say("page-take"), ending.Take);
                break;
            case Reply.KeyDates dates when !dates.Dates.IsEmpty:
                Heading(text, "##", view.Say("page-dates"));
                List(text, dates.Dates.Select(d => string.Join(' ', new[] { d.InOneLine(view.Library.Messages), d.Note }.OfType<string>())));
                break;
            case Reply.KeyDates:
                break;
            case Reply.Helpers helpers:
                Heading(text, "##", view.Say("page-helpers"));
                People(text, helpers.People);
                break;
            case Reply.Question question:
                Heading(text, "##", question.Ask);
                List(text, question.Choices.Select(c => c.Label));
                break;
            default:
                throw new UnreachableException($"The script has no part for {reply.GetType().Name}.");
        }
    }

    private static void Passages(StringBuilder text, PageView view, ImmutableArray<Passage> passages)
    {
        foreach (Passage passage in passages)
        {
            Heading(text, "##", passage.Title + Waiting(view, passage.Status));
            Paragraphs(text, [passage.Text]);
            string sources = string.Join("; ", passage.Sections.Select(s => $"{Numbers.Publisher(s.Source)}, {s.Source.Title}: {Numbers.Heading(s)}"));
            string edition = passage.Edition is { } e ? view.Say("page-edition", "edition", e) + ". " : "";
            Paragraphs(text, [$"_{view.Say("page-sources")} {sources}. {edition}{view.Say("page-reviewed", "date", Numbers.Day(passage.Reviewed))}._"]);
        }
    }

    private static void Points(StringBuilder text, PageView view, string heading, ImmutableArray<Point> points)
    {
        if (!points.IsEmpty)
        {
            Heading(text, "##", heading);
            List(text, points.Select(p => p.Text + Waiting(view, p.Status)));
        }
    }

    private static void People(StringBuilder text, ImmutableArray<HelperNow> people) =>
        List(text, people.Select(p => string.Join(' ', new[] { p.Helper.Name + ":", p.Helper.Phone, p.Helper.Text, p.Helper.Website, p.When, p.Helper.How }
            .Where(part => !string.IsNullOrEmpty(part)))));

    private static string Waiting(PageView view, Status status) => status == Status.Pending ? $" [{view.Say("page-pending")}]" : "";

    private static void Heading(StringBuilder text, string marks, string heading) => text.Append(marks).Append(' ').Append(heading).Append("\n\n");

    private static void Paragraphs(StringBuilder text, IEnumerable<string> paragraphs)
    {
        foreach (string paragraph in paragraphs)
        {
            text.Append(paragraph).Append("\n\n");
        }
    }

    private static void List(StringBuilder text, IEnumerable<string> items)
    {
        foreach (string item in items)
        {
            text.Append("- ").Append(item).Append('\n');
        }

        text.Append('\n');
    }
}
