using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

public class UrgencyWordsTests
{
    [Theory]
    [InlineData("punch", "punch punches punching punched")]
    [InlineData("stab", "stab stabs stabbing stabbed")]
    [InlineData("shove", "shove shoves shoving shoved")]
    [InlineData("bury", "bury buries burying buried")]
    [InlineData("hit/hits/hitting/hit", "hit hits hitting hit")]
    [InlineData("beat/beats/beating/beat/beaten up", "beat up beats up beating up beat up beaten up")]
    public void A_doing_word_has_its_forms(string verb, string forms)
    {
        WordForms read = WordForms.Of(verb);
        Assert.Equal(forms, string.Join(' ', [.. read.Present, .. read.Ongoing, .. read.Past]));
    }

    [Theory]
    [InlineData("sucidal", "suicidal")] // a letter left out
    [InlineData("suiicidal", "suicidal")] // one too many
    [InlineData("suicidla", "suicidal")] // two swapped
    [InlineData("suicadal", "suicidal")] // one changed
    [InlineData("uncncious", "unconscious")] // two in a long word
    [InlineData("violet", null)] // too far from anything we know
    [InlineData("xuicidal", null)] // the first letter is wrong
    [InlineData("suicidal", "suicidal")]
    public void A_typing_error_or_two_in_a_long_word_is_forgiven(string typed, string? meant) =>
        Assert.Equal(meant, new TypingErrors(["suicidal", "unconscious"]).Meant(typed));

    [Fact]
    public void A_pattern_is_read_part_by_part()
    {
        UrgencyPattern pattern = UrgencyPattern.Parse("^ <he> .. really? [hits|slaps] ... me !<up> $");
        Assert.True(pattern.AtClauseStart);
        Assert.True(pattern.AtClauseEnd);
        Assert.Equal(["<he>", "really", "hits|slaps", "me", "<up>"], pattern.Parts.Select(part => string.Join('|', part.Alternatives)));
        Assert.Equal([0, 2, 0, 6, 0], pattern.Parts.Select(part => part.Gap));
        Assert.Equal([false, true, false, false, false], pattern.Parts.Select(part => part.Optional));
        Assert.Equal([false, false, false, false, true], pattern.Parts.Select(part => part.Forbidden));
    }

    [Theory]
    [InlineData("he [hits")]
    [InlineData("he hits ..")]
    [InlineData("really?")]
    [InlineData("[a||b] c")]
    [InlineData("he $ hits")]
    [InlineData("a|b")]
    [InlineData("")]
    public void A_pattern_that_cannot_be_read_is_refused(string source) =>
        Assert.Throws<FormatException>(() => UrgencyPattern.Parse(source));
}
