using AdviceBot.Core.Sentences;
using Xunit;

namespace AdviceBot.Tests.Core.Sentences;

public class SoftmaxRegressionTests
{
    private static readonly LearningPace Pace = new(12, 0.5f, 0.05f, 1e-5f);

    [Fact]
    public void It_tells_apart_what_it_was_taught()
    {
        SoftmaxRegression learned = SoftmaxRegression.Train(Lessons(), 3, Pace);
        Assert.All(Lessons(), lesson =>
        {
            float[] sums = learned.Read(lesson.Vector.Span);
            Assert.Equal(sums.Max(), sums[lesson.Class]);
        });
    }

    [Fact]
    public void The_same_lessons_give_the_same_bits()
    {
        float[][] once = SoftmaxRegression.Train(Lessons(), 3, Pace).Weights;
        Assert.Equal(once, SoftmaxRegression.Train(Lessons(), 3, Pace).Weights);
    }

    [Fact]
    public void A_sum_is_every_number_times_its_weight_and_what_is_added()
    {
        float[] vector = [.. Enumerable.Range(0, SentenceEncoder.Width).Select(i => (i % 7) - 3f)];
        float[] weights = [.. Enumerable.Range(0, SentenceEncoder.Width + 1).Select(i => (i % 5) - 2f)];
        float sum = weights[^1] + vector.Zip(weights, (v, w) => v * w).Sum();
        Assert.Equal([sum], new SoftmaxRegression([weights]).Read(vector));
    }

    private static List<(int Class, ReadOnlyMemory<float> Vector)> Lessons()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, 60).Select(n => (n % 3, (ReadOnlyMemory<float>)Enumerable.Range(0, SentenceEncoder.Width)
            .Select(i => (float)(random.NextDouble() * 0.1) + (i % 3 == n % 3 ? 0.05f : 0)).ToArray()))];
    }
}
