using System.Security.Cryptography;
using System.Text;
using AdviceBot.Core;

namespace AdviceBot.Host.Content;

/// <summary>Tells contents apart as this program reads them: another comma, or another build, and it is another digest.</summary>
public static class ContentDigest
{
    /// <summary>The SHA-256 of every file's name and text and of this build of the program, in hexadecimal.</summary>
    public static string Of(ContentFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(digest, $"{typeof(Engine).Module.ModuleVersionId} {typeof(ContentDigest).Module.ModuleVersionId}");
        foreach ((string name, string text) in files.All)
        {
            Add(digest, name);
            Add(digest, text);
        }

        return Convert.ToHexString(digest.GetHashAndReset());
    }

    // With its length before it, so that no two contents run into one another alike.
    private static void Add(IncrementalHash digest, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        digest.AppendData(BitConverter.GetBytes(bytes.Length));
        digest.AppendData(bytes);
    }
}
