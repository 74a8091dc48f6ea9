using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Core.Content.Rules;

/// <summary>Every way through every guide leads to advice and to somebody to talk to.</summary>
/// <remarks>Each rule looks at each step, choice or point once, so the whole is linear in the content.</remarks>
public sealed class GuideRules
{
    private const int MostChoices = 5;
    private const double HighestGrade = 8;
    private const int MostHints = 100;

    private readonly LibraryParts parts;
    private readonly FrozenDictionary<string, Step> steps;
    private readonly FrozenDictionary<string, Passage> passages;
    private readonly FrozenDictionary<string, Helper> helpers;
    private readonly FrozenDictionary<string, Step> guards;
    private readonly FrozenSet<string> rules;
    private readonly FrozenSet<string> counting;
    private readonly FrozenSet<string> asked;
    private readonly ReadingGrade grades;
    private int hints;

    private GuideRules(LibraryParts parts)
    {
        this.parts = parts;
        steps = Once(parts.Guides.SelectMany(g => g.Steps), s => s.Id);
        passages = Once(parts.Passages, p => p.Id);
        helpers = Once(parts.Helpers, h => h.Id);
        guards = Once(parts.Guards, g => g.Id["guard/".Length..]);
        rules = parts.DateRules.Select(r => r.Id).ToFrozenSet(StringComparer.Ordinal);
        counting = parts.DateRules.Where(r => r.Readings.Any(x => x.Unit != DateUnit.None)).Select(r => r.Id).ToFrozenSet(StringComparer.Ordinal);
        asked = parts.Guides.SelectMany(g => g.Before.Concat(g.Steps.SelectMany(s => s.Before ?? []))).ToFrozenSet(StringComparer.Ordinal);
        grades = new ReadingGrade(parts.Terms.Select(t => t.Name));
    }

    /// <summary>Every flaw of guides, guards and ways out.</summary>
    public static IEnumerable<Flaw> Check(LibraryParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new GuideRules(parts).All();
    }

    private IEnumerable<Flaw> All()
    {
        ImmutableArray<Flaw> links = [.. Menus(), .. parts.Guides.SelectMany(Guide), .. parts.Guards.SelectMany(Guard), .. OffRamps()];
        foreach (Flaw flaw in links)
        {
            yield return flaw;
        }

        // Ways can only be judged when every button leads somewhere.
        foreach (Flaw flaw in links.IsEmpty ? Ways() : [])
        {
            yield return flaw;
        }
    }

    private IEnumerable<Flaw> Menus()
    {
        foreach (IGrouping<string?, Guide> menu in parts.Guides.GroupBy(g => g.Menu).Where(m => m.Key is not null && m.Count() > MostChoices))
        {
            yield return new Flaw(menu.Last().Id, $"The menu \"{menu.Key}\" has {menu.Count()} guides. A screen holds {MostChoices} and \"I'm not sure\".");
        }

        HashSet<string> labels = new(StringComparer.Ordinal);
        foreach (Guide guide in parts.Guides.Where(g => g.Menu is not null && !labels.Add(PlainWords.Of(g.Label))))
        {
            yield return new Flaw(guide.Id, $"Two guides are called \"{guide.Label}\". Change one label.");
        }

        if (parts.Guides.All(g => g.Id != "contact"))
        {
            yield return new Flaw("guides", "There is no guide \"contact\", to which the last menu leads. Put guides/contact.yaml back.");
        }
    }

    private IEnumerable<Flaw> Guide(Guide guide)
    {
        foreach (Flaw flaw in Step(guide.Id, "first", guide.First).Concat(Guards(guide.Id, guide.Before)))
        {
            yield return flaw;
        }

        foreach (Detour detour in guide.Instead)
        {
            foreach (Flaw flaw in Said(guide.Id, detour.Guard, detour.Choice).Concat(Step(guide.Id, "instead", detour.Step)))
            {
                yield return flaw;
            }

            if (!guide.Before.Contains(detour.Guard))
            {
                yield return new Flaw(guide.Id, $"\"instead\" waits for an answer to \"{detour.Guard}\", which this guide does not ask first. Add it to \"before\".");
            }
        }

        foreach (Flaw flaw in guide.Steps.SelectMany(s => s.Leaf is { } leaf ? Leaf(guide, s, leaf) : Question(s)))
        {
            yield return flaw;
        }
    }

