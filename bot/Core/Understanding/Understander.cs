using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Search;
using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Understanding;

/// <summary>What did they mean? Danger first, then whether it is English, a command, the choice at hand, a date, and last a question to search.</summary>
internal sealed class Understander(Library library, ISearchIndex index, UrgencySpotter spotter)
{
    /// <summary>The code of distress without danger.</summary>
    public const string Distress = "X1";

    private readonly FrozenDictionary<string, string> commands = library.Messages.Commands
        .SelectMany(c => c.Value, (c, words) => (Words: PlainWords.Of(words), c.Key))
        .DistinctBy(pair => pair.Words, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.Words, pair => pair.Key, StringComparer.Ordinal);

    private readonly LanguageSpotter languages = new(library.Parts.Languages);

    // The buttons of each step as they stand on the screen.
    private readonly ConcurrentDictionary<Step, ImmutableArray<Choice>> screens = new(ReferenceEqualityComparer.Instance);

    /// <summary>The meaning, and a gentle line to put before the answer where the words call for one.</summary>
    public (Meaning Meaning, UrgentFinding? Gentle) Read(Conversation before, Message message, DateOnly today, Hints hints) => message switch
    {
        Message.Typed typed => Typed(before, typed, today, hints),
        Message.Pressed pressed => (Pressed(before, pressed), null),
        Message.Reopened reopened when reopened.Index >= 0 && reopened.Index < before.Trail.Length => (new Meaning.Reopen(reopened.Index), null),
        Message.Reopened => (new Meaning.Stale(), null),
        Message.Back => (new Meaning.GoBack(), null),
        Message.StartAgain => (new Meaning.Restart(), null),
        Message.Deleted => (new Meaning.Delete(), null),
        Message.Watched watched => (new Meaning.Watch(watched.IsSo, InWords: false), null),
        Message.Dated dated when InBoxes(dated) is { } urgent => (Card(urgent), null),
        Message.Dated dated when IsEvent(dated.Event) => (Boxes(dated), null),
        Message.Undated undated when IsEvent(undated.Event) => (new Meaning.Forget(undated.Event), null),
        Message.InDanger => (new Meaning.Danger("D1", null, false), null),
        Message.MoreHelp more when library.Parts.Cards.Any(c => c.Category == more.Category) => (new Meaning.Danger(more.Category, null, true), null),
        Message.Wanted wanted when DateOffer.Read(wanted.Id) is { } offer && IsEvent(offer.Event) => (Picked(offer), null),
        Message.Wanted wanted when IsOffered(before, wanted.Id) => (new Meaning.Want(wanted.Id), null),
        Message.NotThis => (new Meaning.Refuse(), null),
        Message.Started => (new Meaning.Look(), null),
        _ => (new Meaning.Stale(), null),
    };

    /// <summary>Whether a message needs a card, or a way out to help, wherever it is said.</summary>
    public bool IsUrgent(Message message) => message switch
    {
        Message.InDanger or Message.MoreHelp => true,
        Message.Pressed pressed => Ramp(pressed.Choice) is not null,
        Message.Dated dated => InBoxes(dated) is not null,
        Message.Typed typed => Spot(typed) is { Strength: UrgencyStrength.Hard }
            || (typed.Text.Length <= Engine.LongestQuestion && commands.GetValueOrDefault(PlainWords.Of(typed.Text)) is "danger" or "talk"),
        _ => false,
    };

    /// <summary>What search finds for these words, with the guide and step at hand.</summary>
    /// <param name="plain">The words as they were read for danger, if they were.</param>
    public Findings Find(Way way, string text, PlainMessage? plain, bool explainsAll = false)
    {
        string? guide = way.Resume?.Split('/')[0] ?? way.Step.GuideId;
        return index.Find(text, new SearchContext(guide == "start" ? null : guide, way.Step.Show) { ExplainsAll = explainsAll, Plain = plain });
    }

    /// <summary>Whether these words are a question of somebody's own: no button's or command's, and no cry for help.</summary>
    /// <param name="looked">The message with what was seen of danger in it, if that had to be looked at.</param>
    public bool IsQuestion(Conversation before, Message.Typed typed, out Message looked)
    {
        looked = typed;
        bool isOwn = typed.Text.Length <= Engine.LongestQuestion
            && PlainWords.Of(typed.Text) is { Length: > 0 } plain
            && !commands.ContainsKey(plain)
            && Labelled(before, typed.Text) is null;
        return isOwn && Spot((Message.Typed)(looked = Look(typed))) is not { Strength: UrgencyStrength.Hard };
    }

