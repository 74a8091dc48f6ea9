using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace AdviceBot.Core.Understanding;

/// <summary>The names of months, weekdays, days and numbers, as people write and misspell them.</summary>
internal static partial class DateNames
{
    private static readonly string[] MonthNames =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] WeekdayNames = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    // Slips that are more than a letter or two away, and short forms.
    private static readonly FrozenDictionary<string, string> Other = Words(
        ("sept", "september"), ("febuary", "february"), ("febury", "february"), ("feburary", "february"), ("wensday", "wednesday"), ("wendsday", "wednesday"),
        ("weds", "wednesday"), ("wedns", "wednesday"), ("tues", "tuesday"), ("thur", "thursday"), ("thurs", "thursday"), ("thirsday", "thursday"),
        ("tomoz", "tomorrow"), ("tomo", "tomorrow"), ("tomos", "tomorrow"), ("tomz", "tomorrow"), ("morrow", "tomorrow"),
        ("2day", "today"), ("tday", "today"), ("toady", "today"), ("2nite", "tonight"), ("2night", "tonight"), ("tonite", "tonight"), ("nite", "night"),
        ("arvo", "afternoon"), ("avo", "afternoon"), ("aft", "afternoon"), ("yday", "yesterday"), ("yest", "yesterday"), ("yesterdays", "yesterday"),
        ("xmas", "christmas"), ("chrimbo", "christmas"), ("crimbo", "christmas"), ("chrissy", "christmas"), ("xmass", "christmas"), ("crimble", "christmas"),
        ("hol", "holiday"), ("hols", "holiday"), ("holidays", "holiday"), ("forth", "fourth"), ("bout", "about"),
        ("fortnite", "fortnight"), ("fornight", "fortnight"), ("fortnights", "fortnight"),
        ("nye", "new years eve"), ("nyd", "new years day"), ("wk", "week"), ("wks", "week"), ("weeks", "week"), ("days", "day"), ("months", "month"),
        ("mths", "month"), ("mth", "month"), ("yrs", "year"), ("yr", "year"), ("years", "year"), ("wkend", "weekend"), ("wkends", "weekend"), ("weekends", "weekend"),
        ("nxt", "next"), ("lst", "last"), ("coming", "coming"), ("comming", "coming"), ("b4", "before"), ("befor", "before"), ("til", "till"), ("untill", "till"),
        ("until", "till"), ("n", "and"), ("@", "at"), ("followin", "following"));

    private static readonly FrozenDictionary<string, int> Numbers = new[]
    {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    }.Index().Append((30, "thirty")).ToFrozenDictionary(p => p.Item2, p => p.Item1, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> Ordinals = new[]
    {
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    }.Index().Append((30, "thirtieth")).Append((12, "twelth")).Append((8, "eigth")).Append((9, "nineth"))
        .ToFrozenDictionary(p => p.Item2, p => p.Item1, StringComparer.Ordinal);

    // Long enough that one or two slips still point to one of them, and no English word stands near.
    private static readonly string[] Guessable =
    [
        "monday", "tuesday", "wednesday", "thursday", "saturday", "friday", "january", "february", "september", "october", "november", "december", "august",
        "tomorrow", "yesterday", "fortnight", "christmas", "halloween", "boxing",
    ];

    /// <summary>The word as the grammar knows it, and whether that took a guess.</summary>
    public static (string Word, bool IsGuess) Known(string word)
    {
        if (Other.TryGetValue(word, out string? other))
        {
            return (other, false);
        }

        if (Tomorrow().IsMatch(word))
        {
            return ("tomorrow", false);
        }

        if (Yesterday().IsMatch(word))
        {
            return ("yesterday", false);
        }

        // "On Mondays" is no date; and a short word is too easily another one.
        if (word.Length < 5 || Guessable.Contains(word) || (word.EndsWith('s') && Guessable.Contains(word[..^1])))
        {
            return (word, false);
        }

        // "Thersday" is two slips from Tuesday, but only one from Thursday.
        int limit = word.Length >= 8 ? 2 : 1;
        (string Name, int Slips) nearest = Guessable.Where(name => name[0] == word[0]).Select(name => (name, PlainWords.Slips(word, name, limit))).DefaultIfEmpty(("", int.MaxValue)).MinBy(n => n.Item2);
        return nearest.Slips <= limit ? (nearest.Name, true) : (word, false);
    }

    /// <summary>1 to 12 for a month's name or its first letters; null for anything else.</summary>
    public static int? Month(string word)
    {
        if (word.Length < 3)
        {
            return null;
        }

        int found = Array.FindIndex(MonthNames, name => name == word || (word.Length is 3 or 4 && name.StartsWith(word, StringComparison.Ordinal)));
        return found < 0 ? null : found + 1;
    }

    /// <summary>The month a word next to a number probably means: one slip is forgiven in names too short to be guessed anywhere else.</summary>
    public static int? MonthNearNumber(string word)
    {
        if (Month(word) is { } month)
        {
            return month;
        }

        if (word.Length < 4)
        {
            return null;
        }

        int limit = word.Length >= 6 ? 2 : 1;
        int found = Array.FindIndex(MonthNames, name => name[0] == word[0] && Math.Abs(name.Length - word.Length) <= limit && PlainWords.Slips(word, name, limit) <= limit);
        return found < 0 ? null : found + 1;
    }

    /// <summary>The weekday of a name or its first letters; null for anything else.</summary>
    public static DayOfWeek? Weekday(string word)
    {
        int found = word.Length < 3 ? -1 : Array.FindIndex(WeekdayNames, name => name == word || (word.Length is 3 or 4 && name.StartsWith(word, StringComparison.Ordinal)));
        return found < 0 ? null : (DayOfWeek)found;
    }

    /// <summary>The number a word names, and whether as "third" rather than "three".</summary>
    public static (int Number, bool IsOrdinal)? Number(string word) =>
        Numbers.TryGetValue(word, out int number) ? (number, false)
        : Ordinals.TryGetValue(word, out number) ? (number, true)
        : null;

    // The consonants stand in every way people write it: tomoro, tommorow, tmorra.
    [GeneratedRegex("^(to?m+[aeou]*r+[aeo]*w?|2mo?r+[aeo]*w?|2mo?z)$", RegexOptions.CultureInvariant)]
    private static partial Regex Tomorrow();

    [GeneratedRegex("^y[aeou]*st[aeou]*r?d[aei]+y?$", RegexOptions.CultureInvariant)]
    private static partial Regex Yesterday();

    private static FrozenDictionary<string, string> Words(params (string Word, string Known)[] words) =>
        words.ToFrozenDictionary(w => w.Word, w => w.Known, StringComparer.Ordinal);
}
