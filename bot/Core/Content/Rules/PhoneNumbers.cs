using System.Text.RegularExpressions;

namespace AdviceBot.Core.Content.Rules;

/// <summary>Knows a phone number when it sees one.</summary>
/// <remarks>
/// UK numbers of nine to eleven digits that begin with 0 or +44, however they are spaced, and the short ones an advice folder
/// could hold: 999, 112, 101, 111, 116 123, 0800 1111, 85258, 18000, 18001.
/// </remarks>
public static partial class PhoneNumbers
{
    /// <summary>The first phone number in a text, or null.</summary>
    public static string? In(ReadOnlySpan<char> text)
    {
        foreach (ValueMatch match in Number().EnumerateMatches(text))
        {
            return text.Slice(match.Index, match.Length).ToString();
        }

        return null;
    }

    /// <summary>The text without its phone numbers.</summary>
    public static string Without(string text) => Number().Replace(text, "");

    [GeneratedRegex(
        @"(?<![\w£])(?<!\d[.,-])(?:(?:\+44[\s\p{Pd}.()0]{0,4}\d|0)(?:[\s\p{Pd}.()]{0,2}\d){8,10}|0800[\s\p{Pd}.]?1111|(?<![A-Za-z]-)(?:999|112|101|111|116[\s\p{Pd}.]?123|85258|1800[01]))(?![\w%]|[.,]\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