    /// <summary>The message with what is seen of danger in it.</summary>
    public Message Look(Message message) =>
        message is Message.Typed { Seen: null } typed ? typed with { Seen = See(typed.Text) } : message;

    private UrgentFinding? Spot(Message.Typed typed) => (typed.Seen ?? See(typed.Text)).Finding;

    // Words can be typed into the boxes of a date too. Digits alone say nothing of danger.
    private UrgentFinding? InBoxes(Message.Dated dated) =>
        $"{dated.Day} {dated.Month} {dated.Year}" is var all && all.Any(char.IsLetter) && See(all).Finding is { Strength: UrgencyStrength.Hard } urgent ? urgent : null;

    private static Meaning.Danger Card(UrgentFinding urgent) => new(urgent.Category.Code, urgent.Also?.Code, false);

    private Sighting See(string text) => new(spotter.Spot(text, out PlainMessage? plain), plain);

    private (Meaning, UrgentFinding?) Typed(Conversation before, Message.Typed typed, DateOnly today, Hints hints)
    {
        string text = typed.Text;
        // Whoever wants it gone or hidden in a hurry isn't shown anything first.
        switch (text.Length <= Engine.LongestQuestion ? commands.GetValueOrDefault(PlainWords.Of(text)) : null)
        {
            case "delete":
                return (new Meaning.Delete(), null);
            case "watched":
                return (new Meaning.Watch(true, InWords: true), null);
        }

        // To type the words on a button is to press it: they are ours, and no cry for help.
        if (Labelled(before, text) is { } given)
        {
            return (given, null);
        }

        Sighting seen = typed.Seen ?? See(text);
        UrgentFinding? urgent = seen.Finding;
        if (urgent is { Strength: UrgencyStrength.Hard })
        {
            return (Card(urgent), null);
        }

        Meaning meaning = Words(before, text, seen.Plain, today, hints);
        return (meaning, urgent ?? (meaning is Meaning.Ask && hints.IsDistressed ? Distressed(before) : null));
    }

    // A hint of distress brings the gentle line once; words of our own rules bring it whenever they are said.
    private UrgentFinding? Distressed(Conversation before) =>
        library.Parts.Urgency.Categories.FirstOrDefault(c => c.Code == Distress) is { } category && !before.Urgent.Contains(category.Code)
            ? new UrgentFinding(category, UrgencyStrength.Soft, "hint", null)
            : null;

    // Our own reading comes first. Somebody else's counts where it says English of what we took for another language in Latin letters,
    // and where we know of none.
    private OtherLanguage? Language(string text, Hints hints) => languages.Spot(text) switch
    {
        { Note.Script: Script.Latin } when hints.Language == "en" => null,
        { } spotted => spotted,
        null => hints.Language is { } code && code != "en" ? languages.Believe(code, text) : null,
    };

    // An English question beside words of another language is answered where it is plainly one of ours. The note stays beside it.
    private Meaning? Beside(Conversation before, OtherLanguage other) =>
        other.English is { } asked && Find(library.Follow(before.Trail), asked, plain: null) is { Kind: FindingsKind.Answered } findings
            ? new Meaning.Ask(findings, []) { Beside = other }
            : null;

    private Meaning? Labelled(Conversation before, string text)
    {
        string plain = text.Length > Engine.LongestQuestion ? "" : PlainWords.Of(text);
        Step step = At(before);
        return plain.Length > 0 && step.Choices.Where(c => ChoiceMatcher.Label(c) == plain).ToArray() is [var only]
            ? Given(before, step, only.Id)
            : null;
    }

    // The step whose question is on the screen: an earlier one while its answer is being changed.
    private Step At(Conversation before) =>
        before.Reopened is { } index && library.Step(before.Trail[index].Step) is { } earlier ? earlier : library.Follow(before.Trail).Step;

    private Meaning Words(Conversation before, string text, PlainMessage? plainly, DateOnly today, Hints hints)
    {
        if (text.Length > Engine.LongestQuestion)
        {
            return new Meaning.TooLong();
        }

        string plain = PlainWords.Of(text);
        if (plain.Length == 0)
        {
            return new Meaning.Look();
        }

        if (Language(text, hints) is { } other)
        {
            return Beside(before, other) ?? new Meaning.NotEnglish(other.Note);
        }

        Way way = library.Follow(before.Trail);
        Step step = At(before);
        return DayAsked(before, plain, text, today)
            ?? Command(before, step, plain)
            ?? Choice(before, step, text)
            ?? Date(before, way, step, text, today)
            ?? Question(before, way, text, plainly, hints);
    }

