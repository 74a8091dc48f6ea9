using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Keeping;

/// <summary>The content behind everything a family can hold: the picture of the way, meeting sheets, the letter check, letters.</summary>
public sealed record KeepParts(Process Process, ImmutableArray<Sheet> Sheets, LetterCheck? Check, ImmutableArray<Letter> Letters)
{
    /// <summary>Nothing to hold.</summary>
    public static readonly KeepParts None = new(Process.Empty, [], null, []);
}

/// <summary>What one kind of meeting is, for a page to take into it.</summary>
/// <param name="Leaves">Full ids of the leaves that offer it.</param>
/// <param name="Date">The event whose date stands at the top; null for none.</param>
/// <param name="SolicitorNow">A solicitor comes before anything else.</param>
public sealed record Sheet(
    string Id,
    string Name,
    ImmutableArray<string> Leaves,
    string? Date,
    bool SolicitorNow,
    ImmutableArray<Point> What,
    ImmutableArray<Point> Who,
    ImmutableArray<Point> Ask,
    ImmutableArray<Point> Say,
    ImmutableArray<Point> WithMe,
    ImmutableArray<Point> Take)
{
    /// <summary>Every line of it.</summary>
    public IEnumerable<Point> Lines => [.. What, .. Who, .. Ask, .. Say, .. WithMe, .. Take];
}

/// <summary>What a letter before court should say, and the question when it doesn't.</summary>
/// <param name="Titles">What such a letter may say about court.</param>
/// <param name="Always">Questions to ask whatever the letter says.</param>
public sealed record LetterCheck(
    ImmutableArray<string> Leaves,
    ImmutableArray<LetterTitle> Titles,
    ImmutableArray<LetterItem> Items,
    ImmutableArray<Point> Always,
    ImmutableArray<Point> Take);

/// <summary>What a letter may say about court.</summary>
public sealed record LetterTitle(string Id, string Label, Point Means);

/// <summary>One thing a letter should say.</summary>
/// <param name="Tick">What it should say.</param>
/// <param name="Ask">The question for the solicitor when it doesn't.</param>
public sealed record LetterItem(string Id, string Tick, Point Ask);

/// <summary>A letter a parent can send. Its clauses are vetted; the gaps are theirs.</summary>
/// <param name="Know">What to know before sending it.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="Leaves">Full ids of the leaves it fits.</param>
/// <param name="Clauses">In order.</param>
public sealed record Letter(
    string Id,
    string Title,
    string To,
    ImmutableArray<Point> Know,
    ImmutableArray<string> Leaves,
    ImmutableArray<Clause> Clauses,
    DateOnly Reviewed,
    DateOnly ReviewBy);

/// <summary>A paragraph of a letter, or a line of it to tick.</summary>
/// <param name="IsForm">Whether it only makes a letter of it ("Dear ..."), and so rests on no fact.</param>
public sealed record Clause(ImmutableArray<Span> Spans, bool IsTick, bool IsForm, ImmutableArray<Fact> Facts, Status Status)
{
    /// <summary>Its words, with what belongs into each gap.</summary>
    public string Text => string.Concat(Spans.Select(s => s.Text));
}
