using System.Collections.Concurrent;
using AdviceBot.Core;

namespace AdviceBot.Host.State;

/// <summary>Keeps conversations in this process, by a name the caller chooses. For the terminal and for tests.</summary>
public sealed class MemoryStore : IConversationStore
{
    private readonly ConcurrentDictionary<string, Conversation> conversations = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<Conversation?> OpenAsync(string handle, CancellationToken stop) => ValueTask.FromResult(conversations.GetValueOrDefault(handle));

    /// <inheritdoc/>
    public ValueTask<string> KeepAsync(string? handle, Conversation conversation, CancellationToken stop)
    {
        string name = handle ?? Guid.NewGuid().ToString("n");
        conversations[name] = conversation;
        return ValueTask.FromResult(name);
    }

    /// <inheritdoc/>
    public ValueTask<string> ForgetAsync(string? handle, CancellationToken stop)
    {
        string name = handle ?? Guid.NewGuid().ToString("n");
        conversations.TryRemove(name, out _);
        return ValueTask.FromResult(name);
    }
}
