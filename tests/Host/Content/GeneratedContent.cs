using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AdviceBot.Core.Content;
using AdviceBot.Host.Content;
using Folder = AdviceBot.Host.Content.ContentFolder;

namespace AdviceBot.Tests.Host.Content;

/// <summary>Content of any size that keeps every rule: guides of a hundred steps that lead on to each other, and the passages they show.</summary>
/// <remarks>
/// Of each hundred steps 33 are questions with three answers and 67 are leaves with two passages, two points and two helpers.
/// One passage, with one fact of its own, comes with every five steps. Helpers, messages and bank holidays are the real ones.
/// </remarks>
public static class GeneratedContent
{
    private const int StepsInAGuide = 100;
    private const int Questions = 33;

    private static readonly string[] Real = ["helpers.yaml", "messages.yaml", "bank-holidays.yaml", "synonyms.yaml", "decoys.yaml", "signposts.yaml", "urgency.yaml", "urgent-cards.yaml"];

    /// <summary>The content as values.</summary>
    public static LibraryParts Parts(int steps) => Folder.ReadParts(Files(steps), new Places(), new Problems());

    /// <summary>The content as files.</summary>
    /// <param name="steps">A multiple of 100.</param>
    public static ContentFiles Files(int steps)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string file in Real.Where(ContentFolder.Files.All.ContainsKey))
        {
            files[file] = ContentFolder.Files.All[file];
        }

        files["sources.json"] = """[{"id":"made","title":"Made","publisher":"Nobody","dated":"none","sections":[{"id":"made#all","heading":"All"}]}]""";
        files["conflicts.yaml"] = "conflicts: {}\n";
        files["key-dates.yaml"] = "asks: {}\nrules: []\n";
        files["glossary.yaml"] = "terms:\n  - { term: advice line, definition: A phone line., sources: [made#all] }\n";
        files["guards.yaml"] =
            """
            guards:
              country:
                ask: Where does your child live?
                choices:
                  england: { label: England }
                  wales: { label: Wales, next: contact/s0 }
            off-ramps:
              talk: { label: I want to talk to someone, next: contact/s0 }

            """;
        files["brushed.yaml"] = "topics: []\n";
        files["languages.yaml"] = "english:\n  - { say: We can only answer in English. }\nlanguages: {}\n";
        files["sheets.yaml"] = "sheets: {}\n";
        files["letter-check.yaml"] =
            """
            leaves: [contact/s40]
            titles:
              one: { label: A letter, say: You can ask for help., facts: [F0] }
            items:
              help: { tick: The help, ask: What help is there?, facts: [F0] }
            always: [{ say: Can you help me?, facts: [F0] }]
            take: [{ say: The letter, facts: [F0] }]

            """;
        int passages = steps / 5;
        files["facts.yaml"] = Facts(passages);
        for (int i = 0; i < passages; i++)
        {
            files[$"passages/t{i % 40}/p{i}.md"] = Passage(i);
        }

        int guides = steps / StepsInAGuide;
        files["process.yaml"] = $"stages: {{}}\nplaces:\n{string.Concat(Enumerable.Range(0, guides).Select(g => $"  {Name(g)}: none\n"))}";
        for (int guide = 0; guide < guides; guide++)
        {
            files[$"guides/{Name(guide)}.yaml"] = Guide(guide, guides, passages);
        }

        return new ContentFiles(files.ToImmutable());
    }

    private static string Name(int guide) => guide == 0 ? "contact" : $"g{guide}";

    private static string Facts(int count)
    {
        var text = new StringBuilder("facts:\n");
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {{ id: F{i}, statement: You can ask for help., sources: [made#all], strength: advice/tip }}\n");
        }

        return text.ToString();
    }

    private static string Passage(int i)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"---\nid: p{i}\ntitle: \"Who can help me with {Word(i)}?\"\nasks:\n");
        for (int ask = 0; ask < 8; ask++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - who helps with {Word(i)} {Word(ask)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"facts: [F{i}]\naudience: parent\nstrength: advice/tip\nreviewed: 2026-11-22\nreview-by: 2027-11-22\nstatus: published\n---\n");
        text.Append("You can ask for help. Tell your social worker what you need. You can also ring us.\n\n- Write down what you want to say.\n- Take a friend with you.\n\n");
        text.Append("It is fine to ask more than once. Say if you do not follow. Ask them to put it in plain words. Keep what they send you.\n");
        return text.ToString();
    }

    private static string Guide(int guide, int guides, int passages)
    {
        var text = new StringBuilder();
        string menu = guide is > 0 and < 6 ? $"menu: start\norder: {guide}\n" : "";
        text.Append(CultureInfo.InvariantCulture, $"id: {Name(guide)}\nlabel: Help with {Word(guide)}\nabout: This is about {Word(guide)}.\nsay: [need {Word(guide)}]\n{menu}before: [country]\nfirst: s0\nsteps:\n");
        for (int step = 0; step < StepsInAGuide; step++)
        {
            text.Append(step < Questions ? Question(step) : Leaf(guide, step, guides, passages));
        }

        return text.ToString();
    }

    private static string Question(int step)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n  s{step}:\n    ask: Is it about {Word(step)}?\n    choices:\n");
        for (int child = (3 * step) + 1; child <= (3 * step) + 3; child++)
        {
            text.Append(CultureInfo.InvariantCulture, $"      c{child}: {{ label: \"It is {Word(child)}\", next: s{child}, say: [\"{Word(child)}\"] }}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"    not-sure: s{(3 * step) + 1}\n").ToString();
    }

    private static string Leaf(int guide, int step, int guides, int passages)
    {
        int passage = ((guide * StepsInAGuide) + step) % passages;
        return $$"""

              s{{step}}:
                leaf: L{{guide}}-{{step}}
                title: Help with {{Word(step)}}
                show: [p{{passage}}, p{{(passage + 1) % passages}}]
                do-now:
                  - { say: Ask your social worker for help., facts: [F{{passage}}] }
                  - { say: Write down what you need., facts: [F{{passage}}] }
                contact: [social-worker, advice-line]
                choices:
                  on: { label: Something else, next: {{Name((guide + 1) % guides)}}/s0 }

            """;
    }

    // Numbers would have to stand in facts, so things are called by letters.
    private static string Word(int number)
    {
        string word = "";
        for (int rest = number + 1; rest > 0; rest = (rest - 1) / 26)
        {
            word = (char)('a' + ((rest - 1) % 26)) + word;
        }

        return $"{word}-thing";
    }
}
