using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
using Microsoft.AspNetCore.Components;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>Numbers to press, hours in words, and where something comes from.</summary>
public static partial class Numbers
{
    /// <summary>The address behind a number; null when there is none.</summary>
    public static string? Link(Helper helper)
    {
        ArgumentNullException.ThrowIfNull(helper);
        return helper.Dial is null ? null : $"tel:{helper.Dial}";
    }

    /// <summary>A sentence with the numbers of these helpers made into links.</summary>
    public static MarkupString Linked(string sentence, ImmutableArray<HelperNow> people)
    {
        string html = HtmlEncoder.Default.Encode(sentence);
        Dictionary<string, string> numbers = people
            .Where(p => p.Helper is { Phone: not null, Dial: not null })
            .DistinctBy(p => p.Helper.Phone)
            .ToDictionary(p => p.Helper.Phone!, p => p.Helper.Dial!, StringComparer.Ordinal);
        return new MarkupString(numbers.Count == 0 ? html : Digits().Replace(html, m =>
            numbers.TryGetValue(m.Value, out string? dial) ? $"<a target=\"_top\" href=\"tel:{dial}\">{m.Value}</a>" : m.Value));
    }

    /// <summary>"Monday to Friday, 9.30am to 3pm. Not on bank holidays."; null when nobody knows.</summary>
    public static string? Hours(Helper helper, Messages messages)
    {
        ArgumentNullException.ThrowIfNull(helper);
        ArgumentNullException.ThrowIfNull(messages);
        if (helper.Hours is not { } hours)
        {
            return null;
        }

        if (hours.Spans.IsEmpty)
        {
            return messages.Text("open-always");
        }

        IEnumerable<string> spans = hours.Spans.Select(s => messages.Text(
            "page-hours", ("days", Days(s.Days)), ("opens", Wording.Time(s.Opens)), ("closes", Wording.Time(s.Closes))));
        string[] holidays = hours.BankHolidays == OnBankHolidays.Closed ? [messages.Text("page-hours-not-holidays")] : [];
        return string.Join(' ', spans.Concat(holidays));
    }

    /// <summary>The publisher as a reader may see it: the catalogue's remark on a document without one, without the remark.</summary>
    public static string Publisher(Source source)
    {
        ArgumentNullException.ThrowIfNull(source);
        int open = source.Publisher.IndexOf('(', StringComparison.Ordinal);
        string kind = source.Publisher.StartsWith("not stated", StringComparison.Ordinal) && open > 0 ? source.Publisher[(open + 1)..].TrimEnd(')') : source.Publisher;
        return char.ToUpperInvariant(kind[0]) + kind[1..];
    }

    /// <summary>The documents behind sections: "Family Rights Group, Child protection plans and Frequently Asked Questions; Citizens Advice, ...".</summary>
    public static string From(ImmutableArray<Section> sections)
    {
        string from = string.Join("; ", sections
            .Select(s => s.Source)
            .Distinct()
            .GroupBy(Publisher)
            .Select(p => $"{p.Key}, {string.Join(" and ", p.Select(s => s.Title))}"));
        return from.EndsWith('?') ? from : from + ".";
    }

    /// <summary>A section's heading without the catalogue's remark.</summary>
    public static string Heading(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return section.Heading.Replace(" (untitled in the page)", "", StringComparison.Ordinal);
    }

    /// <summary>"22 November 2026".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"2026-11-22".</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Days(ImmutableArray<DayOfWeek> days)
    {
        var text = new StringBuilder();
        for (int i = 0; i < days.Length; i++)
        {
            int end = i;
            while (end + 1 < days.Length && days[end + 1] == days[end] + 1)
            {
                end++;
            }

            text.Append(text.Length == 0 ? "" : ", ").Append(days[i]);
            if (end > i)
            {
                text.Append(" to ").Append(days[end]);
                i = end;
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\d[\d ]*\d")]
    private static partial Regex Digits();
}
