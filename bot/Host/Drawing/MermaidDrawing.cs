using System.Globalization;
using System.Text;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Drawing;

/// <summary>A guide as a Mermaid flowchart, which wikis and code hosts draw by themselves.</summary>
public static class MermaidDrawing
{
    /// <summary>The flowchart.</summary>
    /// <param name="notSure">The words for "I'm not sure".</param>
    public static string Of(Guide guide, string notSure)
    {
        ArgumentNullException.ThrowIfNull(guide);
        var text = new StringBuilder("flowchart TD\n");
        var elsewhere = new SortedSet<string>(StringComparer.Ordinal);
        text.Append(CultureInfo.InvariantCulture, $"  accTitle: {guide.Label.Replace('\n', ' ')}\n");
        foreach (Box box in GuideMap.Of(guide, notSure))
        {
            string words = Quoted($"{box.Note}\n{box.Text}");
            text.Append(CultureInfo.InvariantCulture, $"  {Id(box.Step.Id)}{(box.Step.Leaf is null ? $"({words})" : $"[{words}]")}\n");
            foreach (Arrow arrow in box.Arrows)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {Id(box.Step.Id)} {(arrow.IsNotSure ? "-.->" : "-->")}|{Quoted(arrow.Label)}| {Id(arrow.To)}\n");
                if (!arrow.IsInside)
                {
                    elsewhere.Add(arrow.To);
                }
            }
        }

        foreach (string step in elsewhere)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Id(step)}>{Quoted(step)}]\n");
        }

        return text.ToString();
    }

    // Letters, digits and underscores only; "s_" keeps clear of Mermaid's own words, such as "end". A hyphen becomes two
    // underscores, so that no two ids of ours become one.
    private static string Id(string step) => $"s_{step.Replace("-", "__", StringComparison.Ordinal).Replace("/", "_", StringComparison.Ordinal)}";

    private static string Quoted(string words) => $"\"{words
        .Replace("#", "#35;", StringComparison.Ordinal)
        .Replace("\"", "#quot;", StringComparison.Ordinal)
        .Replace("<", "#lt;", StringComparison.Ordinal)
        .Replace(">", "#gt;", StringComparison.Ordinal)
        .Replace("\n", "<br/>", StringComparison.Ordinal)}\"";
}
