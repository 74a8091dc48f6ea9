using System.Collections.Concurrent;
using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;

namespace AdviceBot.Core.Signposting;

/// <summary>Says who can help, and whether they can be reached now.</summary>
/// <param name="library">Where helpers, bank holidays and sentences come from.</param>
/// <param name="closedDays">Days the charity is shut besides bank holidays, such as those between Christmas and New Year.</param>
public sealed class Signposter(Library library, ImmutableHashSet<DateOnly> closedDays)
{
    /// <summary>The charity's own line.</summary>
    public const string AdviceLine = "advice-line";

    /// <summary>A specialist solicitor.</summary>
    public const string Solicitor = "solicitor";

    /// <summary>999.</summary>
    public const string Emergency = "emergency";

    /// <summary>The council's children's services.</summary>
    public const string ChildrensServices = "children-services";

    // Hours begin and end with a minute, so what was last said of a helper holds until the next one.
    private readonly ConcurrentDictionary<Helper, Lately> lately = new(ReferenceEqualityComparer.Instance);

    /// <summary>The helper at this moment, or null when there is no such helper.</summary>
    public HelperNow? At(string id, DateTimeOffset now)
    {
        if (library.Helper(id) is not { } helper)
        {
            return null;
        }

        long minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        if (lately.TryGetValue(helper, out Lately? last) && last.Minute == minute)
        {
            return last.Now;
        }

        HelperNow found = Find(helper, now);
        if (helper.Hours is not { } hours || hours.Spans.All(s => IsWhole(s.Opens) && IsWhole(s.Closes)))
        {
            lately[helper] = new Lately(minute, found);
        }

        return found;
    }

    /// <summary>These helpers in this order, each once; unknown ids are left out.</summary>
    public ImmutableArray<HelperNow> All(IEnumerable<string> ids, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var all = ImmutableArray.CreateBuilder<HelperNow>();
        foreach (string id in ids)
        {
            if (!Has(all, id) && At(id, now) is { } one)
            {
                all.Add(one);
            }
        }

        return all.ToImmutable();
    }

    private static bool Has(ImmutableArray<HelperNow>.Builder all, string id)
    {
        foreach (HelperNow one in all)
        {
            if (one.Helper.Id == id)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWhole(TimeOnly time) => time.Ticks % TimeSpan.TicksPerMinute == 0;

    private HelperNow Find(Helper helper, DateTimeOffset now)
    {
        Opening opening = helper.At(now, library.BankHolidays, helper.Id == AdviceLine ? closedDays : []);
        return new HelperNow(helper, opening, When(helper, opening, now));
    }

    /// <summary>Where passages point to, by the routes of their facts: a solicitor who is needed now comes first.</summary>
    /// <remarks>The advice line is always among them: nobody is left with text alone.</remarks>
    public static ImmutableArray<string> For(IEnumerable<Passage> passages)
    {
        Passage[] all = [.. passages];
        HashSet<string> routes = [.. all.SelectMany(p => p.Facts).Select(f => f.Route).OfType<string>()];
        IEnumerable<string> ids = Routes.Where(r => routes.Contains(r.Route)).Select(r => r.Helper).Concat(all.SelectMany(p => p.Contact));
        return [.. ids.Append(AdviceLine).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Who is called for by needs of which none is certain: the solicitor and the council, where enough of the likelihood points to them.</summary>
    /// <remarks>Words that tell of three needs, all of them before court, want a solicitor whichever of the three it is.</remarks>
    public static ImmutableArray<string> Called(ImmutableArray<(Passage Need, double Likelihood)> likely) =>
        [.. Callable.Where(id => likely.Where(l => For([l.Need]).Contains(id)).Sum(l => l.Likelihood) >= CalledFrom)];

    // A person missed who is needed weighs more than one shown who is not.
    private const double CalledFrom = 0.2;

    private static readonly ImmutableArray<string> Callable = [Solicitor, ChildrensServices];

    // Most pressing first. Chair, complaint and forum are named by the passage itself.
    private static readonly ImmutableArray<(string Route, string Helper)> Routes =
    [
        ("emergency", Emergency),
        ("solicitor-now", Solicitor),
        ("dv-service", "domestic-abuse"),
        ("advice-line", AdviceLine),
        ("solicitor", Solicitor),
        ("social-worker", ChildrensServices),
    ];

    private string? When(Helper helper, Opening opening, DateTimeOffset now) => opening switch
    {
        _ when helper.Kind == HelperKind.Person || helper.Hours is null => null,
        { IsOpen: true, Closes: { } closes } => library.Messages.Text(
            "open-until", ("time", Wording.Time(TimeOnly.FromDateTime(London.At(closes).DateTime)))),
        { IsOpen: true } => library.Messages.Text("open-always"),
        { IsOpen: false, OpensNext: { } next, IsCertain: true } => library.Messages.Text("opens-next", ("when", Wording.Moment(next, now))),
        { IsOpen: false, OpensNext: { } next } => library.Messages.Text("opens-next-uncertain", ("when", Wording.Moment(next, now))),
        { IsOpen: false } => library.Messages.Text("closed-now"),
        _ => library.Messages.Text("hours-unknown"),
    };

    private sealed record Lately(long Minute, HelperNow Now);
}
