using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Keeping;

/// <summary>Something to hold: a page of notes, a sheet for a meeting, a letter. One shape for the screen, paper, Word and plain text.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="First">What comes before anything else, such as "See a solicitor now"; null mostly.</param>
/// <param name="Parts">What stands on it, in order.</param>
/// <param name="Sources">The sections behind it.</param>
public sealed record Paper(string Title, string? First, ImmutableArray<PaperPart> Parts, ImmutableArray<Section> Sources);

/// <summary>A part of a paper under one heading.</summary>
/// <param name="Heading">Null for a part without one.</param>
/// <param name="IsHalf">Whether it may share the width of the paper with its neighbour.</param>
public sealed record PaperPart(string? Heading, ImmutableArray<Block> Blocks, bool IsHalf = false);

/// <summary>What a part is made of.</summary>
public abstract record Block
{
    private Block()
    {
    }

    /// <summary>A paragraph.</summary>
    public sealed record Words(ImmutableArray<Span> Spans) : Block;

    /// <summary>A smaller heading inside a part.</summary>
    public sealed record Subheading(string Text) : Block;

    /// <summary>A list.</summary>
    public sealed record Points(ImmutableArray<ImmutableArray<Span>> Items) : Block;

    /// <summary>A list with a box to tick before each item.</summary>
    public sealed record Ticks(ImmutableArray<ImmutableArray<Span>> Items) : Block;

    /// <summary>Names and what belongs to them: a question and its answer, a person and a number.</summary>
    public sealed record Rows(ImmutableArray<Row> Items) : Block;

    /// <summary>What another source says, under its label.</summary>
    public sealed record Differs(string Label, string Text) : Block;

    /// <summary>Small print.</summary>
    public sealed record Small(string Text) : Block;

    /// <summary>The picture of the whole way, one stage marked.</summary>
    public sealed record Picture(Whereabouts Where) : Block;

    /// <summary>A paragraph of plain words.</summary>
    public static Words Of(string text) => new([new Span(text)]);

    /// <summary>A list of plain words.</summary>
    public static Points List(IEnumerable<string> items) => new([.. items.Select(i => ImmutableArray.Create(new Span(i)))]);
}

/// <summary>A name and what belongs to it.</summary>
public sealed record Row(string Name, ImmutableArray<Span> Value);

/// <summary>Some words, or a gap for the family's own words. What is written into a gap never reaches the server.</summary>
/// <param name="Text">The words; for a gap, what belongs into it.</param>
/// <param name="Lines">0 for words; for a gap, how many lines of room it has. A gap of one line stands inside its sentence.</param>
public sealed record Span(string Text, int Lines = 0)
{
    /// <summary>Whether it is a gap.</summary>
    public bool IsGap => Lines > 0;
}
