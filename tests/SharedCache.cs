using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AdviceBot.Tests;

/// <summary>All applications of a test run learn from the same words: the first keeps what it learned for the others, beside the built tests.</summary>
internal static class SharedCache
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Before the first application of whichever test runs first.")]
    internal static void Share() => Environment.SetEnvironmentVariable("AdviceBot__State__CachePath", Path.Combine(AppContext.BaseDirectory, "cache"));
}
