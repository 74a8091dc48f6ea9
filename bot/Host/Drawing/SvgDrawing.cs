using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Drawing;

/// <summary>A guide as an SVG picture: rounded boxes ask, square ones advise, arrows are buttons, tags name steps elsewhere.</summary>
public static class SvgDrawing
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private const string Legend = "Rounded: a question. Square: advice. Red: a solicitor comes first. Dashed: somebody is not sure. Tags: steps elsewhere.";

    private const string Style = """
        text{font-family:Arial,Helvetica,sans-serif;font-size:13px;fill:#1b1b1b}
        .heading{font-size:22px;font-weight:bold}.small{font-size:12px}.note{font-size:11px;font-weight:bold;fill:#44515c}
        .ask{fill:#fff;stroke:#1d4f91;stroke-width:2}.leaf{fill:#eef5ee;stroke:#2c6e3f;stroke-width:2}.urgent{fill:#fdeeee;stroke:#a3161a}
        .arrow{fill:none;stroke:#5b6770;stroke-width:1.4}.unsure{stroke-dasharray:5 4}
        .tag{fill:#f1eadb;stroke:#8a7443}.tag.inside{fill:#e8edf4;stroke:#1d4f91}.tagged{font-size:11px}
        """;

    /// <summary>The picture.</summary>
    /// <param name="notSure">The words for "I'm not sure".</param>
    /// <param name="asked">Questions of the guards that come first, in their order.</param>
    public static string Of(Guide guide, string notSure, IEnumerable<string> asked)
    {
        ArgumentNullException.ThrowIfNull(guide);
        Placed placed = GuideLayout.Of(GuideMap.Of(guide, notSure));
        Dictionary<string, PlacedBox> boxes = placed.Boxes.ToDictionary(b => b.Box.Step.Id, StringComparer.Ordinal);
        var text = new StringBuilder();
        using (XmlWriter svg = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true }))
        {
            svg.WriteStartElement("svg", Namespace);
            Attributes(svg, ("viewBox", $"0 0 {Number(placed.Width)} {Number(placed.Height)}"), ("width", Number(placed.Width)), ("height", Number(placed.Height)), ("role", "img"), ("aria-labelledby", "title desc"));
            Element(svg, "title", guide.Label, ("id", "title"));
            Element(svg, "desc", Words(placed), ("id", "desc"));
            Element(svg, "style", Style);
            svg.WriteRaw("""<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 8,4 0,8z" fill="#5b6770"/></marker></defs>""");
            Element(svg, "rect", "", ("width", "100%"), ("height", "100%"), ("fill", "#fff"));
            Text(svg, GuideLayout.Margin, GuideLayout.Margin + 10, guide.Label, "heading");
            Text(svg, GuideLayout.Margin, GuideLayout.Margin + 34, string.Join("  ", asked.Select(a => $"Asked first: {a}").Append(Legend)), "small");
            foreach (PlacedBox box in placed.Boxes)
            {
                Box(svg, box, boxes);
            }

            svg.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    // The same in words, for those who hear the picture.
    private static string Words(Placed placed)
    {
        var words = new StringBuilder();
        foreach (Box box in placed.Boxes.Select(b => b.Box))
        {
            words.Append(box.Step.Leaf is null ? "Question" : "Advice").Append(CultureInfo.InvariantCulture, $" {box.Step.Id}");
            words.Append(CultureInfo.InvariantCulture, $" ({box.Note}): {box.Text} ");
            words.AppendJoin(' ', box.Arrows.Select(a => $"\"{a.Label}\" leads to {a.To}.")).Append('\n');
        }

        return words.ToString().TrimEnd();
    }

    private static void Box(XmlWriter svg, PlacedBox placed, Dictionary<string, PlacedBox> boxes)
    {
        Step step = placed.Box.Step;
        svg.WriteStartElement("g", Namespace);
        Attributes(svg, ("data-step", step.Id));
        string kind = step.Leaf switch
        {
            null => "ask",
            { SolicitorNow: true } => "leaf urgent",
            _ => "leaf",
        };
        Element(
            svg, "rect", "", ("class", kind), ("x", Number(placed.X)), ("y", Number(placed.Y)), ("width", Number(GuideLayout.BoxWidth)),
            ("height", Number(placed.Height)), ("rx", step.Leaf is null ? "14" : "0"));
        double line = placed.Y + 19;
        foreach (string words in placed.Notes)
        {
            Text(svg, placed.X + 8, line, words, "note");
            line += GuideLayout.Line;
        }

        foreach (string words in placed.Lines)
        {
            Text(svg, placed.X + 8, line, words, null);
            line += GuideLayout.Line;
        }

        foreach (PlacedArrow arrow in placed.Arrows)
        {
            Arrow(svg, placed, arrow, boxes);
        }

        svg.WriteEndElement();
    }

    private static void Arrow(XmlWriter svg, PlacedBox from, PlacedArrow placed, Dictionary<string, PlacedBox> boxes)
    {
        svg.WriteStartElement("g", Namespace);
        Attributes(svg, ("data-choice", $"{from.Box.Step.Id}#{placed.Arrow.Id}"), ("data-next", placed.Arrow.To));
        double left = from.X + GuideLayout.BoxWidth;
        double right = left + GuideLayout.LabelWidth;
        double line = placed.Y - ((placed.Lines.Length - 1) * GuideLayout.Line) - 4;
        foreach (string words in placed.Lines)
        {
            Text(svg, left + 8, line, words, "small");
            line += GuideLayout.Line;
        }

        string kind = placed.Arrow.IsNotSure ? "arrow unsure" : "arrow";
        if (placed.IsDrawn)
        {
            PlacedBox to = boxes[placed.Arrow.To];
            double into = to.Y + Math.Min(to.Height / 2, 20);
            Path(svg, kind, $"M{Number(left)},{Number(placed.Y)} H{Number(right)} C{Number(right + 40)},{Number(placed.Y)} {Number(to.X - 40)},{Number(into)} {Number(to.X)},{Number(into)}", hasHead: true);
        }
        else
        {
            Path(svg, kind, $"M{Number(left)},{Number(placed.Y)} H{Number(left + 18)} V{Number(placed.Y + 9)} H{Number(left + 24)}", hasHead: true);
            Tag(svg, left + 24, placed.Y + 2, placed.Arrow, boxes);
        }

        svg.WriteEndElement();
    }

    private static void Tag(XmlWriter svg, double x, double y, Arrow arrow, Dictionary<string, PlacedBox> boxes)
    {
        string name = arrow.IsInside ? boxes[arrow.To].Box.Name : arrow.To;
        Element(
            svg, "rect", "", ("class", arrow.IsInside ? "tag inside" : "tag"), ("x", Number(x)), ("y", Number(y)), ("width", Number(TextFit.Width(name, 11) + 14)),
            ("height", "15"), ("rx", "7"));
        Text(svg, x + 6, y + 11, name, "tagged");
    }

    private static void Path(XmlWriter svg, string kind, string line, bool hasHead) =>
        Element(svg, "path", "", hasHead ? [("class", kind), ("d", line), ("marker-end", "url(#head)")] : [("class", kind), ("d", line)]);

    private static void Text(XmlWriter svg, double x, double y, string text, string? kind) =>
        Element(svg, "text", text, kind is null ? [("x", Number(x)), ("y", Number(y))] : [("class", kind), ("x", Number(x)), ("y", Number(y))]);

    private static void Element(XmlWriter svg, string name, string text, params (string Name, string Value)[] attributes)
    {
        svg.WriteStartElement(name, Namespace);
        Attributes(svg, attributes);
        svg.WriteString(text);
        svg.WriteEndElement();
    }

    private static void Attributes(XmlWriter svg, params (string Name, string Value)[] attributes)
    {
        foreach ((string name, string value) in attributes)
        {
            svg.WriteAttributeString(name, value);
        }
    }

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
