using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Host.Content;

namespace AdviceBot.Host.Commands;

/// <summary>check [--content DIR] [--draw DIR]: proves the content, each problem on a line with file, line and remedy.</summary>
public static class CheckCommand
{
    /// <summary>Runs it.</summary>
    /// <returns>1 if anything is wrong, else 0.</returns>
    public static int Run(Arguments arguments, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        string folder = arguments.Value("content") ?? Path.Combine(AppRoot.Find(), "content");
        if (!Directory.Exists(folder))
        {
            errors.WriteLine($"There is no folder \"{folder}\".");
            return 1;
        }

        ContentReading reading = ContentFolder.Read(folder, London.DayOf(TimeProvider.System.GetUtcNow()));
        foreach (Problem warning in reading.Warnings)
        {
            output.WriteLine($"{warning.File}:{warning.Line}: soon: {warning.Message}");
        }

        int code = CommandLine.Report(reading.Problems, output);
        LibraryParts parts = reading.Parts;
        output.WriteLine(code == 0
            ? $"All is well: {parts.Passages.Length} passages carry {parts.Facts.Length} facts; {parts.Guides.Length} guides have {parts.Guides.Sum(g => g.Steps.Length)} steps and {parts.Guides.Sum(g => g.Steps.Count(s => s.Leaf is not null))} leaves."
            : $"{reading.Problems.Length} problems.");
        if (code == 0 && arguments.Value("draw") is { } drawings)
        {
            foreach (string file in Drawing.GuideDrawings.Write(parts, drawings))
            {
                output.WriteLine($"drew {file}");
            }
        }

        return code;
    }
}
