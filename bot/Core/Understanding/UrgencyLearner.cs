using System.Collections.Immutable;
using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Understanding;

/// <summary>Learns from the examples which sentences are urgent, and of which kind.</summary>
/// <remarks>
/// The same examples give the same everywhere: see <see cref="SoftmaxRegression"/>.
/// </remarks>
public sealed class UrgencyLearner
{
    private static readonly LearningPace Pace = new(24, 0.4f, 0.05f, 1e-5f);

    // Each fifth in turn is read by what the other four taught.
    private const int Folds = 5;

    // Of the ordinary sentences that were not learned from, so many bring a card at the border. They were chosen to be hard: of what people send it is far fewer.
    private const double OrdinaryWithCard = 0.025;

    private readonly ImmutableArray<string> kinds;
    private readonly ImmutableArray<Lesson> lessons;

    /// <summary>Learns of these.</summary>
    /// <param name="kinds">"ordinary", then the codes in the order of the cards.</param>
    public UrgencyLearner(ImmutableArray<string> kinds, ImmutableArray<Lesson> lessons)
    {
        this.kinds = kinds;
        this.lessons = lessons;
    }

    /// <summary>Words of the examples and how often they stand there.</summary>
    public static ImmutableSortedDictionary<string, int> CommonWords(IEnumerable<UrgencyExample> examples) =>
        examples.SelectMany(example => example.Variants(3)).SelectMany(PlainEnglish.WordsOf)
            .GroupBy(word => word, StringComparer.Ordinal)
            .Where(word => word.Count() > 1 && word.Key.Length > 1)
            .ToImmutableSortedDictionary(word => word.Key, word => word.Count(), StringComparer.Ordinal);

    /// <summary>Learns, and keeps the examples.</summary>
    public LearnedUrgency Learn(ImmutableSortedDictionary<string, int> common, string madeFrom)
    {
        Lesson[] urgent = [.. lessons.Where(lesson => lesson.Kind != LearnedUrgency.Ordinary).DistinctBy(lesson => lesson.Family)];
        var known = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (Lesson lesson in lessons)
        {
            known.TryAdd(lesson.Plain, kinds.IndexOf(lesson.Kind));
        }

        return new LearnedUrgency(
            kinds,
            Train(lessons),
            Border(),
            Words(common),
            known.ToImmutable(),
            [.. urgent.SelectMany(lesson => LearnedUrgency.Small(lesson.Vector.AsSpan()))],
            [.. urgent.Select(lesson => lesson.Text)],
            madeFrom);
    }

    private SoftmaxRegression Train(IEnumerable<Lesson> from) =>
        SoftmaxRegression.Train([.. from.Select(lesson => (kinds.IndexOf(lesson.Kind), lesson.Vector.AsMemory()))], kinds.Length, Pace);

    // All wordings of one example are in one part, or they would be learned from after all.
    private float Border()
    {
        var urgencyKinds = new UrgencyKinds(kinds);
        float[] ordinary =
        [
            .. Enumerable.Range(0, Folds).AsParallel().AsOrdered().SelectMany(fold =>
            {
                SoftmaxRegression others = Train(lessons.Where(lesson => FoldOf(lesson) != fold));
                return lessons.Where(lesson => FoldOf(lesson) == fold && lesson.Kind == LearnedUrgency.Ordinary)
                    .Select(lesson => new UrgencyOdds(urgencyKinds, others.Read(lesson.Vector.AsSpan())).OfCard);
            }).OrderDescending(),
        ];
        return ordinary.Length == 0 ? 0 : ordinary[(int)(ordinary.Length * OrdinaryWithCard)];
    }

    // By a hash (Knuth's multiplicative one), for lines that stand in some order would else fall into one part.
    private static int FoldOf(Lesson lesson) => (int)(((uint)lesson.Family * 2_654_435_761 >> 16) % Folds);

    private ImmutableSortedDictionary<string, LearnedWord> Words(ImmutableSortedDictionary<string, int> common)
    {
        var counts = new Dictionary<string, (int Urgent, int Ordinary)>(StringComparer.Ordinal);
        int allUrgent = 0;
        foreach (Lesson lesson in lessons)
        {
            bool isUrgent = lesson.Kind != LearnedUrgency.Ordinary;
            allUrgent += isUrgent ? 1 : 0;
            foreach (string word in lesson.Plain.Split(' ').Distinct(StringComparer.Ordinal))
            {
                (int urgent, int ordinary) = counts.GetValueOrDefault(word);
                counts[word] = isUrgent ? (urgent + 1, ordinary) : (urgent, ordinary + 1);
            }
        }

        double ordinaryToUrgent = (lessons.Length - allUrgent + 1.0) / (allUrgent + 1.0);
        return counts.Keys.Union(common.Keys).ToImmutableSortedDictionary(
            word => word,
            word =>
            {
                (int urgent, int ordinary) = counts.GetValueOrDefault(word);
                return new LearnedWord(common.GetValueOrDefault(word), (float)Exact.Log((urgent + 0.5) / (ordinary + 0.5) * ordinaryToUrgent));
            },
            StringComparer.Ordinal);
    }
}

/// <summary>One variant of an example as numbers.</summary>
/// <param name="Kind">"ordinary", or the code of its kind.</param>
/// <param name="Text">As it was written.</param>
/// <param name="Plain">Written out plainly.</param>
/// <param name="Family">Which line it stands on.</param>
public sealed record Lesson(string Kind, string Text, string Plain, int Family, ImmutableArray<float> Vector);
