namespace AdviceBot.Core.Understanding;

/// <summary>Days counted from today or from another day, and stretches of days.</summary>
internal sealed partial class DateGrammar
{
    private enum Units
    {
        Day,
        Week,
        Fortnight,
        Month,
        Year,
    }

    private static Units? Unit(string word) => word switch
    {
        "day" or "nights" or "sleeps" => Units.Day,
        "week" => Units.Week,
        "fortnight" => Units.Fortnight,
        "month" => Units.Month,
        "year" => Units.Year,
        _ => null,
    };

    private static DateOnly Count(DateOnly from, int number, Units unit) => Math.Abs((long)number) > 400 ? from : unit switch
    {
        Units.Day => from.AddDays(number),
        Units.Week => from.AddDays(7 * number),
        Units.Fortnight => from.AddDays(14 * number),
        Units.Month => from.AddMonths(number),
        _ => from.AddYears(Math.Clamp(number, -100, 100)),
    };

    // "a week", "ten days", "a couple of weeks", "a fortnight", "a few days".
    private (int Number, Units Unit, bool IsFew, int Next)? Amount(int i)
    {
        (int number, int at, bool few) = Word(i) switch
        {
            "a" when Word(i + 1) == "couple" => (2, Skip(i + 2, "of"), false),
            "couple" => (2, Skip(i + 1, "of"), false),
            "a" when Word(i + 1) == "few" => (3, i + 2, true),
            "few" => (3, i + 1, true),
            "a" or "an" or "this" => (1, i + 1, false),
            _ when Number(i) is { } given && !pieces[i].IsOrdinal => (given, i + 1, false),
            _ when Unit(Word(i)) is Units.Week or Units.Fortnight => (1, i, false),
            _ => (0, i, false),
        };
        return number > 0 && Unit(Word(at)) is { } unit ? (number, unit, few, at + 1) : null;
    }

    private (int Count, int Next)? Weeks(int i) => Amount(i) is { Unit: Units.Week or Units.Fortnight, IsFew: false } amount
        ? (amount.Number * (amount.Unit == Units.Week ? 1 : 2), amount.Next)
        : null;

    // in ten days, a fortnight ago, two weeks from Friday, a week on Friday, a week today, three days before Christmas.
    private Hit? Counted(int i)
    {
        bool within = Word(i) is "in";
        if (Amount(within ? Skip(i + 1, "about", "around", "roughly", "like", "maybe", "just", "exactly", "another") : i) is not { } amount)
        {
            return null;
        }

        int next = amount.Next;
        DateFound By(int sign) => amount.IsFew
            ? new DateFound.Span(Min(Count(today, sign * 2, amount.Unit), Count(today, sign * 6, amount.Unit)), Max(Count(today, sign * 2, amount.Unit), Count(today, sign * 6, amount.Unit)))
            : new DateFound.One(Count(today, sign * amount.Number, amount.Unit), false);
        if (Word(next) == "ago" || (Word(next) == "back" && !within))
        {
            return AgoFrom(amount, next + 1) ?? new Hit(By(-1), next + 1);
        }

        if (Word(next) == "time")
        {
            return new Hit(By(1), next + 1);
        }

        if (Word(next) == "from" && Word(next + 1) is "now" or "today")
        {
            return new Hit(By(1), next + 2);
        }

        if (Word(next) is "after" or "from" && DateNames.Weekday(Word(next + 1)) is { } ahead)
        {
            return new Hit(Moved(Coming(ahead), d => Count(d, amount.Number, amount.Unit)), next + 2);
        }

        if (Word(next) is "before" or "after" or "from" && At(Skip(next + 1, "the")) is { Found: not DateFound.Impossible } anchor)
        {
            int sign = Word(next) == "before" ? -1 : 1;
            return new Hit(Moved(anchor.Found, d => Count(d, sign * amount.Number, amount.Unit)), anchor.Next, anchor.IsFull);
        }

        return OnWeekday(amount, next) ?? (within ? new Hit(By(1), next) : null);
    }

