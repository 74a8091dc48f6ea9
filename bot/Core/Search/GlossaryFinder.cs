using System.Collections.Immutable;

namespace AdviceBot.Core.Search;

/// <summary>Finds the glossary terms a text names, by the first word of each, and gives the other words people use for them.</summary>
internal sealed class GlossaryFinder
{
    private readonly ImmutableArray<(string[] Name, IReadOnlyList<Token> Aliases)> terms;
    private readonly ILookup<string, int> byFirst;

    public GlossaryFinder(ImmutableArray<(IReadOnlyList<Token> Name, IReadOnlyList<Token> Aliases)> terms)
    {
        this.terms = [.. terms.Select(t => (Stems(t.Name), t.Aliases))];
        byFirst = Enumerable.Range(0, terms.Length).Where(t => this.terms[t].Name.Length > 0).ToLookup(t => this.terms[t].Name[0], StringComparer.Ordinal);
    }

    /// <summary>The other words for every term that stands in a text, in the order of the glossary.</summary>
    public IReadOnlyList<Token> AliasesIn(IReadOnlyList<Token> text)
    {
        string[] stems = Stems(text);
        bool[] named = new bool[terms.Length];
        for (int at = 0; at < stems.Length; at++)
        {
            foreach (int term in byFirst[stems[at]])
            {
                named[term] |= stems.AsSpan(at).StartsWith(terms[term].Name);
            }
        }

        return [.. terms.Where((_, term) => named[term]).SelectMany(term => term.Aliases)];
    }

    private static string[] Stems(IReadOnlyList<Token> tokens) => [.. tokens.Where(t => t.Said).Select(t => t.Stem)];
}
