using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Tests.Conversations;

/// <summary>A conversation as a page: what a person does stands there, and what the bot does is written between.</summary>
/// <remarks>
/// Lines of the person (indented by four, like those of the bot):
///   you: TEXT                          types
///   you press: LABEL                   presses a button on the screen, or something offered
///   you press an old button: STEP > CHOICE
///   you change: GIVEN                  wants to change the earlier answer with these words
///   you give a date: EVENT D M Y       fills the three boxes
///   you take back the date: EVENT
///   you go back | you start again | you come back | you say that is not it | you press danger | you want more help
///   you write 5000 letters             types that much
/// Between turns: "Time: 2026-11-21 23:10" (the clock in London), "gone: STEP" or "gone: STEP > CHOICE" (the advice changes).
/// At the top also "Pending: shown" and "Reader: adviser".
/// What search found is written after a "~" for people to read. Search is judged elsewhere and gets better, so it is not compared.
/// </remarks>
public sealed class ConversationPage
{
    private readonly StringBuilder page = new();
    private LibraryParts parts = RealBot.Parts;
    private Engine engine = RealBot.Parents;
    private bool pending;
    private Audience reader = Audience.Parent;
    private Conversation at = Conversation.New;
    private DateTimeOffset now = RealBot.Morning;
    private ImmutableArray<Reply> last = [];
    private bool begun;

    private ConversationPage()
    {
    }

    /// <summary>The page as the conversation goes today: its own lines of the person, with what the bot says now.</summary>
    public static string Run(string text)
    {
        var page = new ConversationPage();
        try
        {
            foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
            {
                page.Read(line.TrimEnd());
            }
        }
        catch (ArgumentException e)
        {
            page.page.Append("    STOPPED: ").Append(e.Message).Append('\n');
        }

        return page.page.ToString().TrimEnd() + "\n";
    }

    /// <summary>The lines of a page that are held against it: all but what search found.</summary>
    public static string[] Held(string page)
    {
        List<string> held = [];
        bool found = false;
        foreach (string line in page.Split('\n'))
        {
            found = line.StartsWith("    ~ ", StringComparison.Ordinal) || (found && line.StartsWith("        ", StringComparison.Ordinal));
            if (!found)
            {
                held.Add(line);
            }
        }

        return [.. held];
    }

    private static string When(DateTimeOffset moment) => London.At(moment).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    private void Read(string line)
    {
        if (line.StartsWith("Pending: ", StringComparison.Ordinal) || line.StartsWith("Reader: ", StringComparison.Ordinal))
        {
            pending |= line == "Pending: shown";
            reader = line == "Reader: adviser" ? Audience.Adviser : reader;
            engine = RealBot.Make(parts, pending, reader);
            page.Append(line).Append('\n');
        }
        else if (line.StartsWith("Time: ", StringComparison.Ordinal))
        {
            page.Append(begun ? "\n" : "").Append(line).Append('\n');
            now = RealBot.At(line["Time: ".Length..]);
            if (!begun)
            {
                begun = true;
                page.Append('\n');
                Send(new Message.Started());
            }
        }
        else if (line.StartsWith("gone: ", StringComparison.Ordinal))
        {
            page.Append('\n').Append(line).Append('\n');
            parts = Without(parts, line["gone: ".Length..]);
            engine = RealBot.Make(parts, pending, reader);
        }
        else if (!begun)
        {
            page.Append(line).Append('\n');
        }
        else if (line.Length > 0 && line[0] != ' ')
        {
            page.Append('\n').Append(line).Append('\n');
        }
        else if (line.StartsWith("    you", StringComparison.Ordinal))
        {
            page.Append('\n').Append(line).Append('\n');
            Send(MessageOf(line.Trim()));
        }
    }

    // Takes a step or a button out of the advice, as an adviser might on an ordinary day.
    private static LibraryParts Without(LibraryParts parts, string what)
    {
        string[] words = what.Split(" > ");
        return parts with
        {
            Guides = [.. parts.Guides.Select(g => g with
            {
                Steps = [.. g.Steps
                    .Where(s => words.Length == 2 || s.Id != words[0])
                    .Select(s => s with { Choices = [.. s.Choices.Where(c => words.Length == 1 ? c.Next != words[0] : s.Id != words[0] || c.Id != words[1])] })],
            })],
        };
    }