    private Meaning? Command(Conversation before, Step step, string plain)
    {
        if (!commands.TryGetValue(plain, out string? command))
        {
            return null;
        }

        return command switch
        {
            "back" => new Meaning.GoBack(),
            "start-again" => new Meaning.Restart(),
            "leave" => new Meaning.Leave(),
            "look" => new Meaning.Look(),
            "not-this" => new Meaning.Refuse(),
            "danger" => new Meaning.Danger("D1", null, false),
            "alone" => before.IsWatched ? new Meaning.Watch(false, InWords: true) : null,
            Answers.NotSure or Answers.RatherNotSay or Answers.Skip => step.Leaf is null ? Given(before, step, command) : new Meaning.Look(),
            // A button of this very step that says so comes first: "talk to someone" may be one.
            _ => Ramp(command) is not null ? OwnChoice(before, step, plain) ?? Given(before, step, command) : null,
        };
    }

    private Meaning? Choice(Conversation before, Step step, string text) =>
        // The numbers count what stands on the screen: the step's own buttons first, then those on every screen.
        ChoiceMatcher.Match(text, screens.GetOrAdd(step, OnScreen), step.Choices.Length) is { } choice
            ? Given(before, step, choice.Id)
            : Offered(before, text);

    private ImmutableArray<Choice> OnScreen(Step step) => [.. Own(step), .. Open(step), .. library.OffRamps];

    // On a first screen only a button's own words press it. Other words for a situation are answered, and lead there with a reason.
    private static IEnumerable<Choice> Own(Step step) => step.GuideId == "start" ? step.Choices.Select(c => c with { Say = [] }) : step.Choices;

    private Meaning? OwnChoice(Conversation before, Step step, string plain) =>
        ChoiceMatcher.Match(plain, step.Choices, step.Choices.Length) is { } choice ? Given(before, step, choice.Id) : null;

    private IEnumerable<Choice> Open(Step step) => step.Leaf is not null ? [] :
    [
        new Choice(Answers.NotSure, Speaker.NotSureLabel(library, step), null, []),
        new Choice(Answers.Skip, library.Messages.Text("skip"), null, []),
        new Choice(Answers.RatherNotSay, library.Messages.Text("rather-not-say"), null, []),
    ];

    // Offers are lettered in channels without buttons, and can be named.
    private Meaning? Offered(Conversation before, string text)
    {
        string plain = PlainWords.Of(text);
        string? meant = plain.Length == 1 && plain[0] - 'a' is var letter && letter >= 0 && letter < before.Offered.Length
            ? before.Offered[letter]
            : before.Offered.FirstOrDefault(id => PlainWords.Of(Speaker.OfferLabel(library, id) ?? "") == plain);
        return meant is null ? null : DateOffer.Read(meant) is { } day ? Picked(day) : new Meaning.Want(meant);
    }

    // After "Is that Tuesday 24 November?": yes, no, or words that fit one of the days asked about.
    private static Meaning? DayAsked(Conversation before, string plain, string text, DateOnly today)
    {
        if (DateOffer.Open(before) is not { } open)
        {
            return null;
        }

        if (ChoiceMatcher.SaysNo(plain))
        {
            return new Meaning.AnotherDay(open.Event);
        }

        if (open.Days is [var only] && ChoiceMatcher.SaysYes(plain))
        {
            return new Meaning.Remember(open.Event, only);
        }

        ImmutableArray<DateOnly> meant = DateReader.Read(text, today) switch
        {
            DateFound.One one => [one.Day],
            DateFound.Either either => either.Days,
            _ => [],
        };
        return open.Days.Where(meant.Contains).ToArray() is [var day] ? new Meaning.Remember(open.Event, day) : null;
    }

    // Where a date is wanted, every way of saying one is read. Elsewhere only one written in full is answered at all.
    private Meaning? Date(Conversation before, Way way, Step step, string text, DateOnly today)
    {
        // "Is it on Tuesday?" asks us; "Tuesday 24th?" is an answer given in doubt.
        if (DateReader.Read(text, today, alone: text.Contains('?')) is not { } found)
        {
            return null;
        }

        ImmutableArray<string> wanted = step.Leaf is { } leaf ? DatesWanted.At(library, way, leaf, before) : [];
        if (wanted.IsEmpty)
        {
            return found is DateFound.One { IsExplicit: true } or DateFound.Impossible { Why: not Impossibility.NotWhole } ? new Meaning.NoDateHere() : null;
        }

        string happened = DatesWanted.Meant(library, wanted, before, PlainWords.Of(text));
        bool isPast = library.Parts.DateAsks.TryGetValue(happened, out DateAsk? ask) && ask.IsPast;
        return Dated(happened, DateReader.Read(text, today, isPast)!);
    }

