using AdviceBot.Core.Sentences;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Core.Sentences;

public class PlainMessageTests
{
    [Fact]
    public void A_part_is_made_into_numbers_once_however_many_ask()
    {
        var message = new PlainMessage([["who", "chairs", "it"]], LearnedFile.Encoder);
        float[] first = message.VectorOf("who chairs it");
        Assert.Same(first, message.VectorOf("who chairs it"));
        Assert.Equal(LearnedFile.Encoder.Encode("who chairs it"), first);
    }
}
