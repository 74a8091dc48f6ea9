using AdviceBot.Core;
using Xunit;

namespace AdviceBot.Tests.Core;

public class ExactTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2.718281828)]
    [InlineData(12345)]
    public void Logarithms_are_those_of_mathematics(double x) => Assert.Equal(Math.Log(x), Exact.Log(x), 12);

    [Theory]
    [InlineData(-20)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(5)]
    public void Powers_are_those_of_mathematics(double x) => Assert.Equal(1, Exact.Exp(x) / Math.Exp(x), 12);
}
