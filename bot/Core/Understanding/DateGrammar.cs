using System.Collections.Immutable;
using AdviceBot.Core.Dates;
using Piece = AdviceBot.Core.Understanding.DateText.Piece;

namespace AdviceBot.Core.Understanding;

/// <summary>On which side of today a day is looked for, where the words leave it open.</summary>
internal enum DateTense
{
    /// <summary>Either side, the nearer first.</summary>
    Open,

    /// <summary>Today or before.</summary>
    Past,

    /// <summary>Today or after.</summary>
    Future,
}

/// <summary>The ways people write a date, each tried at a place of the text; the longest wins. This file: days of a month.</summary>
/// <param name="pieces">The text.</param>
/// <param name="today">The day it is in London.</param>
internal sealed partial class DateGrammar(List<Piece> pieces, DateOnly today, DateTense tense)
{
    /// <summary>A date found.</summary>
    /// <param name="Next">The first piece after it.</param>
    /// <param name="IsFull">Whether day and month were both said, so that there can be little doubt that it is a date.</param>
    internal sealed record Hit(DateFound Found, int Next, bool IsFull = false);

    // The same for every piece of a text.
    private Func<int, Hit?>[]? ways;

    /// <summary>The longest date that begins at a piece; null when none does.</summary>
    public Hit? At(int i)
    {
        Hit? best = null;
        ways ??=
            [Written, Several, DayAndMonth, DayOfMonthNumber, DayOfAMonth, DayOnly, MonthOnly, Weekdays, WeekdayRange, WeekdaysAgo, NotThis, NthWeekday, Counted, Anchored, Simple, SameTime, PartOfWeek, Spans, Named];
        foreach (Func<int, Hit?> way in ways)
        {
            if (way(i) is { } hit && (best is null || hit.Next > best.Next))
            {
                best = hit;
            }
        }

        return best;
    }

    private string Word(int i) => i >= 0 && i < pieces.Count && pieces[i].Number is null ? pieces[i].Word : "";

    private int? Number(int i) => i >= 0 && i < pieces.Count ? pieces[i].Number : null;

    // "Twelve" can be a day; "one" to "ten" are too often something else: "one may think".
    private bool IsDay(int i) => Number(i) is { } number && (pieces[i].IsOrdinal || number > 10 || char.IsAsciiDigit(pieces[i].Word[0])) && number <= 99
        && (pieces[i].Word.Length <= 2 || pieces[i].IsOrdinal || !char.IsAsciiDigit(pieces[i].Word[0]));

    private bool IsMark(int i, string marks) => i < pieces.Count && pieces[i].IsMark && marks.Contains(pieces[i].Word, StringComparison.Ordinal);

    private int Skip(int i, params ReadOnlySpan<string> words)
    {
        while (i < pieces.Count && pieces[i].Number is null && words.Contains(pieces[i].Word))
        {
            i++;
        }

        return i;
    }

    // 24/11/2026, 24.11.26, 24-11-2026, 24 11 2026, 2026-11-24.
    private Hit? Written(int i)
    {
        if (Number(i) is not { } first)
        {
            return null;
        }

        // 2026-Nov-24.
        if (pieces[i].Word.Length == 4 && IsMark(i + 1, "/.-") && DateNames.Month(Word(i + 2)) is { } named && IsMark(i + 3, "/.-") && IsDay(i + 4))
        {
            return new Hit(Make(Number(i + 4)!.Value, named, first, isExplicit: true), i + 5, true);
        }

        int second = IsMark(i + 1, "/.-,") ? i + 2 : i + 1;
        if (Number(second) is not { } middle || pieces[second].IsOrdinal)
        {
            return null;
        }

        int third = IsMark(second + 1, "/.-,") ? second + 2 : second + 1;
        bool marked = second == i + 2;
        bool goesOn = IsMark(third + 1, "/") && Number(third + 2) is not null;
        bool isRange = marked && third == second + 2 && pieces[i + 1].Word != pieces[second + 1].Word && pieces[second + 1].Word == "-";
        if (Number(third) is { } last && !pieces[third].IsOrdinal && !goesOn && !isRange && (third == second + 2 || !marked))
        {
            if (pieces[i].Word.Length == 4 && pieces[second].Word.Length <= 2 && pieces[third].Word.Length <= 2)
            {
                return new Hit(Make(last, middle, first, isExplicit: true), third + 1, true);
            }

            if (pieces[i].Word.Length <= 2 && pieces[second].Word.Length <= 2 && (marked || pieces[third].Word.Length is 4 or 2))
            {
                return new Hit(Numeric(first, middle, pieces[third]), third + 1, true);
            }
        }

        // Without a mark, "24 11" is a date only where it is all there is.
        bool alone = !marked && pieces.Count == 2 && !pieces[i].IsOrdinal && first is >= 1 and <= 31 && middle is >= 1 and <= 12 && char.IsAsciiDigit(pieces[i].Word[0]) && char.IsAsciiDigit(pieces[second].Word[0]);
        return (alone || (marked && IsMark(i + 1, "/.-"))) && pieces[second].Word.Length <= 2 && pieces[i].Word.Length <= 2 && DateNames.MonthNearNumber(Word(second + 1)) is null
            ? new Hit(Numeric(first, middle, null), second + 1, true)
            : null;
    }

