using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;
using AdviceBot.Core.Understanding;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

public partial class UrgencyCardTests
{
    private static readonly ImmutableArray<Helper> Helpers = ContentFolder.Read<ImmutableArray<Helper>>("helpers.yaml", HelpersFile.Read);
    private static readonly UrgencyRules Rules = ContentFolder.Read("urgency.yaml", UrgencyFile.Read);
    private static readonly ImmutableArray<UrgentCard> Cards = ContentFolder.Read("urgent-cards.yaml", (text, file, places, problems) =>
        UrgentCardsFile.Read(text, file, Helpers.ToDictionary(h => h.Id), Rules.Categories, places, problems));
    private static readonly BankHolidays BankHolidays = ContentFolder.Read("bank-holidays.yaml", BankHolidaysFile.Read);

    // A Monday at noon, a Monday at 3am, a Saturday, Christmas Day, and a day beyond the list.
    private static readonly string[] Moments =
        ["2026-11-23T12:00:00Z", "2026-11-23T03:00:00Z", "2026-11-28T11:00:00Z", "2026-12-25T12:00:00Z", "2029-03-05T12:00:00Z"];

    public static TheoryData<string, string> CardsAndMoments
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (UrgentCard card in Cards)
            {
                foreach (string moment in Moments)
                {
                    data.Add(card.Category, moment);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> AllCards => [.. Cards.Select(card => card.Category)];

    [Fact]
    public void Every_kind_of_urgent_message_has_a_card() =>
        Assert.Equal(
            Rules.Categories.Select(category => category.Code).Order(),
            Cards.Select(card => card.Category).Order());

    [Theory]
    [MemberData(nameof(CardsAndMoments))]
    public void A_card_is_short_whenever_it_is_shown(string category, string moment)
    {
        UrgentCard card = Card(category);
        string text = Text(card, moment);
        int most = category == "D2" ? 30 : 90;
        Assert.True(Words(text) <= most, $"{Words(text)} words: {text}");
        Assert.True(Numbers(text) <= 3, text);
    }

    [Theory]
    [MemberData(nameof(CardsAndMoments))]
    public void A_card_never_names_a_line_that_is_shut_and_always_a_way_without_talking(string category, string moment)
    {
        ImmutableArray<CardService> services = ServicesNow(Card(category), moment);
        Assert.NotEmpty(services);
        Assert.DoesNotContain(services, service => IsOpen(service.Helper, moment) == false);
        Assert.True(
            services.Any(service => Helper(service.Helper).IsSilent) || Card(category).Do.Contains("press 55 when asked", StringComparison.Ordinal),
            category);
    }

    [Theory]
    [InlineData("D1", "C1")]
    [InlineData("M1", "C1")]
    [InlineData("M1", "C2")]
    [InlineData("C2", "C1")]
    [InlineData("C1", null)]
    public void A_card_about_a_child_in_danger_names_the_council_at_any_hour_and_stays_short(string category, string? also)
    {
        foreach (string moment in Moments)
        {
            Assert.Equal("children-services", ServicesNow(Card(category), moment, also)[0].Helper);
            string text = Text(Card(category), moment, also);
            Assert.True(Words(text) <= 90, $"{Words(text)} words: {text}");
            Assert.True(Numbers(text) <= 3, text);
        }
    }

    [Theory]
    [MemberData(nameof(CardsAndMoments))]
    public void Who_is_neither_a_woman_nor_under_nineteen_is_told_whom_to_call(string category, string moment)
    {
        UrgentCard card = Card(category);
        ImmutableArray<string> said = [.. ServicesNow(card, moment).Select(service => service.Say)];
        Assert.Contains(said, say => !say.StartsWith("Women", StringComparison.Ordinal) || say.Contains("{mens-advice-line}", StringComparison.Ordinal));
        Assert.Contains(said, say => !say.Contains("nder 19", StringComparison.Ordinal));
        foreach (string text in (string[])[string.Join(' ', said), string.Join(' ', card.SecondTime)])
        {
            Assert.Equal(text.Contains("{domestic-abuse}", StringComparison.Ordinal), text.Contains("{mens-advice-line}", StringComparison.Ordinal));
        }

        Assert.Equal(card.Soft.Contains("{domestic-abuse}", StringComparison.Ordinal), card.Soft.Contains(" men ", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_fears_what_they_do_to_a_partner_is_always_told_of_the_line_for_that() =>
        Assert.All(Moments, moment => Assert.Equal("respect", ServicesNow(Card("A2"), moment)[0].Helper));

    [Fact]
    public void A_service_for_another_kind_of_danger_comes_only_with_it()
    {
        Assert.DoesNotContain(ServicesNow(Card("D1"), Moments[0]), s => s.Helper == "children-services");
        Assert.DoesNotContain(ServicesNow(Card("D1"), Moments[0], "A1"), s => s.Helper == "children-services");
    }

    [Theory]
    [MemberData(nameof(AllCards))]
    public void A_number_comes_within_the_first_twenty_five_words(string category)
    {
        UrgentCard card = Card(category);
        string[] words = $"{card.Understood} {card.Do}".Split(' ');
        Assert.Contains(words.Take(25), word => word.Contains('{', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("D1")]
    [InlineData("D2")]
    [InlineData("C1")]
    public void Where_somebody_may_listen_the_silent_way_is_told(string category)
    {
        Assert.Contains("On a mobile", Card(category).Do, StringComparison.Ordinal);
        Assert.Contains("press 55 when asked", Card(category).Do, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllCards))]
    public void Sentences_are_short_and_calm(string category)
    {
        UrgentCard card = Card(category);
        foreach (string sentence in Everything(card).SelectMany(Sentences))
        {
            Assert.True(Words(sentence) <= 15, sentence);
        }

        Assert.All(Everything(card), text => Assert.DoesNotMatch(@"[!\p{So}\p{Cs}]", text));
    }

    [Theory]
    [MemberData(nameof(AllCards))]
    public void A_child_of_eleven_can_read_it(string category)
    {
        UrgentCard card = Card(category);
        string text = string.Join(' ', Everything(card));
        Assert.True(Grade(text) <= 6, $"grade {Grade(text):F1}: {text}");
    }

    [Theory]
    [MemberData(nameof(AllCards))]
    public void No_number_is_written_in_digits(string category) =>
        Assert.All(
            Everything(Card(category)),
            text => Assert.DoesNotMatch(@"\d{3}", Placeholder().Replace(text, "")));

    [Theory]
    [MemberData(nameof(AllCards))]
    public void Every_number_is_a_helper_that_has_one(string category)
    {
        foreach (Match name in Everything(Card(category)).SelectMany(text => Placeholder().Matches(text)))
        {
            Helper helper = Helper(name.Groups[1].Value);
            Assert.True((helper.Phone ?? helper.Text) is not null && helper.Status != HelperStatus.NotVerified, helper.Id);
        }

        Assert.All(Card(category).Services, service => Helper(service.Helper));
    }

    [Theory]
    [MemberData(nameof(AllCards))]
    public void The_second_time_the_number_is_still_there(string category)
    {
        Assert.Equal(2, Card(category).SecondTime.Length);
        Assert.Contains(Card(category).SecondTime, line => Placeholder().IsMatch(line));
    }

    [Theory]
    [MemberData(nameof(AllCards))]
    public void The_gentle_line_is_one_sentence_with_at_most_one_number(string category)
    {
        string soft = Card(category).Soft;
        Assert.Single(Sentences(soft));
        Assert.True(Placeholder().Count(soft) <= 1, soft);
    }

    [Theory]
    [InlineData("A1", true)]
    [InlineData("D1", true)]
    [InlineData("C1", true)]
    [InlineData("F1", true)]
    [InlineData("D2", false)]
    [InlineData("S2", false)]
    [InlineData("L1", false)]
    public void Only_cards_about_fear_of_somebody_speak_of_the_device(string category, bool speaks) =>
        Assert.Equal(speaks, Card(category).Safety is not null);

    [Fact]
    public void The_card_of_somebody_who_is_watched_does_not_speak_of_abuse() =>
        Assert.All(Everything(Card("D2")), text => Assert.DoesNotMatch("abuse|partner|violen|hurt|afraid|safe", text));

    [Theory]
    [MemberData(nameof(AllCards))]
    public void No_card_promises_judges_or_pretends_to_feel(string category) =>
        Assert.All(
            Everything(Card(category)),
            text => Assert.DoesNotMatch(
                "(?i)all right in the end|will not be taken|I understand|I care|I am worried|confidential|anonymous|you must|you should|why don't|as a mother|high risk|mediation|both sides|perpetrator|victim|suspect|commit suicide|great",
                text));

    private static UrgentCard Card(string category) => Cards.Single(card => card.Category == category);

    private static Helper Helper(string id) => Helpers.Single(helper => helper.Id == id);

    private static bool? IsOpen(string helper, string moment) =>
        Helper(helper).At(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), BankHolidays, []).IsOpen;

    private static ImmutableArray<CardService> ServicesNow(UrgentCard card, string moment, string? also = null) =>
        card.ServicesNow(id => IsOpen(id, moment), id => Helper(id).IsSilent, also);

    private static string Text(UrgentCard card, string moment, string? also = null) => string.Join(
        ' ',
        [card.Understood, card.Do, .. ServicesNow(card, moment, also).Select(service => service.Say), card.Safety ?? "", card.Honesty]);

    private static IEnumerable<string> Everything(UrgentCard card) =>
    [
        card.Understood, card.Do, .. card.Services.Select(service => service.Say), card.Safety ?? "", card.Honesty, .. card.SecondTime, card.Soft,
    ];

    private static IEnumerable<string> Sentences(string text) =>
        text.Split(['.', '?'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // With numbers as they are read: one word each.
    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    private static int Numbers(string text) => Placeholder().Matches(text).Select(match => match.Value).Distinct().Count();

    // Flesch-Kincaid, with a number as one easy word.
    private static double Grade(string text)
    {
        string[] words = [.. Placeholder().Replace(text, "one").Split([' ', '.', '?', ',', ':'], StringSplitOptions.RemoveEmptyEntries)];
        int syllables = words.Sum(word => Math.Max(1, Vowels().Count(word.TrimEnd('e'))));
        return (0.39 * words.Length / Sentences(text).Count()) + (11.8 * syllables / words.Length) - 15.59;
    }

    [GeneratedRegex(@"\{([a-z0-9-]+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[aeiouyAEIOUY]+")]
    private static partial Regex Vowels();
}
