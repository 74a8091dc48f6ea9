using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Content;
using AdviceBot.Host.State;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>What one activity was answered with.</summary>
/// <param name="Heard">What it was taken for.</param>
/// <param name="IsRepeat">Whether it had been answered before, and so is not again.</param>
/// <param name="IsDeleted">Whether the person had everything deleted: what the channel holds of the chat has to go too.</param>
/// <param name="IsWatched">Whether somebody is beside the person, so that what the channel holds goes sooner; null where that is as it was.</param>
public sealed record Answered(Heard Heard, ImmutableArray<Activity> Activities, bool IsRepeat = false, bool IsDeleted = false, bool? IsWatched = null);

/// <summary>How a message came, and how its answer goes.</summary>
/// <param name="Id">The channel's own id for it, the same when it is delivered again; null when it has none.</param>
/// <param name="IsSentAfter">Whether the answer is sent by a call of ours after the turn; then <see cref="ActivityTurns.SentAsync"/> follows.</param>
public sealed record Delivery(string? Id, bool IsSentAfter = false);

/// <summary>A sentence a newcomer is told first.</summary>
/// <param name="Address">The address it names, if it names one.</param>
public sealed record Note(string Key, string? Address = null);

/// <summary>Answers one activity: the part that Direct Line and the connector share. One conversation, one turn at a time.</summary>
public sealed class ActivityTurns(TurnRunner runner, KeptStore store, LiveLibrary live, PageFrame frame)
{
    private const int MostTries = 20;

    // Whoever is in danger waits no longer for their place to be found and kept: the card comes without it, and it stays where it was.
    private static readonly TimeSpan LongestForDanger = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLeave = TimeSpan.FromMilliseconds(200);

    // Stands among the answered while somebody hasn't been told yet who may read along.
    private static readonly ulong Untold = Kept.Mark("untold")!.Value;

    private readonly Turnstile turnstile = new();

    // That of the words in use; another edition brings another.
    private volatile ActivityWriter? writer;

    /// <summary>The answer, not yet addressed to anybody. When it is given, the turn is kept.</summary>
    /// <param name="handle">The conversation, named so that no other channel has the same name.</param>
    /// <param name="notes">What a newcomer is told first, such as who may read along.</param>
    public async Task<Answered> AnswerAsync(string handle, Hearing hearing, Delivery delivery, ChannelManner manner, ImmutableArray<Note> notes, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(hearing);
        ArgumentNullException.ThrowIfNull(delivery);
        Heard heard = hearing.Heard;
        if (heard is Heard.Nothing or Heard.Invoked)
        {
            return new Answered(heard, []);
        }

        using var given = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task<Answered> answer = InTurnAsync(handle, heard, delivery, manner, notes, given.Token);
        try
        {
            return await answer.WaitAsync(LongestForDanger, CancellationToken.None);
        }
        catch (TimeoutException) when (!answer.IsCompleted)
        {
            // Late. Whoever can wait does.
            if (heard is not Heard.Said || !hearing.IsUrgent())
            {
                return await answer;
            }
        }

        await given.CancelAsync();
        await Task.WhenAny(answer, Task.Delay(LongestLeave, CancellationToken.None));
        return answer.IsCompletedSuccessfully ? await answer : await WithoutPlaceAsync(handle, ((Heard.Said)heard).Message, heard, manner, stop);
    }

    private async Task<Answered> InTurnAsync(string handle, Heard heard, Delivery delivery, ChannelManner manner, ImmutableArray<Note> notes, CancellationToken stop)
    {
        using IDisposable turn = await turnstile.EnterAsync(handle, stop);
        switch (heard)
        {
            case Heard.Said said:
                return await TurnAsync(handle, said.Message, heard, delivery, manner, notes, stop);
            case Heard.Arrived:
                // A second word of somebody's coming finds them there, and says nothing.
                return (await store.FindAsync(handle, stop)).Kept is null
                    ? await TurnAsync(handle, new Message.Started(), heard, delivery, manner, notes, stop)
                    : new Answered(heard, []);
            case Heard.InGroup:
                return new Answered(heard, Write([InPrivate()], manner));
            case Heard.Left:
                await store.ForgetAsync(handle, stop);
                return new Answered(heard, []);
            default:
                return new Answered(heard, []);
        }
    }

