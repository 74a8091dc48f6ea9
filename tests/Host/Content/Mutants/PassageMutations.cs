using AdviceBot.Core.Content;
using static AdviceBot.Tests.Host.Content.Mutants.Edits;

namespace AdviceBot.Tests.Host.Content.Mutants;

/// <summary>Ways to spoil passages that always break a rule.</summary>
internal static class PassageMutations
{
    private static readonly string[] Strengths = ["law", "statutory guidance", "usual practice", "advice/tip", "service info"];
    private static readonly string[] Numbers = ["0808 801 0366", "08088010366", "020 7946 0018", "+44 20 7946 0018", "0808-801-0366", "(0808) 801 0366", "0800 1111", "999", "116 123"];

    private static HashSet<string> Shown =>
        [.. Parts.Guides.SelectMany(g => g.Steps).SelectMany(s => s.Show.Concat(s.Leaf?.When.SelectMany(w => w.Show) ?? []))];

    /// <summary>By name.</summary>
    public static IEnumerable<(string Name, Func<Random, Mutant> Make)> All =>
    [
        ("delete a passage that a guide shows", r => Without(FileOf(r.Pick(Parts.Passages.Where(p => Shown.Contains(p.Id)))))),
        ("give a shown passage another id and file", r =>
        {
            Passage p = r.Pick(Parts.Passages.Where(p => Shown.Contains(p.Id)));
            string text = Real.All[FileOf(p)].Replace($"id: {p.Id}\n", $"id: {p.Id}-2\n", StringComparison.Ordinal);
            return new Mutant($"{p.Id} became {p.Id}-2", Real with { All = Real.All.Remove(FileOf(p)).Add($"passages/{p.Topic}/{p.Id}-2.md", text) });
        }),
        ("file name and id differ", r => InPassage(r, _ => true, "^id: (.*)$", m => $"id: {Slip(r, m.Groups[1].Value)}")),
        ("the same id in two topics", r =>
        {
            Passage p = r.Pick(Parts.Passages);
            return With($"passages/twice/{p.Id}.md", Real.All[FileOf(p)], "a copy");
        }),
        ("point to a helper who does not exist", r => InPassage(r, p => !p.Contact.IsEmpty, @"^contact: \[([a-z-]+)", m => $"{m.Value}s")),
        ("the title of another passage", r => InPassage(r, _ => true, "^title: (.*)$", m => $"title: \"{r.Pick(Parts.Passages.Where(p => !m.Value.Contains(p.Title, StringComparison.OrdinalIgnoreCase) && !p.Title.Contains('"'))).Title}\"")),
        ("drop a fact another must not stand without", r =>
        {
            (Passage p, string fact) = r.Pick(Parts.Passages.SelectMany(p => p.Facts.SelectMany(f => f.PairWith).Where(f => p.Facts.Any(x => x.Id == f)), (p, f) => (p, f)));
            return Facts(p, p.Facts.Select(f => f.Id).Where(f => f != fact));
        }),
        ("drop the careful side", r =>
        {
            (Passage p, Conflict c) = r.Pick(BothSides());
            return Facts(p, p.Facts.Select(f => f.Id).Where(f => !c.Lead.Contains(f)));
        }),
        ("drop the other side", r =>
        {
            (Passage p, Conflict c) = r.Pick(BothSides().Where(x => x.Conflict.Sides == Sides.Together && x.Passage.Audience == Audience.Parent));
            return Facts(p, p.Facts.Select(f => f.Id).Where(f => !c.Other.Contains(f)));
        }),
        ("the other side first", r =>
        {
            (Passage p, Conflict c) = r.Pick(BothSides());
            string other = p.Facts.First(f => c.Other.Contains(f.Id)).Id;
            return Facts(p, p.Facts.Select(f => f.Id).Where(f => f != other).Prepend(other));
        }),
        ("the other side outside the difference", r =>
        {
            Passage p = r.Pick(BothSides()).Passage;
            return With(FileOf(p), Real.All[FileOf(p)].Replace("\n> ", "\n", StringComparison.Ordinal), "no difference");
        }),
        ("a fact that does not exist", r => InPassage(r, _ => true, @"\bF(\d\d\d)\b", m => $"F9{m.Groups[1].Value[1..]}")),
        ("no facts", r => InPassage(r, _ => true, @"^facts:.*(\n +- .*)*", _ => "facts: []")),
        ("another strength", r =>
        {
            Passage p = r.Pick(Parts.Passages.Where(p => !p.Facts[0].IsExternal));
            return Replace(r, [FileOf(p)], "^strength: .*$", _ => $"strength: {r.Pick(Strengths.Where(s => s != p.Strength))}");
        }),
        ("a required key left blank", r => InPassage(r, _ => true, @"^(id|title|asks|facts|audience|strength|reviewed|review-by|status):.*(\n +- .*)*", m => $"{m.Groups[1].Value}:")),
        ("a misspelt key", r => InPassage(r, _ => true, "^(id|title|asks|facts|audience|strength|reviewed|review-by|status):", m => $"{Slip(r, m.Groups[1].Value)}:")),
        ("a review date passed", r => InPassage(r, _ => true, "^review-by: .*$", _ => $"review-by: {ContentFolder.Today.AddDays(-r.Next(1, 900)):yyyy-MM-dd}")),
        ("reviewed on a day to come", r => InPassage(r, _ => true, "^reviewed: .*$", _ => $"reviewed: {ContentFolder.Today.AddDays(r.Next(1, 300)):yyyy-MM-dd}")),
        ("a day that does not exist", r => InPassage(r, _ => true, "^(reviewed|review-by): .*$", m => $"{m.Groups[1].Value}: 2026-02-30")),
        ("publish what waits for sign-off", r => InPassage(r, p => p.Status == Status.Pending && p.Facts.Any(f => f.IsExternal), "^status: .*$", _ => "status: published")),
        ("show parents a fact for advisers", r => InPassage(r, p => p.Audience == Audience.Adviser && p.Facts.Any(f => f.Display is Display.AdvisersOnly or Display.NeverToParents), "^audience: .*$", _ => "audience: parent")),
        ("hide from parents what only this passage tells them", r => InPassage(r, p => OnlyHere().Contains(p.Id), "^status: .*$", _ => "status: pending")),
        ("too few asks", r => InPassage(r, _ => true, @"^asks:\n((?: +- .*\n){3})(?: +- .*\n)*", m => $"asks:\n{m.Groups[1].Value}")),
        ("the same ask twice", r => InPassage(r, _ => true, @"^asks:\n( +- .*\n)", m => $"{m.Value}{m.Groups[1].Value}")),
        ("hard words", r => Append(r.Pick(Parts.Passages), string.Join(' ', Enumerable.Repeat("responsibilities notwithstanding multidisciplinary considerations", 12)) + ".")),
        ("too long", r => Append(r.Pick(Parts.Passages), string.Join(' ', Enumerable.Repeat("We say it once more.", 40)))),
        ("too short", r => InPassage(r, _ => true, @"\n---\n(?s:.*)", _ => "\n---\nYes, you can.\n")),
        ("a number none of its facts has", r => Append(r.Pick(Parts.Passages), $"It takes {r.Next(400, 900)} days.")),
        ("a phone number", r => Append(r.Pick(Parts.Passages), $"Ring {r.Pick(Numbers)} today.")),
        ("a helper without a number", r => Append(r.Pick(Parts.Passages), "Ring {advise-line} today.")),
        ("a heading, a link, a table or HTML", r => Append(r.Pick(Parts.Passages), r.Pick(["## More", "See [this page](https://example.org).", "| a | b |", "<b>Now</b>", "1. First", "www.example.org"]))),
        ("an edition no source has", r => InPassage(r, p => p.Edition is not null, "^edition: .*$", _ => "edition: Working Together 2008")),
        ("no line of hyphens", r => InPassage(r, _ => true, @"\A---\n", _ => "")),
    ];

    private static IEnumerable<(Passage Passage, Conflict Conflict)> BothSides() => Parts.Passages.SelectMany(
        p => Parts.Conflicts.Where(c => c.Sides != Sides.None && p.Facts.Any(f => c.Lead.Contains(f.Id)) && p.Facts.Any(f => c.Other.Contains(f.Id))),
        (p, c) => (p, c));

    // Published passages for parents with a fact for parents that no other such passage says.
    private static HashSet<string> OnlyHere()
    {
        var seen = Parts.Passages.Where(p => p is { Audience: Audience.Parent, Status: Status.Published }).SelectMany(p => p.Facts, (p, f) => (p.Id, Fact: f)).ToLookup(x => x.Fact.Id);
        return [.. seen.Where(g => g.Count() == 1 && g.First().Fact is { Audience: Audience.Parent, Display: Display.Always, IsExternal: false }).Select(g => g.First().Id)];
    }
}
