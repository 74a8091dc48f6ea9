using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AdviceBot.Core.Dates;

/// <summary>When a calendar reminds of a day.</summary>
public enum Reminder
{
    /// <summary>Never.</summary>
    None,

    /// <summary>At nine in the morning of the day before.</summary>
    DayBefore,

    /// <summary>At nine in the morning, a week before.</summary>
    WeekBefore,
}

/// <summary>One day for a calendar.</summary>
/// <param name="Key">What it is, unchanging: the same key gives the same id, so that a day fetched twice stands in a calendar once.</param>
/// <param name="Title">Read by whoever sees the calendar, so a neutral word unless the person asks for more.</param>
/// <param name="Notes">More words, or null.</param>
public sealed record CalendarEntry(string Key, DateOnly Day, string Title, string? Notes);

/// <summary>A calendar file that phones and computers can open (RFC 5545): whole days, nothing about who made it or why.</summary>
/// <remarks>
/// Every entry is a day, not a time, so it needs no time zone and stays on its day wherever the phone is; reminders ring by
/// the phone's own clock. Ids are fingerprints, so that nobody reads in them what the day is about.
/// </remarks>
public static class CalendarFile
{
    /// <summary>What a browser calls the file: nothing that tells a tale in a list of downloads.</summary>
    public const string Name = "date.ics";

    /// <summary>The kind of file.</summary>
    public const string Type = "text/calendar; charset=utf-8";

    private const int LineOctets = 75;

    /// <summary>The file's text. Lines end as the standard wants them, folded at 75 octets.</summary>
    public static string Write(IEnumerable<CalendarEntry> entries, Reminder reminder, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entries);
        string stamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//Dates//Dates//EN");
        Line(file, "CALSCALE:GREGORIAN");
        Line(file, "METHOD:PUBLISH");
        Line(file, "X-WR-TIMEZONE:Europe/London");
        foreach (CalendarEntry entry in entries)
        {
            Line(file, "BEGIN:VEVENT");
            Line(file, $"UID:{Id(entry.Key)}");
            Line(file, $"DTSTAMP:{stamp}");
            Line(file, $"DTSTART;VALUE=DATE:{Day(entry.Day)}");
            Line(file, $"DTEND;VALUE=DATE:{Day(entry.Day.AddDays(1))}");
            Line(file, $"SUMMARY:{Escape(entry.Title)}");
            if (entry.Notes is { } notes)
            {
                Line(file, $"DESCRIPTION:{Escape(notes)}");
            }

            Line(file, "CLASS:PRIVATE");
            Line(file, "TRANSP:TRANSPARENT");
            if (reminder != Reminder.None)
            {
                // The day begins at midnight; 15 hours before that is nine in the morning of the day before.
                Line(file, "BEGIN:VALARM");
                Line(file, "ACTION:DISPLAY");
                Line(file, $"DESCRIPTION:{Escape(entry.Title)}");
                Line(file, reminder == Reminder.DayBefore ? "TRIGGER:-PT15H" : "TRIGGER:-P6DT15H");
                Line(file, "END:VALARM");
            }

            Line(file, "END:VEVENT");
        }

        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    // A name-based id (RFC 9562, version 8): the same entry is the same event each time it is fetched.
    private static string Id(string key)
    {
        byte[] bytes = SHA256.HashData(Encoding.UTF8.GetBytes(key))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    // A line too long goes on in the next, which begins with a space; no letter of more than one octet is cut.
    private static void Line(StringBuilder file, string line)
    {
        int octets = 0;
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
