using System.Collections.Immutable;
using System.Text;

namespace AdviceBot.Host.Content;

/// <summary>The texts of a content folder by file name, such as "guides/moving.yaml": read once, then judged without the disk.</summary>
/// <param name="All">Each file's text. Names go from the content folder on, with forward slashes.</param>
public sealed record ContentFiles(ImmutableSortedDictionary<string, string> All)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] Extensions = [".yaml", ".yml", ".md", ".json", ".txt"];

    /// <summary>Reads a folder. Hidden files and files that are no text are passed over.</summary>
    public static ContentFiles In(string folder, Problems problems)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (!Extensions.Contains(Path.GetExtension(name)) || name.Split('/').Any(p => p.StartsWith('.')))
            {
                continue;
            }

            byte[] bytes = File.ReadAllBytes(path);
            try
            {
                all[name] = Strict.GetString(bytes).TrimStart('\uFEFF');
            }
            catch (DecoderFallbackException e)
            {
                int line = bytes.AsSpan(0, Math.Max(0, e.Index)).Count((byte)'\n') + 1;
                problems.Add(name, line, "This is not UTF-8, so some letters can't be read. Save the file as UTF-8.");
                all[name] = Encoding.UTF8.GetString(bytes);
            }
        }

        return new ContentFiles(all.ToImmutable());
    }

    /// <summary>A file's text; "{}" and a problem when there is no such file.</summary>
    public string Need(string name, Problems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (All.TryGetValue(name, out string? text))
        {
            return text;
        }

        problems.Add(name, 1, "This file is missing. Put it back.");
        return "{}";
    }

    /// <summary>The files under a folder such as "guides", in the order of their names.</summary>
    public IEnumerable<(string Name, string Text)> Under(string folder) =>
        All.Where(f => f.Key.StartsWith(folder + "/", StringComparison.Ordinal)).Select(f => (f.Key, f.Value));
}
