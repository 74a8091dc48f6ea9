using System.Security.Cryptography;
using System.Text;
using AdviceBot.Core.Search;

namespace AdviceBot.Host.Content;

/// <summary>Keeps in a file what the search learned from this very content, so that a service that comes back after a fault need not learn it again first.</summary>
/// <remarks>
/// The file is a SHA-256 of all that follows, one of the name of what it was learned from, and what was learned. Whatever is not exactly that is passed over,
/// and learned again. A file that can't be read or written costs nothing but time. It says nothing of anybody.
/// </remarks>
/// <param name="file">Where it lies.</param>
public sealed class LearnedAsksFile(string file)
{
    private Task<(byte[] Name, LearnedAsks Learned)?>? ahead;

    /// <summary>Begins to read the file beside other work, for the next <see cref="Find"/>.</summary>
    public void Begin() => Volatile.Write(ref ahead, Task.Run(Read));

    /// <summary>What was learned from content; null where that is not known.</summary>
    /// <param name="from">The name of the content, and of what of it was read.</param>
    public LearnedAsks? Find(string from) =>
        (Interlocked.Exchange(ref ahead, null) is { } begun ? begun.GetAwaiter().GetResult() : Read()) is { } read && read.Name.AsSpan().SequenceEqual(NameOf(from)) ? read.Learned : null;

    /// <summary>Keeps what was learned from content, in the place of what was kept before.</summary>
    public void Note(string from, LearnedAsks learned)
    {
        ArgumentNullException.ThrowIfNull(learned);
        byte[] name = NameOf(from), bytes = learned.ToBytes();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(name);
        digest.AppendData(bytes);
        WholeFile.TryWrite(file, to =>
        {
            to.Write(digest.GetHashAndReset());
            to.Write(name);
            to.Write(bytes);
        });
    }

    private static byte[] NameOf(string from) => SHA256.HashData(Encoding.UTF8.GetBytes(from));

    private (byte[] Name, LearnedAsks Learned)? Read()
    {
        try
        {
            ReadOnlySpan<byte> all = File.Exists(file) ? File.ReadAllBytes(file) : [];
            return all.Length > 2 * SHA256.HashSizeInBytes && SHA256.HashData(all[SHA256.HashSizeInBytes..]).AsSpan().SequenceEqual(all[..SHA256.HashSizeInBytes])
                ? (all.Slice(SHA256.HashSizeInBytes, SHA256.HashSizeInBytes).ToArray(), LearnedAsks.FromBytes(all[(2 * SHA256.HashSizeInBytes)..]))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }
}
