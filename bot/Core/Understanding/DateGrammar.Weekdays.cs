namespace AdviceBot.Core.Understanding;

/// <summary>Weekdays, alone and with a date beside them.</summary>
internal sealed partial class DateGrammar
{
    // Tuesday; this, next, last Tuesday; Tuesday week; Tuesday next week; Tuesday 24th November.
    private Hit? Weekdays(int i)
    {
        int at = Skip(i, "the", "this", "next", "last", "coming", "on", "past", "previous", "following", "upcoming", "of");
        string before = at > i ? string.Join(' ', pieces[i..at].Select(p => p.Word).Where(w => w is not ("the" or "on" or "of"))) : "";

        // "The week after next on Monday".
        if (Word(at) == "week" && Word(at + 1) is "after" or "before" && Word(at + 2) == (Word(at + 1) == "after" ? "next" : "last") && Word(at + 3) == "on"
            && Skip(at + 4, "the") is var on && DateNames.Weekday(Word(on)) is { } then)
        {
            return new Hit(InWeek(then, Word(at + 1) == "after" ? 2 : -2), on + 1);
        }

        // "Next week Tuesday", "last week on Tuesday".
        if (before is "this" or "next" or "last" && Word(at) == "week")
        {
            int day = Skip(at + 1, "on", "the", "-");
            return DateNames.Weekday(Word(day)) is { } late
                ? new Hit(InWeek(late, before switch { "next" => 1, "last" => -1, _ => 0 }), day + 1)
                : null;
        }

        if (DateNames.Weekday(Word(at)) is { } && at == i && Number(i - 1) is <= 5 && pieces[i - 1].IsOrdinal)
        {
            return null;
        }

        if (DateNames.Weekday(Word(at)) is not { } weekday)
        {
            return DayBeforeWeekday(i);
        }

        // "We sat down".
        if (Word(at) == "sat" && Word(at - 1) is "we" or "i" or "he" or "she" or "they" or "just" or "who" or "and")
        {
            return null;
        }

        int next = at + 1;
        while (IsMark(next, ".,-"))
        {
            next++;
        }

        return Dated(weekday, next) ?? InSomeWeek(weekday, before, at + 1) ?? Modified(weekday, before, at + 1);
    }

    // Monday to Friday next week: a stretch of days.
    private Hit? WeekdayRange(int i)
    {
        int second = IsMark(i + 1, "-/") || Word(i + 1) is "to" or "till" or "and" or "or" ? i + 2 : 0;
        int which = Skip(second + 1, "of", "in", "the");
        if (second == 0 || DateNames.Weekday(Word(i)) is not { } from || DateNames.Weekday(Word(second)) is not { } to
            || Word(which) is not ("this" or "next" or "last") || Word(which + 1) != "week")
        {
            return null;
        }

        int weeks = Word(which) switch { "next" => 1, "last" => -1, _ => 0 };
        DateOnly[] days = [InWeek(from, weeks).Day, InWeek(to, weeks).Day];
        return new Hit(Word(i + 1) is "or" or "and" || IsMark(i + 1, "/") ? Choice(days) : new DateFound.Span(Min(days[0], days[1]), Max(days[0], days[1])), which + 2);
    }

    // Two Fridays ago.
    private Hit? WeekdaysAgo(int i) =>
        Number(i) is >= 1 and <= 8 and var number && Word(i + 1) is { Length: > 3 } days && days.EndsWith('s') && DateNames.Weekday(days[..^1]) is { } weekday && Word(i + 2) == "ago"
            ? new Hit(new DateFound.One(Before(weekday).AddDays(-7 * (number - 1)), false), i + 3)
            : null;

    // Not this Friday but the one after: the Friday after that.
    private Hit? NotThis(int i)
    {
        if (Word(i) != "not" || Word(i + 1) is not ("this" or "next") || DateNames.Weekday(Word(i + 2)) is not { } weekday)
        {
            return null;
        }

        int at = i + 3;
        while (at < pieces.Count && pieces[at].Word is "but" or "its" or "the" or "one" or "," or "-")
        {
            at++;
        }

        return Word(at) is "after" or "next" or "following"
            ? new Hit(Moved(Coming(weekday), d => d.AddDays(7)), at + (at + 1 < pieces.Count && pieces[at + 1].Word is "one" or "that" or "week" ? 2 : 1))
            : null;
    }

    // 24th Tuesday. Up to the fifth it can as well be a Tuesday of some month, so that is not read at all.
    private Hit? DayBeforeWeekday(int i)
    {
        int day = Skip(i, "the");
        return IsDay(day) && pieces[day].IsOrdinal && Number(day) > 5 && DateNames.Weekday(Word(day + 1)) is { } weekday && DateNames.Month(Word(Skip(day + 2, "of", "in"))) is null
            && Word(Skip(day + 2, "of", "in", "the")) is not ("month" or "this" or "next" or "last")
            ? new Hit(OnWeekday(weekday, Number(day)!.Value), day + 2)
            : null;
    }

