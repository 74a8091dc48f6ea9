using System.Diagnostics;
using AdviceBot.Core.Keeping;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace AdviceBot.Host.Keeping;

/// <summary>A paper as a Word file, A4, with real headings and lists. Its properties name nobody and no charity.</summary>
public static class PaperWord
{
    private const int Bullets = 1;

    /// <summary>The file.</summary>
    public static byte[] Of(Paper paper, bool withTitle = true)
    {
        ArgumentNullException.ThrowIfNull(paper);
        using var file = new MemoryStream();
        using (WordprocessingDocument document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            MainDocumentPart main = document.AddMainDocumentPart();
            var body = new Body();
            if (withTitle)
            {
                body.Append(Heading(paper.Title, "Heading1"));
            }

            if (paper.First is { } first)
            {
                body.Append(new Paragraph(Bold(first)));
            }

            foreach (PaperPart part in paper.Parts)
            {
                if (part.Heading is { } heading)
                {
                    body.Append(Heading(heading, "Heading2"));
                }

                body.Append(part.Blocks.SelectMany(Elements));
            }

            // A4 with margins of 2 cm, in twentieths of a point.
            body.Append(new SectionProperties(
                new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = 1134, Right = 1134U, Bottom = 1134, Left = 1134U, Header = 567U, Footer = 567U, Gutter = 0U }));
            main.Document = new Document(body);
            main.AddNewPart<StyleDefinitionsPart>().Styles = Styles();
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = Numbering();
        }

        return file.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Elements(Block block) => block switch
    {
        Block.Words words => Gaps(words.Spans),
        Block.Subheading heading => [Heading(heading.Text, "Heading3")],
        Block.Points points => points.Items.Select(i => new Paragraph([Bulleted(), .. Runs(i)])),
        Block.Ticks ticks => ticks.Items.Select(i => new Paragraph([Words("☐ "), .. Runs(i)])),
        Block.Rows rows => rows.Items.Select(r => new Paragraph([Bold(r.Name + (r.Name.EndsWith('?') ? " " : ": ")), .. Runs(r.Value)])),
        Block.Differs differs => [new Paragraph(Bold(differs.Label + ": "), Words(differs.Text))],
        Block.Small small => [new Paragraph(new Run(new RunProperties(new FontSize { Val = "18" }), Plain(small.Text)))],
        Block.Picture => [],
        _ => throw new UnreachableException($"Word has no form for {block.GetType().Name}."),
    };

    // A gap of several lines has a line of its own for what belongs into it.
    private static IEnumerable<OpenXmlElement> Gaps(IReadOnlyCollection<Span> spans)
    {
        yield return new Paragraph(Runs(spans));
        foreach (Span gap in spans.Where(s => s.Lines > 1))
        {
            for (int line = 0; line < gap.Lines; line++)
            {
                yield return new Paragraph(Words(new string('_', 70)));
            }
        }
    }

    private static IEnumerable<OpenXmlElement> Runs(IEnumerable<Span> spans) => spans.SelectMany(s => s switch
    {
        { IsGap: false } => [Words(s.Text)],
        { Lines: 1 } => new[] { Words(new string('_', 22) + " "), Hint($"({s.Text})") },
        _ => [Hint($"({s.Text})")],
    });

    private static Paragraph Heading(string text, string style) => new(new ParagraphProperties(new ParagraphStyleId { Val = style }), Words(text));

    private static ParagraphProperties Bulleted() => new(new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = Bullets }));

    private static Run Words(string text) => new(Plain(text));

    private static Run Bold(string text) => new(new RunProperties(new Bold()), Plain(text));

    private static Run Hint(string text) => new(new RunProperties(new Italic(), new Color { Val = "555555" }), Plain(text));

    private static Text Plain(string text) => new(text) { Space = SpaceProcessingModeValues.Preserve };

    private static Styles Styles() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Arial", HighAnsi = "Arial" }, new FontSize { Val = "22" }, new Languages { Val = "en-GB" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "120", Line = "264", LineRule = LineSpacingRuleValues.Auto }))),
        Style("Heading1", "heading 1", "36", "0"),
        Style("Heading2", "heading 2", "26", "1"),
        Style("Heading3", "heading 3", "22", "2"));

    private static Style Style(string id, string name, string size, string level) => new(
        new StyleName { Val = name },
        new PrimaryStyle(),
        new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "200", After = "80" }, new OutlineLevel { Val = int.Parse(level, System.Globalization.CultureInfo.InvariantCulture) }),
        new StyleRunProperties(new Bold(), new FontSize { Val = size }))
    {
        Type = StyleValues.Paragraph,
        StyleId = id,
    };

    private static Numbering Numbering() => new(
        new AbstractNum(new Level(
            new NumberingFormat { Val = NumberFormatValues.Bullet },
            new LevelText { Val = "•" },
            new PreviousParagraphProperties(new Indentation { Left = "360", Hanging = "260" })) { LevelIndex = 0 }) { AbstractNumberId = 0 },
        new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = Bullets });
}
