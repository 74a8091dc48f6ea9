using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Core;

/// <summary>What a message was taken to mean, before anything is done about it.</summary>
internal abstract record Meaning
{
    private Meaning()
    {
    }

    /// <summary>Show the place again.</summary>
    public sealed record Look : Meaning;

    /// <summary>A choice at the step at hand.</summary>
    public sealed record Choose(Answer Answer) : Meaning;

    /// <summary>Another answer to an earlier question.</summary>
    public sealed record Amend(int Index, Answer Answer) : Meaning;

    /// <summary>Wants to change an earlier answer.</summary>
    public sealed record Reopen(int Index) : Meaning;

    /// <summary>One step back.</summary>
    public sealed record GoBack : Meaning;

    /// <summary>From the beginning.</summary>
    public sealed record Restart : Meaning;

    /// <summary>Everything is to be deleted, now.</summary>
    public sealed record Delete : Meaning;

    /// <summary>Somebody is with them, or no longer is.</summary>
    /// <param name="InWords">Said, not pressed: then the advice of the place isn't shown once more.</param>
    public sealed record Watch(bool IsSo, bool InWords) : Meaning;

    /// <summary>Said how to leave, in a channel that has no exit button of its own.</summary>
    public sealed record Leave : Meaning;

    /// <summary>A date for an event.</summary>
    public sealed record Remember(string Event, DateOnly Day) : Meaning;

    /// <summary>A date that left a doubt: one day to say yes to, or several to choose from.</summary>
    public sealed record WhichDay(string Event, ImmutableArray<DateOnly> Days) : Meaning;

    /// <summary>Words for a date that give no one day: there is none such, or there are too many.</summary>
    public sealed record NoDay(string Event, DateFound Found) : Meaning;

    /// <summary>None of the days we read: they want to give it another way.</summary>
    public sealed record AnotherDay(string Event) : Meaning;

    /// <summary>A date, where none is of use.</summary>
    public sealed record NoDateHere : Meaning;

    /// <summary>Forget the date of an event.</summary>
    public sealed record Forget(string Event) : Meaning;

    /// <summary>A question, and what was found.</summary>
    /// <param name="Leads">Guides the words belong to, when said on a first screen.</param>
    public sealed record Ask(Findings Findings, ImmutableArray<string> Leads) : Meaning
    {
        /// <summary>The language of the rest of the message, where only a part of it was the question.</summary>
        public Understanding.OtherLanguage? Beside { get; init; }
    }

    /// <summary>One of the things offered.</summary>
    public sealed record Want(string Id) : Meaning;

    /// <summary>The answer shown was not the right one.</summary>
    public sealed record Refuse : Meaning;

    /// <summary>A button of another step.</summary>
    public sealed record Stale : Meaning;

    /// <summary>Written in another language, or in no words we can read.</summary>
    /// <param name="Note">What we say in it; null when we have none.</param>
    public sealed record NotEnglish(LanguageNote? Note) : Meaning;

    /// <summary>More than can be read as a question.</summary>
    public sealed record TooLong : Meaning;

    /// <summary>Nothing but an urgent card: the rest of the message is not answered.</summary>
    /// <param name="More">The person asked for more help of this kind.</param>
    public sealed record Danger(string Category, string? Also, bool More) : Meaning;
}
