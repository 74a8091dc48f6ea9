using AdviceBot.Core;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Host.Channels.Console;

/// <summary>A typed line as a message. Almost every line is simply what a person typed; the engine understands it.</summary>
public static class ConsoleReader
{
    /// <summary>The message in a line; null when the person wants to leave.</summary>
    /// <param name="last">The turn before, which says what "more", "change 2" and "go back" are about.</param>
    public static Message? Read(string? line, Turned last)
    {
        ArgumentNullException.ThrowIfNull(last);
        if (line is null)
        {
            return null;
        }

        string plain = PlainWords.Of(line);
        Reply.Urgent? urgent = last.Replies.OfType<Reply.Urgent>().FirstOrDefault();
        return plain switch
        {
            "exit" or "quit" or "bye" => null,
            "more" or "more help" when urgent is not null => new Message.MoreHelp(urgent.Category),
            "go back" or "back" or "" when urgent is not null => new Message.Started(),
            "danger" => new Message.InDanger(),
            _ when plain.StartsWith("change ", StringComparison.Ordinal) && int.TryParse(plain["change ".Length..], out int number) =>
                new Message.Reopened(number - 1),
            _ => new Message.Typed(line),
        };
    }
}
