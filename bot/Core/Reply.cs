using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Core;

/// <summary>What we can say. Every word in it comes from content; a channel only chooses how to show it.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>Somebody may be in danger: this comes before everything else, and nothing stands beside it.</summary>
    /// <param name="Category">Code in safety terms, such as D1.</param>
    /// <param name="Word">The word other programs know it by, such as danger-now.</param>
    /// <param name="Lines">The card, part by part, numbers filled in.</param>
    /// <param name="Passages">Vetted advice that belongs to the card; only the legal card has any.</param>
    /// <param name="Also">Code of a second category that fits, offered as a button; null mostly.</param>
    public sealed record Urgent(
        string Category,
        string Word,
        ImmutableArray<UrgentLine> Lines,
        ImmutableArray<Passage> Passages,
        string? Also) : Reply;

    /// <summary>One gentle line with a number, before the normal answer.</summary>
    public sealed record Gentle(string Category, string Word, string Text, HelperNow? Helper) : Reply;

    /// <summary>A sentence of the bot's own, such as "I don't have advice about that".</summary>
    /// <param name="Key">Its key in messages.yaml.</param>
    public sealed record Said(string Key, string Text) : Reply;

    /// <summary>They write in a language we can't answer in: where to turn, in that language and in English.</summary>
    /// <param name="Language">Its code, such as "pl"; null when we have no note in it.</param>
    /// <param name="Lines">The note, numbers filled in; empty when we have none.</param>
    /// <param name="English">The same in English.</param>
    public sealed record NotEnglish(string? Language, bool IsRightToLeft, ImmutableArray<UrgentLine> Lines, ImmutableArray<UrgentLine> English) : Reply;

    /// <summary>Passages that answer a question somebody asked, best first.</summary>
    /// <param name="Heading">Says what they are.</param>
    /// <param name="Words">The words that led to them, as indexed, so that a channel may mark them.</param>
    public sealed record Answer(string Heading, ImmutableArray<Passage> Passages, ImmutableArray<string> Words) : Reply;

    /// <summary>Things to choose from that are not steps of a guide: passages or guides.</summary>
    public sealed record Offer(string Heading, ImmutableArray<Offered> Choices) : Reply;

    /// <summary>The passages a step shows, most important first.</summary>
    public sealed record Advice(ImmutableArray<Passage> Passages) : Reply;

    /// <summary>The end of a way: what to do now, what to avoid, what to ask and what to take along.</summary>
    /// <param name="SolicitorNow">Said before anything else on this page, or null.</param>
    public sealed record Ending(
        string Code,
        string Title,
        string? SolicitorNow,
        ImmutableArray<Point> DoNow,
        ImmutableArray<Point> Avoid,
        ImmutableArray<AskWhom> Questions,
        ImmutableArray<Point> Take) : Reply;

    /// <summary>Time limits that follow from dates the person gave, and the dates we could still use.</summary>
    public sealed record KeyDates(ImmutableArray<KeyDate> Dates, ImmutableArray<DateWanted> Wanted) : Reply
    {
        /// <summary>The days among them that could go into a calendar.</summary>
        public ImmutableArray<CalendarDay> Calendar { get; init; } = [];
    }

    /// <summary>Who can help, first place to go first.</summary>
    public sealed record Helpers(ImmutableArray<HelperNow> People) : Reply;

    /// <summary>The prompt: what we ask next, or where one can go from here. Always the last reply of a turn.</summary>
    /// <param name="Step">Full id of the step the buttons belong to.</param>
    /// <param name="Ask">The question; at an ending, the line above the onward buttons.</param>
    /// <param name="Choices">The step's own buttons.</param>
    /// <param name="Open">"I'm not sure", "skip" and "rather not say"; empty at an ending.</param>
    /// <param name="Always">Buttons that stand on every screen, such as "I want to talk to someone".</param>
    /// <param name="Path">The answers so far, each changeable.</param>
    /// <param name="Chosen">When an earlier answer is being changed: the answer given then.</param>
    public sealed record Question(
        string Step,
        string Ask,
        string? Hint,
        ImmutableArray<Button> Choices,
        ImmutableArray<Button> Open,
        ImmutableArray<Button> Always,
        ImmutableArray<PathEntry> Path,
        bool IsEnding,
        string? Chosen) : Reply;
}

/// <summary>One part of an urgent card, with the helpers it names, in the order of the words.</summary>
public sealed record UrgentLine(string Text, ImmutableArray<HelperNow> Helpers);

/// <summary>A button: the choice's id and the words on it.</summary>
public sealed record Button(string Choice, string Label);

/// <summary>A passage or guide offered by its id.</summary>
public sealed record Offered(string Id, string Label);

/// <summary>One earlier answer: what was asked and what the person chose.</summary>
/// <param name="Index">Its place in the trail.</param>
public sealed record PathEntry(int Index, string Step, string Asked, string Given);

/// <summary>Questions for one person.</summary>
public sealed record AskWhom(string Helper, string Name, ImmutableArray<Point> Points);

/// <summary>A date that would let us work out limits, or hold the date the family was told against one.</summary>
/// <param name="Event">Its id, such as "conference"; "told-K02" for the date they were told.</param>
/// <param name="Given">What the person gave, if they did.</param>
public sealed record DateWanted(string Event, string Ask, DateOnly? Given)
{
    /// <summary>Whether it is a date the family was told, rather than one limits run from.</summary>
    public bool IsTold => Event.StartsWith("told-", StringComparison.Ordinal);
}
