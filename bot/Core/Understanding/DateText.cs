using System.Globalization;
using System.Text.RegularExpressions;

namespace AdviceBot.Core.Understanding;

/// <summary>A text cut into what matters for dates: numbers, words and the marks between numbers. Times of day are left out.</summary>
internal static partial class DateText
{
    /// <summary>One piece.</summary>
    /// <param name="Word">The word, as <see cref="DateNames"/> knows it; the mark; or the digits.</param>
    /// <param name="Number">The number, or null for a word or a mark.</param>
    /// <param name="IsOrdinal">Written as "3rd" or "third".</param>
    /// <param name="IsGlued">No space before it.</param>
    /// <param name="IsGuess">The word was misspelt, and this is our guess.</param>
    internal readonly record struct Piece(string Word, int? Number, bool IsOrdinal, bool IsGlued, bool IsGuess)
    {
        /// <summary>Whether it is one of the marks between numbers.</summary>
        public bool IsMark => Number is null && Word is "/" or "." or "-" or ",";
    }

    /// <summary>The pieces of a text, in order.</summary>
    public static List<Piece> Cut(string text)
    {
        string plain = text.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal)
            .Replace('–', '-').Replace('—', '-').Replace('\\', '/');
        plain = Times().Replace(plain, " ");
        var pieces = new List<Piece>();
        foreach (Match match in Pieces().Matches(plain))
        {
            bool glued = match.Index > 0 && !char.IsWhiteSpace(plain[match.Index - 1]);
            if (match.Groups["n"] is { Success: true } digits)
            {
                bool known = int.TryParse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
                pieces.Add(new Piece(digits.Value, known ? number : int.MaxValue, match.Groups["th"].Success, glued, false));
            }
            else
            {
                (string word, bool guess) = DateNames.Known(match.Value);
                foreach (string part in word.Split(' '))
                {
                    (int Number, bool IsOrdinal)? number = DateNames.Number(part);
                    pieces.Add(new Piece(part, number?.Number, number?.IsOrdinal ?? false, glued, guess));
                }
            }
        }

        return Joined(pieces);
    }

    // "Twenty third" is one number.
    private static List<Piece> Joined(List<Piece> pieces)
    {
        for (int i = 0; i + 1 < pieces.Count; i++)
        {
            int next = pieces[i + 1] is { Word: "-", IsGlued: true } && i + 2 < pieces.Count ? i + 2 : i + 1;
            if (pieces[i] is { Word: "twenty" or "thirty", Number: { } tens } && pieces[next] is { Number: { } ones and >= 1 and <= 9 } last && !char.IsAsciiDigit(last.Word[0]))
            {
                pieces[i] = last with { Number = tens + ones, Word = $"{tens + ones}", IsGlued = pieces[i].IsGlued };
                pieces.RemoveRange(i + 1, next - i);
            }
        }

        return pieces;
    }

    // "at 2", "2pm", "14:30", "2.30 pm", "half past two", "half 2", "10 o clock", "first thing", the "10-12" behind "2 December": the hour of a day changes nothing about the day.
    [GeneratedRegex(
        @"(?<![\d/.\-])\d{1,2}\s?[.:]\s?\d{2}\s?[ap]\.?m\b\.?|(?<![\d/.\-])\d{1,2}\s?[ap]\.?m\b\.?|\b\d{1,2}:\d{2}(:\d{2})?\b"
        + @"|(\bat|@)\s*\d{1,2}\.\d{2}\b(?![./]\d)|(?<![\d/.\-])([01]?\d|2[0-3])\.(00|15|30|45)\b(?!\.\d)"
        + @"|\b(half|quarter)\s+(past|to)\s+\w+|\bhalf\s+(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?!\s*[/.\-]\s*\d)|\b\d{1,2}\s?o\s?clock\b|\b\w+\s+oclock\b|\b(first|1st)\s+thing\b"
        + @"|(\bat|@)\s*(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday|lunchtime|lunch)\b(?!\s*[/.\-]\s*\d|\s*(st|nd|rd|th)\b|\s+(of\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
        + @"|\b(0\d|1\d|2[0-3])(00|15|30|45)\s?h(ou)?rs?\b"
        + @"|(?<=\d(st|nd|rd|th)?\s(of\s)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s(\d{4}\s)?)\d{1,2}\s?(-|to|till?)\s?\d{1,2}\b(?!\s*[/.\-])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Times();

    [GeneratedRegex(@"2(?:mo?r+[aeo]*w?|mo?z|day|nite|night)\b|b4\b|(?<n>(?>\d+))(?<th>st|nd|rd|th)?(?![a-z])|(?<n>(?>\d+))|[a-z]+|[/.\-,@]", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}
