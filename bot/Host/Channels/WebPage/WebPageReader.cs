using System.Globalization;
using AdviceBot.Core;
using AdviceBot.Core.Dates;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>What a page's form asks for besides the message: how the answer is to be shown.</summary>
public enum Shown
{
    /// <summary>As a page.</summary>
    Page,

    /// <summary>With everything unfolded and no buttons, for paper.</summary>
    Print,

    /// <summary>As an adviser's script.</summary>
    Script,

    /// <summary>Its dates, as a calendar file.</summary>
    Calendar,
}

/// <summary>One posted form, understood.</summary>
/// <param name="Place">The sealed conversation; null for somebody new.</param>
/// <param name="Passages">When printing: ids of the passages on the page that was to be printed.</param>
/// <param name="Helpers">When printing: ids of its helpers.</param>
public sealed record PageRequest(string? Place, Message Message, Shown Shown, string[] Passages, string[] Helpers)
{
    /// <summary>For a calendar file: ids of the days wanted, whether they carry their own name, and when to remind.</summary>
    public (string[] Days, bool Named, Reminder Reminder) Calendar { get; init; } = ([], false, Reminder.None);
}

/// <summary>Turns a posted form into a <see cref="Message"/>. The name of the pressed button says which.</summary>
/// <remarks>A form that makes no sense is taken for "show me where I am": nobody is ever told off for it.</remarks>
public static class WebPageReader
{
    /// <summary>Names of the fields, as the page's forms write them.</summary>
    public const string Place = "place", Step = "step", Choice = "choice", Words = "words", Change = "change", Want = "want",
        More = "more", Do = "do", Event = "event", Day = "day", Month = "month", Year = "year", Passage = "passage", Helper = "helper",
        CalendarDays = "days", CalendarTitle = "title", CalendarReminder = "remind";

    /// <summary>Values of the field <see cref="Do"/>.</summary>
    public const string Back = "back", Again = "again", Danger = "danger", Look = "look", NotThis = "not-this", Date = "date",
        Forget = "forget", Print = "print", Script = "script", Calendar = "calendar", Delete = "delete", Watched = "watched", Alone = "alone";

    /// <summary>The message in a form.</summary>
    public static PageRequest Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        string? pressed = One(form, Do);
        Shown shown = pressed switch
        {
            Print => Shown.Print,
            Script => Shown.Script,
            Calendar => Shown.Calendar,
            _ => Shown.Page,
        };
        return new PageRequest(One(form, Place), Message(form, pressed), shown, Many(form, Passage), Many(form, Helper))
        {
            Calendar = (
                Many(form, CalendarDays),
                One(form, CalendarTitle) == "named",
                One(form, CalendarReminder) switch { "day" => Reminder.DayBefore, "week" => Reminder.WeekBefore, _ => Reminder.None }),
        };
    }

    private static Message Message(IFormCollection form, string? pressed) => pressed switch
    {
        Back => new Message.Back(),
        Again => new Message.StartAgain(),
        Delete => new Message.Deleted(),
        Watched => new Message.Watched(true),
        Alone => new Message.Watched(false),
        Danger => new Message.InDanger(),
        NotThis => new Message.NotThis(),
        Date => new Message.Dated(One(form, Event) ?? "", One(form, Day) ?? "", One(form, Month) ?? "", One(form, Year) ?? ""),
        Forget => new Message.Undated(One(form, Event) ?? ""),
        Look or Print or Script or Calendar => new Message.Started(),
        _ when One(form, Choice) is { } choice => new Message.Pressed(One(form, Step) ?? "", choice),
        _ when int.TryParse(One(form, Change), NumberStyles.None, CultureInfo.InvariantCulture, out int index) => new Message.Reopened(index),
        _ when One(form, Want) is { } id => new Message.Wanted(id),
        _ when One(form, More) is { } category => new Message.MoreHelp(category),
        _ when One(form, Words) is { } words => new Message.Typed(words),
        _ => new Message.Started(),
    };

    private static string? One(IFormCollection form, string name) => form.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    private static string[] Many(IFormCollection form, string name) => [.. form[name].OfType<string>().Take(40)];
}