    // Day first. Only where that can't be, and the other way round can, is it read the American way, and asked about.
    private DateFound Numeric(int day, int month, Piece? year)
    {
        bool swapped = month > 12 && month <= 31 && day is >= 1 and <= 12;
        if (swapped)
        {
            (day, month) = (month, day);
        }

        return year is { } given ? Make(day, month, Year(given), isExplicit: given.Word.Length == 4 && !swapped) : Near(day, month);
    }

    // 24 November 2026, 24th of Nov, Nov 24, the third of March next year.
    private Hit? DayAndMonth(int i)
    {
        int day = Skip(i, "the", "on");
        int month;
        int next;
        if (IsDay(day))
        {
            month = IsMark(day + 1, "-/.,") ? day + 2 : Skip(day + 1, "of", "day", "in", "th", "st", "nd", "rd");
            next = month + 1;
        }
        else
        {
            month = i;
            day = IsMark(i + 1, "-/.,") ? i + 2 : Skip(i + 1, "the");
            next = day + 1;
        }

        if (!IsDay(day) || DateNames.MonthNearNumber(Word(month)) is not { } found)
        {
            return null;
        }

        int number = Number(day)!.Value;
        bool guess = pieces[month].IsGuess || DateNames.Month(Word(month)) is null;
        int year = IsMark(next, ",./-") ? next + 1 : Skip(next, "of", "in");
        if (Number(year) is { } && !pieces[year].IsOrdinal && (pieces[year].Word.Length == 4 || (pieces[year].Word.Length == 2 && Number(year) >= 15)))
        {
            return new Hit(Make(number, found, Year(pieces[year]), pieces[year].Word.Length == 4 && !guess), year + 1, true);
        }

        return (Word(next), Word(next + 1)) switch
        {
            ("next", "year") => new Hit(Make(number, found, today.Year + 1, false), next + 2, true),
            ("last", "year") => new Hit(Make(number, found, today.Year - 1, false), next + 2, true),
            ("this", "year") => new Hit(Make(number, found, today.Year, false), next + 2, true),
            _ => new Hit(Near(number, found), next, true),
        };
    }

    // 3rd or 4th November, 3-5 Nov, between the 3rd and the 5th of November.
    private Hit? Several(int i)
    {
        int first = Skip(i, "between", "from", "either", "the");
        int link = first + 1;
        if (!IsDay(first) || !(IsMark(link, "-/") || Word(link) is "or" or "to" or "and" or "till" or "through"))
        {
            return null;
        }

        int second = Skip(link + 1, "the", "maybe");
        if (!IsDay(second))
        {
            return null;
        }

        if (DayAndMonth(second) is { Found: DateFound.One last } hit)
        {
            int day = Number(first)!.Value;
            bool isOr = Word(link) == "or" || IsMark(link, "/");
            DateOnly month = new(last.Day.Year, last.Day.Month, 1);
            if (day < 1 || day > DateTime.DaysInMonth(month.Year, month.Month))
            {
                return null;
            }

            DateOnly from = month.AddDays(day - 1);
            return new Hit(isOr ? Choice([from, last.Day]) : new DateFound.Span(Min(from, last.Day), Max(from, last.Day)), hit.Next, true);
        }

        // "in 2 or 3 weeks", "2-3 weeks ago": no one day.
        if (Unit(Word(second + 1)) is { } unit)
        {
            bool ago = Word(second + 2) == "ago";
            bool ahead = Word(i - 1) == "in" || Word(second + 2) is "time" or "from";
            int sign = ago ? -1 : 1;
            return ago || ahead
                ? new Hit(
                    new DateFound.Span(
                        Min(Count(today, sign * Number(first)!.Value, unit), Count(today, sign * Number(second)!.Value, unit)),
                        Max(Count(today, sign * Number(first)!.Value, unit), Count(today, sign * Number(second)!.Value, unit))),
                    second + (ago || Word(second + 2) == "time" ? 3 : 2))
                : null;
        }

        return null;
    }

    // The 5th of the 12th.
    private Hit? DayOfMonthNumber(int i)
    {
        int day = Skip(i, "the", "on");
        int month = Skip(day + 1, "of", "the");
        return IsDay(day) && pieces[day].IsOrdinal && month > day + 1 && Number(month) is >= 1 and <= 12 && pieces[month].IsOrdinal && Word(day + 1) == "of"
            ? new Hit(Near(Number(day)!.Value, Number(month)!.Value), month + 1, true)
            : null;
    }

