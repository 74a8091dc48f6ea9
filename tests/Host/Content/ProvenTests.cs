using AdviceBot.Host.Content;
using Xunit;
using Folder = AdviceBot.Host.Content.ContentFolder;

namespace AdviceBot.Tests.Host.Content;

/// <summary>What was proven is not proven again at the next start, and nothing else is ever taken for it.</summary>
public sealed class ProvenTests : IDisposable
{
    private static readonly DateOnly Today = ContentFolder.Today;

    // Long after every review was due.
    private static readonly DateOnly Late = new(2036, 1, 7);

    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-proven-").FullName;
    private readonly Proven proven;

    public ProvenTests() => proven = new Proven(Path.Combine(folder, "state", "proven.txt"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Good_words_are_remembered_and_come_out_the_same_without_being_proven_again()
    {
        ContentReading first = Folder.Read(ContentFolder.Files, Today, proven);
        Assert.Empty(first.Problems);
        Assert.NotNull(proven.Find(ContentDigest.Of(ContentFolder.Files), Today));
        ContentReading again = Folder.Read(ContentFolder.Files, Today, proven);
        Assert.Empty(again.Problems);
        Assert.NotEmpty(first.Warnings);
        Assert.Equal(first.Warnings.AsEnumerable(), again.Warnings);
        Assert.Equal(first.Parts.Passages.Select(p => (p.Id, p.Text)), again.Parts.Passages.Select(p => (p.Id, p.Text)));
        Assert.Equal(first.Parts.Guides.SelectMany(g => g.Steps).Select(s => s.Id), again.Parts.Guides.SelectMany(g => g.Steps).Select(s => s.Id));
        Assert.Equal(first.Parts.Urgency.Rules.Select(r => r.Name), again.Parts.Urgency.Rules.Select(r => r.Name));
    }

    [Fact]
    public void Bad_words_are_never_remembered()
    {
        ContentFiles bad = new(ContentFolder.Files.All.SetItem("helpers.yaml", "helpers: ["));
        Assert.NotEmpty(Folder.Read(bad, Today, proven).Problems);
        Assert.Null(proven.Find(ContentDigest.Of(bad), Today));
    }

    [Fact]
    public void A_changed_word_a_new_file_or_another_day_is_proven_anew()
    {
        proven.Note(ContentDigest.Of(ContentFolder.Files), Late, []);
        Assert.Empty(Folder.Read(ContentFolder.Files, Late, proven).Warnings);
        ContentReading dayAfter = Folder.Read(ContentFolder.Files, Late.AddDays(1), proven);
        Assert.Empty(dayAfter.Problems);
        Assert.Contains(dayAfter.Warnings, w => w.Message.StartsWith("It should have been reviewed by", StringComparison.Ordinal));
        string text = ContentFolder.Files.All["helpers.yaml"];
        Assert.NotEmpty(Folder.Read(new ContentFiles(ContentFolder.Files.All.SetItem("helpers.yaml", text + "\n")), Late, proven).Warnings);
        Assert.NotEmpty(Folder.Read(new ContentFiles(ContentFolder.Files.All.Add("more.txt", "")), Late, proven).Warnings);
    }

    [Fact]
    public void A_place_that_can_t_be_written_costs_nothing_but_time()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");
        var nowhere = new Proven(Path.Combine(folder, "file", "proven.txt"));
        Assert.Empty(Folder.Read(ContentFolder.Files, Today, nowhere).Problems);
        Assert.Null(nowhere.Find(ContentDigest.Of(ContentFolder.Files), Today));
    }
}
