using System.Collections.Concurrent;
using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Parts that are made of the same words again and again: a step's question, an ending, the same people at the same hours.</summary>
/// <remarks>Each is found by its own words, all of them, so another edition or another hour never gets an old one. Nobody's way is kept with it.</remarks>
internal sealed class LastingParts
{
    // Far more than there are steps and endings; the hours of helpers change from day to day.
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<Reply, Part> parts = new(new SameWords());

    /// <summary>The part of this reply, made once.</summary>
    public Part Of<T>(T reply, Func<T, Part> make)
        where T : Reply
    {
        if (parts.TryGetValue(reply, out Part? known))
        {
            return known;
        }

        if (parts.Count >= Most)
        {
            parts.Clear();
        }

        return parts.GetOrAdd(Wayless(reply), make(reply) with { IsLasting = true });
    }

    // Of the way only whether there is one changes a question's buttons.
    private static Reply Wayless(Reply reply) => reply is Reply.Question { Path.IsEmpty: false } question
        ? question with { Path = [new PathEntry(0, "", "", "")] }
        : reply;

    private sealed class SameWords : IEqualityComparer<Reply>
    {
        public bool Equals(Reply? x, Reply? y) => (x, y) switch
        {
            (Reply.Question a, Reply.Question b) => a.Step == b.Step && a.Ask == b.Ask && a.Hint == b.Hint && a.Chosen == b.Chosen && a.Path.IsEmpty == b.Path.IsEmpty
                && Same(a.Choices, b.Choices) && Same(a.Open, b.Open) && Same(a.Always, b.Always),
            (Reply.Ending a, Reply.Ending b) => a.Code == b.Code && a.Title == b.Title && a.SolicitorNow == b.SolicitorNow
                && Same(a.DoNow, b.DoNow) && Same(a.Avoid, b.Avoid) && Same(a.Take, b.Take) && Same(a.Questions, b.Questions),
            (Reply.Helpers a, Reply.Helpers b) => Same(a.People, b.People),
            _ => false,
        };

        public int GetHashCode(Reply obj) => obj switch
        {
            Reply.Question question => HashCode.Combine(question.Step, question.Chosen, question.Path.IsEmpty),
            Reply.Ending ending => ending.Code.GetHashCode(StringComparison.Ordinal),
            Reply.Helpers helpers => helpers.People.Aggregate(helpers.People.Length, (hash, p) => HashCode.Combine(hash, p.Helper.Id)),
            _ => 0,
        };

        private static bool Same<T>(ImmutableArray<T> these, ImmutableArray<T> those)
        {
            if (these == those)
            {
                return true;
            }

            if (these.Length != those.Length)
            {
                return false;
            }

            for (int i = 0; i < these.Length; i++)
            {
                if (!Same(these[i], those[i]))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool Same<T>(T one, T other) => (one, other) switch
        {
            (HelperNow a, HelperNow b) => ReferenceEquals(a.Helper, b.Helper) && a.When == b.When,
            (AskWhom a, AskWhom b) => a.Name == b.Name && Same(a.Points, b.Points),
            _ => EqualityComparer<T>.Default.Equals(one, other),
        };
    }
}
