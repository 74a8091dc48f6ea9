using AdviceBot.Core.Search;
using Xunit;

namespace AdviceBot.Tests.Core.Search;

public class SpellingTests
{
    private readonly Spelling spelling = new(new Dictionary<string, int>
    {
        ["conference"] = 40, ["social"] = 60, ["worker"] = 60, ["core"] = 20, ["group"] = 20, ["solicitor"] = 15, ["adoption"] = 8,
        ["proceedings"] = 9, ["plan"] = 90, ["decision"] = 12, ["protection"] = 50, ["assessment"] = 10, ["complaint"] = 8, ["register"] = 2,
    });

    [Theory]
    [InlineData("conferance", "conference")]
    [InlineData("confrunce", "conference")]
    [InlineData("socail", "social")]
    [InlineData("solister", "solicitor")]
    [InlineData("adopshun", "adoption")]
    [InlineData("prosedings", "proceedings")]
    [InlineData("desision", "decision")]
    [InlineData("paln", "plan")]
    [InlineData("asessment", "assessment")]
    [InlineData("coregroup", "core group")]
    [InlineData("protectionplan", "protection plan")]
    public void A_misspelt_word_is_mended(string typed, string meant) => Assert.Equal(meant, spelling.Mend(typed)[0].Words);

    [Theory]
    [InlineData("plane")]
    [InlineData("screaming")]
    [InlineData("holidays")]
    [InlineData("conferences")]
    [InlineData("it")]
    [InlineData("s47")]
    public void A_real_word_is_left_alone(string word) => Assert.True(spelling.Knows(word));

    [Fact]
    public void Nobody_can_tell_what_a_heap_of_letters_means() => Assert.Empty(spelling.Mend("xqzvwkjh"));

    [Theory]
    [InlineData("confrunse", "conference")]
    [InlineData("fone", "phone")]
    public void Words_that_sound_alike_have_one_sound(string typed, string meant) =>
        Assert.Equal(Spelling.Sound(meant), Spelling.Sound(typed));
}
