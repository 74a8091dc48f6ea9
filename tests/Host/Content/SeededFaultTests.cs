using System.Collections.Immutable;
using AdviceBot.Host.Commands;
using AdviceBot.Host.Content;
using Xunit;
using Folder = AdviceBot.Host.Content.ContentFolder;

namespace AdviceBot.Tests.Host.Content;

/// <summary>Mistakes an adviser could make, each made in a copy of the real words: check names the file, the line and the remedy.</summary>
public class SeededFaultTests
{
    private const string Conference = "guides/conference.yaml";
    private const string Moving = "guides/moving.yaml";
    private const string ShouldIGo = "passages/conference/conference-should-i-go.md";
    private const string NewArea = "passages/moving/moving-new-area-conference.md";
    private const string NewAreaFacts = "facts: [F326, F325, F327]";

    private const string RoundAndRound = """

          one:
            ask: Shall we go on?
            choices:
              a: { label: Yes please, next: two }
              b: { label: Yes, next: two }
            not-sure: two

          two:
            ask: Shall we go back?
            choices:
              a: { label: Yes please, next: one }
              b: { label: Yes, next: one }
            not-sure: one

        """;

    /// <summary>What is spoilt (file, words, the words put there), where the problem stands (words of that line), and how the message mends it.</summary>
    public static TheoryData<string, string, string, string, string, string> Faults => new()
    {
        // kind, file, right, wrong, the line that holds, the message
        { "unknown key of a step", Conference, "    not-sure: what-is-a-conference", "    not-shure: what-is-a-conference", "not-shure:", "There is no key \"not-shure\" here. Did you mean \"not-sure\"?" },
        { "unknown key far from any", Conference, "menu: start", "colour: blue", "colour: blue", "There is no key \"colour\" here. There can be: id, label, about" },
        { "unknown key of a passage", ShouldIGo, "audience: parent", "audiance: parent", "audiance: parent", "Did you mean \"audience\"?" },
        { "misspelt step", Conference, "next: anything-hard, say: [initial", "next: anything-hrd, say: [initial", "anything-hrd", "leads to \"conference/anything-hrd\". There is no such step. Did you mean \"conference/anything-hard\"?" },
        { "misspelt step of another guide", Conference, "next: pre-birth/conference", "next: pre-brith/conference", "pre-brith", "Did you mean \"pre-birth/conference\"?" },
        { "orphan step", Moving, "steps:\n", "steps:\n\n  lonely:\n    ask: Is anybody there?\n    choices:\n      a: { label: Yes I am, next: where-now }\n      b: { label: No I am not, next: where-to }\n    not-sure: where-now\n", "  lonely:", "No button leads here. Lead one here, or delete the step." },
        { "dead end", Moving, "    ask: Where do you want to move to?\n    choices:\n", "    ask: Where do you want to move to?\n    not-sure: court-first\n\n  rest:\n    ask: Where to?\n    choices:\n", "  where-to:", "The question has 0 choices. Give it 2 to 5" },
        { "loop with no way out", Moving, "steps:\n", $"steps:\n{RoundAndRound}", "  one:", "From here every way goes round in circles and none leads to advice. Lead a button to a leaf." },
        { "leaf without a published passage", Moving, "    show:\n      - moving-new-area-late\n      - disagree-manager\n      - contact-urgent-ring\n", "    show:\n", "  late:", "This leaf shows parents no published passage with a source. Add one under \"show\"." },
        { "leaf without anybody to talk to", Conference, "    contact: [social-worker, advice-line]\n", "    contact: []\n", "  what-is-a-conference:", "This leaf names nobody to talk to. Add a person or a line under \"contact\"." },
        { "fact without a passage", "facts.yaml", "external:\n", "external:\n- id: X90\n  statement: \"It is new.\"\n", "- id: X90", "No passage says X90. Write one, or add it to the passage that says it." },
        { "passage without a fact", ShouldIGo, "facts: [F099, F121, F091, F089]", "facts: []", "facts: []", "\"facts\" is missing or empty. Write it here." },
        { "unknown fact", ShouldIGo, "F121, F091", "F121, F991", "F991", "There is no fact \"F991\" in facts.yaml. Did you mean \"F091\"?" },
        { "broken pairing", "facts.yaml", "- id: F099\n", "- id: F099\n  pair_with: [F300]\n", "F099, F121, F091, F089", "F099 must never stand without F300. Say F300 too, or take F099 out." },
        { "one-sided conflict", NewArea, NewAreaFacts, "facts: [F326, F327]", "facts: [F326", "F326 is one side of C01 (New area's conference after a move). Add the other as a quoted difference: F325." },
        { "the other side alone", NewArea, NewAreaFacts, "facts: [F325, F327]", "facts: [F325", "F325 is one side of C01 (New area's conference after a move). Say the careful side first: F326." },
        { "the other side before the careful one", NewArea, NewAreaFacts, "facts: [F325, F326, F327]", "facts: [F325", "F326 is the careful reading of C01 and must come before F325." },
        { "the other side without its quote mark", NewArea, "\n> ", "\n", "---", "Put it in a paragraph that begins with \"> \" and names whose statement it is." },
        { "a side the register doesn't know", "conflicts.yaml", "    lead: [F326]", "    lead: [F327]", "  C01:", "F327 is the \"lead\" side of C01, but facts.yaml says otherwise." },
        { "reading grade", ShouldIGo, "It is normal to feel scared or angry about it.", "Experiencing considerable apprehension and dissatisfaction regarding multidisciplinary safeguarding arrangements, notwithstanding professional encouragement to participate constructively throughout, is entirely understandable, particularly considering the extraordinarily intimidating organisational circumstances surrounding such deliberations and recommendations.", "---", "above 8. Shorten sentences and use plainer words." },
        { "review date passed", ShouldIGo, "review-by: 2027-11-22", "review-by: 2026-11-21", "review-by: 2026-11-21", "It should have been reviewed by Saturday 21 November 2026. Check it, then change both dates." },
        { "phone number in a passage", ShouldIGo, "- send a letter", "- ring 0808-801 0366", "0808-801 0366", "Numbers stand in helpers.yaml only: write the helper's id in curly brackets" },
        { "phone number in a message", "messages.yaml", "start-hint: Choose one", "start-hint: Ring 020 7946 0018 or choose one", "020 7946", "Numbers stand in helpers.yaml only" },
        { "fact for advisers in a passage for parents", ShouldIGo, "facts: [F099,", "facts: [F099, F149,", "facts: [F099, F149", "F149 is for advisers only. Move it to a passage with \"audience: adviser\"." },
        { "external fact in a published passage", ShouldIGo, "F091, F089]", "F091, F089, X05]", "X05]", "X05 was looked up elsewhere and waits for sign-off, so the passage must be pending. Write \"status: pending\"." },
        { "number not in facts", ShouldIGo, "- send a letter", "- send a letter within 12 days", "---", "The number 12 is in none of its facts. Take it out, or name the fact it comes from." },
        { "number not in the facts of a point", Conference, "Ask your social worker for the reports now.", "Ask for the reports 9 days before.", "  prepare:", "The number 9 in \"Ask for the reports 9 days before.\" is in none of its facts." },
        { "duplicate title", ShouldIGo, "title: Do I have to go to the conference?", "title: What is a core group?", "", "is also the title of" },
        { "id and file name differ", ShouldIGo, "id: conference-should-i-go", "id: conference-shall-i-go", "id: conference-shall-i-go", "and the file name should be the same. Rename one." },
        { "duplicate step", Moving, "  where-to:\n", "  where-now:\n", "  where-now:", "This can't be read: Duplicate key" },
        { "missing message", "messages.yaml", "  start-ask: What is happening?\n", "", "messages:", "The message \"start-ask\" is missing. Write it here." },
        { "message without its place", "messages.yaml", "Open now, until {time}.", "Open now.", "Open now.", "\"open-until\" should have {time}. Mend the curly brackets." },
        { "two equal labels", Moving, "label: Out of the UK", "label: Another council's area in England", "abroad: {", "Two buttons say \"Another council's area in England\". Change one." },
        { "words that mean two buttons", Moving, "say: [abroad, spain", "say: [down the road, abroad, spain", "abroad: {", "\"down the road\" means both \"Somewhere in the same council's area\" and \"Out of the UK\". Take it out of one." },
        { "an answer the guard doesn't have", Conference, "instead: { who/relative: relative }", "instead: { who/relativ: relative }", "id: conference", "The guard \"who\" has no answer \"relativ\". Did you mean \"relative\"?" },
        { "a guard that doesn't exist", Conference, "before: [country, who]", "before: [contry, who]", "id: conference", "There is no guard \"contry\" in guards.yaml. Did you mean \"country\"?" },
        { "unknown helper", Conference, "    contact: [social-worker, advice-line]\n", "    contact: [social-worker, advise-line]\n", "  what-is-a-conference:", "There is no helper \"advise-line\" in helpers.yaml. Did you mean \"advice-line\"?" },
        { "unquoted YAML", Conference, "about: This sounds like a child protection conference.", "about: This sounds like: a child protection conference.", "about: This", "This can't be read:" },
        { "a heading in a passage", ShouldIGo, "If you are invited,", "## Going\n\nIf you are invited,", "## Going", "headings, links, tables, numbered lists and HTML don't work here. Use paragraphs" },
        { "a strength its first fact doesn't have", ShouldIGo, "strength: advice/tip", "strength: law", "strength: law", "Its strength is \"law\", but its first fact, F099, is \"advice/tip\". Write that." },
        { "a helper whose number is unknown", ShouldIGo, "- send a letter", "- ring {advise-line}", "{advise-line}", "No helper \"advise-line\" with a phone number stands in helpers.yaml. Mend the id, or take it out." },
        { "a detour to nowhere", Conference, "who/relative: relative }", "who/relative: relativ }", "id: conference", "There is no such step. Did you mean \"conference/relative\"?" },
        { "a term without a source", "glossary.yaml", "    sources: [\"frg-plans#phone-or-email\", \"frg-faq#introduction\"]\n", "", "- term: \"advice line\"", "\"sources\" is missing or empty. Write it here." },
        { "a limit counted from no fact", "key-dates.yaml", "        facts: [F326]\n", "", "- id: K01", "A reading of K01 rests on no fact. Name its facts." },
    };

