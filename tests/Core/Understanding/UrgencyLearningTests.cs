using System.Collections.Immutable;
using AdviceBot.Core.Sentences;
using AdviceBot.Core.Understanding;
using AdviceBot.Host.Commands;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

public class UrgencyLearningTests
{
    private static readonly ImmutableArray<UrgencyExample> Examples = UrgencyExamplesFile.Read(ContentFolder.Path, RealBot.Parts);

    [Fact]
    public void What_was_learned_belongs_to_the_examples_as_they_are() =>
        Assert.True(
            LearnedFile.Learned.MadeFrom == UrgencyExamplesFile.Mark(Examples),
            "The examples have changed. Run: dotnet run --project bot/Host -c Release -- learn");

    [Fact]
    public void Every_kind_has_at_least_two_hundred_wordings() =>
        Assert.All(UrgencyMessages.Rules.Categories, kind =>
            Assert.True(Examples.Where(e => e.Category == kind.Code).Sum(e => e.Variants(1000).Length) >= 200, kind.Code));

    [Fact]
    public void There_are_three_thousand_ordinary_messages() =>
        Assert.True(Examples.Where(e => e.Category is null).Sum(e => e.Variants(1000).Length) >= 2500);

    [Fact]
    public void Learning_again_gives_the_same_bytes()
    {
        ImmutableArray<UrgencyExample> few = [.. Examples.Where(e => e.Family % 60 == 0)];
        Assert.Equal(LearnedUrgencyFormat.ToBytes(LearnCommand.Learn(UrgencyMessages.Rules, few)), LearnedUrgencyFormat.ToBytes(LearnCommand.Learn(UrgencyMessages.Rules, few)));
    }

    [Fact]
    public void The_border_of_the_card_leaves_out_nearly_all_ordinary_examples_and_lets_in_nearly_all_urgent_ones()
    {
        var reader = new UrgencyReader(LearnedFile.Sentences(UrgencyMessages.Rules, LearnedFile.Learned), LearnedFile.Learned);
        bool HasCard(UrgencyExample example) => reader.Read(reader.Sentences.Read(example.Variants(1)[0]), hasExcuse: false)?.Strength == UrgencyStrength.Hard;
        ImmutableArray<UrgencyExample> some = [.. Examples.Where(e => e.Family % 50 == 0 && e.How != UrgencyExamplesFile.Ask)];
        UrgencyExample[] ordinary = [.. some.Where(e => e.Category is null)], urgent = [.. some.Where(e => e.Category is not (null or "X1" or "Y1"))];
        Assert.InRange(100.0 * ordinary.Count(HasCard) / ordinary.Length, 0, 3);
        Assert.InRange(100.0 * urgent.Count(HasCard) / urgent.Length, 95, 100);
    }

    [Fact]
    public void The_border_moves_with_what_is_learned()
    {
        ImmutableArray<UrgencyExample> few = [.. Examples.Where(e => e.Family % 61 == 0)], others = [.. Examples.Where(e => e.Family % 61 == 1)];
        Assert.NotEqual(LearnCommand.Learn(UrgencyMessages.Rules, few).Border, LearnCommand.Learn(UrgencyMessages.Rules, others).Border);
    }

    [Fact]
    public void What_is_written_can_be_read_again()
    {
        byte[] bytes = LearnedUrgencyFormat.ToBytes(LearnedFile.Learned);
        Assert.Equal(bytes, LearnedUrgencyFormat.ToBytes(LearnedUrgencyFormat.FromBytes(bytes)));
        Assert.Throws<FormatException>(() => LearnedUrgencyFormat.FromBytes(bytes.AsSpan(0, bytes.Length / 2)));
    }

    [Fact]
    public void Weights_that_are_cut_short_are_refused() =>
        Assert.Throws<FormatException>(() => new SentenceEncoder("ENC2\0\0\0"u8.ToArray()));

