using Xunit;

namespace AdviceBot.Browser;

/// <summary>A fact that needs Chromium, and is skipped with the reason where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>Skips it where there is no browser.</summary>
    public BrowserFactAttribute() => Skip = Chromium.WhyNot;
}

/// <summary>A theory that needs Chromium, and is skipped with the reason where there is none.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips it where there is no browser.</summary>
    public BrowserTheoryAttribute() => Skip = Chromium.WhyNot;
}

/// <summary>Where Chromium is on this machine.</summary>
public static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Its program; null where there is none.</summary>
    public static string? Program { get; } = Find(Environment.GetEnvironmentVariable("CHROMIUM_PATH"), Names);

    /// <summary>pdftotext, to read what was printed; null where there is none.</summary>
    public static string? PdfReader { get; } = Find(null, ["pdftotext"]);

    /// <summary>Why these tests can't run here; null when they can.</summary>
    public static string? WhyNot =>
        Program is null ? "There is no Chromium here: install it (apt-get install chromium) or name it in CHROMIUM_PATH." : null;

    private static string? Find(string? named, string[] names)
    {
        if (named is not null)
        {
            return File.Exists(named) ? named : null;
        }

        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