    private IEnumerable<Flaw> Question(Step step)
    {
        if (step.Ask is { } ask && !ask.EndsWith('?'))
        {
            yield return new Flaw(step.Id, $"\"{ask}\" should end with a question mark. Put it as a question.");
        }

        if (step.Choices.Length is < 2 or > MostChoices)
        {
            yield return new Flaw(step.Id, $"The question has {step.Choices.Length} choices. Give it 2 to {MostChoices}; \"I'm not sure\" is always there too.");
        }

        foreach (Flaw flaw in Links(step).Concat(Shown(step.Id, step.Show)))
        {
            yield return flaw;
        }
    }

    private IEnumerable<Flaw> Links(Step step)
    {
        foreach (Choice choice in step.Choices)
        {
            if (choice.Next is { } next)
            {
                foreach (Flaw flaw in Step($"{step.Id}#{choice.Id}", $"the button \"{choice.Label}\"", next))
                {
                    yield return flaw;
                }
            }
        }

        if (step.NotSure is { } notSure)
        {
            foreach (Flaw flaw in Step(step.Id, "\"I'm not sure\"", notSure))
            {
                yield return flaw;
            }
        }

        foreach (Flaw flaw in Guards(step.Id, step.Before ?? []))
        {
            yield return flaw;
        }

        foreach (Flaw flaw in Words(step))
        {
            yield return flaw;
        }
    }

    // Two buttons must not answer to the same words, and none may lead back to the question it stands under.
    private static IEnumerable<Flaw> Words(Step step)
    {
        Dictionary<string, Choice> meant = new(StringComparer.Ordinal);
        foreach (Choice choice in step.Choices)
        {
            string where = $"{step.Id}#{choice.Id}";
            if (choice.Next == step.Id)
            {
                yield return new Flaw(where, $"The button \"{choice.Label}\" leads back to its own question. Lead it on.");
            }

            foreach (string words in choice.Say.Prepend(choice.Label).Select(PlainWords.Of).Distinct(StringComparer.Ordinal))
            {
                if (!meant.TryAdd(words, choice))
                {
                    yield return new Flaw(where, words == PlainWords.Of(choice.Label) && words == PlainWords.Of(meant[words].Label)
                        ? $"Two buttons say \"{choice.Label}\". Change one."
                        : $"\"{words}\" means both \"{meant[words].Label}\" and \"{choice.Label}\". Take it out of one.");
                }
            }
        }

        if (step.NotSure == step.Id)
        {
            yield return new Flaw(step.Id, "\"I'm not sure\" leads back to its own question. Lead it to the safer answer.");
        }
    }

    private IEnumerable<Flaw> Leaf(Guide guide, Step step, Leaf leaf)
    {
        foreach (Flaw flaw in Links(step).Concat(Shown(step.Id, step.Show)).Concat(People(step.Id, leaf.Contact)))
        {
            yield return flaw;
        }

        if (step.Choices.Length > MostChoices)
        {
            yield return new Flaw(step.Id, $"The leaf has {step.Choices.Length} onward choices. Give it {MostChoices} at most.");
        }

        if (!step.Show.Any(Counts))
        {
            yield return new Flaw(step.Id, "This leaf shows parents no published passage with a source. Add one under \"show\".");
        }

        if (!leaf.Contact.Any(id => helpers.TryGetValue(id, out Helper? helper) && IsHuman(helper)))
        {
            yield return new Flaw(step.Id, "This leaf names nobody to talk to. Add a person or a line under \"contact\".");
        }

        if (leaf.SolicitorNow && leaf.Contact.FirstOrDefault() != Signposter.Solicitor)
        {
            yield return new Flaw(step.Id, "This leaf says a solicitor comes first, but \"contact\" names somebody else first. Put \"solicitor\" first.");
        }

        if (!leaf.DoNow.Any(p => p.Status == Status.Published))
        {
            yield return new Flaw(step.Id, "This leaf gives parents nothing to do now. Add a point that rests on a fact under \"do-now\".");
        }

        foreach (string rule in leaf.Dates.Where(d => !rules.Contains(d)))
        {
            yield return new Flaw(step.Id, $"There is no rule \"{rule}\" in key-dates.yaml.{Meant(rule, rules)}");
        }

        ImmutableArray<string> before = step.Before ?? guide.Before;
        if (leaf.Dates.Any(counting.Contains) && !before.Contains("country"))
        {
            yield return new Flaw(step.Id, "This leaf counts dates, which hold for England only. Add \"country\" to its \"before\".");
        }

        foreach (Flaw flaw in leaf.When.SelectMany(w => Variation(step, w)).Concat(leaf.Questions.SelectMany(q => People(step.Id, [q.Helper]))).Concat(Points(step, leaf)))
        {
            yield return flaw;
        }
    }

