using System.Collections.Frozen;
using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;
using AdviceBot.Core.Signposting;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Host.Content;

/// <summary>What a content folder holds, and everything that is wrong with it.</summary>
/// <param name="Parts">The words as values; only to be used when there are no problems.</param>
/// <param name="Warnings">What will soon be a problem, such as a bank-holiday list that runs out.</param>
/// <param name="Digest">Names these very words; empty when they were only checked.</param>
public sealed record ContentReading(LibraryParts Parts, Places Places, ImmutableArray<Problem> Problems, ImmutableArray<Problem> Warnings, string Digest = "");

/// <summary>Reads a content folder: files to one library, or to a list of problems with file and line.</summary>
public static class ContentFolder
{
    /// <summary>Reads and checks everything.</summary>
    /// <param name="today">Review dates and the end of the bank-holiday list are judged by it.</param>
    public static ContentReading Read(string folder, DateOnly today)
    {
        var problems = new Problems();
        return Read(ContentFiles.In(folder, problems), today, problems);
    }

    /// <summary>The same for a service: what has only grown old since, such as a review that is due, is a warning and takes no words away.</summary>
    /// <param name="proven">What was proven before; null to prove all.</param>
    public static ContentReading ReadToServe(string folder, DateOnly today, Proven? proven)
    {
        var problems = new Problems();
        ContentFiles files = ContentFiles.In(folder, problems);
        return problems.AreNone && proven is not null ? Read(files, today, proven) : Read(files, today, problems, isServed: true);
    }

    /// <summary>Reads texts that stand in memory, to serve them, and checks what was not proven before.</summary>
    public static ContentReading Read(ContentFiles files, DateOnly today, Proven proven)
    {
        ArgumentNullException.ThrowIfNull(proven);
        string digest = ContentDigest.Of(files);
        if (proven.Find(digest, today) is { } warnings)
        {
            var places = new Places();
            var problems = new Problems();
            LibraryParts parts = ReadParts(files, places, problems, isProven: true);
            return new ContentReading(parts, places, problems.All, warnings, digest);
        }

        ContentReading reading = Read(files, today, new Problems(), isServed: true);
        if (reading.Problems.IsEmpty)
        {
            proven.Note(digest, today, reading.Warnings);
        }

        return reading with { Digest = digest };
    }

    /// <summary>Reads and checks texts that stand in memory.</summary>
    public static ContentReading Read(ContentFiles files, DateOnly today) => Read(files, today, new Problems());

    /// <summary>The same words with the passages of another folder, such as an imported one, which needs no guides or messages of its own.</summary>
    public static LibraryParts WithPassages(string folder, LibraryParts parts, Problems problems)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(problems);
        if (!Directory.Exists(folder))
        {
            problems.Add(folder, 1, "There is no such folder. Name one that has passages.");
            return parts;
        }

