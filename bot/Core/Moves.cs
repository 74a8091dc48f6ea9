using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Search;

namespace AdviceBot.Core;

/// <summary>What a meaning does to a conversation: add a choice, take one back, remember a date, begin again, or stay.</summary>
internal static class Moves
{
    /// <summary>The conversation afterwards. Its trail always holds in this library.</summary>
    public static Conversation Apply(Library library, Conversation before, Meaning meaning)
    {
        Conversation answered = before with { Reopened = null, Misses = 0, Offered = [] };
        return meaning switch
        {
            Meaning.Choose choose when before.Trail.Length < Conversation.LongestTrail => answered.Add(choose.Answer),

            // However long the way was, a way out to help stays open.
            Meaning.Choose choose when library.OffRamps.Any(r => r.Id == choose.Answer.Choice) =>
                answered with { Trail = [new Answer(Library.Start, choose.Answer.Choice)] },
            Meaning.Amend amend => answered with { Trail = Amend(library, before.Trail, amend.Index, amend.Answer) },
            Meaning.Reopen reopen => before with { Reopened = reopen.Index, Misses = 0, Offered = [] },
            Meaning.GoBack when before.Reopened is not null => answered,
            Meaning.GoBack when !before.Trail.IsEmpty => answered with { Trail = before.Trail[..^1] },
            Meaning.Restart => Conversation.New with { Urgent = before.Urgent, IsWatched = before.IsWatched },
            Meaning.Delete => Conversation.New,
            Meaning.Watch watch => before with { IsWatched = watch.IsSo },
            Meaning.Remember remember => answered with { Dates = before.Dates.SetItem(remember.Event, remember.Day) },
            Meaning.WhichDay which => answered with { Offered = DateOffer.Ask(which.Event, which.Days) },
            Meaning.Forget forget => answered with { Dates = before.Dates.Remove(forget.Event) },
            Meaning.Ask ask => Ask(library, before, ask),
            Meaning.NotEnglish => before with { Misses = before.Misses + 1, Offered = [] },
            Meaning.Want want when library.Guide(want.Id) is not null => answered with { Trail = library.WayInto(want.Id) },
            Meaning.Want want => before with { Misses = 0, Offered = before.Offered.Remove(want.Id) },
            Meaning.Refuse => before with { Misses = 0, Offered = Closer(library, before.Offered) is { } next ? before.Offered[(before.Offered.IndexOf(next.Id) + 1)..] : [] },
            Meaning.Danger danger => before with { Urgent = danger.More ? before.Urgent : before.Urgent.Add(danger.Category), IsWatched = before.IsWatched || danger.Category == "D2" },

            // None of these answers anything, so the question stays as it is, an earlier one being changed too.
            Meaning.Look or Meaning.Stale or Meaning.TooLong or Meaning.Leave or Meaning.NoDateHere => before,
            _ => answered,
        };
    }

    /// <summary>The passage to show when the last one was not it: the next best that was offered; null when none is left.</summary>
    public static Passage? Closer(Library library, ImmutableArray<string> offered) =>
        offered.Select(library.Passage).OfType<Passage>().FirstOrDefault();

    // An answered question leaves the rest of what was found to offer; a missed one is counted.
    private static Conversation Ask(Library library, Conversation before, Meaning.Ask ask)
    {
        Conversation asked = ask.Findings.Kind switch
        {
            FindingsKind.Answered => before with { Misses = 0, Offered = [.. ask.Findings.Hits.Skip(Speaker.Shown).Select(h => h.Passage.Id)] },
            FindingsKind.AskBack => before with { Misses = before.Misses + 1, Offered = [.. ask.Findings.Hits.Select(h => h.Passage.Id)] },
            _ => before with { Misses = ask.Leads.IsEmpty ? before.Misses + 1 : 0, Offered = [] },
        };
        return ask.Leads switch
        {
            // Who is asked back chooses: one word is no story that leads somewhere by itself.
            [var only] when ask.Findings.Kind != FindingsKind.AskBack => asked with { Trail = library.WayInto(only), Reopened = null },
            [_, ..] => asked with { Offered = [.. ask.Leads, .. asked.Offered] },
            _ => asked,
        };
    }

    // Later answers stay as long as the way still passes their questions, in any order it asks them.
    private static ImmutableArray<Answer> Amend(Library library, ImmutableArray<Answer> trail, int index, Answer answer)
    {
        ImmutableArray<Answer> amended = trail[..index].Add(answer);
        List<Answer> later = [.. trail[(index + 1)..]];
        while (later.Count > 0)
        {
            Way way = library.Follow(amended);
            int at = later.FindIndex(a => a.Step == way.Step.Id && library.TryNext(way.Step, a.Choice, out _));
            if (at < 0)
            {
                break;
            }

            amended = amended.Add(later[at]);
            later.RemoveAt(at);
        }

        return amended;
    }
}
