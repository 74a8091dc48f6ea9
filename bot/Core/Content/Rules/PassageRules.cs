using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Core.Content.Rules;

/// <summary>What a passage may say, to whom, and how plainly.</summary>
public static partial class PassageRules
{
    private const int FewestWords = 40;
    private const int MostWords = 180;
    private const double HighestGrade = 8;
    private const double HighestMedianGrade = 6;
    private const int FewestAsks = 8;

    private static readonly FrozenSet<string> Strengths =
        FrozenSet.ToFrozenSet(["law", "statutory guidance", "usual practice", "advice/tip", "service info"], StringComparer.Ordinal);

    private static readonly string[] NumberWords =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    /// <summary>Every flaw of every passage, and facts that stand in none.</summary>
    public static IEnumerable<Flaw> Check(LibraryParts parts, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var grades = new ReadingGrade(parts.Terms.Select(t => t.Name));
        FrozenDictionary<string, ImmutableArray<Conflict>> conflicts = parts.Conflicts
            .SelectMany(c => c.Lead.Concat(c.Other), (c, fact) => (fact, c))
            .GroupBy(x => x.fact, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Select(x => x.c).ToImmutableArray(), StringComparer.Ordinal);
        FrozenDictionary<string, Fact> facts = parts.Facts.ToFrozenDictionary(f => f.Id, StringComparer.Ordinal);
        List<double> all = [];
        string[] helpers = [.. parts.Helpers.Select(h => h.Id)];
        foreach (Passage passage in parts.Passages)
        {
            double grade = grades.Of(passage.Text);
            all.Add(grade);
            foreach (string unknown in passage.Contact.Where(c => !helpers.Contains(c)))
            {
                yield return new Flaw($"passage:{passage.Id}", $"It points to \"{unknown}\", which helpers.yaml does not have.{(PlainWords.Nearest(unknown, helpers) is { } name ? $" Did you mean \"{name}\"?" : " Mend the id.")}");
            }

            foreach (Flaw flaw in Of(passage, grade, facts, conflicts, today))
            {
                yield return flaw;
            }
        }

        all.Sort();
        if (all.Count > 0 && all[all.Count / 2] > HighestMedianGrade)
        {
            yield return new Flaw("passages", $"The middle reading grade of all passages is {all[all.Count / 2]:0.0}; it should be {HighestMedianGrade} at most. Shorten sentences and use plainer words.");
        }

        foreach (Flaw flaw in Uncarried(parts))
        {
            yield return flaw;
        }

