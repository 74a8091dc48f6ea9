using System.Collections.Immutable;
using System.IO.Compression;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Channels.Teams;

/// <summary>The file a Teams administrator uploads: the manifest and both icons. The same app gives the same bytes.</summary>
public static class TeamsPackage
{
    private static readonly string[] All = ["again", "look", "talk"];

    // Zip files know no day before this one.
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The menu over the box to write in. Titles are words the bot takes as commands, and give nothing away.</summary>
    public static ImmutableArray<TeamsCommand> Commands(Messages messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return [.. All.Select(c => new TeamsCommand(messages.Text($"teams-{c}"), messages.Text($"teams-{c}-about")))];
    }

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(TeamsApp app)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "manifest.json", TeamsManifest.Write(app));
            Add(zip, TeamsManifest.Colour, TeamsIcons.Colour());
            Add(zip, TeamsManifest.Outline, TeamsIcons.Outline());
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Always;
        using Stream file = entry.Open();
        file.Write(bytes);
    }
}
