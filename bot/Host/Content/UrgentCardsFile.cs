using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AdviceBot.Core.Signposting;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Host.Content;

/// <summary>Reads urgent-cards.yaml.</summary>
public static partial class UrgentCardsFile
{
    /// <summary>The card for each kind of urgent message; a problem for each kind without one, and for each helper that isn't there.</summary>
    public static ImmutableArray<UrgentCard> Read(
        string text, string file, IReadOnlyDictionary<string, Helper> helpers, IEnumerable<UrgentCategory> categories, Places places, Problems problems)
    {
        YamlMap? root = YamlMap.Read(text, file, problems)?.Only("honesty", "safety", "cards");
        if (root is null)
        {
            return [];
        }

        string honesty = root.Need("honesty");
        string safety = root.Need("safety");
        var cards = ImmutableArray.CreateBuilder<UrgentCard>();
        foreach ((string category, YamlMap map) in root.Blocks("cards"))
        {
            map.Only("understood", "do", "services", "for-abuse", "honesty", "short", "soft", "passage", "routes");
            places.Note($"card:{category}", new Place(file, map.Line - 1));
            var card = new UrgentCard(
                category,
                map.Need("understood"),
                map.Need("do"),
                [.. map.Maps("services").Select(s => Service(s, helpers, [.. categories.Select(c => c.Code)]))],
                map.Flag("for-abuse") ? safety : null,
                map.Text("honesty") ?? honesty,
                map.List("short"),
                map.Need("soft"),
                map.Text("passage")) { Routes = map.List("routes") };
            if (card.Services.IsEmpty)
            {
                map.Missing("services");
            }

            if (card.SecondTime.Length != 2)
            {
                map.Wrong(map.LineOf("short"), "\"short\" should be a list of two lines.");
            }

            foreach ((string id, int line) in map.Items("routes").Where(r => !helpers.ContainsKey(r.Text)))
            {
                map.Wrong(line, $"There is no helper \"{id}\" in helpers.yaml.{map.Hint(id, helpers.Keys)}");
            }

            foreach (string id in Texts(card).SelectMany(t => Placeholder().Matches(t)).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal))
            {
                if (helpers.GetValueOrDefault(id) is not { Phone: not null } and not { Text: not null })
                {
                    map.Wrong(map.Line, $"The card {category} names {{{id}}}. helpers.yaml has no such number.{map.Hint(id, helpers.Keys)}");
                }
            }

            cards.Add(card);
        }

        foreach (UrgentCategory category in categories.Where(c => cards.All(card => card.Category != c.Code)))
        {
            root.Wrong(root.LineOf("cards"), $"The kind {category.Code} of urgency.yaml has no card. Write one.");
        }

        return cards.ToImmutable();
    }

    private static CardService Service(YamlMap map, IReadOnlyDictionary<string, Helper> helpers, IReadOnlyCollection<string> codes)
    {
        map.Only("helper", "say", "always", "also");
        string id = map.Need("helper");
        if (id.Length > 0 && !helpers.ContainsKey(id))
        {
            map.Wrong(map.LineOf("helper"), $"There is no helper \"{id}\" in helpers.yaml.{map.Hint(id, helpers.Keys)}");
        }

        foreach ((string code, int line) in map.Items("also").Where(c => !codes.Contains(c.Text)))
        {
            map.Wrong(line, $"There is no kind of danger \"{code}\" in urgency.yaml.{map.Hint(code, codes)}");
        }

        return new CardService(id, map.Need("say")) { Always = map.Flag("always"), Also = map.List("also") };
    }

    private static IEnumerable<string> Texts(UrgentCard card) =>
        [card.Understood, card.Do, .. card.Services.Select(s => s.Say), .. card.SecondTime, card.Soft];

    [GeneratedRegex(@"\{([a-z0-9-]+)\}")]
    private static partial Regex Placeholder();
}
