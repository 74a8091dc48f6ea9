using System.Collections.Immutable;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Host.Content;

/// <summary>Reads helpers.yaml.</summary>
public static class HelpersFile
{
    private static readonly (string Word, DayOfWeek Day)[] DaysOfTheWeek =
    [
        ("mon", DayOfWeek.Monday), ("tue", DayOfWeek.Tuesday), ("wed", DayOfWeek.Wednesday), ("thu", DayOfWeek.Thursday),
        ("fri", DayOfWeek.Friday), ("sat", DayOfWeek.Saturday), ("sun", DayOfWeek.Sunday),
    ];

    /// <summary>Everybody a family can turn to, in the order of the file.</summary>
    public static ImmutableArray<Helper> Read(string text, string file, Places places, Problems problems)
    {
        YamlMap? root = YamlMap.Read(text, file, problems)?.Only("helpers");
        if (root is null)
        {
            return [];
        }

        var helpers = ImmutableArray.CreateBuilder<Helper>();
        foreach ((string id, YamlMap map) in root.Blocks("helpers"))
        {
            places.Note($"helper:{id}", new Place(file, root.Map("helpers")!.LineOf(id)));
            helpers.Add(ReadHelper(id, map));
        }

        if (helpers.Count == 0)
        {
            root.Missing("helpers");
        }

        return helpers.ToImmutable();
    }

    private static Helper ReadHelper(string id, YamlMap map)
    {
        map.Only(
            "name", "kind", "phone", "dial", "text", "website", "for", "how", "free", "cost-note", "silent", "hours", "bank-holidays",
            "source", "checked", "status");
        var helper = new Helper(
            id,
            map.Need("name"),
            map.OneOf(
                "kind",
                (HelperKind?)null,
                ("line", HelperKind.Line),
                ("emergency", HelperKind.Emergency),
                ("text", HelperKind.Text),
                ("website", HelperKind.Website),
                ("person", HelperKind.Person)),
            map.Text("phone"),
            map.Text("dial"),
            map.Text("text"),
            map.Text("website"),
            map.Need("for"),
            map.Text("how"),
            map.OneOf("free", (Free?)Free.Unknown, ("true", Free.Yes), ("false", Free.No), ("unknown", Free.Unknown)) switch
            {
                Free.Yes => true,
                Free.No => false,
                _ => null,
            },
            map.Text("cost-note"),
            map.Flag("silent"),
            ReadHours(map),
            ReadSource(map),
            map.DayIfAny("checked"),
            map.OneOf(
                "status",
                (HelperStatus?)HelperStatus.Verified,
                ("verified", HelperStatus.Verified),
                ("number-only", HelperStatus.NumberOnly),
                ("not-verified", HelperStatus.NotVerified)));
        CheckNumber(helper, map);
        CheckStatus(helper, map);
        return helper;
    }

    private enum Free
    {
        Unknown,
        Yes,
        No,
    }

    private static HelperSource? ReadSource(YamlMap map) => map.Map("source")?.Only("title", "address", "date") is { } source
        ? new HelperSource(source.Need("title"), source.Need("address"), source.Need("date"))
        : null;

    private static OpeningHours? ReadHours(YamlMap map)
    {
        OnBankHolidays bankHolidays = map.OneOf(
            "bank-holidays",
            (OnBankHolidays?)OnBankHolidays.Unknown,
            ("closed", OnBankHolidays.Closed),
            ("open", OnBankHolidays.Open),
            ("unknown", OnBankHolidays.Unknown));
        if (!map.Has("hours"))
        {
            return null;
        }

        if (map.IsText("hours"))
        {
            if (map.Text("hours") != "always")
            {
                map.Wrong(map.LineOf("hours"), "\"hours\" should be \"always\" or a list of days with opening and closing times.");
            }

            return OpeningHours.Always;
        }

        if (!map.Has("bank-holidays"))
        {
            map.Missing("bank-holidays");
        }

        ImmutableArray<OpenSpan> spans = [.. map.Maps("hours").Select(ReadSpan)];
        return spans.IsEmpty ? null : new OpeningHours(spans, bankHolidays);
    }

    private static OpenSpan ReadSpan(YamlMap map)
    {
        map.Only("days", "open", "close");
        var days = ImmutableArray.CreateBuilder<DayOfWeek>();
        string[] known = [.. DaysOfTheWeek.Select(pair => pair.Word)];
        foreach ((string word, int line) in map.Items("days"))
        {
            int index = Array.IndexOf(known, word);
            if (index >= 0)
            {
                days.Add(DaysOfTheWeek[index].Day);
            }
            else
            {
                map.Wrong(line, $"\"{word}\" is no day. The days are: {string.Join(", ", known)}.{map.Hint(word, known)}");
            }
        }

        var span = new OpenSpan(days.ToImmutable(), map.Time("open"), map.Time("close"));
        if (!map.Has("days"))
        {
            map.Missing("days");
        }

        if (span.Closes <= span.Opens)
        {
            map.Wrong(map.LineOf("close"), "The closing time should be later than the opening time.");
        }

        return span;
    }

    private static void CheckNumber(Helper helper, YamlMap map)
    {
        if ((helper.Phone is null) != (helper.Dial is null))
        {
            map.Missing(helper.Phone is null ? "phone" : "dial");
        }
        else if (helper.Dial is not null && helper.Phone!.Replace(" ", "", StringComparison.Ordinal) != helper.Dial)
        {
            map.Wrong(map.LineOf("dial"), "\"dial\" should have the same digits as \"phone\", without spaces.");
        }
        else if (helper.Phone is null && helper.Kind is HelperKind.Line or HelperKind.Emergency && helper.Status != HelperStatus.NotVerified)
        {
            map.Missing("phone");
        }
    }

    private static void CheckStatus(Helper helper, YamlMap map)
    {
        if (helper.Status != HelperStatus.Verified && helper.Hours is not null)
        {
            map.Wrong(map.LineOf("hours"), $"\"{helper.Id}\" is not verified, so its hours must not be shown. Take \"hours\" out.");
        }

        if (helper.Status == HelperStatus.NotVerified && (helper.Phone ?? helper.Text) is not null)
        {
            map.Wrong(map.LineOf(helper.Phone is null ? "text" : "phone"), $"\"{helper.Id}\" is not verified, so only its name and website may be shown. Take the number out.");
        }

        string[] needed = helper switch
        {
            { Kind: HelperKind.Person } => ["how"],
            { Status: HelperStatus.NotVerified } => ["checked", "status"],
            _ => ["source", "checked", "status"],
        };
        foreach (string key in needed.Where(key => !map.Has(key)))
        {
            map.Missing(key);
        }
    }
}
