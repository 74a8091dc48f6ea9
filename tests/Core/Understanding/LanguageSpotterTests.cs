using System.Text.Json;
using AdviceBot.Core.Content;
using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

public class LanguageSpotterTests
{
    private static readonly string Folder = Path.Combine(RealBot.Root, "tests", "Core", "Understanding");

    private const double HalfSeen = 0.96;
    private const double HalfCounted = 0.96;
    private const int EnglishSeen = 0;
    private const int EnglishCounted = 0;

    private static readonly LanguageSpotter Spotter = new(RealBot.Parts.Languages);

    // What parents write in English, whatever it was gathered for; and every word of ours that somebody may send back to us.
    public static TheoryData<string> English =>
    [
        "ordinary-messages.tsv", "ordinary-messages-later.tsv", "ordinary-messages-unseen.tsv",
        "urgent-messages.tsv", "urgent-messages-later.tsv", "urgent-messages-unseen.tsv",
        "dates.tsv", "english-with-other-words.tsv", "judgements.jsonl", "the content",
    ];

    [Theory]
    [MemberData(nameof(English))]
    public void Nothing_English_is_taken_for_another_language(string file)
    {
        string[] messages = [.. Messages(file)];
        Assert.True(messages.Length > 40, $"{messages.Length} in {file}");
        string[] taken = [.. messages.Where(m => Spotter.Spot(m) is not null)];
        Assert.Empty(taken);
    }

    [Theory]
    [InlineData("other-languages.tsv", 0.95)]
    [InlineData("other-languages-unseen.tsv", 0.85)]
    public void Other_languages_are_known(string file, double share)
    {
        (string Code, string Text)[] messages = [.. Rows(file).Select(r => r.Split('\t')).Select(r => (r[0], r[1]))];
        string[] missed = [.. messages.Where(m => Code(m.Text) != m.Code).Select(m => $"{m.Code} taken for {Code(m.Text)}: {m.Text}")];
        Assert.True(missed.Length <= messages.Length * (1 - share), $"{messages.Length - missed.Length} of {messages.Length}\n{string.Join('\n', missed)}");
    }

    // Odd lines were looked at when the rules were made, even lines only counted.
    [Theory]
    [InlineData(0, HalfSeen)]
    [InlineData(1, HalfCounted)]
    public void A_message_half_in_another_language_is_known_for_it(int from, double share)
    {
        (string Code, string Text)[] messages = [.. Rows("half-foreign.tsv").Where((_, i) => i % 2 == from).Select(r => r.Split('\t')).Select(r => (r[0], r[1]))];
        string[] missed = [.. messages.Where(m => Code(m.Text) != m.Code).Select(m => from == 0 ? $"{m.Code} taken for {Code(m.Text)}: {m.Text}" : m.Code)];
        Assert.True(missed.Length <= messages.Length * (1 - share), $"{messages.Length - missed.Length} of {messages.Length}\n{string.Join('\n', missed)}");
    }

    [Theory]
    [InlineData(0, EnglishSeen)]
    [InlineData(1, EnglishCounted)]
    public void English_with_foreign_names_foods_and_greetings_is_English(int from, int most)
    {
        string[] messages = [.. Rows("english-with-foreign.tsv").Where((_, i) => i % 2 == from)];
        string[] taken = [.. messages.Where(m => Spotter.Spot(m) is not null).Select(m => from == 0 ? $"{Code(m)}: {m}" : Code(m)!)];
        Assert.True(taken.Length <= most, $"{taken.Length} of {messages.Length}\n{string.Join('\n', taken)}");
    }

    [Theory]
    [InlineData("nie rozumiem, what is a core group", "what is a core group")]
    [InlineData("не понимаю письмо what does it mean for me", "what does it mean for me")]
    [InlineData("what is a core group por favor no hablo ingles", "what is a core group")]
    [InlineData("nu vorbesc bine english, what happens at a child protection conference", "what happens at a child protection conference")]
    [InlineData("no entiendo la carta social services", null)]
    [InlineData("ich verstehe den brief nicht from the council", null)]
    [InlineData("nie rozumiem tego listu, proszę o pomoc", null)]
    public void The_English_half_is_what_asks_something(string text, string? english)
    {
        OtherLanguage? spotted = Spotter.Spot(text);
        Assert.NotNull(spotted);
        Assert.Equal(english, spotted.English);
    }

