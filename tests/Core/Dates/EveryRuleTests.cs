using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using Xunit;

namespace AdviceBot.Tests.Core.Dates;

/// <summary>Every rule on every day of sixteen years, counted a second way: by walking a calendar of marked days.</summary>
public class EveryRuleTests
{
    private const int First = 2020;
    private const int Last = 2035;
    // What each reading counts, written down again from the list of time limits: a slip in content is a mismatch here.
    private static readonly Dictionary<string, (DateUnit Unit, int Count)[]> Limits = new()
    {
        ["K01"] = [(DateUnit.WorkingDays, 15), (DateUnit.None, 0)],
        ["K02"] = [(DateUnit.WorkingDays, 10), (DateUnit.Days, 10)],
        ["K03a"] = [(DateUnit.Months, 3)],
        ["K03b"] = [(DateUnit.Months, 6)],
        ["K04"] = [(DateUnit.Weeks, 6)],
        ["K07"] = [(DateUnit.WorkingDays, 1)],
        ["K09"] = [(DateUnit.Days, 0)],
        ["K10c"] = [(DateUnit.Months, 6)],
        ["K13"] = [(DateUnit.Weeks, 6)],
        ["K14"] = [(DateUnit.WorkingDays, 15)],
    };

    private static readonly BankHolidays Generated = GeneratedHolidays.For(First, Last);

    [Fact]
    public void Every_rule_agrees_on_every_day_from_2020_to_2035() => Agree(Generated);

    [Fact]
    public void Every_rule_agrees_on_every_day_of_our_own_list() => Agree(RealBot.Parts.BankHolidays);

