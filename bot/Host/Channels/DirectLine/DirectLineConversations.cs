using System.Collections.Concurrent;
using AdviceBot.Host.State;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>All chats of this moment.</summary>
public sealed class DirectLineConversations(KeptStore store, IOptions<BotSettings> settings, TimeProvider clock) : ISweep
{
    // Whoever has said nothing for so long is reading, or has gone.
    private static readonly TimeSpan Resting = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, DirectLineConversation> chats = new(StringComparer.Ordinal);
    private readonly int most = settings.Value.DirectLine.MostConversations;

    /// <summary>Whether another can begin.</summary>
    public bool HasRoom
    {
        get
        {
            if (chats.Count < most)
            {
                return true;
            }

            Sweep();
            return chats.Count < most;
        }
    }

    /// <summary>The name under which a chat's place is kept.</summary>
    public static string Handle(string id) => "directline/" + id;

    /// <summary>The chat a token is for, begun now if need be; null when there is no room.</summary>
    public async Task<(DirectLineConversation? Chat, bool IsNew)> StartAsync(DirectLineClaims claims, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (await FindAsync(claims, isKnown: false, stop) is { } there)
        {
            return (there, false);
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (!HasRoom)
        {
            return (null, false);
        }

        var fresh = new DirectLineConversation(claims.Conv, claims.User, now, now);
        DirectLineConversation kept = chats.GetOrAdd(claims.Conv, fresh);
        return (kept, ReferenceEquals(kept, fresh));
    }

    /// <summary>The chat a token is for; null when it never began or is over.</summary>
    /// <remarks>After a restart its words are gone, and its place is not: it goes on.</remarks>
    public Task<DirectLineConversation?> FindAsync(DirectLineClaims claims, CancellationToken stop) => FindAsync(claims, isKnown: true, stop);

    // Known: they say that it has begun. Where the place can't be looked up just now, they are believed, since their token is ours.
    private async Task<DirectLineConversation?> FindAsync(DirectLineClaims claims, bool isKnown, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(claims);
        DateTimeOffset now = clock.GetUtcNow();
        if (chats.TryGetValue(claims.Conv, out DirectLineConversation? chat))
        {
            if (!chat.HasEnded(now))
            {
                return chat;
            }

            chats.TryRemove(KeyValuePair.Create(claims.Conv, chat));
            return null;
        }

        Found found = await store.FindAsync(Handle(claims.Conv), stop);
        if (found.Kept is null && !(found.IsLost && isKnown))
        {
            return null;
        }

        var again = new DirectLineConversation(claims.Conv, claims.User, DateTimeOffset.FromUnixTimeSeconds(claims.Start), now, now.ToUnixTimeMilliseconds());
        again.Watch(found.Kept?.Conversation.IsWatched == true);
        return chats.GetOrAdd(claims.Conv, again);
    }

    /// <inheritdoc/>
    public void Sweep()
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach ((string id, DirectLineConversation chat) in chats)
        {
            if (chat.HasEnded(now))
            {
                chats.TryRemove(KeyValuePair.Create(id, chat));
            }
            else if (now - chat.Touched >= Resting)
            {
                chat.Rest();
            }
        }
    }
}
