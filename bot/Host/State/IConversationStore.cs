using AdviceBot.Core;

namespace AdviceBot.Host.State;

/// <summary>Keeps conversations between turns.</summary>
public interface IConversationStore
{
    /// <summary>The conversation behind a handle; null when there is none any more, or the handle is not ours.</summary>
    ValueTask<Conversation?> OpenAsync(string handle, CancellationToken stop);

    /// <summary>Keeps a conversation and gives the handle to come back with, which may differ each time.</summary>
    /// <param name="handle">The handle it was opened with; null for a new one.</param>
    ValueTask<string> KeepAsync(string? handle, Conversation conversation, CancellationToken stop);

    /// <summary>Forgets a conversation now, and gives the handle to begin anew with.</summary>
    ValueTask<string> ForgetAsync(string? handle, CancellationToken stop);
}
