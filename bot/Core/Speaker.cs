using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Search;
using AdviceBot.Core.Signposting;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Core;

/// <summary>Puts what was understood into replies: danger, remarks, the answer, and the place with its advice and prompt.</summary>
internal sealed class Speaker(Library library, ImmutableHashSet<DateOnly> closedDays)
{
    /// <summary>How many passages an answer shows; the rest of what was found is offered.</summary>
    public const int Shown = 3;

    /// <summary>How many buttons stand beside a question back.</summary>
    public const int MostAskedBack = 3;

    /// <summary>After so many questions running without an answer, a person is offered before anything else.</summary>
    public const int MissesBeforePerson = 2;

    private readonly Signposter signposter = new(library, closedDays);
    private readonly UrgentReplies urgent = new(library, new Signposter(library, closedDays));
    private readonly KeyDateCalculator calculator = new(library);
    private readonly StepWords steps = new(library);

    /// <summary>One sentence of messages.yaml.</summary>
    public IEnumerable<Reply> Say(string key) => [new Reply.Said(key, library.Messages.Text(key))];

    /// <summary>The urgent card or the gentle line, where one is called for.</summary>
    public IEnumerable<Reply> Danger(Conversation before, Meaning meaning, UrgentFinding? gentle, DateTimeOffset now)
    {
        if (meaning is Meaning.Danger danger)
        {
            bool again = before.Urgent.Contains(danger.Category) && !danger.More;
            yield return urgent.Hard(danger, again, now);
            if (urgent.Routes(danger, again, now) is { People.IsEmpty: false } routes)
            {
                yield return routes;
            }
        }
        else if (gentle is not null)
        {
            yield return urgent.Soft(gentle, now);
        }
    }

    /// <summary>What has to be said about the move itself.</summary>
    public IEnumerable<Reply> Remark(Conversation before, Conversation after, Meaning meaning) => meaning switch
    {
        Meaning.Stale => Say("stale-button"),
        Meaning.TooLong => Say("too-long"),
        Meaning.Leave => Say("how-to-leave"),
        Meaning.NoDateHere => Say("date-not-here"),
        Meaning.Restart => Say("started-again"),
        Meaning.Delete => Say("deleted"),
        Meaning.Watch watch => Say(watch.IsSo ? "watched" : "not-watched"),
        Meaning.GoBack when before.Trail.IsEmpty && before.Reopened is null => Say("nothing-to-go-back-to"),
        Meaning.Choose when after.Trail.Length == before.Trail.Length => Say("long-way"),
        Meaning.Remember remember => [new Reply.Said("date-read", library.Messages.Text("date-read", ("date", Wording.Day(remember.Day))))],
        Meaning.NoDay none => [new Reply.Said("no-such-day", NoDay(none))],
        Meaning.AnotherDay => Say("date-another"),
        _ => [],
    };

    /// <summary>What answers a question, or the honest word that nothing does.</summary>
    public IEnumerable<Reply> Answer(Conversation before, Conversation after, Meaning meaning, DateTimeOffset now) => meaning switch
    {
        Meaning.Ask { Beside: { } other } ask => [Note(other.Note, now), .. Answer(ask, after, now)],
        Meaning.Ask ask => Answer(ask, after, now),
        Meaning.NotEnglish other =>
            [Note(other.Note, now), People(after.Misses < MissesBeforePerson ? [Signposter.AdviceLine] : [Signposter.AdviceLine, "enquiry-form"], now)],
        Meaning.Want want when library.Passage(want.Id) is { } passage => Passages("here-it-is", [passage], [], now, []),
        Meaning.Refuse when Moves.Closer(library, before.Offered) is { } next =>
            Passages("try-this", [next], [], now, []),
        Meaning.WhichDay or Meaning.Look when DateOffer.Open(after) is { } open => [WhichDay(open.Event, open.Days)],
        Meaning.Refuse => [.. Say("nothing-else"), People([Signposter.AdviceLine, "enquiry-form"], now)],
        _ => [],
    };

    /// <summary>The place itself: its advice where the person has just come to it, and always the prompt.</summary>
    public IEnumerable<Reply> Place(Conversation before, Conversation after, Way way, Meaning meaning, DateTimeOffset now)
    {
        if (meaning is Meaning.Danger)
        {
            yield break;
        }

        if (after.Reopened is { } index && library.Step(after.Trail[index].Step) is { } reopened)
        {
            yield return Prompt(after, reopened, after.Trail[index].Choice);
            yield break;
        }

        bool moved = !after.Trail.SequenceEqual(before.Trail);
        if (moved || meaning is Meaning.Look or Meaning.Stale or Meaning.Amend or Meaning.Remember or Meaning.NoDay or Meaning.AnotherDay or Meaning.Forget
            or Meaning.Restart or Meaning.GoBack or Meaning.Delete or Meaning.Watch { InWords: false })
        {
            foreach (Reply reply in Advice(way, after, now))
            {
                yield return reply;
            }
        }

        yield return Prompt(after, way.Step, null);
    }

