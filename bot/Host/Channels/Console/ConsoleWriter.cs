using System.Diagnostics;
using System.Globalization;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Host.Channels.Console;

/// <summary>Replies as plain lines for a terminal. Numbers and letters before choices are what one types to choose them.</summary>
public sealed class ConsoleWriter(Messages messages, int width = 78)
{
    /// <summary>Writes one turn.</summary>
    public void Write(TextWriter output, IEnumerable<Reply> replies)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(replies);
        foreach (Reply reply in replies)
        {
            foreach (string line in Lines(reply))
            {
                Wrap(output, line);
            }

            output.WriteLine();
        }
    }

    /// <summary>Writes the dates of a turn as the text of a calendar file, to be copied or saved.</summary>
    /// <param name="asked">"calendar", "calendar day" or "calendar week".</param>
    public void WriteCalendar(TextWriter output, IEnumerable<Reply> replies, string asked, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(replies);
        Reminder reminder = asked switch { "calendar day" => Reminder.DayBefore, "calendar week" => Reminder.WeekBefore, _ => Reminder.None };
        Reply.KeyDates? dates = replies.OfType<Reply.KeyDates>().FirstOrDefault(d => !d.Calendar.IsEmpty);
        output.WriteLine(dates is null ? messages.Text("console-no-calendar") : CalendarEntries.File(dates, [], named: false, reminder, messages, now));
    }

    private IEnumerable<string> Lines(Reply reply) => reply switch
    {
        Reply.Urgent urgent => Urgent(urgent),
        Reply.Gentle gentle => [gentle.Text],
        Reply.Said said => [said.Text],
        Reply.NotEnglish other => [.. other.Lines.Concat(other.English).Select(l => l.Text)],
        Reply.Answer answer => [Heading(answer.Heading), .. answer.Passages.SelectMany(Passage)],
        Reply.Offer offer => [offer.Heading + ":", .. offer.Choices.Select((c, i) => $"  {(char)('a' + i)}) {c.Label}")],
        Reply.Advice advice => advice.Passages.SelectMany(Passage),
        Reply.Ending ending => Ending(ending),
        Reply.KeyDates dates => Dates(dates),
        Reply.Helpers helpers => [Heading(messages.Text("page-helpers")), .. helpers.People.Select(Person)],
        Reply.Question question => Question(question),
        _ => throw new UnreachableException(),
    };

    private IEnumerable<string> Urgent(Reply.Urgent urgent) =>
    [
        .. urgent.Lines.Select(l => l.Text),
        .. urgent.Passages.SelectMany(Passage),
        "",
        $"  go back: {messages.Text("go-on")}",
        $"  more: {messages.Text("more-help")}",
        $"  exit: {messages.Text("leave-page")}",
    ];

    private IEnumerable<string> Passage(Passage passage)
    {
        yield return "";
        yield return passage.Status == Status.Pending ? $"{passage.Title} [{messages.Text("page-pending")}]" : passage.Title;
        foreach (string line in passage.Text.Split('\n'))
        {
            yield return "  " + line;
        }

        string sources = string.Join("; ", passage.Sections.Select(s => $"{s.Source.Publisher}, {s.Source.Title}: {s.Heading}").Distinct(StringComparer.Ordinal));
        string edition = passage.Edition is null ? "" : $" ({passage.Edition})";
        yield return $"  {messages.Text("page-sources")} {sources}{edition}. {messages.Text(StrengthKey.Of(passage.Strength))}. "
            + messages.Text("page-reviewed", ("date", passage.Reviewed.ToString("d MMMM yyyy", CultureInfo.InvariantCulture))) + ".";
    }

    private IEnumerable<string> Ending(Reply.Ending ending)
    {
        yield return Heading(ending.Title);
        if (ending.SolicitorNow is { } now)
        {
            yield return "";
            yield return now;
        }

        foreach (string line in Points("page-do-now", ending.DoNow).Concat(Points("page-avoid", ending.Avoid)))
        {
            yield return line;
        }

        foreach (AskWhom whom in ending.Questions)
        {
            yield return "";
            yield return $"{messages.Text("page-ask")}: {whom.Name}";
            foreach (Point point in whom.Points)
            {
                yield return Point(point);
            }
        }

        foreach (string line in Points("page-take", ending.Take))
        {
            yield return line;
        }
    }

    private IEnumerable<string> Points(string key, IReadOnlyCollection<Point> points) =>
        points.Count == 0 ? [] : ["", messages.Text(key) + ":", .. points.Select(Point)];

    private string Point(Point point) => point.Status == Status.Pending ? $"  - {point.Text} [{messages.Text("page-pending")}]" : $"  - {point.Text}";

    private IEnumerable<string> Dates(Reply.KeyDates dates)
    {
        yield return Heading(messages.Text("page-dates"));
        foreach (IGrouping<string, KeyDate> limit in dates.Dates.GroupBy(d => d.Rule + d.Event))
        {
            foreach (KeyDate date in limit)
            {
                string working = date.LastWorkingDay is { } last ? " " + messages.Text("page-day-off", ("date", Wording.Day(last))) : "";
                yield return $"  {date.What}: {date.By(messages)}.{working}";
                yield return $"    {date.Text}{(date.Note is { } note ? " " + note : "")}";
                if (date.Told is { } told)
                {
                    yield return $"    {told.Text}";
                }
            }

            yield return $"    {limit.First().WhoAndFrom(messages)}";
            Point[] ways = [.. limit.SelectMany(d => d.Told?.Do ?? []).DistinctBy(p => p.Text)];
            foreach (string line in ways.Length == 0 ? [] : ways.Select(p => "  " + Point(p)).Prepend($"    {messages.Text("page-if-late")}:"))
            {
                yield return line;
            }
        }

        foreach (DateWanted wanted in dates.Wanted)
        {
            if (wanted is { IsTold: true, Given: null })
            {
                yield return $"  {wanted.Ask} {messages.Text("console-told-how")}";
            }
            else if (!wanted.IsTold)
            {
                yield return wanted.Given is { } given
                    ? $"  {messages.Text("page-date-given", ("date", Wording.Day(given)))}"
                    : $"  {wanted.Ask} {messages.Text("console-date-how")}";
            }
        }

        if (!dates.Calendar.IsEmpty)
        {
            yield return messages.Text("console-calendar-how");
        }
    }

    private static string Person(HelperNow now)
    {
        Helper helper = now.Helper;
        string how = string.Join(", ", new[] { helper.Phone, helper.Text, helper.Website }.OfType<string>().Take(2));
        string place = how.Length > 0 ? $": {how}." : ".";
        return $"  - {helper.Name}{place} {string.Join(' ', new[] { now.When, helper.Kind == HelperKind.Person ? helper.How : null, helper.CostNote }.OfType<string>())}".TrimEnd();
    }

    private IEnumerable<string> Question(Reply.Question question)
    {
        if (question.Path.Length > 0)
        {
            yield return $"({messages.Text("page-path")}: {string.Join(" > ", question.Path.Select(p => p.Given))})";
        }

        yield return question.Ask;
        if (question.Hint is { } hint)
        {
            yield return hint;
        }

        int number = 0;
        foreach (Button button in question.Choices.Concat(question.Open).Concat(question.Always))
        {
            string chosen = button.Choice == question.Chosen ? " *" : "";
            yield return $"  {++number}) {button.Label}{chosen}";
        }

        yield return messages.Text("console-how");
    }

    private static string Heading(string text) => $"== {text} ==";

    private void Wrap(TextWriter output, string line)
    {
        string indent = line[..^line.TrimStart().Length];
        string rest = line.TrimStart();
        while (indent.Length + rest.Length > width && rest.LastIndexOf(' ', Math.Min(width - indent.Length, rest.Length - 1)) is var at && at > 0)
        {
            output.WriteLine(indent + rest[..at]);
            rest = rest[(at + 1)..];
        }

        output.WriteLine(indent + rest);
    }
}
