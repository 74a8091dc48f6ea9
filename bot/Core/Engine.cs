using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Search;
using AdviceBot.Core.Signposting;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Core;

/// <summary>What one turn makes: the conversation as it now is, and what we say.</summary>
/// <param name="IsDeleted">Whether what is kept of the conversation must go now.</param>
public sealed record TurnResult(Conversation After, ImmutableArray<Reply> Replies, bool IsDeleted = false);

/// <summary>The bot. One function: where a family has got to, what they send, and what time it is, to what we say.</summary>
/// <remarks>
/// Pure: it reads no clock, file or network, and the same arguments always give the same result. A message is understood in
/// this order: danger, another language, command, the choice at hand, a date, a question to search. A question never loses the place.
/// The last reply is always the prompt, unless somebody may be in danger: then nothing stands beside the card.
/// </remarks>
public sealed class Engine
{
    /// <summary>Longer messages are read for danger only.</summary>
    public const int LongestQuestion = 4000;

    private readonly Library library;
    private readonly Understander understander;
    private readonly Speaker speaker;

    /// <summary>A bot for one reader's library.</summary>
    /// <param name="closedDays">Days the charity is shut besides bank holidays.</param>
    public Engine(Library library, ISearchIndex index, UrgencySpotter spotter, ImmutableHashSet<DateOnly> closedDays)
    {
        this.library = library;
        understander = new Understander(library, index, spotter);
        speaker = new Speaker(library, closedDays);
    }

    /// <summary>The words this bot speaks from.</summary>
    public Library Library => library;

    /// <summary>What its search finds for these words at this point of a conversation, without answering.</summary>
    /// <param name="explainsAll">Whether every hit says what each word gave to it.</param>
    public Findings Find(Conversation at, string words, bool explainsAll = false)
    {
        ArgumentNullException.ThrowIfNull(at);
        return understander.Find(library.Follow(at.Trail), words, plain: null, explainsAll);
    }

    /// <summary>Whether this message must be answered whatever else is refused: it brings a card, or asks for a person.</summary>
    public bool IsUrgent(Message message) => understander.IsUrgent(message);

    /// <summary>The message with what is seen of danger in it: to look is most of the work of own words, and done once it is handed on.</summary>
    public Message Look(Message message) => understander.Look(message);

    /// <summary>Whether hints from outside could help with a message: own words, not too long, from nobody in danger, who must not wait.</summary>
    /// <param name="looked">The message as it is best handed on; see <see cref="Look"/>.</param>
    public bool WantsHints(Conversation before, Message message, out Message looked)
    {
        ArgumentNullException.ThrowIfNull(before);
        looked = message;
        return message is Message.Typed typed && understander.IsQuestion(Hold(before, out _), typed, out looked);
    }

    /// <summary>Takes one message and answers it.</summary>
    /// <param name="hints">What somebody outside makes of the words, if anybody does.</param>
    public TurnResult Turn(Conversation before, Message message, DateTimeOffset now, Hints? hints = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        Conversation found = Hold(before, out bool lost);
        (Meaning meaning, UrgentFinding? gentle) = understander.Read(found, message, London.DayOf(now), hints ?? Hints.None);
        Conversation after = Moves.Apply(library, found, meaning);
        // A gentle line is no card: the first card after it is a whole one. Only that of distress is noted, which a hint brings but once.
        if (gentle?.Category.Code == Understander.Distress)
        {
            after = after with { Urgent = after.Urgent.Add(gentle.Category.Code) };
        }

        Way way = library.Follow(after);
        return new TurnResult(after,
        [
            .. speaker.Danger(before, meaning, gentle, now),
            .. lost ? speaker.Say("advice-changed") : [],
            .. lost && meaning is Meaning.Stale ? [] : speaker.Remark(found, after, meaning),
            .. speaker.Answer(found, after, meaning, now),
            .. speaker.Place(found, after, way, meaning, now),
        ], meaning is Meaning.Delete);
    }

    // The advice may have changed since: what no longer holds of the trail is dropped, and the person is told.
    private Conversation Hold(Conversation before, out bool lost)
    {
        int held = library.Follow(before.Trail).Held;
        lost = held < before.Trail.Length;
        return lost ? before with { Trail = before.Trail[..held], Reopened = null } : before;
    }
}
