using AdviceBot.Core.Search;
using Xunit;

namespace AdviceBot.Tests.Core.Search;

public class GlossaryFinderTests
{
    private static readonly GlossaryFinder Glossary = new(
    [
        (Words("core group"), Words("small meeting")),
        (Words("core"), Words("middle")),
        (Words("chair"), Words("boss")),
        (Words(""), Words("nothing")),
    ]);

    [Theory]
    [InlineData("the core group meets", "small meeting middle")]
    [InlineData("the chair of the core group", "small meeting middle boss")] // in the order of the glossary, each once
    [InlineData("chair chair", "boss")]
    [InlineData("group core", "middle")]
    [InlineData("the group has a core", "middle")]
    [InlineData("nobody", "")]
    [InlineData("", "")]
    public void Other_words_come_for_every_term_that_stands_in_a_text_whole(string text, string aliases) =>
        Assert.Equal(aliases, string.Join(' ', Glossary.AliasesIn(Words(text)).Select(t => t.Stem)));

    [Fact]
    public void Words_that_were_only_added_name_no_term() =>
        Assert.Empty(Glossary.AliasesIn([.. Words("chair").Select(t => t with { Said = false })]));

    private static Token[] Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => new Token(w, w, w, 1, false, true))];
}
