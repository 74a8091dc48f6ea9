using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Piece = AdviceBot.Core.Understanding.DateText.Piece;

namespace AdviceBot.Core.Understanding;

/// <summary>Reads a date somebody gave, in three boxes or in their own words, the British way round.</summary>
/// <remarks>
/// A reading is never used in silence. What was not written in full comes back as <see cref="DateFound.One"/> that is not
/// explicit, or as <see cref="DateFound.Either"/>, and the engine asks. The grammar is in the DateGrammar files.
/// </remarks>
public static class DateReader
{
    /// <summary>Longer texts are questions or stories, not dates.</summary>
    public const int LongestDate = 90;

    // Words that say nothing against a date being the point of the message.
    private static readonly FrozenSet<string> Filler = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "about", "actually", "afternoon", "also", "am", "an", "and", "around", "at", "be", "been", "between", "but", "by", "case", "child", "childrens", "conference", "core",
        "dated", "date", "day", "dear", "due", "either", "er", "erm", "evening", "first", "for", "from", "gave", "get", "given", "going", "got", "group", "had", "happened", "has", "have",
        "hello", "held", "hi", "i", "im", "in", "is", "it", "its", "just", "kind", "last", "letter", "like", "maybe", "me", "meeting", "meetings", "meant", "mine", "morning", "move", "my",
        "new", "next", "night", "noon", "midday", "lunch", "of", "ok", "on", "one", "or", "our", "phone", "phoned", "plan", "please", "pls", "pm", "possibly", "pre", "proceedings", "probably",
        "rang", "received", "referral", "report", "review", "roughly", "said", "say", "says", "she", "he", "social", "worker", "sw", "services", "so", "soon", "start", "starts", "supposed",
        "sometime", "sorry", "that", "thats", "the", "then", "there", "they", "think", "this", "time", "to", "told", "turns", "turned", "us", "was", "we", "went", "were", "will", "with", "x",
        "yeah", "year", "yes", "you", "birthday", "area", "council", "school", "approx", "approximately", "ish", "sent", "came", "come", "arrived", "set", "booked", "arranged", "moved", "changed", "think",
        "mark", "marked", "says", "written", "old", "week", "bank", "holiday", "thank", "thanks", "cheers", "lunchtime", "dinner", "dinnertime", "tea", "teatime", "breakfast", "early", "late", "later", "moved", "put", "back", "instead", "rearranged", "postponed", "hopefully", "definitely", "literally", "no", "not", "sure", "would", "must", "could");

    // Words a message begins with that asks something else.
    private static readonly FrozenSet<string> Asking = FrozenSet.Create(
        StringComparer.Ordinal, "what", "why", "who", "how", "can", "should", "do", "does", "did", "where", "which", "whats", "whos", "hows", "cant", "if", "when", "are");

    private static readonly FrozenSet<string> PastWords = FrozenSet.Create(StringComparer.Ordinal, "was", "were", "had", "happened", "ago", "went", "got", "came", "received", "arrived", "held");

    private static readonly FrozenSet<string> FutureWords = FrozenSet.Create(StringComparer.Ordinal, "will", "coming", "upcoming", "going", "due", "starts", "booked", "arranged");

    /// <summary>What a message means as a date; null when it holds none, or is about something else.</summary>
    /// <param name="today">The day it is in London.</param>
    /// <param name="isPast">Whether only a day in the past, or today, can be meant, as with a letter already here.</param>
    /// <param name="alone">Whether only a message that is a date and nothing else counts.</param>
    public static DateFound? Read(string text, DateOnly today, bool isPast = false, bool alone = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestDate || today.Year is < 1900 or > 2200)
        {
            return null;
        }

        List<Piece> pieces = DateText.Cut(text);
        if (pieces.Count == 0 || Asking.Contains(pieces[0].Word) || pieces.Any(p => p.Word is "every" or "each"))
        {
            return null;
        }

        DateTense tense = isPast || (!IsMoved(pieces) && pieces.Any(p => PastWords.Contains(p.Word))) ? DateTense.Past
            : pieces.Any(p => FutureWords.Contains(p.Word)) ? DateTense.Future
            : DateTense.Open;
        var grammar = new DateGrammar(pieces, today, tense);
        var hits = new List<(DateFound Found, int First, int Next)>();
        int others = 0;
        bool full = false;
        for (int i = 0; i < pieces.Count;)
        {
            if (grammar.At(i) is { } hit)
            {
                // "After Easter" is no one day.
                bool beside = i > 0 && pieces[i - 1].Word is "after" or "before" or "since" && hit.Found is DateFound.One or DateFound.Either;
                hits.Add((beside ? new DateFound.Impossible(Impossibility.NotWhole, 0, 0) : hit.Found, i, hit.Next));
                full |= hit.IsFull;
                i = hit.Next;
            }
            else
            {
                others += pieces[i].IsMark ? 0 : alone ? LongestDate : Filler.Contains(pieces[i].Word) ? 0 : 1;
                i++;
            }
        }

        // A full date may stand in a longer sentence; "Friday" among words about something else is no answer to us.
        return hits.Count == 0 || others > (full ? 4 : 1) ? null : Together(hits, pieces);
    }

    /// <summary>The date in three boxes.</summary>
    /// <param name="month">A number, a name or its first three letters.</param>
    /// <param name="year">Four digits, or two for a year of this century.</param>
    public static DateFound Boxes(string? day, string? month, string? year)
    {
        string name = (month ?? "").Trim().TrimEnd('.').ToLowerInvariant();
        int? m = Number(month) ?? DateNames.Month(name) ?? (name.StartsWith("sept", StringComparison.Ordinal) ? DateNames.MonthNearNumber(name) : null);
        if (Number(day) is not { } d || Number(year) is not { } y || m is not { } number)
        {
            return new DateFound.Impossible(Impossibility.NotWhole, 0, 0);
        }

        return DateGrammar.Make(d, number, y < 100 ? 2000 + y : y, isExplicit: true);
    }

    private static int? Number(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static DateFound? Together(List<(DateFound Found, int First, int Next)> hits, List<Piece> pieces)
    {
        if (hits.Count == 1)
        {
            return hits[0].Found;
        }

        if (hits.Find(h => h.Found is DateFound.Impossible) is { Found: { } impossible })
        {
            return impossible;
        }

        // "24/11/2026 (Tuesday)": the weekday behind a date only confirms it, or shows a slip.
        if (hits is [{ Found: DateFound.One dated }, var behind] && behind.Next == behind.First + 1 && DateNames.Weekday(pieces[behind.First].Word) is { } weekday)
        {
            return dated.Day.DayOfWeek == weekday ? dated : new DateFound.Either([.. new[] { dated.Day, DateGrammar.NearestTo(dated.Day, weekday) }.Order()]);
        }

        // "Moved from the 20th to the 27th": the day that holds now.
        if (hits is [_, { Found: DateFound.One or DateFound.Either } now] && (IsMoved(pieces) || pieces.Any(p => p.Word is "moved" or "changed")) && pieces[hits[0].Next..hits[1].First].Any(p => p.Word is "to" or "till"))
        {
            return now.Found is DateFound.One one ? one with { IsExplicit = false } : now.Found;
        }

        ImmutableArray<DateOnly> days = [.. hits.SelectMany(h => Days(h.Found)).Distinct().Order()];
        string[] between = [.. pieces[hits[0].Next..hits[1].First].Select(p => p.Word)];
        bool range = hits.Count == 2 && (between.Any(w => w is "to" or "till" or "through" or "-") || (between.Contains("and") && pieces.Any(p => p.Word == "between")));
        return range || days.Length > 4 ? new DateFound.Span(days[0], days[^1])
            : days.Length == 1 ? new DateFound.One(days[0], false)
            : new DateFound.Either(days);
    }

    // "It got put back to 10 December": the words look back, and the day lies ahead.
    private static bool IsMoved(List<Piece> pieces) => pieces.Index().Any(p => p.Item.Word is "rearranged" or "postponed" or "instead"
        || (p.Item.Word is "moved" or "changed" or "put" or "pushed" && p.Index + 1 < pieces.Count && pieces[p.Index + 1].Word is "to" or "back" or "forward" or "till"));

    private static IEnumerable<DateOnly> Days(DateFound found) => found switch
    {
        DateFound.One one => [one.Day],
        DateFound.Either either => either.Days,
        DateFound.Span span => [span.First, span.Last],
        _ => [],
    };
}