    [Fact]
    public void The_real_words_have_no_problems() => Assert.Empty(Folder.Read(ContentFolder.Files, ContentFolder.Today).Problems);

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_with_file_line_and_remedy(string kind, string file, string right, string wrong, string line, string message)
    {
        string text = ContentFolder.Files.All[file];
        int at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{kind}: {file} no longer has \"{right}\". Seed the fault elsewhere.");
        string spoilt = string.Concat(text.AsSpan(0, at), wrong, text.AsSpan(at + right.Length));
        ImmutableArray<Problem> problems = Folder.Read(new ContentFiles(ContentFolder.Files.All.SetItem(file, spoilt)), ContentFolder.Today).Problems;

        Assert.True(
            problems.Any(p => p.Message.Contains(message, StringComparison.Ordinal) && Line(p).Contains(line.Split('\n')[0], StringComparison.Ordinal)),
            $"{kind}: nothing says \"{message}\" at \"{line}\". What was said:\n{string.Join('\n', problems.Select(p => $"{p}\n    {Line(p)}"))}");

        string Line(Problem problem) => (problem.File == file ? spoilt : ContentFolder.Files.All[problem.File]).Split('\n')[problem.Line - 1];
    }

    [Theory]
    [InlineData("2028-03-31", 0, 0)]
    [InlineData("2028-04-01", 0, 1)]
    [InlineData("2028-06-30", 0, 1)]
    [InlineData("2028-07-01", 1, 0)]
    public void A_list_of_bank_holidays_that_runs_out_is_warned_of_nine_months_ahead_and_fails_at_six(string today, int problems, int warnings)
    {
        ContentReading reading = Folder.Read(ContentFolder.Files, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(problems, reading.Problems.Count(p => p.File == "bank-holidays.yaml" && p.Message.Contains("Add the next year's days from GOV.UK.", StringComparison.Ordinal)));
        Assert.Equal(warnings, reading.Warnings.Count(p => p.File == "bank-holidays.yaml" && p.Message.Contains("Add the next year's days soon.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_passage_with_the_id_of_another_is_named()
    {
        ContentFiles twice = new(ContentFolder.Files.All.Add("passages/twice/conference-should-i-go.md", ContentFolder.Files.All[ShouldIGo]));
        Assert.Contains(
            "passages/twice/conference-should-i-go.md:2: The id \"conference-should-i-go\" is taken by passages/conference/conference-should-i-go.md. Give one another id.",
            Folder.Read(twice, ContentFolder.Today).Problems.Select(p => p.ToString()));
    }

    [Fact]
    public void A_retired_passage_names_every_guide_that_still_shows_it()
    {
        ContentFiles without = new(ContentFolder.Files.All.Remove(ShouldIGo));
        int shown = ContentFolder.Files.Under("guides").Sum(g => g.Text.Split("conference-should-i-go").Length - 1);
        Assert.Equal(shown, Folder.Read(without, ContentFolder.Today).Problems.Count(p => p.Message.StartsWith("There is no passage \"conference-should-i-go\".", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_in_another_encoding_is_named()
    {
        using var copy = new TemporaryContent();
        File.WriteAllBytes(Path.Combine(copy.Folder, "messages.yaml"), [.. "messages:\n  start-ask: "u8, 0xE9, .. " What?\n"u8]);
        Assert.Contains("messages.yaml:2: This is not UTF-8, so some letters can't be read. Save the file as UTF-8.", copy.Check().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_says_all_is_well_and_exits_with_0()
    {
        using var copy = new TemporaryContent();
        (int code, string output) = copy.Check();
        Assert.Equal(0, code);
        Assert.Contains("All is well:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_prints_each_problem_on_a_line_and_exits_with_1()
    {
        using var copy = new TemporaryContent();
        string path = Path.Combine(copy.Folder, ShouldIGo);
        File.WriteAllText(path, File.ReadAllText(path).Replace("F091", "F991", StringComparison.Ordinal));
        int line = Array.FindIndex(File.ReadAllLines(path), l => l.Contains("F991", StringComparison.Ordinal)) + 1;
        (int code, string output) = copy.Check();
        Assert.Equal(1, code);
        Assert.Contains($"{ShouldIGo}:{line}: There is no fact \"F991\" in facts.yaml. Did you mean \"F091\"?", output, StringComparison.Ordinal);
    }

    /// <summary>A copy of the real content on disk.</summary>
    private sealed class TemporaryContent : IDisposable
    {
        public TemporaryContent()
        {
            foreach ((string file, string text) in ContentFolder.Files.All)
            {
                string path = Path.Combine(Folder, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text);
            }
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("advicebot").FullName;

        public (int Code, string Output) Check()
        {
            using var output = new StringWriter();
            int code = CheckCommand.Run(new Arguments(["--content", Folder], ["content", "draw"], []), output, output);
            return (code, output.ToString());
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
