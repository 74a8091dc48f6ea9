using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core.Keeping;

namespace AdviceBot.Core.Content.Rules;

/// <summary>What must hold of everything a family can hold: the picture of the way, meeting sheets, the letter check, letters.</summary>
public sealed class KeepRules
{
    private const double HighestGrade = 8;
    private const int LongestFormWords = 22;
    private const int LongestName = 34;

    private readonly LibraryParts parts;
    private readonly FrozenDictionary<string, Step> steps;
    private readonly FrozenSet<string> leaves;
    private readonly FrozenSet<string> guides;
    private readonly ReadingGrade grades;

    private KeepRules(LibraryParts parts)
    {
        this.parts = parts;
        steps = parts.Guides.SelectMany(g => g.Steps).DistinctBy(s => s.Id, StringComparer.Ordinal).ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        leaves = steps.Values.Where(s => s.Leaf is not null).Select(s => s.Id).ToFrozenSet(StringComparer.Ordinal);
        guides = parts.Guides.Select(g => g.Id).ToFrozenSet(StringComparer.Ordinal);
        grades = new ReadingGrade(parts.Terms.Select(t => t.Name));
    }

    /// <summary>Every flaw of these.</summary>
    public static IEnumerable<Flaw> Check(LibraryParts parts, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var rules = new KeepRules(parts);
        KeepParts keep = parts.Keep;
        return
        [
            .. rules.Stages(keep.Process),
            .. rules.Places(keep.Process),
            .. rules.Sheets(keep.Sheets),
            .. keep.Check is { } check ? rules.LetterCheck(check) : [],
            .. keep.Letters.SelectMany(l => rules.Letter(l, today)),
        ];
    }

    private IEnumerable<Flaw> Stages(Process process)
    {
        string[] ids = [.. process.Stages.Select(s => s.Id)];
        HashSet<(int, int)> taken = [];
        foreach (Stage stage in process.Stages)
        {
            string where = $"stage:{stage.Id}";
            foreach (Flaw flaw in Points(where, [new Point(stage.Say, stage.Facts, Status.Published), .. stage.Next.Select(n => n.Point)], [stage.Name]))
            {
                yield return flaw;
            }

            if (stage.Name.Length > LongestName)
            {
                yield return new Flaw(where, $"\"{stage.Name}\" doesn't fit its box in the picture. Use {LongestName} letters at most.");
            }

            if (!taken.Add((stage.Column, stage.Row)))
            {
                yield return new Flaw(where, $"Another stage already stands at [{stage.Column}, {stage.Row}]. Move one.");
            }

            foreach (Onward onward in stage.Next.Where(n => !ids.Contains(n.To)))
            {
                yield return new Flaw(where, $"Its \"next\" leads to \"{onward.To}\". There is no such stage. There are: {string.Join(", ", ids)}.");
            }
        }
    }

    private IEnumerable<Flaw> Places(Process process)
    {
        string[] stages = [.. process.Stages.Select(s => s.Id), Process.Any, Process.None];
        foreach ((string place, string stage) in process.Places)
        {
            if (!stages.Contains(stage))
            {
                yield return new Flaw($"place:{place}", $"\"{place}\" stands at \"{stage}\". There is no such stage. There are: {string.Join(", ", stages)}.");
            }

            if (!steps.ContainsKey(place) && !guides.Contains(place))
            {
                yield return new Flaw($"place:{place}", $"There is no guide and no step \"{place}\". Take it out, or mend its name.");
            }
        }

        foreach (Guide guide in parts.Guides.Where(g => !process.Places.ContainsKey(g.Id) && g.Steps.Any(s => !process.Places.ContainsKey(s.Id))))
        {
            yield return new Flaw(guide.Id, $"process.yaml doesn't say where the guide \"{guide.Id}\" stands on the way. Add it under \"places\": a stage, \"any\" or \"none\".");
        }
    }

    private IEnumerable<Flaw> Sheets(ImmutableArray<Sheet> sheets)
    {
        Dictionary<string, string> offered = new(StringComparer.Ordinal);
        foreach (Sheet sheet in sheets)
        {
            string where = $"sheet:{sheet.Id}";
            foreach (Flaw flaw in Points(where, [.. sheet.Lines], [sheet.Name]).Concat(Leaves(where, sheet.Leaves)))
            {
                yield return flaw;
            }

            foreach (string leaf in sheet.Leaves.Where(l => !offered.TryAdd(l, sheet.Id)))
            {
                yield return new Flaw(where, $"\"{leaf}\" has the sheet \"{offered[leaf]}\" already. A leaf has one sheet: take it out of one.");
            }

            if (sheet.Date is { } happened && !parts.DateAsks.ContainsKey(happened))
            {
                yield return new Flaw(where, $"There is no event \"{happened}\" in key-dates.yaml. There are: {string.Join(", ", parts.DateAsks.Keys)}.");
            }

            foreach ((string key, ImmutableArray<Point> lines) in ((string, ImmutableArray<Point>)[])[("what", sheet.What), ("who", sheet.Who), ("ask", sheet.Ask), ("say", sheet.Say), ("with-me", sheet.WithMe), ("take", sheet.Take)])
            {
                if (lines.All(l => l.Status == Status.Pending))
                {
                    yield return new Flaw(where, $"Parents see nothing under \"{key}\" until the charity signs it off. Add a line that rests on a fact.");
                }
            }
        }
    }

