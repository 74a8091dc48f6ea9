using AdviceBot.Core;
using AdviceBot.Host.Content;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>What an activity asks of us.</summary>
public abstract record Heard
{
    private Heard()
    {
    }

    /// <summary>A turn of the conversation.</summary>
    public sealed record Said(Message Message) : Heard;

    /// <summary>A person has come: greet them, once.</summary>
    public sealed record Arrived : Heard;

    /// <summary>They have gone: forget where they were.</summary>
    public sealed record Left : Heard;

    /// <summary>They write where others read along: ask them to write in private.</summary>
    public sealed record InGroup : Heard;

    /// <summary>A call that must be answered at once, of a kind we don't have.</summary>
    public sealed record Invoked : Heard;

    /// <summary>Nothing we do anything about: typing, reactions, and whatever may be invented.</summary>
    public sealed record Nothing : Heard;
}

/// <summary>An activity on its way through the door: what it asks, and whether it is urgent, looked at once and only if somebody asks.</summary>
public sealed class Hearing(Heard heard, LiveLibrary live)
{
    /// <summary>What it asks of us, with what was seen of danger in it.</summary>
    public Heard Heard { get; private set; } = heard;

    /// <summary>Whether it must be answered whatever else is refused.</summary>
    public bool IsUrgent()
    {
        if (Heard is not Heard.Said said)
        {
            return false;
        }

        Engine engine = live.Current.Parents;
        Message looked = engine.Look(said.Message);
        Heard = new Heard.Said(looked);
        return engine.IsUrgent(looked);
    }
}
