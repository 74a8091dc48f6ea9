using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdviceBot.Core;

namespace AdviceBot.Host.Content;

/// <summary>Remembers in a file that this very content was proven, so that a service that comes back after a fault need not prove it again first.</summary>
/// <remarks>
/// It holds one digest, and what will soon be a problem. The digest is of every file's name and text, of this build of the program, whose rules they are, and of the day, since some rules
/// hold for a time only. A changed comma, a new program or a new day, and all is proven again. A file that can't be read or written costs
/// nothing but time.
/// </remarks>
/// <param name="file">Where it lies. It says nothing of anybody.</param>
public sealed class Proven(string file)
{
    /// <summary>The digest of content as this program would prove it on a day.</summary>
    public static string DigestOf(ContentFiles files, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(digest, $"{typeof(Engine).Module.ModuleVersionId} {typeof(Proven).Module.ModuleVersionId} {today.DayNumber}");
        foreach ((string name, string text) in files.All)
        {
            Add(digest, name);
            Add(digest, text);
        }

        return Convert.ToHexString(digest.GetHashAndReset());
    }

    /// <summary>What will soon be a problem in content that was proven; null where it was not proven.</summary>
    public ImmutableArray<Problem>? Find(string digest)
    {
        try
        {
            return File.Exists(file) && File.ReadAllLines(file) is [var proven, .. var warnings] && proven == digest
                ? [.. warnings.Select(w => JsonSerializer.Deserialize<Problem>(w)!)]
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>It is proven, and this will soon be a problem.</summary>
    public void Note(string digest, ImmutableArray<Problem> warnings)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllLines(file, warnings.Select(w => JsonSerializer.Serialize(w)).Prepend(digest));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Proven again at the next start.
        }
    }

    // With its length before it, so that no two contents run into one another alike.
    private static void Add(IncrementalHash digest, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        digest.AppendData(BitConverter.GetBytes(bytes.Length));
        digest.AppendData(bytes);
    }
}
