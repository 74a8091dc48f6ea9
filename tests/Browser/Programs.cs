namespace AdviceBot.Browser;

/// <summary>Where browsers, and what they need, are on this machine; null where there is none.</summary>
public static class Programs
{
    /// <summary>Chromium.</summary>
    public static string? Chromium { get; } = Find("CHROMIUM_PATH", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /// <summary>Firefox.</summary>
    public static string? Firefox { get; } = Find("FIREFOX_PATH", "firefox-esr", "firefox");

    /// <summary>What drives WebKit.</summary>
    public static string? WebKitDriver { get; } = Find(null, "WebKitWebDriver");

    /// <summary>The small browser that WebKit comes with.</summary>
    public static string? WebKitBrowser { get; } = FindWebKit();

    /// <summary>A screen in memory, for a browser that insists on a window.</summary>
    public static string? Screen { get; } = Find(null, "Xvfb");

    /// <summary>pdftotext, to read what was printed.</summary>
    public static string? PdfReader { get; } = Find(null, "pdftotext");

    /// <summary>Why tests in Chromium can't run here; null when they can.</summary>
    public static string? WhyNoChromium =>
        Chromium is null ? "There is no Chromium here: install it (apt-get install chromium) or name it in CHROMIUM_PATH." : null;

    /// <summary>Why tests in another browser can't run here; null when they can.</summary>
    public static string? WhyNo(Make make) => (OperatingSystem.IsLinux(), make) switch
    {
        (false, _) => "These tests give each browser an address of its own on this machine, as only Linux lets them.",
        (_, Make.Firefox) when Firefox is null => "There is no Firefox here: install it (apt-get install firefox-esr) or name it in FIREFOX_PATH.",
        (_, Make.WebKit) when WebKitDriver is null || WebKitBrowser is null || Screen is null =>
            "There is no WebKit here: install it (apt-get install webkit2gtk-driver xvfb).",
        _ => null,
    };

    private static string? Find(string? setting, params string[] names)
    {
        if (setting is not null && Environment.GetEnvironmentVariable(setting) is { } named)
        {
            return File.Exists(named) ? named : null;
        }

        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    // Not in the path: it lies with WebKit's libraries, in a folder that has a version for a name.
    private static string? FindWebKit() => Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").SelectMany(d => Directory.EnumerateDirectories(d, "webkit2gtk-*"))
            .Select(d => Path.Combine(d, "MiniBrowser")).FirstOrDefault(File.Exists)
        : null;
}
