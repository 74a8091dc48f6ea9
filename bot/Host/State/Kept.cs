using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using AdviceBot.Core;

namespace AdviceBot.Host.State;

/// <summary>What is kept of a chat: its conversation, and which messages have been answered, so that none is answered twice, even after a restart.</summary>
/// <param name="Answered">Marks of the last messages answered, oldest first; see <see cref="Mark"/>.</param>
/// <param name="Sending">The mark of a message whose answer is on its way: it counts as answered when it has been sent.</param>
/// <param name="Before">The conversation that message found: delivered again, it is answered from there again, and nothing moves twice.</param>
public sealed record Kept(Conversation Conversation, ImmutableArray<ulong> Answered, ulong? Sending = null, Conversation? Before = null)
{
    /// <summary>Channels deliver again what is some minutes old; nobody writes more in that time.</summary>
    public const int MostAnswered = 32;

    private const byte Layout = 1;

    // Whether one is on its way, its mark, and how long what was before is.
    private const int AfterMarks = 1 + 8 + 4;
    private const int UsualLength = 512;

    /// <summary>Nothing answered yet.</summary>
    public static Kept Start(Conversation conversation) => new(conversation, []);

    /// <summary>A mark for a channel's id of a message: short, and nobody gets the id back from it. Null for a message without one.</summary>
    public static ulong? Mark(string? id) =>
        string.IsNullOrEmpty(id) ? null : BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    /// <summary>Whether this message has been answered.</summary>
    public bool HasAnswered(ulong? mark) => mark is { } m && Answered.Contains(m);

    /// <summary>The conversation to answer this message from: mostly the kept one.</summary>
    public Conversation For(ulong? mark) => mark is { } m && m == Sending && Before is not null ? Before : Conversation;

    /// <summary>After one more message. An answer still on its way to them by then won't be sent again.</summary>
    /// <param name="isOnItsWay">Whether its answer is sent after this is kept.</param>
    public Kept After(Conversation after, ulong? mark, bool isOnItsWay)
    {
        Conversation before = For(mark);
        ImmutableArray<ulong> answered = Sending is { } last && last != mark ? With(Answered, last) : Answered;
        return mark is not { } m ? new Kept(after, answered)
            : isOnItsWay ? new Kept(after, answered, m, before)
            : new Kept(after, With(answered, m));
    }

    /// <summary>The answer on its way has been sent.</summary>
    public Kept Sent() => Sending is { } mark ? new Kept(Conversation, With(Answered, mark)) : this;

    /// <summary>As bytes: a layout number, the marks, what was before, and the conversation.</summary>
    public byte[] Write()
    {
        var bytes = new ArrayBufferWriter<byte>(UsualLength);
        Write(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Writes the same bytes.</summary>
    public void Write(IBufferWriter<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        byte[] before = Before is null ? [] : ConversationFormat.Write(Before);
        int length = 2 + (8 * Answered.Length) + AfterMarks;
        Span<byte> head = bytes.GetSpan(length)[..length];
        head[0] = Layout;
        head[1] = (byte)Answered.Length;
        for (int i = 0; i < Answered.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(head[(2 + (8 * i))..], Answered[i]);
        }

        Span<byte> rest = head[^AfterMarks..];
        rest[0] = Sending is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteUInt64LittleEndian(rest[1..], Sending ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(rest[9..], before.Length);
        bytes.Advance(length);
        bytes.Write(before);
        ConversationFormat.Write(Conversation, bytes);
    }

    /// <summary>From bytes, of this layout or of the one before it, which was the conversation alone; null for anything else.</summary>
    public static Kept? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 || bytes[0] != Layout)
        {
            return ConversationFormat.Read(bytes) is { } alone ? Start(alone) : null;
        }

        int count = bytes[1];
        int head = 2 + (8 * count);
        if (count > MostAnswered || bytes.Length < head + AfterMarks)
        {
            return null;
        }

        var answered = ImmutableArray.CreateBuilder<ulong>(count);
        for (int i = 0; i < count; i++)
        {
            answered.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(2 + (8 * i))..]));
        }

        ulong? sending = bytes[head] == 0 ? null : BinaryPrimitives.ReadUInt64LittleEndian(bytes[(head + 1)..]);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(head + 9)..]);
        ReadOnlySpan<byte> rest = bytes[(head + AfterMarks)..];
        if (length < 0 || length > rest.Length || ConversationFormat.Read(rest[length..]) is not { } conversation)
        {
            return null;
        }

        return new Kept(conversation, answered.MoveToImmutable(), sending, length == 0 ? null : ConversationFormat.Read(rest[..length]));
    }

    private static ImmutableArray<ulong> With(ImmutableArray<ulong> marks, ulong mark) =>
        marks.Contains(mark) ? marks : [.. marks.Length < MostAnswered ? marks : marks[1..], mark];
}
