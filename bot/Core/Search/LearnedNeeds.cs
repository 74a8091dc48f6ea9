using System.Collections.Immutable;
using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Search;

/// <summary>What was learned from the ways people put their needs: how much each number of a sentence speaks for each passage, and for our topics at all.</summary>
public sealed class LearnedNeeds
{
    private const string Mark = "NEED1";

    private static readonly LearningPace OfNeeds = new(16, 3f, 0.05f, 1e-6f);
    private static readonly LearningPace OfScope = new(16, 1f, 0.02f, 1e-6f);

    private readonly SoftmaxRegression byNeed;
    private readonly SoftmaxRegression byScope;

    private LearnedNeeds(ImmutableArray<string> needs, SoftmaxRegression byNeed, SoftmaxRegression byScope)
    {
        Needs = needs;
        this.byNeed = byNeed;
        this.byScope = byScope;
    }

    /// <summary>Ids of passages, in the order of <see cref="Read"/>.</summary>
    public ImmutableArray<string> Needs { get; }

    /// <summary>Learns.</summary>
    /// <param name="lessons">The need of each example as <see cref="NeedExample"/> has it, and its numbers.</param>
    public static LearnedNeeds Learn(IReadOnlyList<(string Need, ReadOnlyMemory<float> Vector)> lessons)
    {
        ImmutableArray<string> needs = [.. lessons.Select(l => l.Need).Where(n => n is not (NeedExample.Part or NeedExample.Foreign)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, int> places = needs.Index().ToDictionary(n => n.Item, n => n.Index, StringComparer.Ordinal);
        (string Need, ReadOnlyMemory<float> Vector)[] foreign = [.. lessons.Where(l => l.Need == NeedExample.Foreign)];

        // Foreign topics are fewer, and weigh as much as ours together.
        int times = foreign.Length == 0 ? 0 : (lessons.Count - foreign.Length) / foreign.Length;
        return new LearnedNeeds(
            needs,
            SoftmaxRegression.Train([.. lessons.Where(l => places.ContainsKey(l.Need)).Select(l => (places[l.Need], l.Vector))], needs.Length, OfNeeds),
            SoftmaxRegression.Train(
                [.. lessons.Select(l => (l.Need == NeedExample.Foreign ? 0 : 1, l.Vector)), .. Enumerable.Range(1, Math.Max(0, times - 1)).SelectMany(_ => foreign.Select(l => (0, l.Vector)))],
                2,
                OfScope));
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static LearnedNeeds FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var from = new LearnedReader(bytes);
            if (from.Text() != Mark)
            {
                throw new FormatException("this is not what was learned of needs");
            }

            var needs = ImmutableArray.CreateBuilder<string>();
            for (int left = from.Number(); left > 0; left--)
            {
                needs.Add(from.Text());
            }

            return new LearnedNeeds(needs.ToImmutable(), from.Regression(needs.Count), from.Regression(2));
        }
        catch (ArgumentException e)
        {
            throw new FormatException("what was learned of needs ends too early", e);
        }
    }

    /// <summary>As bytes, to keep in the program.</summary>
    public byte[] ToBytes()
    {
        var to = new LearnedWriter();
        to.Text(Mark);
        to.Many(Needs, to.Text);
        to.Regression(byNeed);
        to.Regression(byScope);
        return to.All;
    }

    /// <summary>What speaks for each need: the logarithm of its odds, but for a number they all share.</summary>
    public float[] Read(ReadOnlySpan<float> vector) => byNeed.Read(vector);

    /// <summary>How much speaks for one of our topics (above 0) or a foreign one (below 0): the logarithm of the odds.</summary>
    public float Lean(ReadOnlySpan<float> vector) => byScope.Read(vector) is [var foreign, var ours] ? ours - foreign : 0;
}
