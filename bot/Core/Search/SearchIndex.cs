using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Search;

/// <summary>The search over a set of passages. Built whole when the content is read; never changed.</summary>
public sealed class SearchIndex : ISearchIndex
{
    private const int MostHits = 10;
    private const int MostOffers = 3;

    // What each word gave is more work than the search itself, and nobody sees it of the rest.
    private const int MostShown = 3;

    private readonly SearchOptions options;
    private readonly Ranking ranking;
    private readonly ImmutableArray<Passage> passages;
    private readonly ImmutableArray<Decoy> decoys;
    private readonly ImmutableArray<Brushed> brushed;
    private readonly IndexParts index;
    private readonly MeaningReader? meaning;
    private readonly int[] meant;
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly PassageOrder order;
    private readonly Explanation explanation;

    /// <summary>Builds the index. Only these passages can be found: leave out what the reader may not see.</summary>
    /// <param name="meaning">Gives what reads what words mean, by what was learned; asked for last, so that it can be made ready beside. Null for the words alone.</param>
    /// <param name="learned">What an index over these very words learned before; null to learn it now, which takes most of the time.</param>
    public SearchIndex(
        ImmutableArray<Passage> passages,
        ImmutableArray<Term> glossary,
        SearchWords searchWords,
        ImmutableArray<Guide> guides,
        Func<MeaningReader?>? meaning = null,
        SearchOptions? options = null,
        Ranking? ranking = null,
        LearnedAsks? learned = null)
    {
        this.options = options ??= SearchOptions.Default;
        this.ranking = ranking ?? Ranking.Default;
        this.passages = passages;
        ArgumentNullException.ThrowIfNull(searchWords);
        decoys = searchWords.Decoys;
        brushed = searchWords.Brushed;
        for (int p = 0; p < passages.Length; p++)
        {
            places[passages[p].Id] = p;
        }

        order = new(passages, options);
        index = IndexParts.Build(passages, glossary, searchWords, guides, places, options, learned);
        this.meaning = options.Meaning ? meaning?.Invoke() : null;
        meant = this.meaning?.PlacesOf(passages) ?? [];
        explanation = new(index, options, this.ranking);
    }

    /// <summary>What it learned, to be kept for the next index over the same words.</summary>
    public LearnedAsks Learned => index.Learned;

    /// <inheritdoc />
    public Findings Find(string text, SearchContext context)
    {
        ImmutableArray<Token> read = index.Reader.Read(text, asContent: false);
        if (passages.IsEmpty || read.IsEmpty)
        {
            return new(FindingsKind.AskBack, [], 0, [], null);
        }

        if (options.Abstention && index.Reader.IsStrange(text))
        {
            return new(FindingsKind.Abstained, [], 0, [], null);
        }

        Reading reading = Read([.. read, .. Understood(context)]);
        if (meaning?.Read(text, context.Plain, meant, reading.Likelihoods) is { } means)
        {
            reading = reading with { Meant = means, Likelihoods = [.. reading.Likelihoods.Zip(means.Likelihoods, (byWords, byMeaning) => (byWords + byMeaning) / 2)] };
        }

        Brushed? part = PartOf(reading);
        (double inScope, string? elsewhere, double foreignness) = InScope(reading);
        int telling = read.Where(t => t.Said && !t.Weak).DistinctBy(t => t.Typed).Count();
        bool bare = telling == 0 && foreignness < Confidence.SurelyForeign;
        Dictionary<int, double> prior = Prior(context, telling, part);
        double[]? asked = Asked(text);
        double[] scores = Scores(reading, prior, asked);
        ImmutableArray<int> best = order.Best(scores, 2 * MostHits);
        double confidence = Sure(reading, scores, order.Fold(best).Order, inScope);
        (ImmutableArray<int> shown, int fresh) = order.Fold(order.Together(best, scores));
        bool open = bare || (telling == 1 && foreignness < Confidence.SurelyForeign && read.Length <= Confidence.FewWords);
        if (options.Abstention && !open && part is null && inScope < (context.Guide is null ? Confidence.ScopeLimit : Confidence.ScopeLimitInside))
        {
            return new(FindingsKind.Abstained, [], confidence, [], elsewhere) { Named = index.Signposts.In(read) };
        }

        bool askBack = options.Abstention && context.Guide is null && part is null
            && (bare || confidence < Confidence.AskBackLimit || (open && IsOpen(reading, shown))
                || (asked is null && telling <= Confidence.FewTelling && order.AreTwoAlike(best, scores)));
        return new(
            askBack ? FindingsKind.AskBack : FindingsKind.Answered,
            [.. shown.Take(askBack ? Math.Min(fresh, MostOffers) : MostHits).Select((p, at) =>
                new Hit(passages[p], Math.Round(scores[p], 6), at < MostShown || context.ExplainsAll ? explanation.Of(p, reading, asked, prior, context) : []))],
            confidence,
            index.Guides.Find(reading),
            null) { Brushed = part?.Id, Named = index.Signposts.In(read), Likely = Likely(reading) };
    }

    private ImmutableArray<(Passage, double)> Likely(Reading reading) =>
        [.. Enumerable.Range(0, passages.Length)
            .Where(p => reading.Likelihoods[p] >= Confidence.Unlikely)
            .OrderByDescending(p => reading.Likelihoods[p]).ThenBy(p => passages[p].Id, StringComparer.Ordinal)
            .Select(p => (passages[p], reading.Likelihoods[p]))];

