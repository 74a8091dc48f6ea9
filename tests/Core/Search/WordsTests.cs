using AdviceBot.Core.Search;
using Xunit;

namespace AdviceBot.Tests.Core.Search;

public class WordsTests
{
    [Theory]
    [InlineData("Don\u2019t they HAVE to?", "dont they have to")]
    [InlineData("child's worker`s", "childs workers")]
    [InlineData("s.47 and d.v. and S47", "s47 and dv and s47")]
    [InlineData("10weeks", "10 weeks")]
    [InlineData("the 1st meeting", "the 1st meeting")]
    [InlineData("wot r my rites", "what are my rights")]
    [InlineData("can sum1 come wiv me b4", "can someone come with me before")]
    [InlineData("soooooo angry", "soo angry")]
    [InlineData("pre-birth/post-birth", "pre birth post birth")]
    [InlineData("café", "cafe")]
    [InlineData("took my 👶", "took my baby")]
    [InlineData("end.Then start", "end then start")]
    public void Typed_words_are_read_plainly(string typed, string read) =>
        Assert.Equal(read, string.Join(' ', Words.Read(typed, plain: true).Select(w => w.Text)));

    [Fact]
    public void What_was_typed_stays_beside_what_is_read() =>
        Assert.Equal(new Word("because", "cuz"), Assert.Single(Words.Read("cuz", plain: true)));

    [Fact]
    public void Only_the_first_eight_thousand_letters_are_read() =>
        Assert.Equal(4000, Words.Read(string.Concat(Enumerable.Repeat("a ", 9000)), plain: true).Length);
}
