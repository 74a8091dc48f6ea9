using System.Globalization;
using Xunit;

namespace AdviceBot.Tests.Conversations;

/// <summary>Every page in this folder goes as it is written.</summary>
/// <remarks>
/// A failure prints the whole page as it went. When the change is meant, run with ADVICEBOT_REWRITE=1, which writes the
/// pages anew, and read what changed before committing it.
/// </remarks>
public class ConversationTests
{
    private static readonly string Folder = Path.Combine(RealBot.Root, "tests", "Conversations");

    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Folder, "*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Goes_as_the_page_says(string page)
    {
        string file = Path.Combine(Folder, page + ".md");
        string expected = File.ReadAllText(file);
        string went = ConversationPage.Run(expected);
        string[] held = ConversationPage.Held(expected);
        string[] heldNow = ConversationPage.Held(went);
        Assert.False(went.Contains("STOPPED: ", StringComparison.Ordinal), went);
        if (Environment.GetEnvironmentVariable("ADVICEBOT_REWRITE") == "1")
        {
            File.WriteAllText(file, went);
            return;
        }

        if (!held.SequenceEqual(heldNow))
        {
            Assert.Fail(Difference(page, held, heldNow, went));
        }
    }

    [Theory]
    [InlineData("PB", 9)]
    [InlineData("CF", 11)]
    [InlineData("DS", 11)]
    [InlineData("MV", 8)]
    [InlineData("PP", 8)]
    public void Every_leaf_of_the_five_situations_has_a_page(string situation, int leaves)
    {
        string pages = string.Concat(Directory.EnumerateFiles(Folder, "*.md").Select(File.ReadAllText));
        int first = situation is "CF" ? 0 : 1;
        IEnumerable<string> missing = Enumerable.Range(first, leaves)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"{situation}-{n}"))
            .Where(code => !pages.Contains($"    ending: {code} ", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    private static string Difference(string page, string[] before, string[] after, string went)
    {
        int at = Enumerable.Range(0, Math.Max(before.Length, after.Length))
            .First(i => i >= before.Length || i >= after.Length || before[i] != after[i]);
        return $"""
            {page}.md
              says: {(at < before.Length ? before[at] : "(nothing)")}
              went: {(at < after.Length ? after[at] : "(nothing)")}
            The whole page as it went:

            {went}
            """;
    }
}