    /// <summary>Whether one word leaves open which need it is: many passages have it ("meeting"), or no need is likelier than all others together.</summary>
    private bool IsOpen(Reading reading, ImmutableArray<int> order) =>
        reading.Tokens.Any(t => t.Said && !t.Weak && index.Words.Share(t.Stem) > Confidence.EverydayWord)
        || (index.Model is not null && !order.IsEmpty && reading.Likelihoods[order[0]] < Confidence.SureOfOneWord);

    /// <summary>What the sentences of a story speak for, each weighed by how much it looks like the question or the need; null for a single sentence.</summary>
    private double[]? Asked(string text)
    {
        if (!options.Sentences || index.Model is null || Focus.Sentences(text) is not { Length: > 1 } sentences)
        {
            return null;
        }

        List<(Reading Reading, double Weight)> read = [];
        foreach (Sentence sentence in sentences)
        {
            ImmutableArray<Token> tokens = index.Reader.Read(sentence.Text, asContent: false);
            if (!tokens.IsEmpty)
            {
                Reading own = Read(tokens);
                read.Add((own, sentence.Leaning + (ranking.Peak * own.Likelihoods.Max())));
            }
        }

        if (read.Count < 2)
        {
            return null;
        }

        double most = read.Max(r => r.Weight);
        double[] asked = new double[passages.Length];
        foreach ((Reading own, double weight) in read)
        {
            double share = Exact.Exp(weight - most);
            for (int p = 0; p < asked.Length; p++)
            {
                asked[p] = Math.Max(asked[p], share * ranking.Of(own, p));
            }
        }

        return asked;
    }

    /// <summary>The topic we only have a part of that a message is about; null for none.</summary>
    private Brushed? PartOf(Reading reading)
    {
        double[] alike = index.Partly.Score(reading.Features).Best;
        double best = alike.DefaultIfEmpty(0).Max();
        return options.Abstention && best >= Math.Max(Confidence.PartLimit, Confidence.PartBeside * reading.MostAlike) ? brushed[Array.IndexOf(alike, best)] : null;
    }

    /// <summary>What a person inside a guide needn't say: its own words, faintly.</summary>
    private IEnumerable<Token> Understood(SearchContext context) =>
        options.Context && context.Guide is { } guide
            ? index.Guides.LabelOf(guide).Where(t => !t.Weak).Select(t => t with { Weight = ranking.Understood * t.Weight, Said = false })
            : [];

    /// <summary>How likely the first passage is a right one.</summary>
    private static double Sure(Reading reading, double[] scores, ImmutableArray<int> order, double inScope)
    {
        if (order.IsEmpty)
        {
            return 0;
        }

        double margin = order.Length < 2 ? 1 : (scores[order[0]] - scores[order[1]]) / Math.Max(1e-9, scores[order[0]]);
        return Confidence.Right(reading.BestAsk[order[0]], reading.Likelihoods[order[0]], margin, inScope);
    }

    private Reading Read(IReadOnlyList<Token> tokens)
    {
        Features features = index.Space.Of(tokens);
        (double[] best, double[] three, int[] which) = index.Asks.Score(features);
        double[] none = new double[passages.Length];
        double[] likelihoods = none;
        double[] learned = index.Model?.Score(index.Space.WithoutGrams(features), out likelihoods) ?? none;
        return new(
            tokens,
            features,
            options.Bm25 ? index.Words.Score(tokens) : none,
            options.BestAsk ? best : none,
            options.BestAsk ? three : none,
            learned,
            which,
            likelihoods,
            best.Max());
    }

    private double[] Scores(Reading reading, Dictionary<int, double> prior, double[]? asked)
    {
        double whole = asked is null ? 1 : 1 - ranking.Asked;
        double[] scores = new double[passages.Length];
        for (int p = 0; p < scores.Length; p++)
        {
            scores[p] = (whole * ranking.Of(reading, p)) + (asked is null ? 0 : ranking.Asked * asked[p]) + prior.GetValueOrDefault(p);
        }

        return scores;
    }

    /// <summary>What the place in the conversation adds to passages: the more, the less the words say by themselves.</summary>
    private Dictionary<int, double> Prior(SearchContext context, int meaningful, Brushed? part)
    {
        Dictionary<int, double> prior = [];
        foreach (string id in part?.Show ?? [])
        {
            if (places.TryGetValue(id, out int passage))
            {
                prior[passage] = ranking.OfPart;
            }
        }

        if (!options.Context)
        {
            return prior;
        }

        double weight = 1 + (2.0 / (1 + meaningful));
        if (context.Guide is { } guide)
        {
            foreach (int passage in index.Guides.PassagesOf(guide).Concat(Enumerable.Range(0, passages.Length).Where(p => passages[p].Topic == guide)))
            {
                prior[passage] = prior.GetValueOrDefault(passage) + (weight * ranking.InGuide);
            }
        }

        foreach (string id in context.AtHand)
        {
            if (places.TryGetValue(id, out int passage))
            {
                prior[passage] = prior.GetValueOrDefault(passage) + (weight * ranking.AtHand);
            }
        }

        return prior;
    }

    /// <summary>How likely a message is about one of our topics, and the foreign topic it is most like.</summary>
    private (double InScope, string? Elsewhere, double Foreignness) InScope(Reading reading)
    {
        double[] decoy = index.Foreign.Score(reading.Features).Best;
        int nearest = Array.IndexOf(decoy, decoy.DefaultIfEmpty(0).Max());
        double alike = nearest < 0 ? 0 : decoy[nearest];
        return (
            Confidence.InScope(index.Scope.Lean(reading.Features), reading.MostAlike, alike, reading.Tokens.Count(t => t.Said) < Confidence.WordsForMeaning ? null : reading.Meant?.Lean),
            alike > Confidence.ForeignLimit ? decoys[nearest].Id : null,
            alike);
    }
}