    /// <summary>The words on the "not sure" button of a step.</summary>
    public static string NotSureLabel(Library library, Step step) =>
        library.Messages.Text(step.Id == Library.Start ? "something-else" : "not-sure");

    /// <summary>The words on an offered passage's or guide's button; null when there is no such thing any more.</summary>
    public static string? OfferLabel(Library library, string id) => library.Guide(id)?.Label ?? library.Passage(id)?.Title ?? DateOffer.Read(id) switch
    {
        { Day: { } day } => Wording.Day(day),
        { } => library.Messages.Text("date-other"),
        null => null,
    };

    // The reading is said back with its weekday, and used only after a yes.
    private Reply.Offer WhichDay(string happened, ImmutableArray<DateOnly> days)
    {
        string asked = library.Parts.DateAsks.TryGetValue(happened, out DateAsk? ask) ? ask.Ask
            : library.DateRules.FirstOrDefault(r => r.ToldEvent == happened)?.Told ?? "";
        string which = days is [var only] ? library.Messages.Text("date-is-it", ("date", Wording.Day(only))) : library.Messages.Text("date-which");
        return new Reply.Offer(
            $"{asked} {which}".Trim(),
            [.. DateOffer.Ask(happened, days).Select(id => new Offered(id, DateOffer.Read(id)!.Day is not null && days.Length == 1
                ? library.Messages.Text("date-yes", ("date", Wording.Day(days[0])))
                : OfferLabel(library, id)!))]);
    }

    // Why there is no one day in what was given, and how to give it.
    private string NoDay(Meaning.NoDay none)
    {
        Messages say = library.Messages;
        string why = none.Found switch
        {
            DateFound.Span span => say.Text("date-several", ("first", Wording.Day(span.First)), ("last", Wording.Day(span.Last))),
            DateFound.Impossible { Why: Impossibility.ShortMonth, Month: 2, Year: > 0 } feb when none.Event == "birthday-18" && !DateTime.IsLeapYear(feb.Year) =>
                say.Text("date-leap-birthday"),
            DateFound.Impossible { Why: Impossibility.ShortMonth } wrong => say.Text(
                "date-short-month",
                ("month", Wording.Month(wrong.Month) + (wrong.Month == 2 && wrong.Year > 0 ? $" {wrong.Year}" : "")),
                ("days", $"{(wrong.Month == 2 && wrong.Year == 0 ? 29 : DateTime.DaysInMonth(wrong.Year == 0 ? 2024 : wrong.Year, wrong.Month))}")),
            DateFound.Impossible { Why: Impossibility.NoSuchMonth } => say.Text("date-no-month"),
            DateFound.Impossible { Why: Impossibility.FarYear } wrong => say.Text("date-far-year", ("year", $"{wrong.Year}")),
            DateFound.Impossible { Why: Impossibility.NoSuchDay } => say.Text("date-no-day"),
            _ => "",
        };
        return $"{why} {say.Text("no-such-day")}".Trim();
    }

    private Reply.NotEnglish Note(LanguageNote? note, DateTimeOffset now) => new(
        note?.Code,
        note?.IsRightToLeft ?? false,
        note is null ? [] : [.. note.Lines.Select(l => Filled(l, note.IsRightToLeft, now))],
        [.. library.Parts.Languages.English.Select(l => Filled(l.Text, rightToLeft: false, now))]);

    // In words that run from right to left a number's groups would be shown back to front, unless it is kept apart.
    private UrgentLine Filled(string line, bool rightToLeft, DateTimeOffset now)
    {
        var named = ImmutableArray.CreateBuilder<HelperNow>();
        foreach (Helper helper in library.Parts.Helpers.Where(h => h.Phone is not null && line.Contains($"{{{h.Id}}}", StringComparison.Ordinal)))
        {
            line = line.Replace($"{{{helper.Id}}}", rightToLeft ? $"\u2066{helper.Phone}\u2069" : helper.Phone, StringComparison.Ordinal);
            named.Add(signposter.At(helper.Id, now)!);
        }

        return new UrgentLine(line, named.ToImmutable());
    }

