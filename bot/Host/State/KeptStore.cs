using System.Buffers;
using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using AdviceBot.Core;
using Microsoft.AspNetCore.DataProtection;

namespace AdviceBot.Host.State;

/// <summary>A conversation as it was found.</summary>
/// <param name="Kept">What was kept of it; null for a new one.</param>
/// <param name="Row">The row it lay in, for keeping the next in its place.</param>
/// <param name="IsLost">Whether there was one, or may have been, that can't be opened now.</param>
public sealed record Found(Kept? Kept, StateRow? Row, bool IsLost)
{
    /// <summary>The names it was looked for under, worked out once for a turn.</summary>
    internal KeptName? Name { get; init; }
}

/// <summary>A channel's handle, and what it is kept under.</summary>
/// <param name="Digest">Sealed along with what is kept.</param>
/// <param name="Key">The same as text, for the table.</param>
internal sealed record KeptName(string Handle, byte[] Digest, string Key)
{
    /// <summary>The name for a handle.</summary>
    public static KeptName Of(string handle)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(handle));
        return new KeptName(handle, digest, Base64Url.EncodeToString(digest));
    }
}

/// <summary>Keeps conversations on the server's side, for channels whose clients can't carry them along.</summary>
/// <remarks>
/// Sealed before it is stored; its name is stored as a digest, since a channel's name for a conversation can point to a person.
/// It ends half an hour after it was last used, and after twelve hours in any case. A table that fails costs people their place,
/// never an answer.
/// </remarks>
public sealed partial class KeptStore(IStateTable table, IDataProtectionProvider protection, TimeProvider clock, ILogger<KeptStore> log) : IConversationStore
{
    /// <summary>A conversation not used for so long has ended.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>With somebody beside them, one not used for so long has ended.</summary>
    public static readonly TimeSpan IdleWatched = TimeSpan.FromMinutes(5);

    /// <summary>No conversation lasts longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const int MostTries = 20;
    private const int UsualLength = 1024;

    private readonly Sealer sealer = new(protection.CreateProtector("AdviceBot.Kept.v1"), clock);

    /// <summary>Whether a conversation has ended by now. One last used long from now was kept by a clock that was wrong, and has ended too.</summary>
    /// <param name="isWatched">Whether somebody is beside its person.</param>
    public static bool HasEnded(DateTimeOffset started, DateTimeOffset touched, DateTimeOffset now, bool isWatched = false) =>
        (now - touched).Duration() >= (isWatched ? IdleWatched : Idle) || now - started >= Longest;

    /// <inheritdoc/>
    public async ValueTask<Conversation?> OpenAsync(string handle, CancellationToken stop) => (await FindAsync(handle, stop)).Kept?.Conversation;

    /// <summary>What is kept under a handle.</summary>
    public async ValueTask<Found> FindAsync(string handle, CancellationToken stop)
    {
        KeptName name = KeptName.Of(handle);
        try
        {
            StateRow? row = await table.ReadAsync(name.Key, stop);
            if (row is not null && HasEnded(row.Started, row.Touched, clock.GetUtcNow()))
            {
                await table.DeleteAsync(name.Key, stop);
                row = null;
            }

            Kept? kept = row is null ? null : Unseal(row.Sealed, name.Digest);
            return new Found(kept, row, IsLost: row is not null && kept is null) { Name = name };
        }
        catch (Exception e) when (IsFault(e))
        {
            Told(e);
            return new Found(null, null, IsLost: true);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The last who keeps it is kept.</remarks>
    public async ValueTask<string> KeepAsync(string? handle, Conversation conversation, CancellationToken stop)
    {
        string name = handle ?? Guid.NewGuid().ToString("n");
        for (int tried = 0; tried < MostTries; tried++)
        {
            Found found = await FindAsync(name, stop);
            if (await KeepAsync(name, found, (found.Kept ?? Kept.Start(conversation)) with { Conversation = conversation }, stop))
            {
                break;
            }
        }

        return name;
    }

    /// <summary>Keeps a conversation in the place of what was found; false when somebody else has kept another turn of it in between.</summary>
    public async ValueTask<bool> KeepAsync(string handle, Found found, Kept kept, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(kept);
        KeptName name = found.Name is { } known && known.Handle == handle ? known : KeptName.Of(handle);
        DateTimeOffset now = clock.GetUtcNow();
        try
        {
            // Whoever sweeps can't look inside: a watched one is put down as used so much earlier that it goes in its shorter time, row and all.
            DateTimeOffset touched = kept.Conversation.IsWatched ? now - (Idle - IdleWatched) : now;
            var row = new StateRow(sealer.Seal(Plain(name, kept).WrittenSpan), found.Row?.Started ?? now, touched, StateRow.NewVersion());
            return await table.WriteAsync(name.Key, row, found.Row?.Version ?? 0, stop);
        }
        catch (Exception e) when (IsFault(e))
        {
            Told(e);
            return true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string> ForgetAsync(string? handle, CancellationToken stop)
    {
        if (handle is null)
        {
            return "";
        }

        try
        {
            await table.DeleteAsync(KeptName.Of(handle).Key, stop);
        }
        catch (Exception e) when (IsFault(e))
        {
            Told(e);
        }

        return handle;
    }

    /// <summary>Forgets all that have ended.</summary>
    public async ValueTask SweepAsync(CancellationToken stop)
    {
        DateTimeOffset now = clock.GetUtcNow();
        try
        {
            await table.SweepAsync(now - Idle, now - Longest, now + Idle, stop);
        }
        catch (Exception e) when (IsFault(e))
        {
            Told(e);
        }
    }

    /// <summary>Whether this is what a table, or the keys, throw when the world fails them.</summary>
    internal static bool IsFault(Exception e) => e is DbException or IOException or UnauthorizedAccessException or TimeoutException or CryptographicException;

    private static ArrayBufferWriter<byte> Plain(KeptName name, Kept kept)
    {
        var plain = new ArrayBufferWriter<byte>(UsualLength);
        plain.Write(name.Digest);
        kept.Write(plain);
        return plain;
    }

    // A table that is known to be away has been told of once, when it went.
    private void Told(Exception e)
    {
        if (e is not TableAwayException)
        {
            Failed(log, e.GetType().Name);
        }
    }

    // The name is sealed along, so that one conversation's row can't be laid under another's name.
    private Kept? Unseal(byte[] row, byte[] name)
    {
        try
        {
            byte[] plain = sealer.Open(row);
            return plain.AsSpan().StartsWith(name) ? Kept.Read(plain.AsSpan(name.Length)) : null;
        }
        catch (CryptographicException)
        {
            // Sealed with keys that are gone, or changed: a new conversation.
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "the state table failed ({Kind}); the turn is answered without it")]
    private static partial void Failed(ILogger logger, string kind);
}
