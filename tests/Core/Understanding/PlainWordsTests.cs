using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

public class PlainWordsTests
{
    [Theory]
    [InlineData("I'm NOT sure!", "im not sure")]
    [InlineData("I’m not sure…", "im not sure")]
    [InlineData("  two   words\n", "two words")]
    [InlineData("pre-birth", "pre birth")]
    [InlineData("24/11/2026", "24 11 2026")]
    [InlineData("CAFÉ", "café")]
    [InlineData("не знаю", "не знаю")]
    [InlineData("😢?!", "")]
    [InlineData("", "")]
    public void Are_small_letters_and_digits_with_single_spaces(string typed, string plain) => Assert.Equal(plain, PlainWords.Of(typed));

    [Theory]
    [InlineData("conference", "conference", 0)]
    [InlineData("conferance", "conference", 1)]
    [InlineData("confrence", "conference", 1)]
    [InlineData("confernece", "conference", 1)] // two letters swapped
    [InlineData("conferrance", "conference", 2)]
    [InlineData("", "abc", 3)]
    public void Slips_count_a_letter_more_less_other_or_swapped(string a, string b, int slips)
    {
        Assert.Equal(slips, PlainWords.Slips(a, b, 5));
        Assert.Equal(slips, PlainWords.Slips(b, a, 5));
    }

    [Fact]
    public void Slips_beyond_the_limit_are_not_counted_to_the_end() => Assert.Equal(2, PlainWords.Slips("abcdefgh", "zyxwvuts", 1));

    [Theory]
    [InlineData("prepair", "prepare")]
    [InlineData("england", "england")]
    [InlineData("xyz", null)]
    public void The_nearest_name_is_given_when_one_is_near(string wrong, string? name) =>
        Assert.Equal(name, PlainWords.Nearest(wrong, ["prepare", "england", "conference"]));
}
