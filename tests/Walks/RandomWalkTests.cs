using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
using Xunit;
using Xunit.Abstractions;

namespace AdviceBot.Tests.Walks;

/// <summary>Whatever anybody does, in any order: nothing breaks, no place is lost, and a person is near.</summary>
public class RandomWalkTests(ITestOutputHelper output)
{
    private const int Walks = 10_000;
    private static readonly Library Library = RealBot.Library;

    [Fact]
    public void No_walk_ever_throws_or_loses_the_place() => Randomly.Check(output, Walks, RandomWalk.Deeds(24), deeds => WalkAndCheck(RandomWalk.WildBot, deeds));

    [Fact]
    public void Nor_with_the_real_search() => Randomly.Check(output, 200, RandomWalk.Deeds(24), deeds => WalkAndCheck(RealBot.Parents, deeds));

    [Fact]
    public void From_anywhere_a_person_is_at_most_two_turns_away() => Randomly.Check(output, 3_000, RandomWalk.Deeds(24), deeds =>
    {
        Conversation at = End(deeds, out _);
        TurnResult once = RandomWalk.WildBot.Turn(at, new Message.Pressed("anywhere", "talk"), RealBot.Morning);
        TurnResult twice = RandomWalk.WildBot.Turn(once.After, new Message.Typed("not sure"), RealBot.Morning);
        Assert.Contains(once.Replies.Concat(twice.Replies).OfType<Reply.Helpers>().SelectMany(h => h.People), p => p.Helper.Id == Signposter.AdviceLine);
    });

    [Fact]
    public void Going_back_undoes_going_on() => Randomly.Check(output, 3_000, RandomWalk.Deeds(16), deeds =>
    {
        Conversation at = End(deeds, out _) with { Reopened = null };
        ImmutableArray<Reply> screen = Turn(at, new Message.Started()).Replies;
        foreach (Message.Pressed button in RandomWalk.OnScreen(screen))
        {
            TurnResult on = Turn(at, button);
            if (on.After.Trail.Length == at.Trail.Length + 1)
            {
                TurnResult back = Turn(on.After, new Message.Back());
                Assert.True(back.After.Trail.SequenceEqual(at.Trail));
                Assert.Equal(at.Dates, back.After.Dates);
                Assert.Equal(Ask(screen), Ask(back.Replies));
            }
        }
    });

    [Fact]
    public void Changing_an_answer_to_itself_changes_nothing() => Randomly.Check(output, 1_000, RandomWalk.Deeds(24), deeds =>
    {
        Conversation at = End(deeds, out _) with { Reopened = null };
        for (int i = 0; i < at.Trail.Length; i++)
        {
            TurnResult open = Turn(at, new Message.Reopened(i));
            Assert.True(open.After.Trail.SequenceEqual(at.Trail));
            TurnResult same = Turn(open.After, new Message.Pressed(at.Trail[i].Step, at.Trail[i].Choice));
            Assert.True(same.After.Trail.SequenceEqual(at.Trail), $"answer {i} of {string.Join(" > ", at.Trail)} became {string.Join(" > ", same.After.Trail)}");
            Assert.Equal(at.Dates, same.After.Dates);
            Assert.Equal(Ask(Turn(at, new Message.Started()).Replies), Ask(same.Replies));
        }
    });

    [Fact]
    public void Changing_an_answer_keeps_those_before_it_and_invents_none() => Randomly.Check(output, 1_000, RandomWalk.Deeds(24), deeds =>
    {
        Conversation at = End(deeds, out _) with { Reopened = null };
        for (int i = 0; i < at.Trail.Length; i++)
        {
            TurnResult open = Turn(at, new Message.Reopened(i));
            foreach (Message.Pressed button in RandomWalk.OnScreen(open.Replies).Where(b => Library.OffRamps.All(r => r.Id != b.Choice)))
            {
                Conversation after = Turn(open.After, button).After;
                Assert.True(after.Trail[..i].SequenceEqual(at.Trail[..i]));
                Assert.Equal(new Answer(button.Step, button.Choice), after.Trail[i]);
                Assert.Empty(after.Trail[(i + 1)..].Except(at.Trail[(i + 1)..]));
            }
        }
    });

