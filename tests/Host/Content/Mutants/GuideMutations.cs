using AdviceBot.Core.Content;
using static AdviceBot.Tests.Host.Content.Mutants.Edits;

namespace AdviceBot.Tests.Host.Content.Mutants;

/// <summary>Ways to spoil guides and guards that always break a rule.</summary>
internal static class GuideMutations
{
    private const string Key = "ask|hint|show|choices|not-sure|leaf|title|do-now|avoid|contact|questions|take|dates|when|before";

    /// <summary>By name.</summary>
    public static IEnumerable<(string Name, Func<Random, Mutant> Make)> All =>
    [
        ("a button to a step that does not exist", r => Replace(r, Guides.Append("guards.yaml"), @"\bnext: ([a-z0-9/-]+)", m => $"next: {m.Groups[1].Value}-gone")),
        ("\"not sure\" to a step that does not exist", r => Replace(r, Guides, @"^    not-sure: (.*)$", m => $"    not-sure: {Slip(r, m.Groups[1].Value)}-")),
        ("a first step that does not exist", r => Replace(r, Guides, "^first: (.*)$", m => $"first: {m.Groups[1].Value}x")),
        ("rename a step that is led to", r =>
        {
            Step step = r.Pick(Parts.Guides.SelectMany(g => g.Steps).Where(s => LedTo().Contains(s.Id)));
            string id = step.Id[(step.GuideId.Length + 1)..];
            return Replace(r, [$"guides/{step.GuideId}.yaml"], $"^  {id}:$", _ => $"  {id}-new:");
        }),
        ("delete a guide that others lead to", r => Without($"guides/{r.Pick(Parts.Guides.Where(g => LedTo(g.Id).Any(s => s.StartsWith(g.Id + "/", StringComparison.Ordinal)))).Id}.yaml")),
        ("a file that is no guide", r => With($"guides/{r.Pick(Parts.Guides).Id}.yml", "id: x\n", "nobody reads it")),
        ("a misspelt key of a step", r => Replace(r, Guides, $"^    ({Key}):", m => $"    {Slip(r, m.Groups[1].Value)}:")),
        ("a misspelt key of a point or button", r => Replace(r, Guides, @"\{ (say|label): ", m => $"{{ {Slip(r, m.Groups[1].Value)}: ")),
        ("a misspelt key of a guide", r => Replace(r, Guides, "^(id|label|about|say|menu|order|before|first|instead|steps):", m => $"{Slip(r, m.Groups[1].Value)}:")),
        ("a blank key of a step", r => Replace(r, Guides, "^    (ask|not-sure|leaf|title): .*$", m => $"    {m.Groups[1].Value}:")),
        ("a blank key of a guide", r => Replace(r, Guides, "^(id|label|about|first): .*$", m => $"{m.Groups[1].Value}:")),
        ("a button without words", r => Replace(r, Guides.Append("guards.yaml"), @"label: ([^""{},\n]+),", _ => "label: ,")),
        ("no \"not sure\"", r => Replace(r, Guides, @"^    not-sure: .*\n", _ => "")),
        ("nobody to talk to", r => Replace(r, Guides, @"^    contact: \[.*\]$", _ => "    contact: []")),
        ("no contact key", r => Replace(r, Guides, @"^    contact: \[.*\]\n", _ => "")),
        ("a helper who does not exist", r => Replace(r, Guides, @"^    contact: \[([a-z-]+)", m => $"{m.Value}x")),
        ("questions for a helper who does not exist", r => Replace(r, Guides, @"^      (social-worker|chair|solicitor|advice-line):$", m => $"      {m.Groups[1].Value}s:")),
        ("nothing to do now", r => Replace(r, Guides, @"^    do-now:\n(?:      .*\n)+", _ => "")),
        ("nothing shown", r => Replace(r, Guides, @"^    leaf: .*\n    title: .*\n(?:    solicitor-now: .*\n)?    show:(?: \[.*\]\n|\n(?:      - .*\n)+)", m => m.Value[..m.Value.IndexOf("    show:", StringComparison.Ordinal)])),
        ("only passages that parents don't see", r => Replace(r, Guides, @"^(    leaf: .*\n    title: .*\n(?:    solicitor-now: .*\n)?    show:)(?: \[.*\]\n|\n(?:      - .*\n)+)", m => $"{m.Groups[1].Value} [{r.Pick(Parts.Passages.Where(p => p.Audience == Audience.Adviser || p.Status == Status.Pending)).Id}]\n")),
        ("a passage that does not exist", r => Replace(r, Guides, @"^    show: \[([a-z0-9-]+)", m => $"{m.Value}-2")),
        ("a passage shown twice", r => Replace(r, Guides, @"^    show: \[([a-z0-9-]+)", m => $"{m.Value}, {m.Groups[1].Value}")),
        ("a point on no fact", r => Replace(r, Guides, @", facts: \[[^\]]*\] \}", _ => " }")),
        ("a point on a fact that does not exist", r => Replace(r, Guides, @", facts: \[F(\d\d)", m => $", facts: [F9{m.Groups[1].Value[1..]}")),
        ("a number none of the point's facts has", r => Replace(r, Guides, @"\{ say: ([^""{},]+), facts", _ => $"{{ say: Wait {r.Next(400, 900)} days., facts")),
        ("hard words in points", r => Replace(r, Guides, @"\{ say: ([^""{},]+), facts", m => $"{{ say: {string.Join(' ', Enumerable.Repeat("multidisciplinary responsibilities notwithstanding", 30))}., facts")),
        ("a phone number in a point", r => Replace(r, Guides, @"\{ say: ([^""{},]+), facts", _ => "{ say: Ring 0808 801 0366., facts")),
        ("a guard that does not exist", r => Replace(r, Guides, @"^before: \[", _ => "before: [countri, ")),
        ("an answer the guard does not have", r => Replace(r, Guides, @"^(      )([a-z-]+/[a-z-]+): \{ (show|hide|contact)", m => $"{m.Groups[1].Value}{m.Groups[2].Value}x: {{ {m.Groups[3].Value}")),
        ("a detour for an answer the guard does not have", r => Replace(r, Guides, @"^instead: \{ ([a-z-]+)/", m => $"{m.Value}x")),
        ("a menu that does not exist", r => Replace(r, Guides, "^menu: .*$", m => $"{m.Value}s")),
        ("a rule of key dates that does not exist", r => Replace(r, Guides, @"^    dates: \[", m => $"{m.Value}K77, ")),
        ("two buttons that say the same", r => Replace(
            r, Guides, @"^(      .*\{ label: )(""[^""]*""|[^"",{}]+)(,.*\n      .*\{ label: )(?:""[^""]*""|[^"",{}]+),", m => $"{m.Groups[1].Value}{m.Groups[2].Value}{m.Groups[3].Value}{m.Groups[2].Value},")),
        ("a button that leads back to its own question", r => Replace(
            r, Guides, @"^  ([a-z0-9-]+):\n((?:    .*\n|\n)*?      .*\{.*next: )[a-z0-9/-]+", m => $"  {m.Groups[1].Value}:\n{m.Groups[2].Value}{m.Groups[1].Value}")),
        ("one choice only", r => Replace(r, Guides, @"^    choices:\n(      .*\n)(?:      .*\n)+(?=    not-sure)", m => $"    choices:\n{m.Groups[1].Value}")),
        ("a reserved id for a choice", r => Replace(r, Guides, @"^    choices:\n      [a-z0-9""-]+:", _ => "    choices:\n      not-sure:")),
        ("a step nobody leads to", r =>
        {
            string guide = r.Pick(Guides);
            return With(guide, $"{Real.All[guide].TrimEnd()}\n\n  lonely:\n    ask: Is anybody there?\n    choices:\n      a: {{ label: Yes I am, next: contact/now }}\n      b: {{ label: No I am not, next: contact/now }}\n    not-sure: contact/now\n", "a lonely step");
        }),
        ("a way out to nowhere", r => Replace(r, ["guards.yaml"], @"^    next: ([a-z-]+/[a-z-]+)$", m => $"{m.Value}-")),
        ("a solicitor who is needed now and not named first", r => Replace(r, Guides, @"(solicitor-now: true(?s:.*?)\n    contact: \[)solicitor", m => $"{m.Groups[1].Value}advice-line")),
        ("YAML that can't be read", r => Replace(r, Guides.Append("guards.yaml").Append("messages.yaml").Append("helpers.yaml"), @"^( +)([a-z-]+): ([A-Za-z][^:""{}\[\]#\n]*)$", m => $"{m.Groups[1].Value}{m.Groups[2].Value}: {m.Groups[3].Value}: and")),
        ("a tab", r => Replace(r, Guides, "^    (ask|title):", m => $"\t{m.Groups[1].Value}:")),
    ];

    private static HashSet<string> LedTo(string? exceptFrom = null) =>
    [
        .. Parts.Guides.Where(g => g.Id != exceptFrom).SelectMany(g => g.Steps).SelectMany(s => s.Choices.Select(c => c.Next).Append(s.NotSure)).OfType<string>(),
        .. Parts.Guides.Where(g => g.Id != exceptFrom).Select(g => g.First),
        .. Parts.OffRamps.Concat(Parts.Guards.SelectMany(g => g.Choices)).Select(c => c.Next).OfType<string>(),
    ];
}