        foreach (Flaw flaw in Twins(parts))
        {
            yield return flaw;
        }
    }

    private static IEnumerable<Flaw> Of(
        Passage passage, double grade, FrozenDictionary<string, Fact> facts, FrozenDictionary<string, ImmutableArray<Conflict>> conflicts, DateOnly today)
    {
        string where = $"passage:{passage.Id}";
        int words = ReadingGrade.WordCount(passage.Text);
        if (words is < FewestWords or > MostWords)
        {
            yield return new Flaw(where, $"The passage has {words} words. It should have {FewestWords} to {MostWords}: one need, one passage.");
        }

        if (grade > HighestGrade)
        {
            yield return new Flaw(where, $"Its reading grade is {grade.ToString("0.0", CultureInfo.InvariantCulture)}, above {HighestGrade}. Shorten sentences and use plainer words.");
        }

        if (passage.Asks.Length < FewestAsks)
        {
            yield return new Flaw($"{where}#asks", $"It has {passage.Asks.Length} asks. Write at least {FewestAsks} ways people put this need.");
        }

        if (passage.Asks.Distinct(StringComparer.OrdinalIgnoreCase).Count() != passage.Asks.Length)
        {
            yield return new Flaw($"{where}#asks", "Two of its asks are the same. Change one.");
        }

        if (!Strengths.Contains(passage.Strength))
        {
            yield return new Flaw($"{where}#strength", $"There is no strength \"{passage.Strength}\". There are: {string.Join(", ", Strengths.Order(StringComparer.Ordinal))}.");
        }
        else if (passage.Facts.FirstOrDefault() is { IsExternal: false } first && first.Strength != passage.Strength)
        {
            yield return new Flaw($"{where}#strength", $"Its strength is \"{passage.Strength}\", but its first fact, {first.Id}, is \"{first.Strength}\". Write that.");
        }

        if (passage.Reviewed > today)
        {
            yield return new Flaw($"{where}#reviewed", "It was reviewed on a day that is still to come. Write the day it was last checked.") { IsByDay = true };
        }

        if (passage.ReviewBy < today)
        {
            yield return new Flaw($"{where}#review-by", $"It should have been reviewed by {Wording.Day(passage.ReviewBy)}. Check it, then change both dates.") { IsByDay = true };
        }
        else if (passage.ReviewBy < passage.Reviewed)
        {
            yield return new Flaw($"{where}#review-by", "\"review-by\" is before \"reviewed\". Write the day it must be checked again.");
        }

        foreach (Flaw flaw in Audiences(passage, where).Concat(Pairs(passage, where)).Concat(BothSides(passage, where, facts, conflicts)).Concat(Numbers(passage, where)))
        {
            yield return flaw;
        }
    }

    private static IEnumerable<Flaw> Audiences(Passage passage, string where)
    {
        foreach (Fact fact in passage.Facts)
        {
            if (fact.IsExternal && passage.Status == Status.Published)
            {
                yield return new Flaw($"{where}#facts", $"{fact.Id} was looked up elsewhere and waits for sign-off, so the passage must be pending. Write \"status: pending\".");
            }

            if (passage.Audience == Audience.Adviser)
            {
                continue;
            }

            if (fact.Display is Display.AdvisersOnly or Display.NeverToParents
                || (fact.Audience == Audience.Adviser && fact.Display != Display.OnlyToShowDifference))
            {
                yield return new Flaw($"{where}#facts", $"{fact.Id} is for advisers only. Move it to a passage with \"audience: adviser\".");
            }
        }

        if (passage.Facts.Any(f => !f.IsExternal && f.Conflicts.Contains("C04")) && passage.Edition is null)
        {
            yield return new Flaw($"{where}#facts", "It rests on a dated edition (C04). Add \"edition\", such as \"Working Together 2018\".");
        }

        if (passage.Edition is { } edition && !Cites(passage, edition))
        {
            yield return new Flaw($"{where}#edition", $"No source of its facts cites \"{edition}\". Write the edition as sources.json has it under \"dated\".");
        }
    }

    // An edition stands in the catalogue, or its year in the facts themselves.
    private static bool Cites(Passage passage, string edition) =>
        passage.Sections.Any(s => s.Source.Dated.Contains(edition, StringComparison.Ordinal))
        || (Digits().Matches(edition).Select(m => m.Value).LastOrDefault() is { } year && passage.Facts.Any(f => f.Statement.Contains(year, StringComparison.Ordinal)));

    private static IEnumerable<Flaw> Pairs(Passage passage, string where)
    {
        HashSet<string> carried = [.. passage.Facts.Select(f => f.Id)];
        foreach (Fact fact in passage.Facts)
        {
            foreach (string missing in fact.PairWith.Where(p => !carried.Contains(p)))
            {
                yield return new Flaw($"{where}#facts", $"{fact.Id} must never stand without {missing}. Say {missing} too, or take {fact.Id} out.");
            }
        }
    }

    private static IEnumerable<Flaw> BothSides(
        Passage passage, string where, FrozenDictionary<string, Fact> facts, FrozenDictionary<string, ImmutableArray<Conflict>> conflicts)
    {
        ImmutableArray<string> ids = [.. passage.Facts.Select(f => f.Id)];
        foreach (Conflict conflict in ids.SelectMany(id => conflicts.GetValueOrDefault(id, [])).Distinct())
        {
            int lead = ids.IndexOf(ids.FirstOrDefault(conflict.Lead.Contains) ?? "");
            int other = ids.IndexOf(ids.FirstOrDefault(conflict.Other.Contains) ?? "");
            if (other >= 0 && lead < 0)
            {
                yield return new Flaw($"{where}#facts", $"{ids[other]} is one side of {conflict.Id} ({conflict.Topic}). Say the careful side first: {string.Join(" or ", conflict.Lead)}.");
            }
            else if (other >= 0 && lead > other)
            {
                yield return new Flaw($"{where}#facts", $"{ids[lead]} is the careful reading of {conflict.Id} and must come before {ids[other]}.");
            }
            else if (other < 0 && conflict.Sides == Sides.Together && passage.Audience == Audience.Parent && MayShow(conflict, facts) is { Length: > 0 } sides)
            {
                yield return new Flaw($"{where}#facts", $"{ids[lead]} is one side of {conflict.Id} ({conflict.Topic}). Add the other as a quoted difference: {string.Join(" or ", sides)}.");
            }

            if (other >= 0 && conflict.Sides != Sides.None && !passage.Html.Contains("class=\"difference\"", StringComparison.Ordinal))
            {
                yield return new Flaw(where, $"{ids[other]} is the other side of {conflict.Id}. Put it in a paragraph that begins with \"> \" and names whose statement it is.");
            }
        }
    }

    private static ImmutableArray<string> MayShow(Conflict conflict, FrozenDictionary<string, Fact> facts) =>
        [.. conflict.Other.Where(id => facts.TryGetValue(id, out Fact? fact) && fact.Display is not (Display.AdvisersOnly or Display.NeverToParents))];

    // A number a parent acts on must stand in the facts behind it.
    private static IEnumerable<Flaw> Numbers(Passage passage, string where)
    {
        foreach (string number in NumbersBeyond($"{passage.Title}\n{passage.Text}", passage.Facts))
        {
            yield return new Flaw(where, $"The number {number} is in none of its facts. Take it out, or name the fact it comes from.");
        }
    }

    /// <summary>Numbers in digits that a text has and its facts don't; phone numbers and sections of a law apart.</summary>
    internal static IEnumerable<string> NumbersBeyond(string text, ImmutableArray<Fact> facts)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return [];
        }

        MatchCollection numbers = Digits().Matches(Sections().Replace(PhoneNumbers.Without(text), ""));
        if (numbers.Count == 0)
        {
            return [];
        }

        string said = string.Join(' ', facts.Select(f => f.Statement)).ToLowerInvariant();
        HashSet<string> allowed = [.. Digits().Matches(said).Select(m => m.Value)];
        foreach (string word in Letters().Matches(said).Select(m => m.Value))
        {
            int number = Array.IndexOf(NumberWords, word);
            if (number >= 0)
            {
                allowed.Add(number.ToString(CultureInfo.InvariantCulture));
            }
        }

        return numbers.Select(m => m.Value).Distinct(StringComparer.Ordinal).Where(n => !allowed.Contains(n));
    }

    private static IEnumerable<Flaw> Uncarried(LibraryParts parts)
    {
        HashSet<string> carried = [.. parts.Passages.SelectMany(p => p.Facts).Select(f => f.Id)];
        HashSet<string> byParents = [.. parts.Passages.Where(p => p is { Audience: Audience.Parent, Status: Status.Published }).SelectMany(p => p.Facts).Select(f => f.Id)];
        foreach (Fact fact in parts.Facts)
        {
            if (!carried.Contains(fact.Id))
            {
                yield return new Flaw($"fact:{fact.Id}", $"No passage says {fact.Id}. Write one, or add it to the passage that says it.");
            }
            else if (!fact.IsExternal && fact.Audience == Audience.Parent && fact.Display == Display.Always && !byParents.Contains(fact.Id))
            {
                yield return new Flaw($"fact:{fact.Id}", $"{fact.Id} is for parents, but no published passage for parents says it. Add it to one.");
            }
        }
    }

    private static IEnumerable<Flaw> Twins(LibraryParts parts)
    {
        Dictionary<string, string> titles = new(StringComparer.OrdinalIgnoreCase);
        foreach (Passage passage in parts.Passages)
        {
            if (!titles.TryAdd(passage.Title, passage.Id))
            {
                yield return new Flaw($"passage:{passage.Id}#title", $"\"{passage.Title}\" is also the title of {titles[passage.Title]}. Search can't tell them apart, and neither can a parent: change one.");
            }
        }
    }

    [GeneratedRegex(@"\b[Ss]ection \d+[A-Z]*")]
    private static partial Regex Sections();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"[a-z]+")]
    private static partial Regex Letters();
}
