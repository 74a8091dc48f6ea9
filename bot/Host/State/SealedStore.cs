using System.Buffers.Binary;
using System.Security.Cryptography;
using AdviceBot.Core;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace AdviceBot.Host.State;

/// <summary>Keeps nothing: the conversation itself, sealed, is the handle, and travels in the page's form.</summary>
/// <remarks>
/// Sealed by a <see cref="Sealer"/>: nobody can read or change it. Inside stand its random name, when it began and when it
/// was last used, so it ends like any other (<see cref="KeptStore.HasEnded"/>), and at once for whoever left or had it deleted.
/// It is only as lasting as the keys.
/// </remarks>
public sealed class SealedStore(IDataProtectionProvider protection, TimeProvider clock, EndedConversations ended) : IConversationStore
{
    /// <summary>Longest handle looked at; ours are far shorter.</summary>
    public const int LongestHandle = 16_000;

    private const int NameLength = 16;
    private const int HeadLength = NameLength + 8 + 8;

    private readonly Sealer sealer = new(protection.CreateProtector("AdviceBot.Conversation.v2"), clock);

    /// <inheritdoc/>
    public async ValueTask<Conversation?> OpenAsync(string handle, CancellationToken stop)
    {
        Page? page = Open(handle);
        if (page is null || IsOver(page) || await StandingAsync(page, stop) != Standing.GoesOn)
        {
            return null;
        }

        Conversation? conversation = ConversationFormat.Read(page.Plain.AsSpan(HeadLength));
        return conversation is { IsWatched: true } && IsOver(page, isWatched: true) ? null : conversation;
    }

    /// <inheritdoc/>
    public async ValueTask<string> KeepAsync(string? handle, Conversation conversation, CancellationToken stop)
    {
        Page? before = handle is null ? null : Open(handle);
        bool goesOn = before is not null && !IsOver(before) && await StandingAsync(before, stop) == Standing.GoesOn;
        return Seal(goesOn ? before!.Plain.AsSpan(0, NameLength + 8) : [], conversation);
    }

    /// <inheritdoc/>
    public async ValueTask<string> ForgetAsync(string? handle, CancellationToken stop)
    {
        await EndAsync(handle);
        return Seal([], Conversation.New);
    }

    /// <summary>Ends the conversation behind a handle: from now on none of its handles opens it.</summary>
    public async ValueTask EndAsync(string? handle)
    {
        if (!string.IsNullOrEmpty(handle) && Open(handle) is { } page && !IsOver(page))
        {
            await ended.AddAsync(page.Name);
        }
    }

    /// <summary>Whether somebody left this conversation or had it deleted. Of such a one nothing is shown, not even that there was one.</summary>
    public async ValueTask<bool> WasEndedAsync(string? handle, CancellationToken stop) =>
        !string.IsNullOrEmpty(handle) && Open(handle) is { } page && await StandingAsync(page, stop) == Standing.Ended;

    /// <summary>What limits count a conversation by; null for a handle that is none.</summary>
    public long? Counted(string? handle) => !string.IsNullOrEmpty(handle) && Open(handle) is { } page ? BinaryPrimitives.ReadInt64LittleEndian(page.Plain) : null;

    private ValueTask<Standing> StandingAsync(Page page, CancellationToken stop) => ended.FindAsync(page.Name, page.Touched ?? DateTimeOffset.MinValue, page.IsOwn, stop);

    /// <summary>Seals a state as it is, also one of another edition.</summary>
    public string Seal(byte[] state) => Seal([], state);

    private string Seal(ReadOnlySpan<byte> nameAndBeginning, Conversation conversation) => Seal(nameAndBeginning, ConversationFormat.Write(conversation));

    private string Seal(ReadOnlySpan<byte> nameAndBeginning, byte[] state)
    {
        byte[] plain = new byte[HeadLength + state.Length];
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (nameAndBeginning.IsEmpty)
        {
            RandomNumberGenerator.Fill(plain.AsSpan(0, NameLength));
            BinaryPrimitives.WriteInt64LittleEndian(plain.AsSpan(NameLength), now);
        }
        else
        {
            nameAndBeginning.CopyTo(plain);
        }

        BinaryPrimitives.WriteInt64LittleEndian(plain.AsSpan(NameLength + 8), now);
        state.CopyTo(plain.AsSpan(HeadLength));
        return WebEncoders.Base64UrlEncode(sealer.Seal(plain));
    }

    private Page? Open(string handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        if (handle.Length is 0 or > LongestHandle)
        {
            return null;
        }

        try
        {
            byte[] sealedBytes = WebEncoders.Base64UrlDecode(handle);
            byte[] plain = sealer.Open(sealedBytes);
            return plain.Length > HeadLength ? new Page(plain, sealer.IsOwn(sealedBytes)) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            // Forged, cut off, or sealed with keys that are gone: a new conversation.
            return null;
        }
    }

    // What a clock that ran wild wrote in the future is over too, or it would never end.
    private bool IsOver(Page page, bool isWatched = false)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return page.Started is not { } started
            || page.Touched is not { } touched
            || KeptStore.HasEnded(started, touched, now, isWatched)
            || touched - now > KeptStore.Longest;
    }

    /// <summary>A handle, opened.</summary>
    /// <param name="IsOwn">Whether this process sealed it.</param>
    private sealed record Page(byte[] Plain, bool IsOwn)
    {
        public string Name => EndedConversations.NameOf(Plain.AsSpan(0, NameLength));

        public DateTimeOffset? Started => Time(NameLength);

        public DateTimeOffset? Touched => Time(NameLength + 8);

        private DateTimeOffset? Time(int at)
        {
            long seconds = BinaryPrimitives.ReadInt64LittleEndian(Plain.AsSpan(at));
            return seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }
    }
}