    private static Meaning Boxes(Message.Dated dated) => Dated(dated.Event, DateReader.Boxes(dated.Day, dated.Month, dated.Year));

    private static Meaning Dated(string happened, DateFound found) => found switch
    {
        DateFound.One { IsExplicit: true } one => new Meaning.Remember(happened, one.Day),
        DateFound.One one => new Meaning.WhichDay(happened, [one.Day]),
        DateFound.Either either => new Meaning.WhichDay(happened, either.Days),
        _ => new Meaning.NoDay(happened, found),
    };

    private static Meaning Picked(DateOffer offer) =>
        offer.Day is { } day ? new Meaning.Remember(offer.Event, day) : new Meaning.AnotherDay(offer.Event);

    private Meaning Question(Conversation before, Way way, string text, PlainMessage? plainly, Hints hints)
    {
        string asked = hints.Without(text);
        Findings findings = Find(way, asked, asked == text ? plainly : null);
        bool first = way.Step.GuideId == "start" && before.Reopened is null;
        if (findings.Kind == FindingsKind.AskBack && first && Named(PlainWords.Of(text)) is { } named)
        {
            // A guide's own words lead there, however few they are.
            return new Meaning.Ask(findings with { Kind = FindingsKind.Abstained, Hits = [] }, [named]);
        }

        if (findings.Kind == FindingsKind.AskBack && before.Misses > 0)
        {
            // Nobody is asked back twice running: what there is, or the honest word that there is nothing.
            return new Meaning.Ask(findings with { Kind = findings.Hits.IsEmpty ? FindingsKind.Abstained : FindingsKind.Answered }, []);
        }

        ImmutableArray<string> leads = first ? Leads(findings, PlainWords.Of(text)) : [];

        // Twice running nothing we could read: perhaps it is no English at all.
        bool isUnread = findings.Kind == FindingsKind.Abstained && leads.IsEmpty && before.Misses > 0 && LanguageSpotter.IsUnread(text);
        return isUnread ? new Meaning.NotEnglish(null) : new Meaning.Ask(findings, leads);
    }

    private ImmutableArray<string> Leads(Findings findings, string plain) =>
        Named(plain) is { } named
            ? [named]
            : [.. findings.Guides.Where(g => !library.WayInto(g).IsEmpty).Take(2)];

    // The one guide that lists exactly these words as leading to it.
    private string? Named(string plain) =>
        library.Guides.Where(g => g.Say.Any(s => PlainWords.Of(s) == plain)).ToArray() is [var only] ? only.Id : null;

    private Meaning Pressed(Conversation before, Message.Pressed pressed)
    {
        Step step = library.Follow(before.Trail).Step;
        if (before.Reopened is { } index && before.Trail[index] is var given && given.Step == pressed.Step
            && (given.Choice == pressed.Choice || Ramp(pressed.Choice) is null))
        {
            return library.Step(pressed.Step) is { } earlier && library.TryNext(earlier, pressed.Choice, out _)
                ? new Meaning.Amend(index, new Answer(pressed.Step, pressed.Choice))
                : new Meaning.Stale();
        }

        if (Ramp(pressed.Choice) is not null)
        {
            return Given(before, step, pressed.Choice);
        }

        return step.Id == pressed.Step && library.TryNext(step, pressed.Choice, out _)
            ? new Meaning.Choose(new Answer(step.Id, pressed.Choice))
            : new Meaning.Stale();
    }

    // An answer to the question at hand, which may be an earlier one being changed. A way out that leads to where one is
    // shows the place again; it never changes an earlier answer, so nothing is lost on the way to help.
    private Meaning Given(Conversation before, Step step, string choice)
    {
        string at = library.Follow(before.Trail).Step.Id;
        if (Ramp(choice) is { } ramp)
        {
            return ramp.Next != at ? new Meaning.Choose(new Answer(at, choice)) : before.Reopened is null ? new Meaning.Look() : new Meaning.GoBack();
        }

        return before.Reopened is { } index ? new Meaning.Amend(index, new Answer(step.Id, choice))
            : new Meaning.Choose(new Answer(at, choice));
    }

    private Choice? Ramp(string id) => library.OffRamps.FirstOrDefault(r => r.Id == id);

    private bool IsEvent(string happened) => library.DateRules.Any(r => r.Events.Contains(happened) || (r.Told is not null && r.ToldEvent == happened));

    // A guide leads away from the place, so only one that has just been offered counts; a passage is only read.
    private bool IsOffered(Conversation before, string id) =>
        library.Passage(id) is not null || (library.Guide(id) is not null && before.Offered.Contains(id));
}