    private IEnumerable<Flaw> LetterCheck(LetterCheck check)
    {
        const string Where = "letter-check";
        if (check.Items.Length == 0 || check.Titles.Length == 0)
        {
            yield return new Flaw(Where, "The letter check has no items or no titles. Write them.");
        }

        ImmutableArray<Point> points = [.. check.Titles.Select(t => t.Means), .. check.Items.Select(i => i.Ask), .. check.Always, .. check.Take];
        foreach (Flaw flaw in Points(Where, points, [.. check.Titles.Select(t => t.Label), .. check.Items.Select(i => i.Tick)]).Concat(Leaves(Where, check.Leaves)))
        {
            yield return flaw;
        }
    }

    private IEnumerable<Flaw> Letter(Letter letter, DateOnly today)
    {
        string where = $"letter:{letter.Id}";
        ImmutableArray<Point> points =
            [.. letter.Know, .. letter.Clauses.Where(c => !c.IsForm).Select(c => new Point(string.Concat(c.Spans.Where(s => !s.IsGap).Select(s => s.Text)), c.Facts, c.Status))];
        foreach (Flaw flaw in Points(where, points, [letter.Title, .. letter.Clauses.Where(c => c.IsForm).Select(c => c.Text)]).Concat(Leaves(where, letter.Leaves)))
        {
            yield return flaw;
        }

        if (letter.Know.All(p => p.Status == Status.Pending))
        {
            yield return new Flaw(where, "Parents aren't told what this letter is for until the charity signs it off. Add a line under \"know\" that rests on a fact.");
        }

        if (letter.Clauses.All(c => c.IsForm || c.Status == Status.Pending))
        {
            yield return new Flaw(where, "Without what waits for sign-off, this letter asks for nothing. Add a clause that rests on a fact.");
        }

        foreach (Clause clause in letter.Clauses)
        {
            if (clause.IsForm && ReadingGrade.WordCount(clause.Text) > LongestFormWords)
            {
                yield return new Flaw(where, $"\"{clause.Text}\" is marked {{form}}, but says more than a greeting. Name its facts, or mark it {{sign-off}}.");
            }

            if (!clause.IsForm && clause.Facts.IsEmpty && clause.Status == Status.Published)
            {
                yield return new Flaw(where, $"\"{clause.Text}\" rests on no fact. Name its facts, or mark it {{sign-off}}.");
            }
        }

        if (letter.Reviewed > today)
        {
            yield return new Flaw(where, "It was reviewed on a day that is still to come. Write the day it was last checked.") { IsByDay = true };
        }

        if (letter.ReviewBy < today || letter.ReviewBy < letter.Reviewed)
        {
            yield return new Flaw(where, $"It should have been reviewed by {Wording.Day(letter.ReviewBy)}. Check it, then change both dates.") { IsByDay = letter.ReviewBy >= letter.Reviewed };
        }
    }

    private IEnumerable<Flaw> Leaves(string where, ImmutableArray<string> of)
    {
        if (of.IsEmpty)
        {
            yield return new Flaw(where, "No leaf offers it. Name one under \"leaves\".");
        }

        foreach (string leaf in of.Where(l => !leaves.Contains(l)))
        {
            yield return new Flaw(where, steps.ContainsKey(leaf) ? $"\"{leaf}\" is a question, not a leaf. Name the leaves behind it." : $"There is no leaf \"{leaf}\". Mend its name, or take it out.");
        }
    }

    // Facts, numbers and plain words: the same as for the points of a leaf.
    private IEnumerable<Flaw> Points(string where, ImmutableArray<Point> points, ImmutableArray<string> more)
    {
        foreach (Point point in points)
        {
            foreach (Fact fact in point.Facts.Where(f => f.Audience == Audience.Adviser || f.Display is Display.AdvisersOnly or Display.NeverToParents))
            {
                yield return new Flaw(where, $"\"{point.Text}\" rests on {fact.Id}, which is for advisers only. Say it otherwise, or leave it out.");
            }

            if (point.Facts.IsEmpty && point.Status == Status.Published)
            {
                yield return new Flaw(where, $"\"{point.Text}\" rests on no fact. Name its facts, or write \"sign-off: true\".");
            }

            foreach (string number in PassageRules.NumbersBeyond(point.Text, point.Facts))
            {
                yield return new Flaw(where, $"The number {number} is in none of the facts of \"{point.Text}\". Take it out, or name the fact it comes from.");
            }
        }

        double grade = grades.Of(string.Join('\n', points.Select(p => p.Text).Concat(more)));
        if (grade > HighestGrade)
        {
            yield return new Flaw(where, $"Its reading grade is {grade.ToString("0.0", CultureInfo.InvariantCulture)}, above {HighestGrade}. Use shorter and plainer words.");
        }
    }
}
