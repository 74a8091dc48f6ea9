using System.Collections.Immutable;

namespace AdviceBot.Host.Drawing;

/// <summary>Breaks words into lines that fit a width.</summary>
public static class TextFit
{
    // The middle width of a letter in common sans-serif faces, by the size of the letter.
    private const double LetterWidth = 0.49;

    /// <summary>The lines; a word longer than a line has one to itself.</summary>
    public static ImmutableArray<string> Wrap(string text, double width, double size)
    {
        ArgumentNullException.ThrowIfNull(text);
        int letters = Math.Max(1, (int)(width / (size * LetterWidth)));
        var lines = ImmutableArray.CreateBuilder<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > letters)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length > 0 ? $"{line} {word}" : word;
        }

        lines.Add(line);
        return lines.ToImmutable();
    }

    /// <summary>How wide a line is, about.</summary>
    public static double Width(string line, double size) => line.Length * size * LetterWidth;
}
