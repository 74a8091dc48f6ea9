using AdviceBot.Core.Content;
using static AdviceBot.Tests.Host.Content.Mutants.Edits;

namespace AdviceBot.Tests.Host.Content.Mutants;

/// <summary>Ways to spoil the register, helpers, messages and the other files that always break a rule.</summary>
internal static class OtherMutations
{
    private static readonly string[] Elsewhere =
        [.. Real.All.Keys.Where(f => !f.Contains('/', StringComparison.Ordinal) && f.EndsWith(".yaml", StringComparison.Ordinal) && f != "helpers.yaml")];

    private static readonly string[] Letters = [.. Real.Under("letters").Select(f => f.Name)];

    /// <summary>By name.</summary>
    public static IEnumerable<(string Name, Func<Random, Mutant> Make)> All =>
    [
        ("delete a file", r => Without(r.Pick(Elsewhere.Append("helpers.yaml").Append("sources.json")))),
        ("a phone number in a comment", r => Replace(r, [r.Pick(Elsewhere)], @"\z", _ => "# Ring 0808 801 0366\n")),
        ("delete a message", r => Replace(r, ["messages.yaml"], @"^  [a-z-]+: [^|>\n]+\n(?=  |\n)", _ => "")),
        ("a misspelt message", r => Replace(r, ["messages.yaml"], @"^  ([a-z-]+): ", m => $"  {Slip(r, m.Groups[1].Value)}: ")),
        ("a message without its place", r => Replace(r, ["messages.yaml"], @"\{[a-z]+\}", _ => "soon")),
        ("a place no program fills", r => Replace(r, ["messages.yaml"], "(?<=^  start-ask: ).*$", m => $"{m.Value} {{name}}")),
        ("delete a command", r => Replace(r, ["messages.yaml"], @"^  (back|start-again|leave|look|not-this|danger|not-sure|skip|rather-not-say): \[.*\n", _ => "")),
        ("words of two commands", r => Replace(r, ["messages.yaml"], @"^  (skip|talk): \[", m => $"{m.Value}undo, ")),
        ("delete a key of a glossary term", r => Replace(r, ["glossary.yaml"], @"^    (definition|sources): .*\n", _ => "")),
        ("a misspelt key of a glossary term", r => Replace(r, ["glossary.yaml"], @"^(?:  - |    )(term|definition|sources|parents-say|misspellings|status):", m => m.Value.Replace(m.Groups[1].Value, Slip(r, m.Groups[1].Value), StringComparison.Ordinal))),
        ("a glossary term twice", r => Replace(r, ["glossary.yaml"], @"^  - term: .*\n(?:    .*\n)+", m => m.Value + m.Value)),
        ("a glossary source that does not exist", r => Replace(r, ["glossary.yaml"], @"sources: \[""([^""]+)""", m => $"sources: [\"{m.Groups[1].Value}-x\"")),
        ("delete a fact that passages say", r => Replace(r, ["facts.yaml"], @"^- id: F\d\d\d\n(?:  .*\n)+", _ => "")),
        ("a fact nobody says", r => Replace(r, ["facts.yaml"], @"^- id: F\d\d\d\n(?:  (?!pair_with|conflict).*\n)+(?=- id)", m => m.Value + System.Text.RegularExpressions.Regex.Replace(m.Value, @"F\d\d\d", "F998"))),
        ("a blank key of a fact", r => Replace(r, ["facts.yaml"], @"^  (statement|strength|sources): .*$", m => $"  {m.Groups[1].Value}:")),
        ("a misspelt key of a fact", r => Replace(r, ["facts.yaml"], @"^  (statement|strength|sources|audience|keywords|pair_with|display|conflicts|conflict_role|route): ", m => $"  {Slip(r, m.Groups[1].Value)}: ")),
        ("a strength that does not exist", r => Replace(r, ["facts.yaml"], @"^  strength: .*$", m => $"{m.Value}s")),
        ("a section that does not exist", r => Replace(r, ["facts.yaml"], @"^  sources: \[""([^""]+)""", m => $"  sources: [\"{m.Groups[1].Value}s\"")),
        ("a pair that does not exist", r => Replace(r, ["facts.yaml"], @"^  pair_with: \[", m => $"{m.Value}F999, ")),
        ("keep from parents a fact they are told", r =>
        {
            Fact fact = r.Pick(Parts.Passages.Where(p => p.Audience == Audience.Parent).SelectMany(p => p.Facts).Where(f => f is { IsExternal: false, Display: Display.Always }));
            return Replace(r, ["facts.yaml"], $@"(?<=^- id: {fact.Id}\n)", _ => "  display: never-to-parents\n");
        }),
        ("a fact on the wrong side", r => Replace(r, ["facts.yaml"], "^  conflict_role: (lead)$", _ => "  conflict_role: other")),
        ("a conflict that does not exist", r => Replace(r, ["facts.yaml"], @"^  conflicts: \[", m => $"{m.Value}C99, ")),
        ("delete a conflict", r => Replace(r, ["conflicts.yaml"], @"^  C\d\d:\n(?:    .*\n)+", _ => "")),
        ("swap the sides of a conflict", r => Replace(r, ["conflicts.yaml"], @"^    lead: (.*)\n    other: (.*)$", m => $"    lead: {m.Groups[2].Value}\n    other: {m.Groups[1].Value}")),
        ("a conflict with one side", r => Replace(r, ["conflicts.yaml"], @"^    (lead|other): .*\n", _ => "")),
        ("a section no fact covers", r => Replace(r, ["facts.yaml"], @"^- \{section: .*\n", _ => "")),
        ("rename a section of the catalogue", r => Replace(r, ["sources.json"], @"""id"": ""([a-z-]+#[a-z-]+)""", m => $"\"id\": \"{m.Groups[1].Value}s\"")),
        ("delete a key of the catalogue", r => Replace(r, ["sources.json"], @"^ *""(id|heading|title|publisher|dated)"": .*,\n", _ => "")),
        ("rename a helper whom guides name", r =>
        {
            string id = r.Pick(Parts.Guides.SelectMany(g => g.Steps).SelectMany(s => s.Leaf?.Contact ?? []).Distinct());
            return Replace(r, ["helpers.yaml"], $"^  {id}:$", _ => $"  {id}s:");
        }),
        ("a blank key of a helper", r => Replace(r, ["helpers.yaml"], "^    (name|kind|for|checked|dial): .*$", m => m.Groups[1].Value == "checked" ? "    checked: soon" : $"    {m.Groups[1].Value}:")),
        ("a misspelt key of a helper", r => Replace(r, ["helpers.yaml"], "^    (name|kind|for|checked|dial|phone|hours|status|free|source|website):", m => $"    {Slip(r, m.Groups[1].Value)}:")),
        ("a wrong digit", r => Replace(r, ["helpers.yaml"], @"^    dial: ""(\d+)""$", m => $"    dial: \"{m.Groups[1].Value[..^1]}{(m.Groups[1].Value[^1] - '0' + 1) % 10}\"")),
        ("closing before opening", r => Replace(r, ["helpers.yaml"], @"open: ""[\d:]+"", close: ""[\d:]+""", _ => "open: \"17:00\", close: \"09:00\"")),
        ("a bank holiday missing", r => Replace(r, ["bank-holidays.yaml"], @"^  - \{ date: .*\n", _ => "")),
        ("a bank holiday on a Sunday", r => Replace(r, ["bank-holidays.yaml"], @"date: (\d{4})-\d\d-\d\d", m => $"date: {FirstSunday(int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)):yyyy-MM-dd}")),
        ("years the list does not cover", r => Replace(r, ["bank-holidays.yaml"], @"^covers: \[\d+, \d+\]$", _ => "covers: [2026, 2031]")),
        ("a time limit on a fact that does not exist", r => Replace(r, ["key-dates.yaml"], @"facts: \[F\d\d\d", _ => "facts: [F999")),
        ("a time limit on no fact", r => Replace(r, ["key-dates.yaml"], @"^        facts: \[.*\]\n", _ => "")),
        ("a unit that does not exist", r => Replace(r, ["key-dates.yaml"], @"^        unit: (working-days|days|weeks|months)$", m => $"        unit: {m.Groups[1].Value[..^1]}")),
        ("an event nobody asks for", r => Replace(r, ["key-dates.yaml"], @"^    events: \[", m => $"{m.Value}christening, ")),
        ("a misspelt key of a time limit", r => Replace(r, ["key-dates.yaml"], @"^    (what|who|certainty|events|readings|note):", m => $"    {Slip(r, m.Groups[1].Value)}:")),
        ("a synonym without meaning", r => Replace(r, ["synonyms.yaml"], @", means: .* \}", _ => " }")),
        ("a synonym twice", r => Replace(r, ["synonyms.yaml"], @"^  - \{ say: .*\n", m => m.Value + m.Value)),
        ("a decoy without asks", r => Replace(r, ["decoys.yaml"], @"^    asks:\n(?:      - .*\n)+", _ => "")),
        ("a touched topic without asks", r => Replace(r, ["brushed.yaml"], @"^    asks:\n(?:      - .*\n)+", _ => "")),
        ("a touched topic with a passage that does not exist", r => Replace(r, ["brushed.yaml"], @"^    show: \[[a-z0-9-]+", m => $"{m.Value}-x")),
        ("a touched topic with a helper who does not exist", r => Replace(r, ["brushed.yaml"], @"^    contact: \[[a-z-]+", m => $"{m.Value}-x")),
        ("a signpost to a helper who does not exist", r => Replace(r, ["signposts.yaml"], "helper: ([a-z-]+)", m => $"{m.Value}s")),
        ("a signpost's words twice", r => Replace(r, ["signposts.yaml"], @"^      - .*\n", m => m.Value + m.Value)),
        ("a route below a card to a helper who does not exist", r => Replace(r, ["urgent-cards.yaml"], @"routes: \[([a-z-]+)", m => $"{m.Value}s")),
        ("a service for a kind of danger that does not exist", r => Replace(r, ["urgent-cards.yaml"], @"also: \[([A-Z]\d)", m => $"{m.Value}9")),
        ("a stage of the way that does not exist", r => Replace(r, ["process.yaml"], @"^  ([a-z/-]+): (any|enquiry|conference|letter|plan|none)$", m => $"{m.Value}s")),
        ("a place on the way of a guide that does not exist", r => Replace(r, ["process.yaml"], @"^  ([a-z-]+/[a-z-]+): ", m => $"  {m.Groups[1].Value}s: ")),
        ("a paper for a leaf that does not exist", r => Replace(r, Letters.Append("sheets.yaml").Append("letter-check.yaml"), @"leaves: \[([a-z/-]+)", m => $"{m.Value}-x")),
        ("a letter whose review date passed", r => Replace(r, Letters, "^review-by: .*$", _ => "review-by: 2026-11-01")),
        ("a letter on a fact that does not exist", r => Replace(r, Letters, @"\{F(\d\d)", m => $"{{F9{m.Groups[1].Value[1..]}")),
        ("an urgent card with a helper who does not exist", r => Replace(r, ["urgent-cards.yaml"], "helper: ([a-z0-9-]+)", m => $"{m.Value}s")),
        ("an urgent card without its first words", r => Replace(r, ["urgent-cards.yaml"], "^    (understood|do): .*\n", _ => "")),
        ("a rule of danger of a category that does not exist", r => Replace(r, ["urgency.yaml"], "^    category: .*$", _ => "    category: Z9")),
        ("a misspelt key of a rule of danger", r => Replace(r, ["urgency.yaml"], "^    (category|any): ?", m => m.Value.Replace(m.Groups[1].Value, Slip(r, m.Groups[1].Value), StringComparison.Ordinal))),
    ];

    private static DateOnly FirstSunday(int year) => Enumerable.Range(1, 7).Select(d => new DateOnly(year, 1, d)).First(d => d.DayOfWeek == DayOfWeek.Sunday);
}