    [Theory]
    [InlineData("he won't let me out", "he will not let me out")]
    [InlineData("hes gonna k1ll me", "he is going to kill me")]
    [InlineData("IM SO SCAAARED", "i am so scared")]
    [InlineData("i w​ant tо d‍ie", "i want to die")]
    [InlineData("Mypartneristhreateningmewithbrokenbottles", "my partner is threatening me with broken bottles")]
    [InlineData("mysonis19andhe'shitting me", "my son is 19 and he is hitting me")]
    [InlineData("I wish I was daed wehn it hruts", "i wish i was dead when it hurts")]
    [InlineData("hes got a kife, a knnife and a knofe", "he is got a knife a knife and a knife")]
    [InlineData("josh and ella went to kfc", "josh and ella went to kfc")]
    public void Words_are_written_out_plainly(string typed, string plain)
    {
        var english = new PlainEnglish(UrgencyMessages.Rules, LearnedFile.Encoder.Pieces, LearnedFile.Learned.Common);
        Assert.Equal(plain, string.Join(' ', english.Sentences(typed).SelectMany(sentence => sentence)));
    }

    [Fact]
    public void Sentences_that_mean_much_the_same_lie_close_together()
    {
        float Alike(string one, string other) => LearnedFile.Encoder.Encode(one).Zip(LearnedFile.Encoder.Encode(other), (a, b) => a * b).Sum();
        Assert.True(Alike("my husband hits me", "my partner is violent to me") > Alike("my husband hits me", "what time is the meeting on friday") + 0.3f);
    }

    [Theory]
    [InlineData("i locked my keys in the car and was late for the core group")]
    [InlineData("he had a fit when he was two but not since")]
    [InlineData("id rather die than sit through another slideshow")]
    [InlineData("my ex is controlling the handover times through his solicitor")]
    public void Where_the_rules_take_a_word_for_danger_and_the_whole_is_plainly_ordinary_the_gentle_line_stands(string text)
    {
        Assert.Equal(UrgencyStrength.Hard, UrgencyMessages.Spotter.Spot(text)?.Strength);
        Assert.Equal(UrgencyStrength.Soft, UrgencyMessages.Whole.Spot(text)?.Strength);
    }

    [Fact]
    public void No_command_but_those_for_danger_and_for_somebody_near_is_taken_for_danger() =>
        Assert.DoesNotContain(
            RealBot.Library.Messages.Commands.Where(command => command.Key is not ("danger" or "watched")).SelectMany(command => command.Value),
            words => UrgencyMessages.Whole.Spot(words)?.Strength == UrgencyStrength.Hard);

    [Theory]
    [InlineData("My ex got handy once, years ago, and he lives in Spain now. The school rang them about a bruise she got on the climbing frame. I was in a bad place that week and cried a lot. When is the review and who comes?")]
    [InlineData("I go red and forget my words in front of them. My mum drives me there. They want to hear from my son's school too. Can my mum sit in with me?")]
    public void A_story_with_alarming_sentences_that_is_ordinary_as_a_whole_brings_no_card(string story) =>
        Assert.NotEqual(UrgencyStrength.Hard, UrgencyMessages.Whole.Spot(story)?.Strength);

    [Fact]
    public void One_sentence_of_danger_in_a_story_is_seen() =>
        Assert.Equal(UrgencyStrength.Hard, UrgencyMessages.Whole.Spot(
            "We had the core group on Tuesday and it went alright. The health visitor liked the new cot. He has hidden my phone and locked the front door, and he says nobody will hear. Do I need to tell them about the new job?")?.Strength);

    [Theory]
    [InlineData("he stops me seeing my family", "he doesn't stop me seeing my family")]
    [InlineData("he won't let me have my own bank card", "he has never stopped me having my own bank card")]
    [InlineData("he checks who I've rung", "she checks who needs a lift")]
    [InlineData("he is strangling me", "in the film I watched he is strangling her, is that what they call coercive control")]
    [InlineData("my daughter wrote a story where daddy touches her", "in my novel a man hits his wife and I want to get the court part right")]
    public void What_is_denied_or_meant_otherwise_is_told_apart(string urgent, string ordinary)
    {
        Assert.Equal(UrgencyStrength.Hard, UrgencyMessages.Whole.Spot(urgent)?.Strength);
        Assert.NotEqual(UrgencyStrength.Hard, UrgencyMessages.Whole.Spot(ordinary)?.Strength);
    }

    [Theory]
    [InlineData(4, new[] { "he is in", "he is out", "she is in", "she is out" })]
    [InlineData(1, new[] { "he is out" })]
    public void Slots_are_filled_evenly(int most, string[] expected) =>
        Assert.Equal(expected.Order(), new UrgencyExample("A1", "slang", "[he|she] is [in|out]", 0).Variants(most).Order());
}
