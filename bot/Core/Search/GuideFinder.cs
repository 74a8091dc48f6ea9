using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Search;

/// <summary>Finds the guides whose situation a person's words tell of.</summary>
/// <remarks>Two signs: words like the guide's own phrases, and passages found that stand in its steps.</remarks>
internal sealed class GuideFinder
{
    private const double Enough = 0.3;
    private const double NearTheFirst = 0.6;

    private readonly ImmutableArray<Guide> guides;
    private readonly AskIndex phrases;
    private readonly ImmutableArray<int>[] passagesOf;
    private readonly Dictionary<string, IReadOnlyList<Token>> labels = new(StringComparer.Ordinal);

    public GuideFinder(
        ImmutableArray<Guide> guides, IReadOnlyDictionary<string, int> passages, FeatureSpace space, Func<string, IReadOnlyList<Token>> read)
    {
        this.guides = guides;
        List<Features> says = [];
        List<int> owners = [];
        passagesOf = new ImmutableArray<int>[guides.Length];
        for (int g = 0; g < guides.Length; g++)
        {
            labels[guides[g].Id] = read(guides[g].Label);
            foreach (string say in (IEnumerable<string>)[guides[g].Label, .. guides[g].Say])
            {
                says.Add(space.Of(read(say)));
                owners.Add(g);
            }

            passagesOf[g] =
            [
                .. guides[g].Steps.SelectMany(s => s.Show.Concat(s.Leaf?.When.SelectMany(w => w.Show) ?? []))
                    .Distinct().Where(passages.ContainsKey).Select(id => passages[id]),
            ];
        }

        phrases = new(space.Count, says, [.. owners], guides.Length);
    }

    /// <summary>The words of a guide's button; none for a guide there isn't.</summary>
    public IReadOnlyList<Token> LabelOf(string guide) => labels.GetValueOrDefault(guide) ?? [];

    /// <summary>The passages that stand in a guide's steps.</summary>
    public IEnumerable<int> PassagesOf(string guide)
    {
        int at = guides.Select(g => g.Id).ToList().IndexOf(guide);
        return at < 0 ? [] : passagesOf[at];
    }

    /// <summary>The guides that fit, likeliest first; a guide far behind the first is left out.</summary>
    public ImmutableArray<string> Find(Reading reading)
    {
        if (guides.IsEmpty)
        {
            return [];
        }

        double[] score = phrases.Score(reading.Features).Best;
        for (int g = 0; g < guides.Length; g++)
        {
            score[g] += passagesOf[g].Sum(p => reading.Likelihoods[p]);
        }

        double first = score.Max();
        return first < Enough
            ? []
            : [.. Enumerable.Range(0, guides.Length).Where(g => score[g] >= first * NearTheFirst)
                .OrderByDescending(g => score[g]).ThenBy(g => guides[g].Order).ThenBy(g => guides[g].Id, StringComparer.Ordinal)
                .Select(g => guides[g].Id)];
    }
}
