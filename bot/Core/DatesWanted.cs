using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Core;

/// <summary>Which days a family could give at an ending, and which of them a typed date is for.</summary>
internal static class DatesWanted
{
    /// <summary>Outside England there are no deadlines here, and whoever is not sure is not given any either.</summary>
    public static bool IsEngland(Way way) => way.Said.GetValueOrDefault(Library.Country, Library.England) == Library.England;

    /// <summary>The events whose dates a leaf can use, in the order of its rules.</summary>
    /// <remarks>None where this reader sees no reading that counts from the day: nobody is asked for a date in vain.</remarks>
    public static IEnumerable<string> Events(Library library, Leaf leaf) =>
        leaf.Dates
            .SelectMany(id => library.DateRules.Where(r => r.Id == id && library.ReadingsOf(r).Any(x => x.Unit != DateUnit.None)))
            .SelectMany(r => r.Events)
            .Distinct(StringComparer.Ordinal);

    /// <summary>The rules that can be held against a date the family was told: those with a date among these limits.</summary>
    public static IEnumerable<DateRule> Told(Library library, IEnumerable<KeyDate> limits)
    {
        HashSet<string> dated = [.. limits.Where(d => d.Date is not null).Select(d => d.Rule)];
        return library.DateRules.Where(r => r.Told is not null && dated.Contains(r.Id));
    }

    /// <summary>Every day that could be given now: the events, and after each one given the dates told about it.</summary>
    public static ImmutableArray<string> At(Library library, Way way, Leaf leaf, Conversation conversation)
    {
        if (!IsEngland(way))
        {
            return [];
        }

        var calculator = new KeyDateCalculator(library);
        var wanted = ImmutableArray.CreateBuilder<string>();
        foreach (string happened in Events(library, leaf))
        {
            wanted.Add(happened);
            if (conversation.Dates.TryGetValue(happened, out DateOnly on) && calculator.After(happened, on, leaf.Dates) is { } limits)
            {
                wanted.AddRange(Told(library, limits).Select(r => r.ToldEvent));
            }
        }

        return wanted.ToImmutable();
    }

    /// <summary>Which of these days a typed date is for: the one its words name, else the first event not given yet, else the first.</summary>
    /// <remarks>A date the family was told is only meant where the words say so: "told", "they gave us", "the core group is".</remarks>
    public static string Meant(Library library, ImmutableArray<string> wanted, Conversation conversation, string plain)
    {
        HashSet<string> words = [.. plain.Split(' ')];
        bool told = words.Overlaps(["told", "gave", "given", "said", "say", "says"]);
        string? named = wanted
            .Select(id => (Id: id, Named: Words(library, id).Count(words.Contains), IsTold: id.StartsWith("told-", StringComparison.Ordinal)))
            .Where(w => w.Named > 0 || (told && w.IsTold))
            .OrderByDescending(w => w.Named)
            .ThenByDescending(w => w.IsTold && told)
            .Select(w => w.Id)
            .FirstOrDefault();
        return named
            ?? wanted.FirstOrDefault(id => !id.StartsWith("told-", StringComparison.Ordinal) && !conversation.Dates.ContainsKey(id))
            ?? wanted[0];
    }

    // "conference" of the event; "core", "group" of "First core group".
    private static IEnumerable<string> Words(Library library, string id) =>
        library.DateRules.FirstOrDefault(r => r.Told is not null && r.ToldEvent == id) is { } rule
            ? PlainWords.Of(rule.What).Split(' ').Where(w => w is not ("first" or "next" or "the" or "areas" or "conference" or "new"))
            : id.Split('-').Where(w => w is not ("new" or "area" or "told" or "18" or "plan"));
}