    private IEnumerable<Flaw> Variation(Step step, Variation variation) =>
        Said(step.Id, variation.Guard, variation.Choice)
            .Concat(Shown(step.Id, variation.Show))
            .Concat(People(step.Id, variation.Contact))
            .Concat(Hidden(step, variation));

    // What is hidden must stand there, and something must be left.
    private IEnumerable<Flaw> Hidden(Step step, Variation variation)
    {
        foreach (string id in variation.Hide.Where(id => !step.Show.Contains(id)))
        {
            yield return new Flaw(step.Id, $"\"when\" hides \"{id}\", which this leaf does not show.{Meant(id, step.Show)} Take it out.");
        }

        if (!variation.Show.Concat(step.Show).Any(id => !variation.Hide.Contains(id) && Counts(id)))
        {
            yield return new Flaw(step.Id, $"People who said \"{variation.Guard}/{variation.Choice}\" see no published passage with a source here. Hide less, or show another.");
        }
    }

    private bool Counts(string id) =>
        passages.TryGetValue(id, out Passage? p) && p is { Audience: Audience.Parent, Status: Status.Published } && !p.Sections.IsEmpty;

    private IEnumerable<Flaw> Points(Step step, Leaf leaf)
    {
        ImmutableArray<Point> points = [.. leaf.DoNow, .. leaf.Avoid, .. leaf.Questions.SelectMany(q => q.Points), .. leaf.Take];
        foreach (Fact fact in points.SelectMany(p => p.Facts).Where(f => f.Audience == Audience.Adviser).Distinct())
        {
            yield return new Flaw(step.Id, $"A point rests on {fact.Id}, which is for advisers only. Take it out: parents read points.");
        }

        foreach (Point point in points)
        {
            foreach (string number in PassageRules.NumbersBeyond(point.Text, point.Facts))
            {
                yield return new Flaw(step.Id, $"The number {number} in \"{point.Text}\" is in none of its facts. Take it out, or name the fact it comes from.");
            }
        }

        double grade = grades.Of(string.Join('\n', points.Select(p => p.Text)));
        if (grade > HighestGrade)
        {
            yield return new Flaw(step.Id, $"The reading grade of its points is {grade.ToString("0.0", CultureInfo.InvariantCulture)}, above {HighestGrade}. Use shorter and plainer words.");
        }
    }

    private IEnumerable<Flaw> Guard(Step guard) =>
        Links(guard).Concat(guard.Choices.Length is < 2 or > MostChoices
            ? [new Flaw(guard.Id, $"The guard has {guard.Choices.Length} choices. Give it 2 to {MostChoices}.")]
            : []).Concat(asked.Contains(guard.Id["guard/".Length..])
            ? []
            : [new Flaw(guard.Id, "No guide asks this guard. Name it in a \"before\", or delete it.")]);

    private IEnumerable<Flaw> OffRamps() => parts.OffRamps.SelectMany(r => Step($"off-ramp/{r.Id}", $"the way out \"{r.Label}\"", r.Next ?? ""));

