using System.Collections.Immutable;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Keeping;
using AdviceBot.Core.Signposting;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Core.Content;

/// <summary>The content folder as values: one member a file or folder.</summary>
/// <param name="DateAsks">The question that asks a parent for the date of an event, by event.</param>
public sealed record LibraryParts(
    ImmutableArray<Source> Sources,
    ImmutableArray<Section> Sections,
    ImmutableArray<Fact> Facts,
    ImmutableArray<Conflict> Conflicts,
    ImmutableArray<Passage> Passages,
    ImmutableArray<Guide> Guides,
    ImmutableArray<Step> Guards,
    ImmutableArray<Choice> OffRamps,
    ImmutableArray<Helper> Helpers,
    ImmutableArray<Term> Terms,
    Messages Messages,
    ImmutableArray<DateRule> DateRules,
    ImmutableSortedDictionary<string, DateAsk> DateAsks,
    BankHolidays BankHolidays,
    UrgencyRules Urgency,
    ImmutableArray<UrgentCard> Cards,
    SearchWords SearchWords)
{
    /// <summary>What a family can hold in their hand: the picture of the way, meeting sheets, letters.</summary>
    public KeepParts Keep { get; init; } = KeepParts.None;

    /// <summary>What we say to people who write in another language.</summary>
    public LanguageNotes Languages { get; init; } = LanguageNotes.None;
}

/// <summary>What search needs besides passages.</summary>
/// <param name="Synonyms">A word or phrase people use, and the words it stands for.</param>
/// <param name="Decoys">Topics we don't have, each with ways people ask for them.</param>
/// <param name="Brushed">Topics we have a part of.</param>
public sealed record SearchWords(ImmutableArray<Synonym> Synonyms, ImmutableArray<Decoy> Decoys, ImmutableArray<Brushed> Brushed)
{
    /// <summary>Words that by themselves call for somebody.</summary>
    public ImmutableArray<Signpost> Signposts { get; init; } = [];
}
