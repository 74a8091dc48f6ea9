namespace AdviceBot.Core.Search;

/// <summary>How every passage fares against a message.</summary>
/// <param name="Tokens">What was read.</param>
/// <param name="Features">The same in numbers.</param>
/// <param name="Bm25">0 to 1 for each passage.</param>
/// <param name="BestAsk">Likeness of its best ask, 0 to 1.</param>
/// <param name="ThreeAsks">Likeness of its best three asks.</param>
/// <param name="Model">What the linear model makes of it, 0 to 1.</param>
/// <param name="Which">Its best ask.</param>
/// <param name="Likelihoods">How likely each passage is by the linear model and by what is meant; their sum is 1.</param>
/// <param name="MostAlike">Likeness of the best of all asks.</param>
/// <param name="Meant">What the meaning of the whole speaks for; null where nobody reads it.</param>
internal sealed record Reading(
    IReadOnlyList<Token> Tokens,
    Features Features,
    double[] Bm25,
    double[] BestAsk,
    double[] ThreeAsks,
    double[] Model,
    int[] Which,
    double[] Likelihoods,
    double MostAlike,
    Meant? Meant = null);

/// <summary>The weights that make one score of the parts. Change ranking here.</summary>
/// <remarks>
/// Fitted on asks held out in turn (every fifth ask of each passage taken out of the index and put as a question), never on a question file.
/// </remarks>
public sealed record Ranking
{
    /// <summary>As the bot runs.</summary>
    public static readonly Ranking Default = new();

    /// <summary>BM25F over all fields.</summary>
    public double Bm25 { get; init; } = 0.5;

    /// <summary>The single best ask.</summary>
    public double BestAsk { get; init; } = 0.5;

    /// <summary>The best three asks on average: one lucky ask is not enough.</summary>
    public double ThreeAsks { get; init; } = 1.5;

    /// <summary>The linear model.</summary>
    public double Model { get; init; } = 2.0;

    /// <summary>What the message means, by what was learned.</summary>
    public double Meant { get; init; } = 2.0;

    /// <summary>Share of a story's score that its sentences give, each read by itself; the whole gives the rest.</summary>
    public double Asked { get; init; } = 0.1;

    /// <summary>How much a sentence weighs for being sure of one need, beside looking like a question.</summary>
    public double Peak { get; init; } = 1.2;

    /// <summary>Added for a passage of the step at hand.</summary>
    public double AtHand { get; init; } = 0.15;

    /// <summary>Added for a passage of the guide at hand.</summary>
    public double InGuide { get; init; } = 0.3;

    /// <summary>Added for a passage that comes nearest to a topic we only have a part of.</summary>
    public double OfPart { get; init; } = 1.2;

    /// <summary>Weight of the words of the guide at hand, which a person inside it needn't say.</summary>
    public double Understood { get; init; } = 0.3;

    /// <summary>A passage's score, before the place in the conversation adds to it.</summary>
    internal double Of(Reading reading, int passage) =>
        (Bm25 * reading.Bm25[passage])
        + (BestAsk * reading.BestAsk[passage])
        + (ThreeAsks * reading.ThreeAsks[passage])
        + (Model * reading.Model[passage])
        + (reading.Meant is { } meant ? Meant * meant.Scores[passage] : 0);
}