    // the 3rd of next month, the 24th of this month, next month on the 3rd.
    private Hit? DayOfAMonth(int i)
    {
        if (Word(i) is "this" or "next" or "last" && Word(i + 1) == "month" && IsDay(Skip(i + 2, "on", "the")) && Skip(i + 2, "on", "the") is var named && (named > i + 2 || pieces[named].IsOrdinal))
        {
            DateOnly ahead = FirstOfMonth(Word(i) switch { "next" => 1, "last" => -1, _ => 0 });
            return new Hit(Make(Number(named)!.Value, ahead.Month, ahead.Year, false), named + 1, true);
        }

        int day = Skip(i, "the", "on");
        int which = Skip(day + 1, "of", "the");
        if (!IsDay(day) || Word(which + 1) != "month" || Word(which) is not ("this" or "next" or "last"))
        {
            return null;
        }

        DateOnly month = FirstOfMonth(Word(which) switch { "next" => 1, "last" => -1, _ => 0 });
        return new Hit(Make(Number(day)!.Value, month.Month, month.Year, false), which + 2, true);
    }

    // the 3rd, 24th.
    private Hit? DayOnly(int i)
    {
        int day = Skip(i, "the");
        // "The second meeting" and "the 1st floor" are no days of a month; "the second at 2" is.
        if (Counts(day) || !IsDay(day) || !((pieces[day].IsOrdinal && char.IsAsciiDigit(pieces[day].Word[0])) || day > i) || Unit(Word(day + 1)) is not null || DateNames.Weekday(Word(day + 1)) is not null)
        {
            return null;
        }

        return new Hit(NearestDay(Number(day)!.Value), day + 1);
    }

    private bool Counts(int i) => Number(i) is { } && pieces[i].IsOrdinal && i + 1 < pieces.Count && !pieces[i + 1].IsMark && Number(i + 1) is null
        && (char.IsAsciiDigit(pieces[i].Word[0])
            ? Word(i + 1) is "floor" or "meeting" or "conference" or "time" or "child" or "baby" or "birthday" or "review" or "core" or "plan" or "letter" or "visit" or "report" or "draft" or "year"
            : Word(i + 1) is not ("of" or "at" or "in" or "on" or "or" or "and" or "to" or "is" or "but" or "i" or "maybe" or "please" or "morning" or "afternoon"));

    // The thirds of a month that "early", "mid" and "end of" leave: the days that can be meant.
    private static DateFound.Span Part(string word, DateOnly first)
    {
        DateOnly end = first.AddMonths(1).AddDays(-1);
        return word switch
        {
            "early" or "start" or "beginning" => new DateFound.Span(first, first.AddDays(9)),
            "mid" or "middle" => new DateFound.Span(first.AddDays(9), first.AddDays(19)),
            "late" or "end" => new DateFound.Span(first.AddDays(20), end),
            _ => new DateFound.Span(first, end),
        };
    }

    // in November, early March 2027, the end of the month: a stretch of days.
    private Hit? MonthOnly(int i)
    {
        int at = Skip(i, "in", "during", "sometime", "early", "mid", "late", "end", "start", "beginning", "middle", "of", "the", "-");
        bool part = at > i;
        if (part && Word(at) == "last" && Word(at + 1) == "day")
        {
            at = Skip(at + 2, "of", "the");
        }

        bool lastDay = Word(i) == "last" && Word(i + 1) == "day" || (part && Word(i) == "the" && Word(i + 1) == "last" && Word(i + 2) == "day");
        if (Word(i) == "last" && Word(i + 1) == "day")
        {
            at = Skip(i + 2, "of", "the", "in");
            part = true;
        }

        DateOnly? month = null;
        int next = at + 1;
        if (DateNames.Month(Word(at)) is { } named && (Number(next) is { } year && pieces[next].Word.Length == 4))
        {
            month = year is >= 1900 and <= 2200 ? new DateOnly(year, named, 1) : null;
            next++;
        }
        else if (DateNames.Month(Word(at)) is { } bare && (part || (pieces.Count == 1 && bare is not (3 or 5))))
        {
            month = NearMonth(bare);
        }
        else if (part && (Word(at) == "month" || (Word(at) is "this" or "next" or "last" && Word(at + 1) == "month")))
        {
            month = FirstOfMonth(Word(at) switch { "next" => 1, "last" => -1, _ => 0 });
            next = Word(at) == "month" ? at + 1 : at + 2;
        }

        if (month is not { } first)
        {
            return null;
        }

        string? said = pieces[i..at].Select(p => p.Word).FirstOrDefault(w => w is "early" or "mid" or "late" or "end" or "start" or "beginning" or "middle");
        return new Hit(lastDay ? new DateFound.One(first.AddMonths(1).AddDays(-1), false) : Part(said ?? "", first), next, true);
    }

