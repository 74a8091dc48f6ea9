using AdviceBot.Core.Content;
using AdviceBot.Core.Content.Rules;

namespace AdviceBot.Host.Content;

/// <summary>Runs the rules of the core over a library and says file and line of each flaw.</summary>
public static class ContentRules
{
    /// <summary>Adds every flaw to the problems, or to the warnings where it is none yet.</summary>
    /// <param name="isServed">Whether families are served from these words: then no day and no wrong clock alone takes them away.</param>
    public static void Check(ContentFiles files, LibraryParts parts, Places places, DateOnly today, Problems problems, Problems warnings, bool isServed = false)
    {
        IEnumerable<Flaw> flaws = [.. FactRules.Check(parts), .. PassageRules.Check(parts, today), .. GuideRules.Check(parts), .. OtherRules.Check(parts, today), .. KeepRules.Check(parts, today)];
        foreach (Flaw flaw in flaws)
        {
            Place place = Find(files, flaw.Where, places);
            (flaw.IsWarning || (isServed && flaw.IsByDay) ? warnings : problems).Add(place.File, place.Line, flaw.Message);
        }

        foreach ((string file, string text) in files.All)
        {
            Phones(file, text, problems);
        }
    }

    // A number in two places is a number that will be wrong in one of them.
    private static void Phones(string file, string text, Problems problems)
    {
        // The catalogue's numbers are lines and counts; the urgency rules hold what people type, which nobody is shown.
        if (file is "helpers.yaml" or "sources.json" or "urgency.yaml")
        {
            return;
        }

        int line = 0;
        foreach (ReadOnlySpan<char> row in text.AsSpan().EnumerateLines())
        {
            line++;
            if (PhoneNumbers.In(row) is { } number)
            {
                problems.Add(file, line, $"\"{number}\" looks like a phone number. Numbers stand in helpers.yaml only: write the helper's id in curly brackets, such as {{advice-line}}.");
            }
        }
    }

    private static Place Find(ContentFiles files, string where, Places places)
    {
        string[] parts = where.Split('#');
        if (!parts[0].StartsWith("passage:", StringComparison.Ordinal))
        {
            return parts[0] switch
            {
                "guides" => new Place("guides/contact.yaml", 1),
                "passages" => new Place("passages", 1),
                "bank-holidays" => new Place("bank-holidays.yaml", 1),
                "languages" => new Place("languages.yaml", 1),
                "helpers" => new Place("helpers.yaml", 1),
                _ => places.Of(where) is { File: not "." } exact ? exact : places.Of(parts[0]),
            };
        }

        Place passage = places.Of(parts[0]);
        if (parts.Length == 1 || passage.File == ".")
        {
            return passage;
        }

        int line = files.All[passage.File].Split('\n').TakeWhile(l => !l.StartsWith(parts[1] + ":", StringComparison.Ordinal)).Count();
        return passage with { Line = line + 1 };
    }
}
