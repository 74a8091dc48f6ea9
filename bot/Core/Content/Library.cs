using System.Collections.Frozen;
using System.Collections.Immutable;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Core.Content;

/// <summary>All the words at once: passages, guides, helpers and messages, loaded whole and replaced whole.</summary>
/// <remarks>
/// A library is one reader's: <see cref="For"/> gives the same words as parents or advisers may see them. Ids are looked up
/// without regard to who made the library, so a conversation can move from one edition of the words to the next.
/// </remarks>
public sealed class Library
{
    /// <summary>The step every conversation begins at.</summary>
    public const string Start = "start/what-is-happening";

    /// <summary>The second menu, behind "something else".</summary>
    public const string More = "start/more";

    /// <summary>The guard that asks which country the child lives in, and the answer this advice is for.</summary>
    public const string Country = "country";

    /// <summary>The country this advice is for.</summary>
    public const string England = "england";

    private readonly FrozenDictionary<string, Passage> passages;
    private readonly FrozenDictionary<string, Guide> guides;
    private readonly FrozenDictionary<string, Step> steps;
    private readonly FrozenDictionary<string, Helper> helpers;
    private readonly FrozenDictionary<string, Choice> offRamps;
    private readonly FrozenDictionary<string, Step> guards;

    /// <summary>Makes a library; <paramref name="parts"/> must have passed the checks.</summary>
    /// <exception cref="ArgumentException">Two things share an id, or the contact guide that the last menu needs is missing.</exception>
    public Library(LibraryParts parts, Audience reader = Audience.Parent, bool showPending = false)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Parts = parts;
        Reader = reader;
        ShowsPending = showPending || reader == Audience.Adviser;
        passages = parts.Passages.Where(Shows).ToFrozenDictionary(p => p.Id, StringComparer.Ordinal);
        guides = parts.Guides.ToFrozenDictionary(g => g.Id, StringComparer.Ordinal);
        helpers = parts.Helpers.ToFrozenDictionary(h => h.Id, StringComparer.Ordinal);
        offRamps = parts.OffRamps.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);
        guards = parts.Guards.ToFrozenDictionary(g => g.Id["guard/".Length..], StringComparer.Ordinal);
        Step[] menus = [Menu("start", Start, "start-ask", "start-hint", More), Menu("more", More, "more-ask", "more-hint", Contact(parts))];
        steps = parts.Guides.SelectMany(g => g.Steps).Concat(parts.Guards).Concat(menus).ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        Beginning = new Way(steps[Start], null, ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal), 0);
        Passages = [.. parts.Passages.Where(Shows)];
        DateRules = [.. parts.DateRules.Where(r => Shows(r.Audience))];
    }

    /// <summary>What it was made of.</summary>
    public LibraryParts Parts { get; }

    /// <summary>Whom it is for.</summary>
    public Audience Reader { get; }

    /// <summary>Whether what waits for sign-off is shown.</summary>
    public bool ShowsPending { get; }

    /// <summary>The passages this reader may see, in a stable order.</summary>
    public ImmutableArray<Passage> Passages { get; }

    /// <summary>The sentences around the advice.</summary>
    public Messages Messages => Parts.Messages;

    /// <summary>Every guide, in the order of the menus.</summary>
    public ImmutableArray<Guide> Guides => Parts.Guides;

    /// <summary>Days nobody works.</summary>
    public BankHolidays BankHolidays => Parts.BankHolidays;

    /// <summary>The time limits this reader may see, in the order of the list.</summary>
    public ImmutableArray<DateRule> DateRules { get; }

    /// <summary>The same words for another reader.</summary>
    public Library For(Audience reader, bool showPending) => new(Parts, reader, showPending);

    /// <summary>The passage with this id, or null when there is none or this reader may not see it.</summary>
    public Passage? Passage(string id) => passages.GetValueOrDefault(id);

    /// <summary>The guide with this id, or null.</summary>
    public Guide? Guide(string id) => guides.GetValueOrDefault(id);

    /// <summary>The step with this full id, or null.</summary>
    public Step? Step(string id) => steps.GetValueOrDefault(id);

    /// <summary>The helper with this id, or null.</summary>
    public Helper? Helper(string id) => helpers.GetValueOrDefault(id);

    /// <summary>The choices that stand on every screen, such as "I want to talk to someone".</summary>
    public ImmutableArray<Choice> OffRamps => Parts.OffRamps;

    /// <summary>Whether this reader may see something with this sign-off.</summary>
    public bool Shows(Status status) => status == Status.Published || ShowsPending;

    /// <summary>The readings of a limit this reader may see, the careful one first.</summary>
    public IEnumerable<DateReading> ReadingsOf(DateRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Readings.Where(r => Shows(r.Audience) && Shows(r.Status) && !(r.UntilSigned && ShowsPending));
    }

    /// <summary>Where a family has got to. With somebody beside them it is as if they had said that it isn't safe to read here.</summary>
    public Way Follow(Conversation at)
    {
        ArgumentNullException.ThrowIfNull(at);
        Way way = Follow(at.Trail);
        return at.IsWatched ? way with { Said = way.Said.SetItem("safe", "not-safe") } : way;
    }

    /// <summary>Where a trail leads, as far as it still holds.</summary>
    /// <remarks>
    /// A guard already answered is not asked again. An answer whose step or button is gone ends the way there: what is left
    /// over is dropped, and <see cref="Way.Held"/> says how many answers stood.
    /// </remarks>
    public Way Follow(ImmutableArray<Answer> trail)
    {
        Way way = Beginning;
        foreach (Answer answer in trail)
        {
            if (answer.Step != way.Step.Id || After(way, answer.Choice) is not { } next)
            {
                break;
            }

            way = next;
        }

        return way;
    }

    /// <summary>Where every conversation begins.</summary>
    public Way Beginning { get; }

    /// <summary>One answer further on; null when the step there has no such choice.</summary>
    public Way? After(Way way, string choice)
    {
        ArgumentNullException.ThrowIfNull(way);
        Step step = way.Step;
        if (!TryNext(step, choice, out string? next))
        {
            return null;
        }

        ImmutableSortedDictionary<string, string> said = way.Said;
        if (step.IsGuard && !offRamps.ContainsKey(choice))
        {
            // However somebody leaves a guard open, the safer branch is the same.
            said = said.SetItem(step.Id["guard/".Length..], Answers.IsOpen(choice) ? Answers.NotSure : choice);
            next ??= way.Resume;
        }

        (Step to, string? resume) = Enter(next!, said, fromMenu: step.GuideId == "start" || step.IsGuard);
        return new Way(to, resume, said, way.Held + 1);
    }

    /// <summary>Where a choice at a step leads; false when the step has no such choice.</summary>
    /// <param name="next">The full id of the next step; null at a guard, where the way goes on.</param>
    public bool TryNext(Step step, string choice, out string? next)
    {
        ArgumentNullException.ThrowIfNull(step);
        next = null;
        foreach (Choice own in step.Choices)
        {
            if (own.Id == choice)
            {
                next = own.Next;
                return step.IsGuard || next is not null;
            }
        }

        if (Answers.IsOpen(choice) && step.Leaf is null)
        {
            next = step.NotSure;
            return step.IsGuard || next is not null;
        }

        if (offRamps.TryGetValue(choice, out Choice? ramp))
        {
            next = ramp.Next;
            return true;
        }

        return false;
    }

    /// <summary>The choices that lead from the first screen into a guide; empty when no menu has it.</summary>
    public ImmutableArray<Answer> WayInto(string guide) => Guide(guide)?.Menu switch
    {
        "start" => [new Answer(Start, guide)],
        "more" => [new Answer(Start, Answers.NotSure), new Answer(More, guide)],
        _ when guide == "contact" => [new Answer(Start, Answers.NotSure), new Answer(More, Answers.NotSure)],
        _ => [],
    };

    /// <summary>Whether somebody said that the child lives outside England.</summary>
    public bool IsElsewhere(ImmutableSortedDictionary<string, string> said) => Abroad(said) is not null;

    // The step for children outside England, when somebody said so.
    private string? Abroad(ImmutableSortedDictionary<string, string> said) =>
        said.TryGetValue(Country, out string? answer) && guards.TryGetValue(Country, out Step? guard)
            ? guard.Choices.FirstOrDefault(c => c.Id == answer)?.Next
            : null;

    private (Step Step, string? Resume) Enter(string id, ImmutableSortedDictionary<string, string> said, bool fromMenu)
    {
        Step step = steps[id];
        ImmutableArray<string> before = step.Before ?? Guide(step.GuideId)?.Before ?? [];

        // The rules differ outside England, whichever way somebody comes.
        if (before.Contains(Country) && Abroad(said) is { } away)
        {
            return (steps[away], null);
        }

        foreach (string guard in before)
        {
            if (!said.ContainsKey(guard))
            {
                return (guards[guard], id);
            }
        }

        // Only on the way in: somebody who later asks for the guide's first question gets it.
        Detour? detour = fromMenu && Guide(step.GuideId) is { } guide && guide.First == id
            ? Instead(guide, said)
            : null;
        return detour is null ? (step, null) : Enter(detour.Step, said, fromMenu: false);
    }

    private static Detour? Instead(Guide guide, ImmutableSortedDictionary<string, string> said) =>
        guide.Instead.FirstOrDefault(d => said.GetValueOrDefault(d.Guard) == d.Choice);

    private bool Shows(Passage passage) => Shows(passage.Audience) && Shows(passage.Status);

    private bool Shows(Audience audience) => audience == Audience.Parent || Reader == Audience.Adviser;

    private static string Contact(LibraryParts parts) =>
        parts.Guides.FirstOrDefault(g => g.Id == "contact")?.First
        ?? throw new ArgumentException("There is no guide \"contact\", to which the last menu leads.", nameof(parts));

    private Step Menu(string menu, string id, string ask, string hint, string notSure) => new(
        id,
        Messages.Text(ask),
        Messages.Text(hint),
        [],
        [.. Guides.Where(g => g.Menu == menu).OrderBy(g => g.Order).Select(g => new Choice(g.Id, g.Label, g.First, g.Say))],
        notSure,
        [],
        null);
}

/// <summary>Where a trail led.</summary>
/// <param name="Step">The step to show now.</param>
/// <param name="Resume">At a guard: the step that comes after it.</param>
/// <param name="Said">Answers given to guards, by guard.</param>
/// <param name="Held">How many answers of the trail still hold.</param>
public sealed record Way(Step Step, string? Resume, ImmutableSortedDictionary<string, string> Said, int Held);
