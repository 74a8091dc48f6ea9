using AdviceBot.Core.Search;
using Xunit;

namespace AdviceBot.Tests.Core.Search;

/// <summary>Expected stems follow from the published Porter2 rules.</summary>
public class StemmerTests
{
    [Theory]
    [InlineData("consign consigned consigning consignment", "consign")]
    [InlineData("consist consisted consistency consistent consistently consisting consists", "consist")]
    [InlineData("conspicuous conspicuously", "conspicu")]
    [InlineData("conspiracy", "conspiraci")]
    [InlineData("knave knaves", "knave")]
    [InlineData("knit knits knitted knitting", "knit")]
    [InlineData("meeting meetings meet", "meet")]
    [InlineData("conference conferences", "confer")]
    [InlineData("enquiry enquiries", "enquiri")]
    [InlineData("child childs", "child")]
    [InlineData("agree agreed agrees agreeing", "agre")]
    [InlineData("hope hoped hoping", "hope")]
    [InlineData("hop hopped hopping", "hop")]
    [InlineData("luxuriated", "luxuri")]
    [InlineData("relational relate", "relat")]
    [InlineData("generate generated", "generat")]
    [InlineData("general generally", "general")]
    [InlineData("communicate communication", "communic")]
    [InlineData("happy", "happi")]
    [InlineData("happily", "happili")]
    [InlineData("removal", "remov")]
    [InlineData("proceed proceeding proceedings", "proceed")]
    [InlineData("dying", "die")]
    [InlineData("news", "news")]
    [InlineData("this", "this")]
    [InlineData("cries cried", "cri")]
    [InlineData("ties tied", "tie")]
    [InlineData("gas", "gas")]
    [InlineData("sky skies", "sky")]
    public void Words_of_a_family_share_a_stem(string words, string stem) =>
        Assert.All(words.Split(' '), word => Assert.Equal(stem, Stemmer.Stem(word)));

    [Theory]
    [InlineData("a")]
    [InlineData("s47")]
    [InlineData("żółw")]
    [InlineData("")]
    public void What_has_no_ending_stays(string word) => Assert.Equal(word, Stemmer.Stem(word));
}