    private IEnumerable<Reply> Answer(Meaning.Ask ask, Conversation after, DateTimeOffset now)
    {
        ImmutableArray<Passage> found = [.. ask.Findings.Hits.Take(Shown).Select(h => h.Passage)];
        switch (ask.Findings.Kind)
        {
            case FindingsKind.Answered:
                Brushed? part = library.Parts.SearchWords.Brushed.FirstOrDefault(b => b.Id == ask.Findings.Brushed);
                if (part is not null)
                {
                    yield return new Reply.Said("only-a-part", part.Say);
                }

                foreach (Reply reply in Passages("i-found", found, Words(ask.Findings), now, [.. part?.Contact ?? [], .. Called(ask.Findings)]))
                {
                    yield return reply;
                }

                break;
            case FindingsKind.AskBack:
                yield return new Reply.Said("which-do-you-mean", library.Messages.Text("which-do-you-mean"));
                if (!ask.Findings.Named.IsEmpty)
                {
                    yield return People([.. ask.Findings.Named, Signposter.AdviceLine], now);
                }

                break;
            default:
                foreach (Reply reply in ask.Leads.IsEmpty ? Nothing(ask.Findings, after, now) : [])
                {
                    yield return reply;
                }

                break;
        }

        bool askedBack = ask.Findings.Kind == FindingsKind.AskBack;
        if (!askedBack && ask.Leads is [var only] && library.Guide(only) is { } guide)
        {
            yield return new Reply.Said("leads-to", library.Messages.Text("leads-to", ("about", guide.About)));
        }

        if (Offers(after) is { IsEmpty: false } offers)
        {
            string key = ask.Findings.Kind == FindingsKind.Answered && ask.Leads.Length < 2 ? "see-also" : "choose-one";
            yield return new Reply.Offer(library.Messages.Text(key), askedBack ? [.. offers.Take(MostAskedBack)] : offers);
        }
    }

    // Who is named beside an answer, or where there is none: whom the words call for, whom the likeliest needs point to, and where the words tell
    // of a situation most of whose endings send people to a solicitor at once, one of those.
    private IEnumerable<string> Called(Findings findings)
    {
        ImmutableArray<string> called = [.. findings.Named, .. Signposter.Called(findings.Likely), .. IsAboutCourt(findings) ? [Signposter.Solicitor] : Array.Empty<string>()];
        return called.OrderBy(id => id != Signposter.Solicitor).Distinct(StringComparer.Ordinal);
    }

    private bool IsAboutCourt(Findings findings) =>
        findings.Guides is [var first, ..] && library.Guide(first) is { } guide
        && guide.Steps.Where(s => s.Leaf is not null).ToArray() is { Length: > 0 } leaves
        && 2 * leaves.Count(s => s.Leaf!.SolicitorNow) > leaves.Length;

    private ImmutableArray<Offered> Offers(Conversation after) =>
        [.. after.Offered.Select(id => OfferLabel(library, id) is { } label ? new Offered(id, label) : null).OfType<Offered>().Take(4)];

    private IEnumerable<Reply> Nothing(Findings findings, Conversation after, DateTimeOffset now)
    {
        string? elsewhere = library.Parts.SearchWords.Decoys.FirstOrDefault(d => d.Id == findings.Elsewhere)?.Elsewhere;
        bool twice = after.Misses >= MissesBeforePerson;
        string key = twice ? "dont-have-twice" : "dont-have";
        yield return new Reply.Said(key, library.Messages.Text(key));
        if (elsewhere is not null)
        {
            yield return new Reply.Said("elsewhere", elsewhere);
        }

        yield return People([.. Called(findings), .. twice ? [Signposter.AdviceLine, "enquiry-form", "forum"] : (string[])[Signposter.AdviceLine]], now);
    }

    private IEnumerable<Reply> Passages(
        string key, ImmutableArray<Passage> passages, ImmutableArray<string> words, DateTimeOffset now, ImmutableArray<string> first)
    {
        if (passages.SelectMany(p => p.Facts).Any(f => f.Route == "solicitor-now"))
        {
            yield return new Reply.Said("solicitor-now", library.Messages.Text("solicitor-now"));
        }

        yield return new Reply.Answer(library.Messages.Text(key), passages, words);
        yield return People(first.Concat(Signposter.For(passages)).Distinct(StringComparer.Ordinal), now);
    }

    private Reply.Helpers People(IEnumerable<string> ids, DateTimeOffset now) => new(signposter.All(ids, now));