    private DateOnly FirstOfMonth(int offset) => new DateOnly(today.Year, today.Month, 1).AddMonths(offset);

    private DateOnly NearMonth(int month)
    {
        DateOnly middle = new(today.Year, month, 15);
        return ((DateOnly[])[middle.AddYears(-1), middle, middle.AddYears(1)]).Where(Fits).DefaultIfEmpty(middle).MinBy(Away) is var near
            ? new DateOnly(near.Year, near.Month, 1)
            : default;
    }

    private static int Year(Piece year) => year.Word.Length > 2 ? year.Number!.Value
        : year.Number!.Value > 60 ? 1900 + year.Number.Value
        : 2000 + year.Number.Value;

    /// <summary>A day with its year, or why there is none.</summary>
    internal static DateFound Make(int day, int month, int year, bool isExplicit)
    {
        if (month is < 1 or > 12)
        {
            return new DateFound.Impossible(Impossibility.NoSuchMonth, 0, year);
        }

        if (year is < 1900 or > 2200)
        {
            return new DateFound.Impossible(Impossibility.FarYear, month, year);
        }

        if (day is < 1 or > 31)
        {
            return new DateFound.Impossible(Impossibility.NoSuchDay, month, year);
        }

        return day > DateTime.DaysInMonth(year, month)
            ? new DateFound.Impossible(Impossibility.ShortMonth, month, year)
            : new DateFound.One(new DateOnly(year, month, day), isExplicit);
    }

    // A day and month without a year: the nearest, or both when they are about as near.
    private DateFound Near(int day, int month)
    {
        if (Make(day, month, 2024, false) is DateFound.Impossible wrong)
        {
            return wrong with { Year = 0 };
        }

        // There is a 29 February only sometimes: it is judged by the February that is nearest.
        DateOnly[] same = [.. Enumerable.Range(-1, 3).Select(y => new DateOnly(today.Year + y, month, 1).AddDays(Math.Min(day, DateTime.DaysInMonth(today.Year + y, month)) - 1))];
        DateFound found = Nearest(same);
        DateOnly first = found is DateFound.One one ? one.Day : ((DateFound.Either)found).Days[0];
        return first.Day == day ? found : new DateFound.Impossible(Impossibility.ShortMonth, month, first.Year);
    }

    // A day of the month alone: this month's, or the month's before or after.
    private DateFound NearestDay(int day) => day is < 1 or > 31
        ? new DateFound.Impossible(Impossibility.NoSuchDay, 0, 0)
        : Nearest([.. Enumerable.Range(-2, 5).Select(FirstOfMonth).Where(m => day <= DateTime.DaysInMonth(m.Year, m.Month)).Select(m => m.AddDays(day - 1))], leansAhead: true);

    private int Away(DateOnly day) => Math.Abs(day.DayNumber - today.DayNumber);

    private bool Fits(DateOnly day) => tense switch
    {
        DateTense.Past => day <= today,
        DateTense.Future => day >= today,
        _ => true,
    };

    // The nearest, unless the nearest on the other side of today is less than twice as far: then nobody can tell which is meant.
    // A day of the month that has just gone is as often the next one, so there the other side may be three times as far.
    private DateFound Nearest(DateOnly[] days, bool leansAhead = false)
    {
        DateOnly[] fitting = [.. days.Where(Fits)];
        DateOnly[] near = [.. (fitting.Length > 0 ? fitting : days).OrderBy(Away).Take(2)];
        return near is [var one, var other] && one != today && Math.Sign(one.DayNumber - today.DayNumber) != Math.Sign(other.DayNumber - today.DayNumber) && Away(other) < (leansAhead && one < today ? 3 : 2) * Away(one)
            ? Choice([one, other])
            : new DateFound.One(near[0], false);
    }

    private static DateFound Choice(IEnumerable<DateOnly> days) => days.Distinct().Order().ToImmutableArray() switch
    {
        [var only] => new DateFound.One(only, false),
        { Length: <= 4 } few => new DateFound.Either(few),
        var many => new DateFound.Span(many[0], many[^1]),
    };

    private static DateFound Moved(DateFound found, Func<DateOnly, DateOnly> move) => found switch
    {
        DateFound.One one => new DateFound.One(move(one.Day), false),
        DateFound.Either either => Choice(either.Days.Select(move)),
        DateFound.Span span => new DateFound.Span(move(span.First), move(span.Last)),
        _ => found,
    };

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Max(DateOnly a, DateOnly b) => a < b ? b : a;
}
