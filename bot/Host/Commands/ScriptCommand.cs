using AdviceBot.Core.Content;
using AdviceBot.Host.Content;
using AdviceBot.Host.Scripts;

namespace AdviceBot.Host.Commands;

/// <summary>script GUIDE [--out FILE]: an adviser's script of a whole guide, in Markdown.</summary>
public static class ScriptCommand
{
    /// <summary>Prints it, or writes it to the file.</summary>
    /// <returns>0; 1 when there is no such guide or the file can't be written; 2 when no guide is named.</returns>
    public static int Run(Arguments arguments, LibraryParts parts, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        string all = string.Join(", ", parts.Guides.Select(g => g.Id));
        if (arguments.Plain is not [var id])
        {
            errors.WriteLine($"Say which guide: script GUIDE [--out FILE]. There are: {all}.");
            return 2;
        }

        if (parts.Guides.FirstOrDefault(g => g.Id == id) is not { } guide)
        {
            errors.WriteLine($"There is no guide \"{id}\".{Nearest.Hint(id, parts.Guides.Select(g => g.Id))} There are: {all}.");
            return 1;
        }

        string script = GuideScript.Of(parts, guide);
        if (arguments.Value("out") is not { } file)
        {
            output.Write(script);
            return 0;
        }

        try
        {
            File.WriteAllText(file, script);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{file} can't be written: {e.Message}");
            return 1;
        }

        output.WriteLine($"wrote {file}");
        return 0;
    }
}
