using AdviceBot.Core;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Drawing;

/// <summary>Writes each guide as a picture: SVG to look at and print, Mermaid to put into other pages.</summary>
public static class GuideDrawings
{
    /// <summary>Writes them and gives the files written.</summary>
    public static IEnumerable<string> Write(LibraryParts parts, string folder)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Directory.CreateDirectory(folder);
        string notSure = parts.Messages.Text(Answers.NotSure);
        foreach (Guide guide in parts.Guides)
        {
            IEnumerable<string> asked = guide.Before.Select(b => parts.Guards.First(g => g.Id == $"guard/{b}").Ask!);
            foreach ((string kind, string text) in ((string, string)[])[("svg", SvgDrawing.Of(guide, notSure, asked)), ("mmd", MermaidDrawing.Of(guide, notSure))])
            {
                string file = Path.Combine(folder, $"{guide.Id}.{kind}");
                File.WriteAllText(file, text);
                yield return file;
            }
        }
    }
}
