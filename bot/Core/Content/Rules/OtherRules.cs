using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Core.Content.Rules;

/// <summary>What holds for helpers, time limits, bank holidays and notes in other languages.</summary>
public static class OtherRules
{
    /// <summary>Helpers should be looked at again after so many days.</summary>
    public const int HelpersAgeDays = 90;

    /// <summary>So many months before the bank-holiday list ends, <c>check</c> warns.</summary>
    public const int HolidaysWarnMonths = 9;

    /// <summary>So many months before it ends, <c>check</c> fails.</summary>
    public const int HolidaysFailMonths = 6;

    /// <summary>Every flaw of these.</summary>
    public static IEnumerable<Flaw> Check(LibraryParts parts, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return [.. Helpers(parts, today), .. Holidays(parts.BankHolidays, today), .. Rules(parts), .. Languages(parts.Languages)];
    }

    private static IEnumerable<Flaw> Helpers(LibraryParts parts, DateOnly today)
    {
        foreach (string id in (string[])[Signposter.AdviceLine, Signposter.Solicitor, Signposter.Emergency, Signposter.ChildrensServices])
        {
            if (parts.Helpers.All(h => h.Id != id))
            {
                yield return new Flaw("helpers", $"The helper \"{id}\" is missing. Other programs rely on it: put it back.");
            }
        }

        foreach (Helper helper in parts.Helpers)
        {
            if (helper.Checked is { } day && day.AddDays(HelpersAgeDays) < today)
            {
                yield return new Flaw($"helper:{helper.Id}", $"\"{helper.Name}\" was last checked on {Wording.Day(day)}. Look at their own page again, then change \"checked\".", IsWarning: true);
            }
        }
    }

    private static IEnumerable<Flaw> Languages(LanguageNotes notes)
    {
        string[] pending = [.. notes.All.Where(n => n.Status == Status.Pending).Select(n => n.Name)];
        if (pending.Length > 0)
        {
            yield return new Flaw(
                "languages",
                $"The notes in {string.Join(", ", pending)} wait for a native speaker to read them beside their English. Then write \"status: published\".",
                IsWarning: true);
        }
    }

    private static IEnumerable<Flaw> Holidays(BankHolidays holidays, DateOnly today)
    {
        DateOnly end = new(holidays.LastYear, 12, 31);
        if (today.AddMonths(HolidaysFailMonths) > end)
        {
            yield return new Flaw("bank-holidays", $"The list ends with {holidays.LastYear}, less than {HolidaysFailMonths} months from now. Add the next year's days from GOV.UK.") { IsByDay = true };
        }
        else if (today.AddMonths(HolidaysWarnMonths) > end)
        {
            yield return new Flaw("bank-holidays", $"The list ends with {holidays.LastYear}, less than {HolidaysWarnMonths} months from now. Add the next year's days soon.", IsWarning: true);
        }
    }

    private static IEnumerable<Flaw> Rules(LibraryParts parts)
    {
        HashSet<string> conflicts = [.. parts.Conflicts.Select(c => c.Id)];
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (DateRule rule in parts.DateRules)
        {
            string where = $"rule:{rule.Id}";
            if (!ids.Add(rule.Id))
            {
                yield return new Flaw(where, $"The rule {rule.Id} stands here twice. Take one out.");
            }

            if (rule.Conflict is { } conflict && !conflicts.Contains(conflict))
            {
                yield return new Flaw(where, $"{rule.Id} belongs to {conflict}, which conflicts.yaml does not have. Mend the id, or add the conflict.");
            }

            if (rule.Told is not null && rule.Readings.All(r => r.Unit == DateUnit.None))
            {
                yield return new Flaw(where, $"{rule.Id} asks for the date the family was told, but has no limit to hold it against. Leave out \"told\".");
            }

            if (rule.Told is null && !rule.IfLate.IsEmpty)
            {
                yield return new Flaw(where, $"{rule.Id} says what to do \"if-late\", but never asks for the date they were told. Add \"told\".");
            }

            if (rule.Events.IsEmpty && rule.Readings.Any(r => r.Unit != DateUnit.None))
            {
                yield return new Flaw(where, $"{rule.Id} is counted from no day. Name one under \"events\", or say \"unit: none\".");
            }

            foreach (Fact fact in rule.Readings.Where(r => r.Audience == Audience.Parent && rule.Audience == Audience.Parent).SelectMany(r => r.Facts)
                .Concat(rule.IfLate.SelectMany(p => p.Facts))
                .Where(f => f.Display is Display.AdvisersOnly or Display.NeverToParents || (f.Audience == Audience.Adviser && f.Display == Display.Always && !f.IsExternal)))
            {
                yield return new Flaw(where, $"Parents may not see {fact.Id}, on which {rule.Id} rests. Mark the rule or the reading \"audience: adviser\".");
            }

            foreach (DateReading reading in rule.Readings)
            {
                if (reading.Facts.IsEmpty)
                {
                    yield return new Flaw(where, $"A reading of {rule.Id} rests on no fact. Name its facts.");
                }

                if (reading.Status == Status.Published && reading.Facts.Any(f => f.IsExternal))
                {
                    yield return new Flaw(where, $"A reading of {rule.Id} rests on a fact that waits for sign-off. Add \"sign-off: true\".");
                }
            }

            if (rule.Audience == Audience.Parent && !rule.Readings.Any(r => r.Status == Status.Published && r.Audience == Audience.Parent))
            {
                yield return new Flaw(where, $"{rule.Id} has no reading that parents may see until the charity signs it off. Add one with \"until-signed: true\".");
            }
        }
    }
}