    private Message MessageOf(string line)
    {
        string After(string start) => line[start.Length..].Trim();
        switch (line)
        {
            case "you go back": return new Message.Back();
            case "you start again": return new Message.StartAgain();
            case "you come back": return new Message.Started();
            case "you say that is not it": return new Message.NotThis();
            case "you press danger": return new Message.InDanger();
            case "you want more help": return new Message.MoreHelp(last.OfType<Reply.Urgent>().Single().Category);
        }

        if (line.StartsWith("you: ", StringComparison.Ordinal))
        {
            return new Message.Typed(After("you: "));
        }

        if (line.StartsWith("you press an old button: ", StringComparison.Ordinal))
        {
            string[] words = After("you press an old button: ").Split(" > ");
            return new Message.Pressed(words[0], words[1]);
        }

        if (line.StartsWith("you press: ", StringComparison.Ordinal))
        {
            return Press(After("you press: "));
        }

        if (line.StartsWith("you change: ", StringComparison.Ordinal))
        {
            string given = After("you change: ");
            return last.OfType<Reply.Question>().SingleOrDefault()?.Path.FirstOrDefault(p => p.Given == given) is { } entry
                ? new Message.Reopened(entry.Index)
                : throw new ArgumentException($"No earlier answer is \"{given}\".");
        }

        if (line.StartsWith("you give a date: ", StringComparison.Ordinal))
        {
            string[] words = [.. After("you give a date: ").Split(' '), "", "", ""];
            return new Message.Dated(words[0], words[1], words[2], words[3]);
        }

        if (line.StartsWith("you take back the date: ", StringComparison.Ordinal))
        {
            return new Message.Undated(After("you take back the date: "));
        }

        if (line.StartsWith("you write ", StringComparison.Ordinal) && int.TryParse(After("you write ").Split(' ')[0], out int letters))
        {
            return new Message.Typed(string.Concat(Enumerable.Repeat("and then she said that ", letters / 20 + 1))[..letters]);
        }

        throw new ArgumentException($"Nobody can do \"{line}\".");
    }

    private Message Press(string label)
    {
        if (last.OfType<Reply.Offer>().SelectMany(o => o.Choices).FirstOrDefault(c => c.Label == label) is { } offered)
        {
            return new Message.Wanted(offered.Id);
        }

        Reply.Question? question = last.OfType<Reply.Question>().SingleOrDefault();
        ImmutableArray<Button> buttons = question is null ? [] : [.. question.Choices, .. question.Open, .. question.Always];
        return buttons.FirstOrDefault(b => b.Label == label) is { } button
            ? new Message.Pressed(question!.Step, button.Choice)
            : throw new ArgumentException($"There is no button \"{label}\" here. There are: {string.Join(" | ", buttons.Select(b => b.Label))}");
    }

    private void Send(Message message)
    {
        TurnResult turn = engine.Turn(at, message, now);
        (at, last) = (turn.After, turn.Replies);
        bool showPath = message is not Message.Started && (last.OfType<Reply.Ending>().Any() || message is Message.Back or Message.Reopened or Message.StartAgain);
        for (int i = 0; i < last.Length; i++)
        {
            string mark = IsFound(i) ? "    ~ " : "    ";
            foreach (string line in Lines(last[i], showPath))
            {
                Wrap(mark + line);
            }
        }
    }

    private bool IsFound(int i) => last[i] switch
    {
        Reply.Answer or Reply.Said { Key: "which-do-you-mean" or "only-a-part" } => true,
        Reply.Offer => !last.OfType<Reply.Said>().Any(s => s.Key.StartsWith("date", StringComparison.Ordinal)),
        Reply.Said { Key: "solicitor-now" } => i + 1 < last.Length && last[i + 1] is Reply.Answer,
        Reply.Helpers => i > 0 && last[i - 1] is Reply.Answer,
        _ => false,
    };

