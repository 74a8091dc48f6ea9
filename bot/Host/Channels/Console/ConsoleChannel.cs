using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;
using AdviceBot.Core.Understanding;
using AdviceBot.Host.Keeping;
using AdviceBot.Host.State;

namespace AdviceBot.Host.Channels.Console;

/// <summary>The same conversation in a terminal.</summary>
public static class ConsoleChannel
{
    /// <summary>Talks until the person leaves or the input ends.</summary>
    /// <param name="library">The words in use, for the six words of a place; null where those aren't offered.</param>
    public static async Task RunAsync(
        TurnRunner runner, Func<ConsoleWriter> writer, TextReader input, TextWriter output, TimeProvider clock, CancellationToken stop, Func<Library>? library = null)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(clock);
        var store = new MemoryStore();
        Turned turned = await runner.RunAsync(store, null, new Message.Started(), stop);
        writer().Write(output, turned.Replies);
        while (!stop.IsCancellationRequested)
        {
            await output.WriteAsync("> ");
            await output.FlushAsync(stop);
            string? line = await input.ReadLineAsync(stop);
            if (ConsoleReader.Read(line, turned) is not { } message)
            {
                return;
            }

            // Asked for at an ending: the dates of the place, as a file's text.
            if (PlainWords.Of(line!) is "calendar" or "calendar day" or "calendar week" && !turned.Replies.OfType<Reply.Urgent>().Any())
            {
                turned = await runner.RunAsync(store, turned.Handle, new Message.Started(), stop);
                await output.WriteLineAsync();
                writer().WriteCalendar(output, turned.Replies, PlainWords.Of(line!), clock.GetUtcNow());
                continue;
            }

            await output.WriteLineAsync();
            if (line is not null && library?.Invoke() is { } words && PathCode.LooksLike(line))
            {
                PathReading reading = PathCode.Read(words, line);
                writer().Write(output, [new Reply.Said("place", PathAnswer.Of(reading, words.Messages).Text)]);
                if (reading is not PathReading.Found found)
                {
                    continue;
                }

                turned = turned with { Handle = await store.KeepAsync(turned.Handle, Conversation.New with { Trail = found.Trail }, stop) };
                message = new Message.Started();
            }

            turned = await runner.RunAsync(store, turned.Handle, message, stop);
            writer().Write(output, turned.Replies);
            if (library?.Invoke() is { } now && turned.Replies.OfType<Reply.Ending>().Any())
            {
                string spoken = PathCode.For(now, turned.After.Trail).Spoken;
                writer().Write(output, [new Reply.Said("keep-words", $"{now.Messages.Text("keep-words")} {spoken}")]);
            }
        }
    }
}
