using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using AdviceBot.Core.Keeping;

namespace AdviceBot.Host.Keeping;

/// <summary>Draws the whole way as SVG, the family's stage marked. All of it comes from process.yaml, so it can't drift from the words.</summary>
/// <remarks>
/// Two columns of boxes with room for two lines at a size that can be read on a narrow phone. No colours here: classes, for
/// the style sheet of the page or of a saved file. Beside it stands the same as a list.
/// </remarks>
public static class ProcessPicture
{
    private const int Left = 16, Width = 150, Height = 62, Gap = 28, Rise = 26, LineLength = 18;

    /// <summary>The style a file needs that has no style sheet; also what the page's style sheet says for paper.</summary>
    public const string PlainStyle =
        ".way{max-width:21rem;height:auto}.way rect{fill:#fff;stroke:#444}.way text{font:15px sans-serif;fill:#000;text-anchor:middle}"
        + ".way path{fill:none;stroke:#444;stroke-width:1.5}.way .tip{fill:#444;stroke:none}.way .here rect{stroke-width:4;stroke:#000}.way .here text{font-weight:700}"
        + ".way .here .mark{font-size:12px}.way .next rect{stroke-dasharray:6 4;stroke-width:2}";

    /// <summary>The picture.</summary>
    /// <param name="label">What it shows, for those who can't see it.</param>
    /// <param name="mark">The words that mark the family's stage: "You are here".</param>
    public static string Svg(Whereabouts where, string label, string mark)
    {
        ArgumentNullException.ThrowIfNull(where);
        Process process = where.Process;
        int rows = process.Stages.Max(s => s.Row);
        int height = (rows * (Height + Rise)) - Rise + 8;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"way\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {Left + Width + Gap + Width + 4} {height}\" aria-label=\"{Text(label)}\">");
        Dictionary<string, Stage> stages = process.Stages.ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (Stage stage in process.Stages)
        {
            foreach (Onward onward in stage.Next.Where(n => n.IsDrawn))
            {
                Line(svg, stage, stages[onward.To]);
            }
        }

        HashSet<string> next = [.. where.Here?.Next.Select(n => n.To) ?? []];
        foreach (Stage stage in process.Stages)
        {
            Box(svg, stage, stage == where.Here ? "here" : next.Contains(stage.Id) ? "next" : "stage", stage == where.Here ? mark : null);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Box(StringBuilder svg, Stage stage, string kind, string? mark)
    {
        (int x, int y) = At(stage);
        string[] lines = [.. Wrap(stage.Name)];
        int middle = x + (Width / 2);
        int first = y + (Height / 2) + 5 - ((lines.Length - 1) * 9) + (mark is null ? 0 : 8);
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{kind}\"><rect x=\"{x}\" y=\"{y}\" width=\"{Width}\" height=\"{Height}\" rx=\"8\"/>");
        if (mark is not null)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"mark\" x=\"{middle}\" y=\"{y + 16}\">{Text(mark)}</text>");
        }

        for (int i = 0; i < lines.Length; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{middle}\" y=\"{first + (i * 18)}\">{Text(lines[i])}</text>");
        }

        svg.Append("</g>");
    }

    private static void Line(StringBuilder svg, Stage from, Stage to)
    {
        (int x, int y) = At(from);
        (int toX, int toY) = At(to);
        int right = x + Width;
        int half = Height / 2;
        (string path, int tipX, int tipY, string tip) = (from.Column, to.Column, to.Row - from.Row) switch
        {
            // On to the next row, or round on the left back up to an earlier one.
            (var a, var b, > 0) when a == b => ($"M{x + (Width / 2)} {y + Height}V{toY - 6}", toX + (Width / 2), toY, "down"),
            (var a, var b, _) when a == b => ($"M{x} {y + half}H{x - 12}V{toY + half}H{toX - 6}", toX, toY + half, "right"),
            (1, 2, 0) => ($"M{right} {y + half}H{toX - 6}", toX, toY + half, "right"),
            (1, 2, _) => ($"M{right} {y + half + 14}H{right + 9}V{toY + half}H{toX - 6}", toX, toY + half, "right"),
            _ => ($"M{x} {y + half - 14}H{x - 9}V{toY + half + 14}H{toX + Width + 6}", toX + Width, toY + half + 14, "left"),
        };
        string points = tip switch
        {
            "down" => $"M{tipX} {tipY}l-5 -8h10z",
            "right" => $"M{tipX} {tipY}l-8 -5v10z",
            _ => $"M{tipX} {tipY}l8 -5v10z",
        };
        svg.Append("<path d=\"").Append(path).Append("\"/><path class=\"tip\" d=\"").Append(points).Append("\"/>");
    }

    private static (int X, int Y) At(Stage stage) => (Left + ((stage.Column - 1) * (Width + Gap)), 4 + ((stage.Row - 1) * (Height + Rise)));

    private static IEnumerable<string> Wrap(string name)
    {
        string line = "";
        foreach (string word in name.Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length + 1 > LineLength)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
