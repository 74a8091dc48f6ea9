using System.Text;
using System.Text.Json;
using AdviceBot.Core.Dates;
using Xunit;

namespace AdviceBot.Tests.Core.Dates;

public class CalendarFileTests
{
    private static readonly CalendarEntry Core = new("K02-conference-1/2026-12-08", new DateOnly(2026, 12, 8), "Appointment", null);

    [Fact]
    public void Is_this_file() => Assert.Equal(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dates//Dates//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-TIMEZONE:Europe/London\r\n"
        + $"BEGIN:VEVENT\r\nUID:{Id(Write(Reminder.DayBefore, Core))}\r\nDTSTAMP:20261124T100000Z\r\nDTSTART;VALUE=DATE:20261208\r\nDTEND;VALUE=DATE:20261209\r\n"
        + "SUMMARY:Appointment\r\nCLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\n"
        + "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Appointment\r\nTRIGGER:-PT15H\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        Write(Reminder.DayBefore, Core));

    [Fact]
    public void The_same_entry_has_the_same_id_each_time_and_another_one_another()
    {
        string id = Id(Write(Reminder.None, Core));
        Assert.Equal(id, Id(CalendarFile.Write([Core with { Title = "First core group" }], Reminder.WeekBefore, RealBot.Morning.AddDays(3))));
        Assert.NotEqual(id, Id(Write(Reminder.None, Core with { Key = "K02-conference-1/2026-12-09" })));
        Assert.True(Guid.TryParse(id, out Guid guid) && guid.ToString("D")[14] == '8');
        Assert.DoesNotContain("conference", Write(Reminder.None, Core), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Escapes_what_the_standard_keeps_for_itself()
    {
        string file = Write(Reminder.None, Core with { Title = "a, b; c\\d\r\ne\nf" });
        Assert.Contains("SUMMARY:a\\, b\\; c\\\\d\\ne\\nf\r\n", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('é')]
    [InlineData('한')]
    [InlineData('\ud83d')] // the first half of a smiley, the second follows
    public void Folds_long_lines_at_75_octets_and_cuts_no_letter(char letter)
    {
        string one = letter == '\ud83d' ? "\ud83d\ude22" : letter.ToString();
        for (int length = 1; length < 200; length++)
        {
            string title = string.Concat(Enumerable.Repeat(one, length));
            string file = Write(Reminder.None, Core with { Title = title });
            string[] lines = file.Split("\r\n");
            Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
            Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(file)));
            Assert.Contains($"SUMMARY:{title}\r\n", file.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_empty_file_is_still_a_calendar() => Assert.EndsWith("Europe/London\r\nEND:VCALENDAR\r\n", Write(Reminder.None), StringComparison.Ordinal);

    [NodeFact("ical")]
    public void Another_parser_reads_the_same()
    {
        CalendarEntry[] entries =
        [
            Core,
            new("a", new DateOnly(2027, 3, 28), "Easter, and the clocks change; so\\what", "Check the date in your plan or letter.\nThen rest. " + new string('é', 150)),
            new("b", new DateOnly(2028, 2, 29), "Ein Tag 😢", null),
            new("c", new DateOnly(2026, 12, 31), new string('한', 60), "x"),
        ];
        foreach ((Reminder reminder, int days) in new[] { (Reminder.None, 0), (Reminder.DayBefore, 1), (Reminder.WeekBefore, 7) })
        {
            JsonElement read = JsonDocument.Parse(NodeTool.Run("ical", "read.mjs", Write(reminder, entries))).RootElement;
            Assert.Equal("2.0", read.GetProperty("version").GetString());
            JsonElement[] events = [.. read.GetProperty("events").EnumerateArray()];
            Assert.Equal(entries.Length, events.Length);
            foreach ((CalendarEntry entry, JsonElement found) in entries.Zip(events))
            {
                Assert.Equal(entry.Title, found.GetProperty("summary").GetString());
                Assert.Equal(entry.Notes, found.GetProperty("description").GetString());
                Assert.Equal($"{entry.Day:yyyy-MM-dd}", found.GetProperty("start").GetString());
                Assert.Equal($"{entry.Day.AddDays(1):yyyy-MM-dd}", found.GetProperty("end").GetString());
                Assert.True(found.GetProperty("isDate").GetBoolean());
                Assert.Equal("2026-11-24T10:00:00Z", found.GetProperty("stamp").GetString());
                string[] alarms = [.. found.GetProperty("alarms").EnumerateArray().Select(a => a.GetString()!)];
                Assert.Equal(days == 0 ? [] : [$"{entry.Day.AddDays(-days):yyyy-MM-dd}T09:00:00"], alarms);
            }
        }
    }

    private static string Write(Reminder reminder, params CalendarEntry[] entries) => CalendarFile.Write(entries, reminder, RealBot.Morning);

    private static string Id(string file) => file.Split("\r\n").First(l => l.StartsWith("UID:", StringComparison.Ordinal))["UID:".Length..];
}
