using AdviceBot.Core.Dates;

namespace AdviceBot.Core.Understanding;

/// <summary>Days with a name: Christmas Eve, Good Friday, the August bank holiday.</summary>
internal sealed partial class DateGrammar
{
    // The longest name first, so that "Christmas Eve" is not taken for Christmas. A name can stand for several days.
    private static readonly (string[] Name, Func<int, DateOnly[]> In)[] NamedDays =
    [
        .. new (string Name, Func<int, DateOnly[]> In)[]
        {
            ("christmas eve", y => [new(y, 12, 24)]),
            ("christmas day", y => [new(y, 12, 25)]),
            ("christmas", y => [new(y, 12, 25)]),
            ("boxing day", y => [new(y, 12, 26)]),
            ("new years eve", y => [new(y, 12, 31)]),
            ("new year eve", y => [new(y, 12, 31)]),
            ("new years day", y => [new(y, 1, 1)]),
            ("new years", y => [new(y, 1, 1)]),
            ("new year day", y => [new(y, 1, 1)]),
            ("new year", y => [new(y, 1, 1)]),
            ("good friday", y => [Easter.Sunday(y).AddDays(-2)]),
            ("maundy thursday", y => [Easter.Sunday(y).AddDays(-3)]),
            ("palm sunday", y => [Easter.Sunday(y).AddDays(-7)]),
            ("ash wednesday", y => [Easter.Sunday(y).AddDays(-46)]),
            ("shrove tuesday", y => [Easter.Sunday(y).AddDays(-47)]),
            ("pancake day", y => [Easter.Sunday(y).AddDays(-47)]),
            ("pancake tuesday", y => [Easter.Sunday(y).AddDays(-47)]),
            ("easter saturday", y => [Easter.Sunday(y).AddDays(-1)]),
            ("easter sunday", y => [Easter.Sunday(y)]),
            ("easter day", y => [Easter.Sunday(y)]),
            ("easter monday", y => [Easter.Sunday(y).AddDays(1)]),
            ("easter friday", y => [Easter.Sunday(y).AddDays(-2)]),
            ("easter", y => [Easter.Sunday(y)]),
            ("mothers day", y => [Easter.Sunday(y).AddDays(-21)]),
            ("mothering sunday", y => [Easter.Sunday(y).AddDays(-21)]),
            ("fathers day", y => [Nth(y, 6, DayOfWeek.Sunday, 3)]),
            ("valentines day", y => [new(y, 2, 14)]),
            ("valentines", y => [new(y, 2, 14)]),
            ("st davids day", y => [new(y, 3, 1)]),
            ("st patricks day", y => [new(y, 3, 17)]),
            ("paddys day", y => [new(y, 3, 17)]),
            ("st georges day", y => [new(y, 4, 23)]),
            ("april fools day", y => [new(y, 4, 1)]),
            ("april fools", y => [new(y, 4, 1)]),
            ("halloween", y => [new(y, 10, 31)]),
            ("bonfire night", y => [new(y, 11, 5)]),
            ("guy fawkes night", y => [new(y, 11, 5)]),
            ("guy fawkes", y => [new(y, 11, 5)]),
            ("fireworks night", y => [new(y, 11, 5)]),
            ("remembrance sunday", y => [Nth(y, 11, DayOfWeek.Sunday, 2)]),
            ("remembrance day", y => [new(y, 11, 11)]),
            ("early may bank holiday", y => [Nth(y, 5, DayOfWeek.Monday, 1)]),
            ("may day bank holiday", y => [Nth(y, 5, DayOfWeek.Monday, 1)]),
            ("may day", y => [new(y, 5, 1)]),
            ("may bank holiday", y => [Nth(y, 5, DayOfWeek.Monday, 1), LastMonday(y, 5)]),
            ("late may bank holiday", y => [LastMonday(y, 5)]),
            ("spring bank holiday", y => [LastMonday(y, 5)]),
            ("whitsun bank holiday", y => [LastMonday(y, 5)]),
            ("august bank holiday", y => [LastMonday(y, 8)]),
            ("summer bank holiday", y => [LastMonday(y, 8)]),
            ("leap day", y => DateTime.IsLeapYear(y) ? [new(y, 2, 29)] : []),
        }.Select(n => (n.Name.Split(' '), n.In)).OrderByDescending(n => n.Item1.Length),
    ];

    private Hit? Named(int i)
    {
        int at = Skip(i, "the", "this", "next", "last", "coming", "on");
        string which = at > i ? Word(at - 1) : "";
        foreach ((string[] name, Func<int, DateOnly[]> days) in NamedDays)
        {
            if (!IsAt(at, name))
            {
                continue;
            }

            int next = Skip(at + name.Length, "monday") is var after && name[^1] == "holiday" ? after : at + name.Length;
            if (Number(next) is >= 1900 and <= 2200 && pieces[next].Word.Length == 4)
            {
                DateOnly[] dated = days(Number(next)!.Value);
                return dated.Length == 0 ? null : new Hit(Choice(dated), next + 1, true);
            }

            if (Word(next) is "next" or "this" or "last" && Word(next + 1) == "year")
            {
                DateOnly[] said = days(today.Year + Word(next) switch { "next" => 1, "last" => -1, _ => 0 });
                return said.Length == 0 ? null : new Hit(Choice(said), next + 2, true);
            }

            DateOnly[][] years = [.. Enumerable.Range(-1, 4).Select(y => days(today.Year + y)).Where(d => d.Length > 0)];
            return which switch
            {
                "next" or "coming" or "this" => new Hit(Choice(years.First(y => y[^1] >= today)), next, true),
                "last" => new Hit(Choice(years.Last(y => y[0] < today)), next, true),
                _ when years.Any(y => y.Length > 1) => new Hit(Choice(years.MinBy(y => y.Min(Away))!), next, true),
                _ => new Hit(Nearest([.. years.Select(y => y[0])]), next, true),
            };
        }

        return BankHolidayMonday(at);
    }

    // "Good fri", "easter mon" and "aug bank holiday" are the same days.
    private bool IsAt(int at, string[] name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (!IsSame(Word(at + i), name[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSame(string word, string name) => word == name
        || (DateNames.Weekday(name) is { } weekday && DateNames.Weekday(word) == weekday)
        || (DateNames.Month(name) is { } month && DateNames.Month(word) == month);

    // The Monday that is a bank holiday, of whatever name: the nearest.
    private Hit? BankHolidayMonday(int at) =>
        Word(at) == "bank" && Word(at + 1) == "holiday" && DateNames.Weekday(Word(at + 2)) == DayOfWeek.Monday
            ? new Hit(Nearest([.. Enumerable.Range(-1, 3).SelectMany(y => UsualBankHolidays.Of(today.Year + y)).Where(d => d.DayOfWeek == DayOfWeek.Monday)]), at + 3)
            : null;

    private static DateOnly Nth(int year, int month, DayOfWeek weekday, int number)
    {
        DateOnly first = new(year, month, 1);
        return first.AddDays((((int)weekday - (int)first.DayOfWeek + 7) % 7) + (7 * (number - 1)));
    }

    private static DateOnly LastMonday(int year, int month)
    {
        DateOnly last = new(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek + 6) % 7));
    }
}
