using System.Collections.Immutable;

namespace AdviceBot.Host.Drawing;

/// <summary>An arrow's words and where it leaves its box.</summary>
/// <param name="Y">The height at which it leaves.</param>
/// <param name="IsDrawn">Drawn to its box in the next column; otherwise it ends in a tag that names the step.</param>
public sealed record PlacedArrow(Arrow Arrow, ImmutableArray<string> Lines, double Y, bool IsDrawn);

/// <summary>A box with its place on the paper.</summary>
/// <param name="Notes">Small lines above the text.</param>
public sealed record PlacedBox(Box Box, double X, double Y, double Height, ImmutableArray<string> Notes, ImmutableArray<string> Lines, ImmutableArray<PlacedArrow> Arrows);

/// <summary>A whole picture, in units of a pixel.</summary>
public sealed record Placed(ImmutableArray<PlacedBox> Boxes, double Width, double Height);

/// <summary>Puts the boxes of a guide in columns, from the first question on the left to the advice on the right.</summary>
/// <remarks>
/// Every arrow has a row of its own beside its box, so that no two labels ever lie on each other. Only arrows to the next
/// column are drawn; those that go further or back end in a tag, since long lines across other boxes can't be followed.
/// </remarks>
public static class GuideLayout
{
    /// <summary>Width of a box.</summary>
    public const double BoxWidth = 190;

    /// <summary>Space beside a box for the words of its arrows.</summary>
    public const double LabelWidth = 185;

    /// <summary>Height of a line of text.</summary>
    public const double Line = 15;

    /// <summary>Space around everything.</summary>
    public const double Margin = 30;

    /// <summary>Height of the heading.</summary>
    public const double Heading = 60;

    private const double Gutter = 55;
    private const double Gap = 18;
    private const double Padding = 8;

    /// <summary>The places of all boxes.</summary>
    public static Placed Of(ImmutableArray<Box> boxes)
    {
        Dictionary<string, int> columns = boxes.ToDictionary(b => b.Step.Id, b => b.Column, StringComparer.Ordinal);
        var placed = new Dictionary<string, PlacedBox>(StringComparer.Ordinal);
        var bottoms = new Dictionary<int, double>();
        foreach (Box box in boxes.OrderBy(b => b.Column))
        {
            double top = bottoms.GetValueOrDefault(box.Column, Margin + Heading);
            if (box.CameFrom is { } from && placed.TryGetValue(from.Step, out PlacedBox? before))
            {
                top = Math.Max(top, before.Y);
            }

            PlacedBox here = Place(box, top, columns);
            placed[box.Step.Id] = here;
            bottoms[box.Column] = here.Y + here.Height + Gap;
        }

        double width = Margin + ((columns.Values.DefaultIfEmpty().Max() + 1) * (BoxWidth + LabelWidth + Gutter));
        return new Placed([.. placed.Values], width, bottoms.Values.DefaultIfEmpty().Max() + Margin);
    }

    private static PlacedBox Place(Box box, double top, Dictionary<string, int> columns)
    {
        ImmutableArray<string> lines = TextFit.Wrap(box.Text, BoxWidth - (2 * Padding), 13);
        ImmutableArray<string> notes = TextFit.Wrap(box.Note, BoxWidth - (2 * Padding), 12);
        double text = ((lines.Length + notes.Length) * Line) + (2 * Padding);
        var arrows = ImmutableArray.CreateBuilder<PlacedArrow>();
        double row = top + Padding;
        foreach (Arrow arrow in box.Arrows)
        {
            bool isDrawn = arrow.IsInside && columns[arrow.To] == box.Column + 1;
            ImmutableArray<string> label = TextFit.Wrap(arrow.Label, LabelWidth - 10, 12);

            // A tag stands under the words, a line runs under them.
            double height = (label.Length * Line) + (isDrawn ? 6 : Line + 6);
            arrows.Add(new PlacedArrow(arrow, label, row + (label.Length * Line), isDrawn));
            row += height;
        }

        double down = Math.Max(text, row - top + Padding);
        return new PlacedBox(box, Margin + (box.Column * (BoxWidth + LabelWidth + Gutter)), top, down, notes, lines, arrows.ToImmutable());
    }
}
