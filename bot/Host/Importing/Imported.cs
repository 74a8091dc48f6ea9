using System.Collections.Immutable;

namespace AdviceBot.Host.Importing;

/// <summary>What a piece of a document is.</summary>
public enum BlockKind
{
    /// <summary>Words above a section.</summary>
    Heading,

    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>An item of a list.</summary>
    Item,
}

/// <summary>A piece of a document: one heading, paragraph or list item, on one line.</summary>
public sealed record Block(BlockKind Kind, string Text);

/// <summary>A section of a document, which becomes a passage.</summary>
/// <param name="Id">Document and section, such as "frg-faq#harm".</param>
public sealed record ImportedSection(string Id, string Heading, ImmutableArray<Block> Blocks);

/// <summary>A document that was read.</summary>
/// <param name="Id">Its file's name in small letters and hyphens, or the catalogue's id.</param>
public sealed record ImportedDocument(string Id, string Title, string Publisher, string Dated, ImmutableArray<ImportedSection> Sections);

/// <summary>A file that can't be read; the message names it and says why.</summary>
public sealed class UnreadableException(string message) : Exception(message);