    private IEnumerable<string> Lines(Reply reply, bool showPath) => reply switch
    {
        Reply.Urgent urgent => [$"urgent card: {urgent.Category} {urgent.Word}", .. urgent.Passages.Select(p => $"shows: {p.Id}"), .. People([.. urgent.Lines.SelectMany(l => l.Helpers).DistinctBy(h => h.Helper.Id)])],
        Reply.Gentle gentle => [$"gentle line: {gentle.Category} {gentle.Word}{(gentle.Helper is { } h ? " " + Person(h) : "")}"],
        Reply.Said said => [$"says: {said.Key}"],
        Reply.NotEnglish other => [$"not English: {other.Language ?? "no note in it"}"],
        Reply.Answer answer => [$"answers: {string.Join(", ", answer.Passages.Select(p => p.Id))}"],
        Reply.Offer offer => [$"offers: {string.Join(" | ", offer.Choices.Select(c => c.Label))}"],
        Reply.Advice advice => [$"shows: {string.Join(", ", advice.Passages.Select(p => p.Id))}"],
        Reply.Ending ending => [$"ending: {ending.Code} {ending.Title}{(ending.SolicitorNow is null ? "" : " (a solicitor first)")}"],
        Reply.KeyDates dates => Dates(dates),
        Reply.Helpers helpers => People(helpers.People),
        Reply.Question question => Question(question, showPath),
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<string> Question(Reply.Question question, bool showPath)
    {
        if (showPath && !question.Path.IsEmpty)
        {
            yield return $"path: {string.Join(" > ", question.Path.Select(p => p.Given))}";
        }

        string was = question.Chosen is null ? "" : $" (was: {question.Chosen})";
        yield return $"asks: {question.Ask}{was} [{string.Join(" | ", question.Choices.Select(c => c.Label))}]";
    }

    private static IEnumerable<string> People(ImmutableArray<HelperNow> people) => [$"points to: {string.Join(", ", people.Select(Person))}"];

    private static string Person(HelperNow person)
    {
        string? state = person.Opening switch
        {
            _ when person.Helper.Kind is HelperKind.Person or HelperKind.Website => null,
            { IsOpen: true, Closes: { } closes } => $"open until {London.At(closes):HH:mm}",
            { IsOpen: true } => "open",
            { IsOpen: false, OpensNext: { } next } => $"opens {When(next)}",
            _ => "hours unknown",
        };
        return state is null ? person.Helper.Id : $"{person.Helper.Id} ({state})";
    }

    private IEnumerable<string> Dates(Reply.KeyDates dates)
    {
        foreach (KeyDate date in dates.Dates)
        {
            string day = date.Date is { } on ? $"{date.When}: on or before {Day(on)}" : date.When;
            string working = date.LastWorkingDay is { } lastDay ? $", last working day {Day(lastDay)}" : "";
            yield return $"date: {date.Rule} {date.What}: {day}{working}{Remark(date)}";
            if (date.Told is { } told)
            {
                yield return $"told: {date.Rule} {Day(told.Day)}: {told.Timing}{(told.Late is > 0 ? $" by {told.Late} {told.Unit}" : "")}{(told.Do.IsEmpty ? "" : $" [{string.Join(" | ", told.Do.Select(p => p.Text))}]")}";
            }
        }

        foreach (DateWanted wanted in dates.Wanted)
        {
            bool beyond = wanted.Ask.StartsWith(engine.Library.Messages.Text("date-beyond"), StringComparison.Ordinal);
            yield return $"wants date: {wanted.Event}{(wanted.Given is { } given ? $" (has {Day(given)}{(beyond ? ", beyond the list" : "")})" : "")}";
        }
    }

    private string Remark(KeyDate date)
    {
        string Start(string key) => engine.Library.Messages.Text(key).Split('{')[0];
        return date.Note switch
        {
            null => "",
            { } note when note.Contains("is a day most people don't work", StringComparison.Ordinal) => " (asks to check the day)",
            { } note when note.StartsWith(Start("date-passed"), StringComparison.Ordinal) => " (has passed)",
            { } note when note.StartsWith(Start("date-if-it-goes-ahead"), StringComparison.Ordinal) => " (if it goes ahead)",
            _ => "",
        };
    }

    private void Wrap(string line)
    {
        const int Width = 130;
        const string Next = "        ";
        while (line.Length > Width && line.LastIndexOf(' ', Width) is var cut && cut > Next.Length)
        {
            page.Append(line.AsSpan(0, cut)).Append('\n');
            line = Next + line[(cut + 1)..];
        }

        page.Append(line).Append('\n');
    }
}
