using System.Collections.Immutable;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>One thought: what is said, and what can be pressed or given with it. Every way of drawing starts from these.</summary>
/// <param name="Buttons">In their order.</param>
/// <param name="Calls">Numbers to press, where pressing a number works.</param>
/// <param name="Dates">Dates the person may give.</param>
public sealed record Part(ImmutableArray<Block> Blocks, ImmutableArray<PartButton> Buttons, ImmutableArray<Call> Calls, ImmutableArray<DateBox> Dates)
{
    /// <summary>Words alone.</summary>
    public Part(ImmutableArray<Block> blocks)
        : this(blocks, [], [], [])
    {
    }

    /// <summary>Words with buttons.</summary>
    public Part(ImmutableArray<Block> blocks, ImmutableArray<PartButton> buttons)
        : this(blocks, buttons, [], [])
    {
    }

    /// <summary>Whether its blocks are the same ones whenever this is said: then what is drawn of them is worth keeping.</summary>
    public bool IsLasting { get; init; }
}

/// <summary>How a block stands out.</summary>
public enum BlockKind
{
    /// <summary>A paragraph.</summary>
    Words,

    /// <summary>A heading over what follows.</summary>
    Heading,

    /// <summary>A smaller heading.</summary>
    Label,

    /// <summary>One entry of a list.</summary>
    Item,

    /// <summary>Where something comes from, and the like.</summary>
    Small,
}

/// <summary>A line or paragraph.</summary>
/// <param name="IsDifference">Whether it is the other side of a difference between sources.</param>
public sealed record Block(BlockKind Kind, ImmutableArray<Run> Runs, bool IsDifference = false)
{
    /// <summary>A block of plain words.</summary>
    public Block(BlockKind kind, string text)
        : this(kind, [new Run(text)])
    {
    }

    /// <summary>Its words without how they look.</summary>
    public string Text => string.Concat(Runs.Select(r => r.Text));
}

/// <summary>Words that look one way.</summary>
/// <param name="Address">Where they lead: a tel: number or a website.</param>
public sealed record Run(string Text, bool IsBold = false, string? Address = null);

/// <summary>A button. One with an address leads out of the conversation.</summary>
public sealed record PartButton(string Label, PressValue Value, ButtonRank Rank, string? Address = null);

/// <summary>Which buttons come first where a channel shows few.</summary>
public enum ButtonRank
{
    /// <summary>An answer to the question, or a thing on offer.</summary>
    Answer,

    /// <summary>"I'm not sure", "skip" and the like.</summary>
    Open,

    /// <summary>Under something said: more help, not what I meant.</summary>
    About,

    /// <summary>Stands on every screen.</summary>
    Always,

    /// <summary>Back, start again.</summary>
    Move,
}

/// <summary>A number to press.</summary>
/// <param name="Number">Spaced for reading.</param>
/// <param name="Dial">Digits only.</param>
public sealed record Call(string Name, string Number, string Dial);

/// <summary>A date the person may give.</summary>
public sealed record DateBox(string Event, string Ask, DateOnly? Given);
