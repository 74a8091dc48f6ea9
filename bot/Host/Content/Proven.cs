using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

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
    /// <summary>What will soon be a problem in content that was proven; null where it was not proven.</summary>
    /// <param name="digest">Of the content: <see cref="ContentDigest"/>.</param>
    public ImmutableArray<Problem>? Find(string digest, DateOnly today)
    {
        try
        {
            return File.Exists(file) && File.ReadAllLines(file) is [var proven, .. var warnings] && proven == Name(digest, today)
                ? [.. warnings.Select(w => JsonSerializer.Deserialize<Problem>(w)!)]
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>It is proven, and this will soon be a problem.</summary>
    public void Note(string digest, DateOnly today, ImmutableArray<Problem> warnings) =>
        WholeFile.TryWrite(file, to => to.Write(Encoding.UTF8.GetBytes(string.Join('\n', warnings.Select(w => JsonSerializer.Serialize(w)).Prepend(Name(digest, today))))));

    private static string Name(string digest, DateOnly today) => $"{digest} {today.DayNumber}";
}