    // A date beside the weekday: they must agree, or we ask which of the two was the slip.
    private Hit? Dated(DayOfWeek weekday, int next)
    {
        int at = Skip(next, "the", "on");
        if ((Written(at) ?? DayAndMonth(at) ?? DayOfAMonth(at)) is { } dated)
        {
            return dated with { Found = dated.Found switch
            {
                DateFound.One one when one.Day.DayOfWeek == weekday => one,
                DateFound.One { IsExplicit: true } one => Choice([one.Day, NearestTo(one.Day, weekday)]),
                DateFound.One one => AnotherYear(one.Day, weekday) ?? Choice([one.Day, NearestTo(one.Day, weekday)]),
                DateFound.Either either => either.Days.Where(d => d.DayOfWeek == weekday).ToArray() switch
                {
                    [] => Choice(either.Days.SelectMany(d => new[] { d, NearestTo(d, weekday) })),
                    var right => Choice(right),
                },
                var other => other,
            } };
        }

        return IsDay(at) && Unit(Word(at + 1)) is null && (pieces[at].IsOrdinal || at > next || pieces[at].Word.Length <= 2)
            && !(Word(at + 1) == "or")
            ? new Hit(OnWeekday(weekday, Number(at)!.Value), at + 1, true)
            : null;
    }

    // Without a year, the weekday can tell it: the neighbouring year's day, if that is not far off.
    private DateFound.One? AnotherYear(DateOnly day, DayOfWeek weekday)
    {
        DateOnly[] years = [.. ((DateOnly[])[day.AddYears(-1), day.AddYears(1)]).Where(d => d.DayOfWeek == weekday && d.Day == day.Day && Away(d) <= 200 && Fits(d))];
        return years is [var one] ? new DateFound.One(one, false) : null;
    }

    // Tuesday the 24th: the month near today in which the 24th is a Tuesday. If none is near, it is a slip.
    private DateFound OnWeekday(DayOfWeek weekday, int day)
    {
        DateFound plain = NearestDay(day);
        if (plain is DateFound.Impossible)
        {
            return plain;
        }

        DateOnly[] right = [.. Enumerable.Range(-3, 8).Select(FirstOfMonth)
            .Where(m => day <= DateTime.DaysInMonth(m.Year, m.Month)).Select(m => m.AddDays(day - 1))
            .Where(d => d.DayOfWeek == weekday && Fits(d)).OrderBy(Away)];
        if (right is [var near, ..] && Away(near) <= 45)
        {
            return Nearest(right);
        }

        DateOnly other = plain is DateFound.One one ? one.Day : ((DateFound.Either)plain).Days.MinBy(Away);
        return Choice([other, NearestTo(other, weekday), .. right.Take(1)]);
    }

    /// <summary>The day of a weekday that is nearest to another day.</summary>
    internal static DateOnly NearestTo(DateOnly day, DayOfWeek weekday)
    {
        int ahead = ((int)weekday - (int)day.DayOfWeek + 7) % 7;
        return day.AddDays(ahead > 3 ? ahead - 7 : ahead);
    }

    // Tuesday next week, Tuesday of last week, Tuesday week, Tuesday two weeks ago, Tuesday after next, Tuesday before last.
    private Hit? InSomeWeek(DayOfWeek weekday, string before, int next)
    {
        int at = Skip(next, "of", "in", "-");
        if (Word(at) is "this" or "next" or "last" && Word(at + 1) == "week")
        {
            return new Hit(InWeek(weekday, Word(at) switch { "next" => 1, "last" => -1, _ => 0 }), at + 2);
        }

        // "Monday the week after next".
        int far = Skip(next, "of", "in", "the");
        if (Word(far) == "week" && Word(far + 1) is "after" or "before" && Word(far + 2) == (Word(far + 1) == "after" ? "next" : "last"))
        {
            return new Hit(InWeek(weekday, Word(far + 1) == "after" ? 2 : -2), far + 3);
        }

        if (before is "" or "this" or "next" or "coming" or "this coming" && Word(next) is "week" or "fortnight" && Word(next + 1) is not ("ago" or "before" or "after" or "last"))
        {
            return new Hit(Moved(Coming(weekday), d => d.AddDays(Word(next) == "week" ? 7 : 14)), next + 1);
        }

        if (Word(next) == "after" && Word(next + 1) == "next")
        {
            return new Hit(Moved(NextOne(weekday), d => d.AddDays(7)), next + 2);
        }

        if (Word(next) == "before" && Word(next + 1) == "last")
        {
            return new Hit(Moved(LastOne(weekday), d => d.AddDays(-7)), next + 2);
        }

        if (Word(next) is "gone" or "past" || (Word(next) == "just" && Word(next + 1) is "gone" or "past" or "passed" or "been"))
        {
            return new Hit(new DateFound.One(Before(weekday), false), next + (Word(next) == "just" ? 2 : 1));
        }

        (int Count, int Next)? weeks = Weeks(next);
        return weeks is { } w && Word(w.Next) == "ago" ? new Hit(InWeek(weekday, -w.Count), w.Next + 1) : null;
    }

