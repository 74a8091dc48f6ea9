using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>One vetted piece of advice: a parent's question and the answer to it.</summary>
/// <param name="Id">The file's name. Guides and transcripts hold it.</param>
/// <param name="Topic">The folder it stands in.</param>
/// <param name="Title">The question, as a parent would put it.</param>
/// <param name="Asks">Other ways people ask it. Search reads them; nobody is shown them.</param>
/// <param name="Facts">What it says, in the order it says it.</param>
/// <param name="Sections">The source sections its facts come from, without repeats; they follow from the facts.</param>
/// <param name="Strength">The strength of its first fact.</param>
/// <param name="Edition">The dated edition it rests on, if one matters.</param>
/// <param name="Text">The advice as plain text; paragraphs apart by a blank line, list items start with "• ".</param>
/// <param name="Html">The same as safe HTML.</param>
public sealed record Passage(
    string Id,
    string Topic,
    string Title,
    ImmutableArray<string> Asks,
    ImmutableArray<Fact> Facts,
    ImmutableArray<Section> Sections,
    Audience Audience,
    string Strength,
    string? Edition,
    DateOnly Reviewed,
    DateOnly ReviewBy,
    Status Status,
    string Text,
    string Html)
{
    /// <summary>Helper ids it points to besides where its facts' routes lead, most pressing first; mostly none.</summary>
    public ImmutableArray<string> Contact { get; init; } = [];
}