    [Fact]
    public void Every_note_of_ours_is_known_for_what_it_is()
    {
        Assert.True(RealBot.Parts.Languages.All.Length >= 16);
        Assert.All(RealBot.Parts.Languages.All, note => Assert.Equal(note.Code, Code(string.Join(' ', note.Lines))));
    }

    [Theory]
    [InlineData("Małgorzata Nowak")]
    [InlineData("my husband is called José de la Cruz and he is not here")]
    [InlineData("mi mam took mi bairn")]
    [InlineData("can i have a ترجمان at the meeting please")]
    [InlineData("😭😭😭")]
    [InlineData("12345")]
    [InlineData("")]
    [InlineData("ｈｅｌｐ ｍｅ")]
    [InlineData("𝗵𝗲𝗹𝗽 𝗺𝗲")]
    public void Names_borrowed_words_and_ornaments_are_English(string text) => Assert.Null(Spotter.Spot(text));

    [Theory]
    [InlineData("pl", "boję się iść na to spotkanie bo go nie znam", "pl")]
    [InlineData("pt-BR", "cara tá foda demais rapaz", "pt")]
    [InlineData("zh_chs", "hen nan guo wo bu dong", "zh")]
    [InlineData("nl", "ik begrijp deze brief niet", null)]
    public void Somebody_elses_word_for_a_language_is_believed_where_nothing_speaks_against_it(string code, string text, string? expected)
    {
        OtherLanguage? believed = Spotter.Believe(code, text);
        Assert.NotNull(believed);
        Assert.Equal(expected, believed.Note?.Code);
    }

    [Theory]
    [InlineData("de", "what does the letter say about my baby")]
    [InlineData("nl", "core group")]
    [InlineData("pl", "nie")]
    public void English_words_and_single_words_speak_against_it(string code, string text) => Assert.Null(Spotter.Believe(code, text));

    [Theory]
    [InlineData("zxcv qwertz", true)]
    [InlineData("ich verstehe nicht", true)]
    [InlineData("wot plan", false)]
    [InlineData("123", false)]
    public void A_text_is_unread_when_no_word_of_it_is_English(string text, bool expected) => Assert.Equal(expected, LanguageSpotter.IsUnread(text));

    private static string? Code(string text) => Spotter.Spot(text) switch
    {
        null => null,
        { Note: null } => "?",
        { Note: { } note } => note.Code,
    };

    private static IEnumerable<string> Messages(string file) => file switch
    {
        "judgements.jsonl" => File.ReadLines(Path.Combine(RealBot.Root, "tests", "Search", file)).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("q").GetString()!),
        "the content" => Ours(),
        _ => Rows(file).Select(r => r.Split('\t')).Select(r => file.StartsWith("urgent", StringComparison.Ordinal) ? r[^1] : r[0]),
    };

    private static IEnumerable<string> Rows(string file) =>
        File.ReadLines(Path.Combine(Folder, file)).Where(l => l.Length > 0 && !l.StartsWith('#'));

    private static IEnumerable<string> Ours()
    {
        LibraryParts parts = RealBot.Parts;
        IEnumerable<Choice> choices = parts.Guides.SelectMany(g => g.Steps).Concat(parts.Guards).SelectMany(s => s.Choices).Concat(parts.OffRamps);
        return
        [
            .. choices.SelectMany(c => c.Say.Append(c.Label)),
            .. parts.Guides.SelectMany(g => g.Say.Append(g.Label)),
            .. parts.Passages.Select(p => p.Title),
            .. parts.Terms.Select(t => t.Name),
            .. parts.SearchWords.Synonyms.SelectMany(s => s.Say),
            .. parts.Messages.Commands.SelectMany(c => c.Value),
            .. parts.Helpers.Select(h => h.Name),
            .. parts.Languages.English.Select(l => l.Text),
        ];
    }
}