        var places = new Places();
        var files = ContentFiles.In(folder, problems);
        FrozenDictionary<string, Section> sections = SourcesFile.Read(files.Need("sources.json", problems), "sources.json", problems);
        FrozenDictionary<string, Fact> facts = FactsFile.Read(files.Need("facts.yaml", problems), "facts.yaml", sections, places, problems);
        Dictionary<string, string?> phones = parts.Helpers.ToDictionary(h => h.Id, h => h.Phone, StringComparer.Ordinal);
        return parts with
        {
            Sources = [.. sections.Values.Select(s => s.Source).Distinct()],
            Sections = [.. sections.Values],
            Facts = [.. facts.Values],
            Passages = PassageFiles.ReadAll(files, facts, sections, phones.GetValueOrDefault, places, problems),
        };
    }

    private static ContentReading Read(ContentFiles files, DateOnly today, Problems problems, bool isServed = false)
    {
        var warnings = new Problems();
        var places = new Places();
        LibraryParts parts = ReadParts(files, places, problems);
        if (problems.AreNone)
        {
            ContentRules.Check(files, parts, places, today, problems, warnings, isServed);
        }

        return new ContentReading(parts, places, problems.All, warnings.All);
    }

    /// <summary>Reads every file's shape, without the rules that hold between files.</summary>
    /// <param name="isProven">Whether these very texts were proven before.</param>
    public static LibraryParts ReadParts(ContentFiles files, Places places, Problems problems, bool isProven = false)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(problems);
        string Text(string file) => files.Need(file, problems);

        // The largest file and the learning of its patterns, beside all others.
        var urgencyProblems = new Problems();
        string urgencyText = Text("urgency.yaml");
        Task<UrgencyRules> reading = Task.Run(() => UrgencyFile.Read(urgencyText, "urgency.yaml", urgencyProblems, isProven));

        FrozenDictionary<string, Section> sectionById = SourcesFile.Read(Text("sources.json"), "sources.json", problems);
        FrozenDictionary<string, Fact> factById = FactsFile.Read(Text("facts.yaml"), "facts.yaml", sectionById, places, problems);
        ImmutableArray<Helper> helpers = HelpersFile.Read(Text("helpers.yaml"), "helpers.yaml", places, problems);
        Dictionary<string, Helper> helperById = helpers.DistinctBy(h => h.Id, StringComparer.Ordinal).ToDictionary(h => h.Id, StringComparer.Ordinal);
        ImmutableArray<Passage> passages = PassageFiles.ReadAll(files, factById, sectionById, id => helperById.GetValueOrDefault(id)?.Phone, places, problems);
        ImmutableArray<Guide> guides = GuideFiles.ReadAll(files, factById, places, problems);
        (ImmutableArray<Step> guards, ImmutableArray<Choice> offRamps) = GuideFiles.ReadGuards(Text("guards.yaml"), "guards.yaml", places, problems);
        var (rules, asks) = KeyDatesFile.Read(Text("key-dates.yaml"), "key-dates.yaml", factById, places, problems);
        UrgencyRules urgency = reading.GetAwaiter().GetResult();
        problems.AddAll(urgencyProblems);
        return new LibraryParts(
            [.. sectionById.Values.Select(s => s.Source).Distinct().OrderBy(s => s.Id, StringComparer.Ordinal)],
            [.. sectionById.Values.OrderBy(s => s.Id, StringComparer.Ordinal)],
            [.. factById.Values.OrderBy(f => f.Id, StringComparer.Ordinal)],
            ConflictsFile.Read(Text("conflicts.yaml"), "conflicts.yaml", places, problems),
            passages,
            guides,
            guards,
            offRamps,
            helpers,
            GlossaryFile.Read(Text("glossary.yaml"), "glossary.yaml", id => sectionById.ContainsKey(id) || factById.ContainsKey(id), problems),
            MessagesFile.Read(Text("messages.yaml"), "messages.yaml", offRamps.Select(r => r.Id), problems),
            rules,
            asks,
            BankHolidaysFile.Read(Text("bank-holidays.yaml"), "bank-holidays.yaml", problems),
            urgency,
            UrgentCardsFile.Read(Text("urgent-cards.yaml"), "urgent-cards.yaml", helperById, urgency.Categories, places, problems),
            new SearchWords(
                SynonymsFile.Read(Text("synonyms.yaml"), "synonyms.yaml", problems),
                DecoysFile.Read(Text("decoys.yaml"), "decoys.yaml", problems),
                BrushedFile.Read(Text("brushed.yaml"), "brushed.yaml", [.. passages.Select(p => p.Id)], helperById.Keys, problems))
            {
                Signposts = SignpostsFile.Read(Text("signposts.yaml"), "signposts.yaml", helperById.Keys, problems),
            })
        {
            Keep = new KeepParts(
                ProcessFile.Read(Text("process.yaml"), "process.yaml", factById, places, problems),
                SheetsFile.Read(Text("sheets.yaml"), "sheets.yaml", factById, places, problems),
                LetterCheckFile.Read(Text("letter-check.yaml"), "letter-check.yaml", factById, places, problems),
                LetterFiles.ReadAll(files, factById, places, problems)),
            Languages = LanguagesFile.Read(Text("languages.yaml"), "languages.yaml", factById, helperById, places, problems),
        };
    }
}