    /// <summary>The answer to the last message has been sent: delivered again, it is not answered again.</summary>
    public async Task SentAsync(string handle, Delivery delivery, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ulong? mark = Kept.Mark(delivery.Id);
        for (int tried = 0; tried < MostTries; tried++)
        {
            Found found = await store.FindAsync(handle, stop);
            if (mark is null || found.Kept?.Sending != mark || await store.KeepAsync(handle, found, found.Kept.Sent(), stop))
            {
                return;
            }
        }
    }

    /// <summary>What an activity asks of us.</summary>
    public Hearing Hear(Incoming activity) => new(ActivityReader.Read(activity), live);

    private Messages Messages => live.Current.Parents.Library.Messages;

    // Another machine may have taken a turn of the same conversation at the same moment: then this one is taken again, after it.
    private async Task<Answered> TurnAsync(string handle, Message message, Heard heard, Delivery delivery, ChannelManner manner, ImmutableArray<Note> notes, CancellationToken stop)
    {
        ulong? mark = Kept.Mark(delivery.Id);
        for (int tried = 1; ; tried++)
        {
            Found found = await store.FindAsync(handle, stop);
            if (found.Kept?.HasAnswered(mark) == true)
            {
                return new Answered(heard, [], IsRepeat: true);
            }

            Turned turned = await runner.RunAsync(new Opened(found, found.Kept?.For(mark)), handle, message, stop);
            // Nothing stands before an urgent card: whoever begins with one is greeted in the next turn.
            bool isUntold = found.Kept is null || found.Kept.HasAnswered(Untold);
            bool isUrgent = turned.Replies.Any(r => r is Reply.Urgent);
            // Drawn before it is kept, so that as little as can be lies between keeping a turn and answering it.
            ImmutableArray<Activity> activities = Write(isUntold && !isUrgent ? Greet(turned.Replies, notes) : turned.Replies, manner);
            if (turned.IsDeleted)
            {
                await store.ForgetAsync(handle, stop);
                return new Answered(heard, activities, IsDeleted: true, IsWatched: false);
            }

            Kept next = (found.Kept ?? Kept.Start(Conversation.New)).After(turned.After, mark, delivery.IsSentAfter && !activities.IsEmpty);
            if (isUntold)
            {
                next = next with { Answered = isUrgent ? [.. next.Answered.Remove(Untold), Untold] : next.Answered.Remove(Untold) };
            }

            if (await store.KeepAsync(handle, found, next, stop) || tried == MostTries)
            {
                return new Answered(heard, activities, IsWatched: turned.After.IsWatched);
            }
        }
    }

    private async Task<Answered> WithoutPlaceAsync(string handle, Message message, Heard heard, ChannelManner manner, CancellationToken stop)
    {
        Turned turned = await runner.RunAsync(new Opened(new Found(null, null, IsLost: true), null), handle, message, stop);
        return new Answered(heard, Write(turned.Replies, manner), IsWatched: turned.After.IsWatched ? true : null);
    }

    private ImmutableArray<Reply> Greet(ImmutableArray<Reply> replies, ImmutableArray<Note> notes) =>
        [Say("page-about"), .. notes.Select(n => Say(n.Key, n.Address)), .. replies];

    private Reply InPrivate()
    {
        Library library = live.Current.Parents.Library;
        return new Reply.Said("chat-private", library.Messages.Text("chat-private", ("emergency", library.Helper(Signposter.Emergency)!.Phone!)));
    }

    private ImmutableArray<Activity> Write(ImmutableArray<Reply> replies, ChannelManner manner)
    {
        Messages messages = Messages;
        ActivityWriter its = writer is { } last && last.IsFor(messages) ? last : writer = new ActivityWriter(messages, frame.Name, frame.ExitTo);
        return its.Write(replies, manner);
    }

    private Reply Say(string key, string? address = null) =>
        new Reply.Said(key, address is null ? Messages.Text(key) : Messages.Text(key, ("address", address)));

    // The conversation as it was found; what comes of it is kept above, together with what has been answered.
    private sealed class Opened(Found found, Conversation? before) : IConversationStore
    {
        public ValueTask<Conversation?> OpenAsync(string handle, CancellationToken stop) => ValueTask.FromResult(found.IsLost ? null : before ?? Conversation.New);

        public ValueTask<string> KeepAsync(string? handle, Conversation conversation, CancellationToken stop) => ValueTask.FromResult(handle!);

        public ValueTask<string> ForgetAsync(string? handle, CancellationToken stop) => ValueTask.FromResult(handle!);
    }
}
