using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Search;

/// <summary>Finds the passages that answer somebody's own words, or says that there are none.</summary>
public interface ISearchIndex
{
    /// <summary>The passages that answer these words, best first.</summary>
    /// <param name="text">Anything a person typed, of any length.</param>
    /// <param name="context">Where in the conversation they are; weighs a little, never decides alone.</param>
    Findings Find(string text, SearchContext context);
}

/// <summary>Where in a conversation a question was asked.</summary>
/// <param name="Guide">The guide they are in, or null on the first screen.</param>
/// <param name="AtHand">Ids of the passages of the step they are at.</param>
public sealed record SearchContext(string? Guide, ImmutableArray<string> AtHand)
{
    /// <summary>A first message: nothing is known yet.</summary>
    public static readonly SearchContext None = new(null, []);

    /// <summary>The words as they were read for danger; null where they weren't, or are others.</summary>
    public PlainMessage? Plain { get; init; }

    /// <summary>Whether every hit says what each word gave to it. Else only the first few do, as many as an answer shows.</summary>
    public bool ExplainsAll { get; init; }
}

/// <summary>What the search makes of a question.</summary>
public enum FindingsKind
{
    /// <summary>Passages fit.</summary>
    Answered,

    /// <summary>Nothing here answers it, or it is about something else.</summary>
    Abstained,

    /// <summary>Too few words, or two needs fit equally: ask which.</summary>
    AskBack,
}

/// <summary>What was found, how sure the search is, and which guide the words belong to.</summary>
/// <param name="Hits">Best first; when asking back, one for each need to offer; empty when abstained.</param>
/// <param name="Confidence">0 to 1, calibrated: about the share of such questions that it answers rightly.</param>
/// <param name="Guides">Guides whose situation the words tell of, likeliest first; empty when none does.</param>
/// <param name="Elsewhere">When abstained and the topic is a known foreign one, its id in decoys.yaml (benefits, schools...); else null.</param>
public sealed record Findings(
    FindingsKind Kind,
    ImmutableArray<Hit> Hits,
    double Confidence,
    ImmutableArray<string> Guides,
    string? Elsewhere)
{
    /// <summary>The id of a topic we only have a part of, as in brushed.yaml; null for any other.</summary>
    public string? Brushed { get; init; }

    /// <summary>Helper ids that the words themselves call for, whatever was found.</summary>
    public ImmutableArray<string> Named { get; init; } = [];

    /// <summary>The likeliest needs, each with its likelihood, likeliest first; empty when nothing can be said of them.</summary>
    public ImmutableArray<(Passage Need, double Likelihood)> Likely { get; init; } = [];
}

/// <summary>A passage that fits, with its score (the second and third may stand before a higher one that says what the first has said) and what each word gave to it.</summary>
/// <param name="Parts">Empty where it was not asked for.</param>
public sealed record Hit(Passage Passage, double Score, ImmutableArray<ScorePart> Parts);

/// <summary>What one word gave to a score.</summary>
/// <param name="Word">As indexed.</param>
/// <param name="From">As typed, where it was repaired or is a synonym.</param>
/// <param name="Field">title, asks, body, glossary, grams, model, meaning (what the whole says, whatever its words), focus (the sentence that asks), context or topic.</param>
public sealed record ScorePart(string Word, string From, string Field, double Score);