    // Advisers see every rule; a second way of counting, no mismatch, and null exactly where a day needed is beyond the list.
    private static void Agree(BankHolidays list)
    {
        var library = new Library(RealBot.Parts with { BankHolidays = list }, Audience.Adviser);
        var calculator = new KeyDateCalculator(library);
        var marked = new Marked(list);
        int compared = 0;
        var wrong = new List<string>();
        foreach (DateRule rule in library.DateRules)
        {
            (DateUnit Unit, int Count)[] readings = Limits.GetValueOrDefault(rule.Id, []);
            foreach (string happened in rule.Events)
            {
                for (DateOnly on = new(list.FirstYear, 1, 1); on.Year <= list.LastYear; on = on.AddDays(1))
                {
                    bool asked = (rule.QueryDayOff && !marked.Works(on)) || (happened == "birthday-18" && on is { Month: 2, Day: 29 });
                    DateOnly?[] expected = [.. readings.Select(r => asked ? null : marked.Count(on, r.Unit, r.Count))];
                    bool beyond = !asked && readings.Zip(expected).Any(x => x.First.Unit != DateUnit.None && x.Second is null);
                    ImmutableArray<KeyDate>? found = calculator.After(happened, on, [rule.Id]);
                    string? problem = beyond ? found is null ? null : "should be beyond the list"
                        : found is null ? "should have dates"
                        : !found.Value.Select(d => d.Date).SequenceEqual(expected) ? $"gives {string.Join(", ", found.Value.Select(d => d.Date))}, not {string.Join(", ", expected)}"
                        : found.Value.Zip(readings).Any(x => x.First.LastWorkingDay != (x.Second.Unit == DateUnit.Months && x.First.Date is { } end && !marked.Works(end) ? marked.Before(end) : null)) ? "has another last working day"
                        : null;
                    if (problem is not null)
                    {
                        wrong.Add($"{rule.Id} {happened} {on:yyyy-MM-dd} {problem}");
                    }

                    compared++;
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} mismatches:\n{string.Join('\n', wrong.Take(20))}");
        Assert.True(compared >= 11 * 365 * (list.LastYear - list.FirstYear + 1), $"only {compared} compared");
    }

    /// <summary>A calendar whose days are marked as worked or not; everything is found by stepping through it.</summary>
    private sealed class Marked
    {
        private readonly int first;
        private readonly bool[] worked;

        public Marked(BankHolidays list)
        {
            first = new DateOnly(list.FirstYear, 1, 1).DayNumber;
            worked = new bool[new DateOnly(list.LastYear, 12, 31).DayNumber - first + 1];
            for (int i = 0; i < worked.Length; i++)
            {
                worked[i] = (first + i) % 7 is not (5 or 6); // day 0 of the calendar was a Monday
            }

            foreach (DateOnly off in list.Names.Keys)
            {
                worked[off.DayNumber - first] = false;
            }
        }

        public bool Works(DateOnly day) => worked[day.DayNumber - first];

        public DateOnly? Before(DateOnly day)
        {
            int i = day.DayNumber - first;
            while (i >= 0 && !worked[i])
            {
                i--;
            }

            return i < 0 ? null : DateOnly.FromDayNumber(first + i);
        }

        public DateOnly? Count(DateOnly on, DateUnit unit, int count)
        {
            if (unit == DateUnit.None)
            {
                return null;
            }

            int i = on.DayNumber - first;
            switch (unit)
            {
                case DateUnit.WorkingDays:
                    for (int left = count; left > 0;)
                    {
                        if (++i >= worked.Length)
                        {
                            return null;
                        }

                        left -= worked[i] ? 1 : 0;
                    }

                    break;
                case DateUnit.Months:
                    // Day by day until the month has changed so often; then to the same day, or the month's last.
                    int wanted = on.Day;
                    for (int changes = 0; changes < count;)
                    {
                        i++;
                        changes += DateOnly.FromDayNumber(first + i).Day == 1 ? 1 : 0;
                    }

                    while (DateOnly.FromDayNumber(first + i).Day < wanted && DateOnly.FromDayNumber(first + i + 1).Day != 1)
                    {
                        i++;
                    }

                    break;
                default:
                    i += count * (unit == DateUnit.Weeks ? 7 : 1);
                    break;
            }

            return i < worked.Length ? DateOnly.FromDayNumber(first + i) : null;
        }
    }
}

public class KeyDateListTests
{
    private static readonly string[] Listed =
        ["K01", "K02", "K03a", "K03b", "K04", "K05", "K06", "K07", "K08", "K09", "K10a", "K10b", "K10c", "K11", "K12", "K13", "K14", "K15", "K16", "K17"];

    private static readonly string[] AdviserOnly = ["K10a", "K10b", "K10c", "K11", "K12", "K13", "K14"];

    [Fact]
    public void Has_every_limit_of_the_list_once() => Assert.Equal(Listed, RealBot.Parts.DateRules.Select(r => r.Id));

    [Fact]
    public void Advisers_rules_are_for_advisers()
    {
        Assert.Equal(AdviserOnly, RealBot.Parts.DateRules.Where(r => r.Audience == Audience.Adviser).Select(r => r.Id));
        foreach (Library parents in new[] { RealBot.Library, RealBot.WithPending.Library })
        {
            Assert.Empty(parents.DateRules.Select(r => r.Id).Intersect(AdviserOnly));
            Assert.Equal(
                ["birthday-18", "conference", "letter", "meeting", "new-area-told", "referral", "review"],
                new KeyDateCalculator(parents).Events.Order(StringComparer.Ordinal));
            Assert.All(parents.DateRules.SelectMany(parents.ReadingsOf), r => Assert.Equal(Audience.Parent, r.Audience));
        }
    }

    [Theory]
    [InlineData("K05")]
    [InlineData("K06")]
    [InlineData("K08")]
    [InlineData("K10a")]
    [InlineData("K10b")]
    [InlineData("K11")]
    [InlineData("K12")]
    [InlineData("K15")]
    [InlineData("K16")]
    [InlineData("K17")]
    public void Never_has_a_date(string id)
    {
        DateRule rule = RealBot.Parts.DateRules.Single(r => r.Id == id);
        Assert.All(rule.Readings, r => Assert.Equal((DateUnit.None, 0), (r.Unit, r.Count)));
        Assert.Null(rule.Told);
    }

    [Theory]
    [InlineData("K05", "ask today")]
    [InlineData("K06", "a solicitor now")]
    [InlineData("K08", "the date in your letter")]
    [InlineData("K15", "a solicitor now")]
    [InlineData("K17", "before the conference")]
    public void Is_explained_to_parents_in_words(string id, string when)
    {
        foreach (Library library in new[] { RealBot.Library, RealBot.WithPending.Library })
        {
            KeyDate only = Assert.Single(new KeyDateCalculator(library).Explained([id]));
            Assert.Equal((id, when, (DateOnly?)null), (only.Rule, only.When, only.Date));
            Assert.DoesNotContain(only.Text, char.IsAsciiDigit);
        }

        Assert.Equal(id is "K17" or "K08" ? 1 : 2, new KeyDateCalculator(RealBot.Advisers.Library).Explained([id]).Length);
    }

    [Fact]
    public void Every_reading_has_facts_and_a_direction()
    {
        Assert.All(RealBot.Parts.DateRules.SelectMany(r => r.Readings), r => Assert.NotEmpty(r.Facts));
        Assert.Equal(DateDirection.Around, RealBot.Parts.DateRules.Single(r => r.Id == "K09").Direction);
        Assert.Equal(DateDirection.Before, RealBot.Parts.DateRules.Single(r => r.Id == "K17").Direction);
    }

    [Fact]
    public void Every_rule_stands_on_an_ending_or_on_the_advice_line_itself()
    {
        string[] used = [.. RealBot.Library.Guides.SelectMany(g => g.Steps).Select(s => s.Leaf).OfType<Leaf>().SelectMany(l => l.Dates).Distinct()];
        Assert.Equal(["K16"], Listed.Except(used));
    }
}
