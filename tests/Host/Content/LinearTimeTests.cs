using System.Diagnostics;
using AdviceBot.Core.Content;
using AdviceBot.Host.Content;
using Xunit;
using Xunit.Abstractions;
using Folder = AdviceBot.Host.Content.ContentFolder;

namespace AdviceBot.Tests.Host.Content;

/// <summary>Content may grow a hundredfold and check still answers while an adviser waits.</summary>
public class LinearTimeTests(ITestOutputHelper output)
{
    [Fact]
    public void Ten_thousand_steps_are_checked_and_have_no_problems()
    {
        Rules(1000);
        (TimeSpan time, long bytes) = Rules(5_000);
        (TimeSpan twiceTime, long twiceBytes) = Rules(10_000);
        output.WriteLine($"5,000 steps: {time.TotalMilliseconds:0} ms, {bytes >> 20} MB; 10,000 steps: {twiceTime.TotalMilliseconds:0} ms, {twiceBytes >> 20} MB");

        // Time on a shared machine says little; what is allocated is the same every time.
        Assert.InRange((double)twiceBytes / bytes, 1.8, 2.3);
    }

    private static (TimeSpan Time, long Bytes) Rules(int steps)
    {
        ContentFiles files = GeneratedContent.Files(steps);
        var problems = new Problems();
        var places = new Places();
        LibraryParts parts = Folder.ReadParts(files, places, problems);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        ContentRules.Check(files, parts, places, ContentFolder.Today, problems, problems);
        watch.Stop();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Empty(problems.All);
        Assert.Equal(steps, parts.Guides.Sum(g => g.Steps.Length));
        return (watch.Elapsed, bytes);
    }
}