    // Every step can be reached, and from every step a leaf can.
    private IEnumerable<Flaw> Ways()
    {
        Dictionary<string, List<string>> backwards = new(StringComparer.Ordinal);
        foreach (Step step in steps.Values)
        {
            foreach (string next in Next(step))
            {
                (backwards.TryGetValue(next, out List<string>? from) ? from : backwards[next] = []).Add(step.Id);
            }
        }

        IEnumerable<string> starts = parts.Guides.Where(g => g.Menu is not null || g.Id == "contact").SelectMany(g => g.Instead.Select(d => d.Step).Append(g.First))
            .Concat(parts.OffRamps.Concat(parts.Guards.SelectMany(g => g.Choices)).Select(c => c.Next).OfType<string>())
            .Concat(parts.Guards.Select(g => g.NotSure).OfType<string>());
        HashSet<string> reached = Spread(starts, id => Next(steps[id]));
        HashSet<string> saved = Spread(steps.Values.Where(s => s.Leaf is not null).Select(s => s.Id), id => backwards.GetValueOrDefault(id) ?? []);
        foreach (Step step in parts.Guides.SelectMany(g => g.Steps))
        {
            if (!reached.Contains(step.Id))
            {
                yield return new Flaw(step.Id, "No button leads here. Lead one here, or delete the step.");
            }

            if (!saved.Contains(step.Id))
            {
                yield return new Flaw(step.Id, "From here every way goes round in circles and none leads to advice. Lead a button to a leaf.");
            }
        }
    }

    private static IEnumerable<string> Next(Step step) => step.Choices.Select(c => c.Next).Append(step.NotSure).OfType<string>();

    private static HashSet<string> Spread(IEnumerable<string> starts, Func<string, IEnumerable<string>> next)
    {
        HashSet<string> reached = new(starts, StringComparer.Ordinal);
        Queue<string> queue = new(reached);
        while (queue.TryDequeue(out string? id))
        {
            foreach (string to in next(id))
            {
                if (reached.Add(to))
                {
                    queue.Enqueue(to);
                }
            }
        }

        return reached;
    }

    private IEnumerable<Flaw> Step(string where, string who, string step) =>
        steps.ContainsKey(step) ? [] : [new Flaw(where, $"{Capital(who)} leads to \"{step}\". There is no such step.{Meant(step, steps.Keys)}")];

    private IEnumerable<Flaw> Guards(string where, IEnumerable<string> ids) =>
        ids.Where(id => !guards.ContainsKey(id)).Select(id => new Flaw(where, $"There is no guard \"{id}\" in guards.yaml.{Meant(id, guards.Keys)}"));

    private IEnumerable<Flaw> Said(string where, string guard, string choice)
    {
        if (!guards.TryGetValue(guard, out Step? step))
        {
            return [new Flaw(where, $"There is no guard \"{guard}\" in guards.yaml.{Meant(guard, guards.Keys)}")];
        }

        ImmutableArray<string> known = [.. step.Choices.Select(c => c.Id), Answers.NotSure];
        return known.Contains(choice) ? [] : [new Flaw(where, $"The guard \"{guard}\" has no answer \"{choice}\".{Meant(choice, known)}")];
    }

    private IEnumerable<Flaw> Shown(string where, IEnumerable<string> ids) =>
        ids.Where(id => !passages.ContainsKey(id)).Select(id => new Flaw(where, $"There is no passage \"{id}\".{Meant(id, passages.Keys)}"))
            .Concat(ids.GroupBy(id => id, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => new Flaw(where, $"\"{g.Key}\" is shown twice. Take one out.")));

    private IEnumerable<Flaw> People(string where, IEnumerable<string> ids) =>
        ids.Where(id => !helpers.ContainsKey(id)).Select(id => new Flaw(where, $"There is no helper \"{id}\" in helpers.yaml.{Meant(id, helpers.Keys)}"));

    private static bool IsHuman(Helper helper) =>
        helper.Kind == HelperKind.Person || (helper.Phone is not null && helper.Status != HelperStatus.NotVerified);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    // A hint looks at every name, so a folder that is wrong all over gets them for its first flaws only.
    private string Meant(string wrong, IEnumerable<string> names) =>
        hints++ < MostHints && PlainWords.Nearest(wrong, names) is { } name ? $" Did you mean \"{name}\"?" : " Mend the name, or add what it names.";

    private static FrozenDictionary<string, T> Once<T>(IEnumerable<T> things, Func<T, string> id) =>
        things.DistinctBy(id, StringComparer.Ordinal).ToFrozenDictionary(id, StringComparer.Ordinal);
}