    [Fact]
    public void The_same_turn_is_always_answered_the_same() => Randomly.Check(output, 1_000, RandomWalk.Deeds(12), deeds =>
    {
        Conversation first = End(deeds, out ImmutableArray<Reply> said);
        Conversation second = End(deeds, out ImmutableArray<Reply> again);
        Assert.Equal(first, second);
        Assert.Equal(said.Select(r => r.GetType()), again.Select(r => r.GetType()));
    });

    private static TurnResult Turn(Conversation at, Message message) => RandomWalk.WildBot.Turn(at, message, RealBot.Morning);

    private static (string, string, int) Ask(ImmutableArray<Reply> replies) =>
        replies[^1] is Reply.Question q ? (q.Step, q.Ask, q.Path.Length) : throw new ArgumentException("There is no question.");

    private static Conversation End(IEnumerable<Deed> deeds, out ImmutableArray<Reply> screen)
    {
        (Conversation at, ImmutableArray<Reply> now) = (Conversation.New, Turn(Conversation.New, new Message.Started()).Replies);
        foreach (Deed deed in deeds)
        {
            TurnResult turn = Turn(at, RandomWalk.At(deed, at, now));
            (at, now) = (turn.After, turn.Replies);
        }

        screen = now;
        return at;
    }

    private static void WalkAndCheck(Engine bot, Deed[] deeds)
    {
        Conversation at = Conversation.New;
        ImmutableArray<Reply> screen = bot.Turn(at, new Message.Started(), RealBot.Morning).Replies;
        foreach (Deed deed in deeds)
        {
            Message message = RandomWalk.At(deed, at, screen);
            TurnResult turn = bot.Turn(at, message, RealBot.Morning);
            Check(at, message, turn);
            (at, screen) = (turn.After, turn.Replies);
        }
    }

    private static void Check(Conversation before, Message message, TurnResult turn)
    {
        Conversation after = turn.After;
        Assert.Equal(after.Trail.Length, Library.Follow(after.Trail).Held);
        Assert.True(after.Trail.Length <= Conversation.LongestTrail);
        Assert.True(after.Reopened is null || (after.Reopened >= 0 && after.Reopened < after.Trail.Length));
        if (turn.Replies[0] is Reply.Urgent)
        {
            Assert.True(turn.Replies is [_] or [_, Reply.Helpers]);
            Assert.True(after.Trail.SequenceEqual(before.Trail));
            return;
        }

        Reply.Question question = Assert.IsType<Reply.Question>(turn.Replies[^1]);
        Assert.Single(turn.Replies.OfType<Reply.Question>());
        Assert.Equal(after.Reopened is { } i ? after.Trail[i].Step : Library.Follow(after.Trail).Step.Id, question.Step);
        Assert.Equal(Enumerable.Range(0, after.Trail.Length), question.Path.Select(p => p.Index));
        Assert.Contains(question.Always, b => b.Choice == "talk");
        Assert.All(turn.Replies.OfType<Reply.Helpers>(), h => Assert.NotEmpty(h.People));
        Assert.True(Moved(before, message, turn), $"{message} at {question.Step} moved from {string.Join(" > ", before.Trail)} to {string.Join(" > ", after.Trail)}");
    }

    // A place changes only where somebody chose, went back, began again, or was told that their words lead elsewhere.
    private static bool Moved(Conversation before, Message message, TurnResult turn)
    {
        ImmutableArray<Answer> from = before.Trail;
        ImmutableArray<Answer> to = turn.After.Trail;
        bool oneOn = to.Length == from.Length + 1 && to[..^1].SequenceEqual(from);
        bool oneBack = from.Length > 0 && to.SequenceEqual(from[..^1]);
        bool amended = before.Reopened is { } index && to.Length > index && to[..index].SequenceEqual(from[..index]);
        bool Said(string key) => turn.Replies.Any(r => r is Reply.Said said && said.Key == key);
        return to.SequenceEqual(from) || message switch
        {
            Message.Pressed => oneOn || amended,
            Message.Typed => oneOn || oneBack || amended || Said("started-again") || Said("leads-to") || before.Offered.Any(id => to.SequenceEqual(Library.WayInto(id))),
            Message.Back => oneBack,
            Message.StartAgain => to.IsEmpty,
            Message.Wanted wanted => before.Offered.Contains(wanted.Id) && Library.Guide(wanted.Id) is not null,
            _ => false,
        };
    }
}
