using System.Collections.Immutable;

namespace AdviceBot.Core.Search;

/// <summary>Says why a passage was found, for editors and advisers who ask.</summary>
internal sealed class Explanation(IndexParts index, SearchOptions options, Ranking ranking)
{
    /// <summary>What each word and each part of the search gave a passage, most first.</summary>
    /// <param name="asked">What the sentences of a story speak for; null for a single sentence.</param>
    /// <param name="prior">What the place in the conversation added.</param>
    public ImmutableArray<ScorePart> Of(int passage, Reading reading, double[]? asked, Dictionary<int, double> prior, SearchContext context)
    {
        List<ScorePart> parts = [];
        if (options.Bm25)
        {
            parts.AddRange(index.Words.Explain(reading.Tokens, passage, ranking.Bm25));
        }

        if (options.BestAsk && reading.Which[passage] >= 0)
        {
            double scale = ((ranking.BestAsk * reading.BestAsk[passage]) + (ranking.ThreeAsks * reading.ThreeAsks[passage]))
                / Math.Max(1e-9, reading.BestAsk[passage]);
            parts.AddRange(index.Asks.Shared(reading.Features, reading.Which[passage]).Select(s => Part(reading, s.Feature, scale * s.Value, "asks")));
        }

        if (index.Model is not null)
        {
            (int Feature, double Value)[] spoken = [.. index.Model.Spoken(index.Space.WithoutGrams(reading.Features), passage).Where(s => s.Value > 0)];
            double scale = ranking.Model * reading.Model[passage] / Math.Max(1e-9, spoken.Sum(s => s.Value));
            parts.AddRange(spoken.Select(s => Part(reading, s.Feature, scale * s.Value, "model")));
        }

        if (reading.Meant is { } meant)
        {
            parts.Add(new("(meaning)", "", "meaning", ranking.Meant * meant.Scores[passage]));
        }

        if (asked is not null)
        {
            parts = [.. parts.Select(p => p with { Score = (1 - ranking.Asked) * p.Score }), new("(sentence)", "", "focus", ranking.Asked * asked[passage])];
        }

        if (prior.TryGetValue(passage, out double more))
        {
            parts.Add(new("(place)", context.Guide ?? "", context.Guide is null && context.AtHand.IsEmpty ? "topic" : "context", more));
        }

        return [.. Merged(parts)];
    }

    private ScorePart Part(Reading reading, int feature, double score, string field)
    {
        string name = index.Space.Name(feature);
        if (name[0] == '~')
        {
            return new("(letters)", "", field == "asks" ? "grams" : field, score);
        }

        string last = name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        Token? token = reading.Tokens.FirstOrDefault(t => t.Stem == last);
        return new(name, name == last ? token?.Typed ?? "" : name, field, score);
    }

    private static IEnumerable<ScorePart> Merged(IEnumerable<ScorePart> parts) =>
        parts.GroupBy(p => (p.Word, p.Field))
            .Select(g => new ScorePart(g.Key.Word, g.First().From, g.Key.Field, Math.Round(g.Sum(p => p.Score), 6)))
            .OrderByDescending(p => p.Score).ThenBy(p => p.Word, StringComparer.Ordinal).ThenBy(p => p.Field, StringComparer.Ordinal);
}