    // a week on Friday, a week today, a fortnight tomorrow, a week last Friday.
    private Hit? OnWeekday((int Number, Units Unit, bool IsFew, int Next) amount, int next)
    {
        if (amount.Unit is not (Units.Week or Units.Fortnight) || amount.IsFew)
        {
            return null;
        }

        int days = amount.Number * (amount.Unit == Units.Week ? 7 : 14);
        int at = Skip(next, "on", "this", "coming", "next", "come");
        if (DateNames.Weekday(Word(at)) is { } weekday)
        {
            return new Hit(Moved(Coming(weekday), d => d.AddDays(days)), at + 1);
        }

        if (Word(next) == "last" && DateNames.Weekday(Word(next + 1)) is { } gone)
        {
            return new Hit(new DateFound.One(Before(gone).AddDays(-days), false), next + 2);
        }

        return Simple(next) is { Found: DateFound.One day } simple ? new Hit(new DateFound.One(day.Day.AddDays(days), false), simple.Next) : null;
    }

    // a week ago today, two weeks ago on Tuesday, a week ago last Friday, a week ago yesterday.
    private Hit? AgoFrom((int Number, Units Unit, bool IsFew, int Next) amount, int next)
    {
        if (amount is { Unit: Units.Month or Units.Year, IsFew: false } && Word(next) == "today")
        {
            return new Hit(new DateFound.One(Count(today, -amount.Number, amount.Unit), false), next + 1);
        }

        if (amount.Unit is not (Units.Week or Units.Fortnight) || amount.IsFew)
        {
            return null;
        }

        int weeks = amount.Number * (amount.Unit == Units.Week ? 1 : 2);
        if (Simple(next) is { Found: DateFound.One day } simple)
        {
            return new Hit(new DateFound.One(day.Day.AddDays(-7 * weeks), false), simple.Next);
        }

        if (Word(next) == "last" && DateNames.Weekday(Word(next + 1)) is { } before)
        {
            return new Hit(new DateFound.One(Before(before).AddDays(-7 * weeks), false), next + 2);
        }

        int at = Skip(next, "on", "this");
        return DateNames.Weekday(Word(at)) is { } weekday ? new Hit(InWeek(weekday, -weeks), at + 1) : null;
    }

    // the day before Christmas Eve, the day after tomorrow, the Monday after Easter, the last Friday before the 24th.
    private Hit? Anchored(int i)
    {
        int at = Skip(i, "the");
        if (Word(at) is "last" or "first" && Word(at + 2) is "before" or "after")
        {
            at++;
        }

        DayOfWeek? weekday = DateNames.Weekday(Word(at));
        if ((Word(at) != "day" && weekday is null) || Word(at + 1) is not ("before" or "after"))
        {
            return null;
        }

        int sign = Word(at + 1) == "after" ? 1 : -1;
        if (Word(at + 2) is "next" or "last" && DateNames.Weekday(Word(at + 3)) is null && Word(at + 3) is not "christmas")
        {
            return null;
        }

        if (At(at + 2) is not { Found: not DateFound.Impossible } anchor)
        {
            return null;
        }

        DateFound from = anchor.Found is DateFound.Span span ? new DateFound.One(sign > 0 ? span.Last : span.First, false) : anchor.Found;
        return new Hit(
            Moved(from, d => weekday is { } w ? d.AddDays(sign * (((sign * ((int)w - (int)d.DayOfWeek)) + 13) % 7 + 1)) : d.AddDays(sign)),
            anchor.Next,
            anchor.IsFull);
    }

