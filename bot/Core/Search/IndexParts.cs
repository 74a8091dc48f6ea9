using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Search;

/// <summary>What a search over a set of passages is made of, built from their words and ways of asking.</summary>
internal sealed class IndexParts
{
    private const int ModelUpTo = 1500;

    private IndexParts(Reader reader, FeatureSpace space, WordIndex words, AskIndex asks, AskIndex foreign, AskIndex partly, LearnedAsks learned, GuideFinder guides, SignpostFinder signposts)
    {
        Reader = reader;
        Space = space;
        Words = words;
        Asks = asks;
        Foreign = foreign;
        Partly = partly;
        Learned = learned;
        Guides = guides;
        Signposts = signposts;
    }

    public Reader Reader { get; }

    public FeatureSpace Space { get; }

    public WordIndex Words { get; }

    /// <summary>The ways of asking for each passage.</summary>
    public AskIndex Asks { get; }

    /// <summary>Those for each topic that is not ours.</summary>
    public AskIndex Foreign { get; }

    /// <summary>Those for each topic we only have a part of.</summary>
    public AskIndex Partly { get; }

    public LearnedAsks Learned { get; }

    public ScopeModel Scope => Learned.Scope;

    public NeedModel? Model => Learned.Needs;

    public GuideFinder Guides { get; }

    public SignpostFinder Signposts { get; }

    /// <summary>Builds it.</summary>
    /// <param name="places">Where each passage stands, by its id.</param>
    /// <param name="known">What was learned of these very words before. What can't be of them is learned anew.</param>
    public static IndexParts Build(
        ImmutableArray<Passage> passages,
        ImmutableArray<Term> glossary,
        SearchWords searchWords,
        ImmutableArray<Guide> guides,
        Dictionary<string, int> places,
        SearchOptions options,
        LearnedAsks? known)
    {
        Spelling spelling = new(Vocabulary.Of(passages, glossary, searchWords, guides), known?.Mended);
        Reader reader = new(options, spelling, searchWords.Synonyms);
        Dictionary<string, Token[]> met = new(StringComparer.Ordinal);
        IReadOnlyList<Token> Tokens(string text) => reader.Read(text, asContent: true, met);

        FeatureSpace space = new(options);
        WordIndex words = new();
        List<Features> ours = [];
        List<int> owners = [];
        GlossaryFinder terms = new([.. glossary.Select(t => (Tokens(t.Name), (IReadOnlyList<Token>)[.. t.Aliases.SelectMany(Tokens)]))]);
        for (int p = 0; p < passages.Length; p++)
        {
            Passage passage = passages[p];
            IReadOnlyList<Token> title = Tokens(passage.Title);
            IReadOnlyList<Token> body = Tokens(passage.Text);
            List<Token> asked = [];
            foreach (string ask in (IEnumerable<string>)[passage.Title, .. options.Asks ? passage.Asks : []])
            {
                IReadOnlyList<Token> tokens = Tokens(ask);
                ours.Add(space.Learn(tokens));
                owners.Add(p);
                asked.AddRange(ask == passage.Title ? [] : tokens);
            }

            words.Add([title, asked, body, options.Glossary ? terms.AliasesIn([.. title, .. body]) : []]);
        }

        (List<Features> other, int[] decoyOwners) = Topics(searchWords.Decoys.Select(d => d.Asks));
        (List<Features> part, int[] brushedOwners) = Topics(searchWords.Brushed.Select(b => b.Asks));
        space.Settle();
        ours = [.. ours.Select(space.Weigh)];
        other = [.. other.Select(space.Weigh)];
        part = [.. part.Select(space.Weigh)];
        LearnedAsks learned = known is not null && known.Fits(space.Count, passages.Length) ? known : new LearnedAsks(
            spelling.Remembered,
            ScopeModel.Train(space.Count, [.. ours, .. part], other),
            options.Model && passages.Length is > 1 and <= ModelUpTo
                ? NeedModel.Train(space.Count, [.. ours.Select(space.WithoutGrams)], owners, passages.Length)
                : null);
        return new(
            reader,
            space,
            words,
            new(space.Count, ours, [.. owners], passages.Length),
            new(space.Count, other, decoyOwners, searchWords.Decoys.Length),
            new(space.Count, part, brushedOwners, searchWords.Brushed.Length),
            learned,
            new(guides, places, space, Tokens),
            new(searchWords.Signposts, Tokens));

        (List<Features> Asks, int[] Owners) Topics(IEnumerable<ImmutableArray<string>> topics)
        {
            List<Features> read = [];
            List<int> of = [];
            foreach ((int topic, ImmutableArray<string> all) in topics.Index())
            {
                read.AddRange(all.Select(ask => space.Learn(Tokens(ask))));
                of.AddRange(all.Select(_ => topic));
            }

            return (read, [.. of]);
        }
    }
}
