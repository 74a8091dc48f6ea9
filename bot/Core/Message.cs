using AdviceBot.Core.Understanding;

namespace AdviceBot.Core;

/// <summary>What a person can send, whatever the channel.</summary>
public abstract record Message
{
    private Message()
    {
    }

    /// <summary>They have come to the page, or want to see it again.</summary>
    public sealed record Started : Message;

    /// <summary>They wrote something in their own words.</summary>
    public sealed record Typed(string Text) : Message
    {
        // What was seen of danger in the words; null where nobody has looked yet. See Engine.Look.
        internal Sighting? Seen { get; init; }
    }

    /// <summary>They pressed a button of a step. The step is the one the button belonged to, which may be long past.</summary>
    public sealed record Pressed(string Step, string Choice) : Message;

    /// <summary>They want to change an earlier answer.</summary>
    /// <param name="Index">Its place in the trail, from 0.</param>
    public sealed record Reopened(int Index) : Message;

    /// <summary>Take back the last choice.</summary>
    public sealed record Back : Message;

    /// <summary>Forget everything and begin again.</summary>
    public sealed record StartAgain : Message;

    /// <summary>Delete this conversation now: nothing of it is to be found any more.</summary>
    public sealed record Deleted : Message;

    /// <summary>Somebody is with them, or no longer is.</summary>
    public sealed record Watched(bool IsSo) : Message;

    /// <summary>They gave a date as day, month and year, as typed in three boxes.</summary>
    /// <param name="Event">Which date, such as "conference".</param>
    public sealed record Dated(string Event, string Day, string Month, string Year) : Message;

    /// <summary>They want a date they gave to be forgotten.</summary>
    public sealed record Undated(string Event) : Message;

    /// <summary>"Someone is in danger now": the button that is always there.</summary>
    public sealed record InDanger : Message;

    /// <summary>"More help like this", under an urgent card.</summary>
    /// <param name="Category">The card's category code.</param>
    public sealed record MoreHelp(string Category) : Message;

    /// <summary>They picked one of the passages or guides offered.</summary>
    public sealed record Wanted(string Id) : Message;

    /// <summary>"That's not what I meant."</summary>
    public sealed record NotThis : Message;
}