    // today, tomorrow, yesterday and their like.
    private Hit? Simple(int i) => Word(i) switch
    {
        "today" when Word(i + 1) is "week" or "fortnight" => new Hit(new DateFound.One(today.AddDays(Word(i + 1) == "week" ? 7 : 14), false), i + 2),
        "today" or "tonight" or "now" => new Hit(new DateFound.One(today, false), i + 1),
        "this" when Word(i + 1) is "morning" or "afternoon" or "evening" => new Hit(new DateFound.One(today, false), i + 2),
        "tomorrow" when Word(i + 1) is "week" => new Hit(new DateFound.One(today.AddDays(8), false), i + 2),
        "tomorrow" when Word(i + 1) is "fortnight" => new Hit(new DateFound.One(today.AddDays(15), false), i + 2),
        "tomorrow" => new Hit(new DateFound.One(today.AddDays(1), false), i + 1),
        "yesterday" => new Hit(new DateFound.One(today.AddDays(-1), false), i + 1),
        "last" when Word(i + 1) == "night" => new Hit(new DateFound.One(today.AddDays(-1), false), i + 2),
        "overmorrow" => new Hit(new DateFound.One(today.AddDays(2), false), i + 1),
        _ => null,
    };

    // This time next week, the same day next month, this day last year.
    private Hit? SameTime(int i)
    {
        int at = Skip(i, "the");
        if (Word(at) is not ("this" or "same") || Word(at + 1) is not ("time" or "day") || Word(at + 2) is not ("next" or "last") || Unit(Word(at + 3)) is not { } unit)
        {
            return null;
        }

        return new Hit(new DateFound.One(Count(today, Word(at + 2) == "next" ? 1 : -1, unit), false), at + 4);
    }

    // The end of the week, the middle of next week: the few days that can be meant.
    private Hit? PartOfWeek(int i)
    {
        int at = Skip(i, "the");
        int first = Word(at) switch { "start" or "beginning" or "early" => 0, "middle" or "mid" => 1, "end" or "late" => 4, _ => -1 };
        int which = Skip(at + 1, "of", "the", "-");
        int next = Word(which) is "this" or "next" or "last" ? which + 1 : which;
        if (first < 0 || Word(next) != "week")
        {
            return null;
        }

        DateOnly monday = Monday.AddDays(7 * Word(which) switch { "next" => 1, "last" => -1, _ => 0 });
        return new Hit(Choice(Enumerable.Range(first, first == 0 ? 2 : 3).Select(d => monday.AddDays(d))), next + 1);
    }

    // next week, this weekend, the week after next, week commencing the 23rd.
    private Hit? Spans(int i)
    {
        int at = Skip(i, "the");
        int offset = Word(at) switch { "next" => 1, "last" => -1, "this" => 0, _ => int.MinValue };
        if (Word(at) == "week" && Word(at + 1) is "after" or "before" && Word(at + 2) == (Word(at + 1) == "after" ? "next" : "last"))
        {
            return new Hit(Week(Word(at + 1) == "after" ? 2 : -2), at + 3);
        }

        if ((Word(at) == "week" && Word(at + 1) is "commencing" or "beginning" or "starting" or "of" || Word(at) == "wc" || (Word(at) == "w" && Word(at + 2) == "c"))
            && At(Skip(Word(at) == "wc" ? at + 1 : Word(at) == "w" ? at + 3 : at + 2, "the")) is { Found: DateFound.One begin } hit)
        {
            DateOnly monday = begin.Day.AddDays(-FromMonday(begin.Day.DayOfWeek));
            return new Hit(new DateFound.Span(monday, monday.AddDays(6)), hit.Next, true);
        }

        if (offset == int.MinValue)
        {
            return Word(at) is "weekend" ? new Hit(Choice([Monday.AddDays(5), Monday.AddDays(6)]), at + 1) : null;
        }

        return Word(at + 1) switch
        {
            "week" => new Hit(Week(offset), at + 2),
            "weekend" => new Hit(Choice([Monday.AddDays((7 * offset) + 5), Monday.AddDays((7 * offset) + 6)]), at + 2),
            "month" => new Hit(new DateFound.Span(FirstOfMonth(offset), FirstOfMonth(offset + 1).AddDays(-1)), at + 2),
            "year" => new Hit(new DateFound.Span(new DateOnly(today.Year + offset, 1, 1), new DateOnly(today.Year + offset, 12, 31)), at + 2),
            _ => null,
        };
    }

    private DateFound.Span Week(int offset) => new(Monday.AddDays(7 * offset), Monday.AddDays((7 * offset) + 6));
}