    private static ImmutableArray<string> Words(Findings findings) =>
        [.. findings.Hits.Take(Shown).SelectMany(h => h.Parts).Select(p => p.Word).Distinct(StringComparer.Ordinal)];

    private IEnumerable<Reply> Advice(Way way, Conversation after, DateTimeOffset now)
    {
        if (way.Step.Leaf is not { } leaf)
        {
            if (steps.Shown(way.Step) is { Advice: { Passages.IsEmpty: false } advice } shown)
            {
                yield return advice;
                yield return People(shown.PointsTo, now);
            }

            yield break;
        }

        if (leaf.SolicitorNow && library.IsElsewhere(way.Said))
        {
            yield return new Reply.Said("england-only", library.Messages.Text("england-only"));
        }

        ImmutableArray<Variation> variations = [.. leaf.When.Where(w => way.Said.GetValueOrDefault(w.Guard) == w.Choice)];
        yield return steps.Ending(leaf);
        yield return variations.IsEmpty ? steps.Shown(way.Step).Advice : Varied(way.Step, variations);
        if (KeyDates(way, leaf, after, now) is { } dates)
        {
            yield return dates;
        }

        IEnumerable<string> first = leaf.SolicitorNow ? [Signposter.Solicitor] : [];
        yield return People(first.Concat(variations.SelectMany(v => v.Contact)).Concat(leaf.Contact).Append(Signposter.AdviceLine), now);
    }

    private Reply.Advice Varied(Step step, ImmutableArray<Variation> variations)
    {
        HashSet<string> hidden = [.. variations.SelectMany(v => v.Hide)];
        return new Reply.Advice(steps.Seen(variations.SelectMany(v => v.Show).Concat(step.Show).Where(id => !hidden.Contains(id))));
    }

    private Reply.KeyDates? KeyDates(Way way, Leaf leaf, Conversation after, DateTimeOffset now)
    {
        if (!DatesWanted.IsEngland(way))
        {
            return null;
        }

        var dates = ImmutableArray.CreateBuilder<KeyDate>();
        var wanted = ImmutableArray.CreateBuilder<DateWanted>();
        foreach (string happened in steps.Events(leaf))
        {
            DateOnly? given = after.Dates.TryGetValue(happened, out DateOnly day) ? day : null;
            string ask = library.Parts.DateAsks[happened].Ask;
            ImmutableArray<KeyDate> found = [];
            if (given is { } on)
            {
                if (calculator.After(happened, on, leaf.Dates, London.DayOf(now), after.Dates) is { } limits)
                {
                    found = limits;
                }
                else
                {
                    ask = $"{library.Messages.Text("date-beyond")} {ask}";
                }
            }

            dates.AddRange(found);
            wanted.Add(new DateWanted(happened, ask, given));
            wanted.AddRange(DatesWanted.Told(library, found)
                .Select(rule => new DateWanted(rule.ToldEvent, rule.Told!, after.Dates.TryGetValue(rule.ToldEvent, out DateOnly told) ? told : null)));
        }

        dates.AddRange(steps.Explained(leaf));
        var reply = new Reply.KeyDates(dates.ToImmutable(), wanted.ToImmutable());
        return dates.Count == 0 && wanted.Count == 0 ? null : after.IsWatched ? reply : reply with { Calendar = CalendarEntries.Of(reply, London.DayOf(now)) };
    }

    private Reply.Question Prompt(Conversation after, Step step, string? chosen) => steps.Asked(step) with { Path = Path(after), Chosen = chosen };

    private ImmutableArray<PathEntry> Path(Conversation after)
    {
        var path = ImmutableArray.CreateBuilder<PathEntry>(after.Trail.Length);
        for (int i = 0; i < after.Trail.Length; i++)
        {
            Answer answer = after.Trail[i];
            if (library.Step(answer.Step) is { } step)
            {
                path.Add(new PathEntry(i, step.Id, step.Ask ?? step.Leaf?.Title ?? "", Label(step, answer.Choice)));
            }
        }

        return path.ToImmutable();
    }

    private string Label(Step step, string choice) => choice switch
    {
        Answers.NotSure => NotSureLabel(library, step),
        Answers.Skip => library.Messages.Text("skip"),
        Answers.RatherNotSay => library.Messages.Text("rather-not-say"),
        _ => Label(step.Choices, choice) ?? Label(library.OffRamps, choice) ?? choice,
    };

    private static string? Label(ImmutableArray<Choice> choices, string id)
    {
        foreach (Choice choice in choices)
        {
            if (choice.Id == id)
            {
                return choice.Label;
            }
        }

        return null;
    }
}
