namespace AdviceBot.Core.Search;

/// <summary>The stages of the search, each of which can be switched off to show what it is worth.</summary>
public sealed record SearchOptions
{
    /// <summary>Everything on, as the bot runs.</summary>
    public static readonly SearchOptions Default = new();

    /// <summary>Text-speak, stretched words and emoji are put into plain words.</summary>
    public bool PlainWords { get; init; } = true;

    /// <summary>"meetings" finds "meeting".</summary>
    public bool Stems { get; init; } = true;

    /// <summary>Misspelt, joined and broken words are mended.</summary>
    public bool Repair { get; init; } = true;

    /// <summary>"ICPC" finds "initial child protection conference".</summary>
    public bool Acronyms { get; init; } = true;

    /// <summary>"brief" finds "solicitor".</summary>
    public bool Synonyms { get; init; } = true;

    /// <summary>Words of glossary terms a passage names find it too.</summary>
    public bool Glossary { get; init; } = true;

    /// <summary>The ways people ask are indexed at all.</summary>
    public bool Asks { get; init; } = true;

    /// <summary>BM25F over title, asks, body and glossary.</summary>
    public bool Bm25 { get; init; } = true;

    /// <summary>The single most alike way of asking counts for itself.</summary>
    public bool BestAsk { get; init; } = true;

    /// <summary>Pieces of four letters, for what repair can't mend.</summary>
    public bool Grams { get; init; } = true;

    /// <summary>Two words side by side, such as "core group".</summary>
    public bool Pairs { get; init; } = true;

    /// <summary>The linear model that learns from the asks, when the index is built, which words tell needs apart.</summary>
    public bool Model { get; init; } = true;

    /// <summary>What the words mean is read beside the words, by what was learned before from the ways people put their needs.</summary>
    public bool Meaning { get; init; } = true;

    /// <summary>The guide and step at hand weigh a little.</summary>
    public bool Context { get; init; } = true;

    /// <summary>Foreign topics are recognised, and the search may say that it has nothing.</summary>
    public bool Abstention { get; init; } = true;

    /// <summary>The sentences of a story are also read one by one, the question and the need before the rest.</summary>
    public bool Sentences { get; init; } = true;

    /// <summary>The second and third passage are those that, together with the first, most likely hold the answer.</summary>
    public bool Together { get; init; } = true;

    /// <summary>A passage that says what a better one has said already goes down.</summary>
    public bool Folding { get; init; } = true;
}
