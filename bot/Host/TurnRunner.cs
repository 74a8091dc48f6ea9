using System.Collections.Immutable;
using System.Diagnostics;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host.Content;
using AdviceBot.Host.Language;
using AdviceBot.Host.Operations;
using AdviceBot.Host.State;

namespace AdviceBot.Host;

/// <summary>What a channel shows after a turn, and the handle to come back with.</summary>
/// <param name="IsDeleted">Whether the person had everything deleted.</param>
public sealed record Turned(string Handle, ImmutableArray<Reply> Replies, Conversation After, bool IsDeleted = false);

/// <summary>Opens the conversation, decides, keeps it. The only caller of <see cref="Engine.Turn"/>.</summary>
public sealed partial class TurnRunner(LiveLibrary live, TimeProvider clock, ILogger<TurnRunner> log, Counts? counts = null, ILanguageService? language = null)
{
    // Whoever may be in danger is answered at once, and their words go nowhere: the engine says when.
    private readonly bool isHinted = language is not (null or NoLanguage);

    /// <summary>One turn.</summary>
    /// <param name="handle">What the last turn gave; null or empty for somebody new. One we can't open any more is a new conversation, and says so.</param>
    /// <param name="reader">Whose words are shown.</param>
    public async Task<Turned> RunAsync(IConversationStore store, string? handle, Message message, CancellationToken stop, Audience reader = Audience.Parent)
    {
        ArgumentNullException.ThrowIfNull(store);
        long start = Stopwatch.GetTimestamp();
        Engine engine = live.Current.For(reader);
        Conversation? before = string.IsNullOrEmpty(handle) ? Conversation.New : await OpenAsync(store, handle, stop);
        message = Lost(before, message);
        Hints hints = isHinted && engine.WantsHints(before ?? Conversation.New, message, out message) && message is Message.Typed typed
            ? await language!.HintsAsync(typed.Text, stop)
            : Hints.None;
        TurnResult turn = engine.Turn(before ?? Conversation.New, message, clock.GetUtcNow(), hints);
        string kept = turn.IsDeleted ? await ForgetAsync(store, handle, stop) : await KeepAsync(store, handle, turn.After, stop);

        // Nothing stands before a card: whoever may be in danger doesn't need to hear about places.
        ImmutableArray<Reply> replies = before is not null || turn.Replies is [Reply.Urgent, ..] ? turn.Replies
            : [new Reply.Said("place-lost", engine.Library.Messages.Text("place-lost")), .. turn.Replies];
        counts?.Add(replies);
        if (log.IsEnabled(LogLevel.Information))
        {
            Took(log, Kinds(replies), (turn.Replies.LastOrDefault() as Reply.Question)?.Step ?? "-", Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new Turned(kept, replies, turn.After, turn.IsDeleted);
    }

    // A store that fails still leaves an answer: the place is lost, or stays where it was, and the parent is helped now.
    private async Task<Conversation?> OpenAsync(IConversationStore store, string handle, CancellationToken stop)
    {
        try
        {
            return await store.OpenAsync(handle, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(log, store.GetType().Name, e.GetType().Name);
            return null;
        }
    }

    private async Task<string> KeepAsync(IConversationStore store, string? handle, Conversation after, CancellationToken stop)
    {
        try
        {
            return await store.KeepAsync(handle, after, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(log, store.GetType().Name, e.GetType().Name);
            return handle ?? "";
        }
    }

    private async Task<string> ForgetAsync(IConversationStore store, string? handle, CancellationToken stop)
    {
        try
        {
            return await store.ForgetAsync(handle, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(log, store.GetType().Name, e.GetType().Name);
            return "";
        }
    }

    // A button of a conversation we can't open means nothing; words still do.
    private static Message Lost(Conversation? before, Message message) =>
        before is not null || message is Message.Typed or Message.InDanger or Message.MoreHelp or Message.Deleted or Message.Watched ? message : new Message.Started();

    // Never a word that anybody wrote.
    [LoggerMessage(LogLevel.Information, "turn {Kinds} at {Step} in {Milliseconds:0.0} ms")]
    private static partial void Took(ILogger logger, string kinds, string step, double milliseconds);

    [LoggerMessage(LogLevel.Error, "{Store} failed ({Kind}); the turn was answered without it")]
    private static partial void Failed(ILogger logger, string store, string kind);

    private static string Kinds(ImmutableArray<Reply> replies) => string.Join('+', replies.Select(r => r.GetType().Name));
}