    private Hit? Modified(DayOfWeek weekday, string before, int next) => before switch
    {
        "" => new Hit(Bare(weekday), next),
        "this" => new Hit(ThisOne(weekday), next),
        "coming" or "this coming" or "upcoming" or "following" => new Hit(new DateFound.One(After(weekday), false), next),
        "next" or "next coming" => new Hit(NextOne(weekday), next),
        "last" => new Hit(LastOne(weekday), next),
        "past" or "this past" or "previous" or "this last" => new Hit(new DateFound.One(Before(weekday), false), next),
        _ => new Hit(Bare(weekday), next),
    };

    // Monday is the first day of the week.
    private static int FromMonday(DayOfWeek weekday) => ((int)weekday + 6) % 7;

    private DateOnly Monday => today.AddDays(-FromMonday(today.DayOfWeek));

    private DateFound.One InWeek(DayOfWeek weekday, int weeks) => new(Monday.AddDays((7 * weeks) + FromMonday(weekday)), false);

    private DateOnly After(DayOfWeek weekday) => today.AddDays((((int)weekday - (int)today.DayOfWeek + 6) % 7) + 1);

    private DateOnly Before(DayOfWeek weekday) => After(weekday) is var ahead && weekday == today.DayOfWeek ? today.AddDays(-7) : ahead.AddDays(-7);

    // On a Tuesday, "Tuesday" can be today as well as the next one.
    private DateFound Coming(DayOfWeek weekday) => weekday == today.DayOfWeek ? Choice([today, After(weekday)]) : new DateFound.One(After(weekday), false);

    private DateFound Bare(DayOfWeek weekday)
    {
        if (weekday == today.DayOfWeek)
        {
            return Choice([today, tense == DateTense.Past ? Before(weekday) : After(weekday)]);
        }

        // The one just gone may be meant, but as often the one to come.
        DateOnly gone = Before(weekday);
        return tense == DateTense.Open && today.DayNumber - gone.DayNumber <= 3 ? Choice([gone, After(weekday)]) : Nearest([gone, After(weekday)]);
    }

    // This week's, if it is still to come; just after it, it may be either.
    private DateFound ThisOne(DayOfWeek weekday)
    {
        DateOnly own = Monday.AddDays(FromMonday(weekday));
        return own >= today ? tense == DateTense.Past && own > today ? new DateFound.One(own.AddDays(-7), false) : new DateFound.One(own, false)
            : tense == DateTense.Past || today.DayNumber - own.DayNumber > 3 ? new DateFound.One(tense == DateTense.Past ? own : own.AddDays(7), false)
            : tense == DateTense.Future ? new DateFound.One(own.AddDays(7), false)
            : Choice([own, own.AddDays(7)]);
    }

    // While this week's is still ahead, people use "next Tuesday" for it and for the one after.
    private DateFound NextOne(DayOfWeek weekday)
    {
        DateOnly ahead = After(weekday);
        return ahead < Monday.AddDays(7) ? Choice([ahead, ahead.AddDays(7)]) : new DateFound.One(ahead, false);
    }

    // And "last Tuesday", when this week's has just gone, for it and for the one before.
    private DateFound LastOne(DayOfWeek weekday)
    {
        DateOnly gone = Before(weekday);
        return gone >= Monday ? Choice([gone, gone.AddDays(-7)]) : new DateFound.One(gone, false);
    }

    // The second Monday in December, the last Friday of next month.
    private Hit? NthWeekday(int i)
    {
        int at = Skip(i, "the");
        bool last = Word(at) == "last";
        if (!last && !(Number(at) is >= 1 and <= 5 && pieces[at].IsOrdinal))
        {
            return null;
        }

        if (DateNames.Weekday(Word(at + 1)) is not { } weekday)
        {
            return null;
        }

        int of = Skip(at + 2, "of", "in", "the");
        if (of == at + 2)
        {
            return null;
        }

        DateOnly month;
        int next;
        if (DateNames.Month(Word(of)) is { } named)
        {
            bool dated = Number(of + 1) is >= 1900 and <= 2200;
            month = dated ? new DateOnly(Number(of + 1)!.Value, named, 1) : NearMonth(named);
            next = of + (dated ? 2 : 1);
        }
        else if (Word(of) == "month" || (Word(of) is "this" or "next" or "last" && Word(of + 1) == "month"))
        {
            month = FirstOfMonth(Word(of) switch { "next" => 1, "last" => -1, _ => 0 });
            next = of + (Word(of) == "month" ? 1 : 2);
        }
        else
        {
            return null;
        }

        DateOnly first = month.AddDays(((int)weekday - (int)month.DayOfWeek + 7) % 7);
        DateOnly day = last ? first.AddDays(first.AddDays(28).Month == month.Month ? 28 : 21) : first.AddDays(7 * (Number(at)!.Value - 1));
        return new Hit(day.Month == month.Month ? new DateFound.One(day, false) : new DateFound.Impossible(Impossibility.ShortMonth, month.Month, month.Year), next, true);
    }
}
