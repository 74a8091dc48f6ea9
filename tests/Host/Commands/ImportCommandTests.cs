using System.Text.Json;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Host;
using AdviceBot.Host.Commands;
using AdviceBot.Host.Content;
using Xunit;
using Folder = AdviceBot.Host.Content.ContentFolder;

namespace AdviceBot.Tests.Host.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private readonly string from = Directory.CreateTempSubdirectory("advicebot").FullName;
    private readonly string to = Path.Combine(Directory.CreateTempSubdirectory("advicebot").FullName, "made");

    [Fact]
    public void Imported_passages_are_pending_for_advisers_and_name_their_section()
    {
        File.WriteAllText(Path.Combine(from, "plans.md"), "# What's \"in\" a plan: yours?\n\n1. Look at https://www.example.org/a_b `now` {here}\n2. Ask <b>us</b>\n\n> # Odd\n");
        Assert.Equal(0, Run(from, "--out", to).Code);
        Passage passage = Assert.Single(Passages());
        Assert.Equal(("plans-whats-in-a-plan-yours", "plans", "What's \"in\" a plan: yours?"), (passage.Id, passage.Topic, passage.Title));
        Assert.Equal((Audience.Adviser, Status.Pending, "plans#whats-in-a-plan-yours"), (passage.Audience, passage.Status, Assert.Single(passage.Sections).Id));
        Assert.Equal("• Look at example.org/a_b now (here)\n• Ask us", passage.Text.Split("\n\n")[0]);
    }

    [SharedFact("sources")]
    public void The_shared_sources_give_one_passage_for_each_section_of_the_catalogue()
    {
        Assert.Equal(0, Run(Shared.Folder("sources"), "--out", to).Code);
        using JsonDocument catalogue = JsonDocument.Parse(File.ReadAllText(Path.Combine(Shared.Folder("sources"), "catalogue.json")));
        string[] sections = [.. catalogue.RootElement.EnumerateArray().SelectMany(d => d.GetProperty("sections").EnumerateArray()).Select(s => s.GetProperty("id").GetString()!)];
        Assert.Equal(sections.Order(StringComparer.Ordinal), Passages().Select(p => Assert.Single(p.Sections).Id).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Passages(), p => p.Text.Contains("Did this advice help", StringComparison.Ordinal) || p.Text.Contains("Telephone Handler", StringComparison.Ordinal));
    }

    [SharedFact("sources")]
    public void Without_their_catalogue_they_give_about_as_many()
    {
        foreach (string file in Directory.GetFiles(Shared.Folder("sources"), "*.txt"))
        {
            File.WriteAllText(Path.Combine(from, Path.GetFileName(file)), File.ReadAllText(file));
        }

        Assert.Equal(0, Run(from, "--out", to).Code);
        Assert.InRange(Passages().Length, 78, 90);
    }

    [SharedFact("sources")]
    public void What_was_imported_can_be_searched()
    {
        Run(Shared.Folder("sources"), "--out", to);
        var problems = new Problems();
        LibraryParts real = Folder.ReadParts(ContentFolder.Files, new Places(), problems);
        Engine engine = Bot.Make(Folder.WithPassages(to, real, problems), showPending: false, []).Advisers;
        Findings found = engine.Find(Conversation.New, "core group meetings and the plan");
        Assert.Empty(problems.All);
        Assert.Contains(found.Hits.Take(3), h => h.Passage.Id == "frg-faq-core-group");
    }

    [Fact]
    public void Binary_data_is_named_and_nothing_is_written()
    {
        File.WriteAllText(Path.Combine(from, "a.txt"), "Plans\n\nA plan says what has to change.\n");
        File.WriteAllBytes(Path.Combine(from, "picture.txt"), [0x89, 0x50, 0x4E, 0x47, 0, 0, 1, 2, 255]);
        Refused("picture.txt: this is no text but binary data.");
    }

    [Fact]
    public void Another_encoding_is_named()
    {
        File.WriteAllBytes(Path.Combine(from, "old.txt"), [.. "Caf"u8, 0xE9, .. " notes\n"u8]);
        Refused("old.txt: this is not UTF-8");
    }

    [Fact]
    public void A_broken_catalogue_is_named()
    {
        File.WriteAllText(Path.Combine(from, "a.txt"), "Plans\n\nA plan.\n");
        File.WriteAllText(Path.Combine(from, "catalogue.json"), "[{\"id\": ");
        Refused("catalogue.json: this can't be read");
    }

    [Fact]
    public void A_file_the_catalogue_names_in_vain_is_named()
    {
        File.WriteAllText(Path.Combine(from, "catalogue.json"), """[{"id":"a","title":"A","publisher":"P","dated":"none","file":"gone.txt","sections":[]}]""");
        Refused("catalogue.json: it names \"gone.txt\", which is not in the folder.");
    }

    [Fact]
    public void A_folder_without_documents_is_named() => Refused("no document here has any text.");

    [Fact]
    public void A_missing_folder_is_named()
    {
        (int code, string errors) = Run(Path.Combine(from, "nowhere"), "--out", to);
        Assert.Equal(1, code);
        Assert.Contains("nowhere: there is no such folder.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_folders_have_to_be_named() => Assert.Equal(2, Run(from).Code);

    public void Dispose()
    {
        Directory.Delete(from, recursive: true);
        Directory.Delete(Path.GetDirectoryName(to)!, recursive: true);
    }

    private void Refused(string message)
    {
        (int code, string errors) = Run(from, "--out", to);
        Assert.Equal(1, code);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(to));
    }

    private Passage[] Passages()
    {
        var problems = new Problems();
        LibraryParts real = Folder.ReadParts(ContentFolder.Files, new Places(), new Problems());
        LibraryParts parts = Folder.WithPassages(to, real, problems);
        Assert.Empty(problems.All);
        return [.. parts.Passages];
    }

    private static (int Code, string Errors) Run(params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (ImportCommand.Run(new Arguments(words, ["out"], []), output, errors), errors.ToString());
    }
}
