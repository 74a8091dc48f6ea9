using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AdviceBot.Tests.Core.Search;

public class SearchIndexTests
{
    private static readonly ImmutableArray<Passage> Passages =
    [
        Passage("conference-who-comes", "conference", "Who comes to the conference?", "The chair, teachers and nurses meet there.", "F1",
            "who is at the conference", "who sits round the table", "which people go to the case conference", "will the police be at the conference"),
        Passage("conference-bring", "conference", "Can I bring someone?", "You can bring a friend or a solicitor to the conference.", "F2",
            "can my sister come with me", "can i take a friend to the meeting", "bring a solicitor to the conference", "somebody to hold my hand"),
        Passage("plan-end", "ending", "When does the plan end?", "The plan ends when your child is safe.", "F3",
            "how do we get off the plan", "when is it over", "come off the plan", "stop the plan"),
        Passage("plan-copy", "plan", "Do I get a copy of the plan?", "You should get the plan in writing.", "F4",
            "they never gave me the plan", "can i see the plan", "copy of the plan please", "the plan on paper"),
        Passage("moving-tell", "moving", "Must I say that we are moving?", "It is wise to tell the council that you move.", "F5",
            "we are moving house", "do i tell the council we moved", "new flat in another town", "relocating to another area"),
    ];

    private static readonly ImmutableArray<Decoy> Decoys =
    [
        new("cooking", null, ["how do i bake a cake", "recipe for soup", "how long do potatoes boil", "what can i make with eggs"]),
        new("weather", "The Met Office tells the weather.", ["will it rain today", "weather tomorrow", "is it sunny in leeds", "snow forecast"]),
    ];

    private static readonly ImmutableArray<Synonym> Synonyms =
        [new(["icpc"], "initial conference", true), new(["s20"], "section 20", true), new(["brief", "lawyer"], "solicitor", false)];

    private static readonly ImmutableArray<Brushed> Brushed =
        [new("parking", "We only have part of this.", ["advice-line"], ["conference-who-comes"], ["where do i park my van", "parking near the town hall", "is there a car park"])];

    private static readonly ImmutableArray<Signpost> Signposts =
        [new("solicitor", ["take my boys", "section 20", "court"]), new("children-services", ["move flat"])];

    private readonly SearchIndex index = Index(Passages);

    [Theory]
    [InlineData("who goes to the conference", "conference-who-comes")]
    [InlineData("hoo is at the confrence", "conference-who-comes")]
    [InlineData("ICPC who comes", "conference-who-comes")]
    [InlineData("can i bring my brief", "conference-bring")]
    [InlineData("getting off the plan", "plan-end")]
    [InlineData("i want a copie of the plan", "plan-copy")]
    [InlineData("we r movin 2 a new flat", "moving-tell")]
    public void A_need_is_found_in_other_words(string typed, string passage) =>
        Assert.Equal(passage, index.Find(typed, SearchContext.None).Hits[0].Passage.Id);

    [Fact]
    public void A_foreign_topic_is_refused_with_its_name()
    {
        Findings found = index.Find("what is a good recipe for potato soup", SearchContext.None);
        Assert.Equal(FindingsKind.Abstained, found.Kind);
        Assert.Equal("cooking", found.Elsewhere);
        Assert.Empty(found.Hits);
    }

    [Theory]
    [InlineData("what is it")]
    [InlineData("...")]
    [InlineData("")]
    public void Words_that_say_nothing_are_asked_back(string typed) =>
        Assert.Equal(FindingsKind.AskBack, index.Find(typed, SearchContext.None).Kind);

    [Theory]
    [InlineData("they might take my two little boys off me", "solicitor")]
    [InlineData("there is sectoin 20 on it", "solicitor")]
    [InlineData("what does s20 mean", "solicitor")]
    [InlineData("we move to a new flat soon", "children-services")]
    [InlineData("what is a good recipe for potato soup, i go to court", "solicitor")]
    [InlineData("i take sugar. we have had a long day. my bus is late. boys", "")]
    [InlineData("who comes to the conference", "")]
    public void Words_that_call_for_somebody_are_heard_whatever_is_found(string typed, string helper) =>
        Assert.Equal(helper, string.Join(',', index.Find(typed, SearchContext.None).Named));

    [Fact]
    public void The_likeliest_needs_are_named_with_their_likelihood_likeliest_first()
    {
        ImmutableArray<(Passage Need, double Likelihood)> likely = index.Find("who goes to the conference", SearchContext.None).Likely;
        Assert.Equal("conference-who-comes", likely[0].Need.Id);
        Assert.Equal(likely.OrderByDescending(l => l.Likelihood), likely.AsEnumerable());
        Assert.InRange(likely.Sum(l => l.Likelihood), 0.9, 1.001);
    }

    [Fact]
    public void A_topic_we_only_touch_shows_its_passages_first_and_is_named()
    {
        Findings found = index.Find("where can i park the van", SearchContext.None with { ExplainsAll = true });
        Assert.Equal((FindingsKind.Answered, "parking"), (found.Kind, found.Brushed));
        Assert.Equal("conference-who-comes", found.Hits[0].Passage.Id);
        Assert.All(found.Hits, hit => Assert.Equal(hit.Score, hit.Parts.Sum(p => p.Score), 3));
        Assert.Null(index.Find("who comes to the conference", SearchContext.None).Brushed);
    }

    [Fact]
    public void A_single_word_that_many_passages_have_is_asked_back()
    {
        Findings found = index.Find("the plan", SearchContext.None);
        Assert.Equal(FindingsKind.AskBack, found.Kind);
        Assert.InRange(found.Hits.Length, 2, 3);
        Assert.Equal(FindingsKind.Answered, index.Find("how do i get off the plan", SearchContext.None).Kind);
    }

    [Fact]
    public void The_step_at_hand_decides_what_the_words_leave_open()
    {
        string First(params string[] atHand) => index.Find("and what about that", new(null, [.. atHand])).Hits[0].Passage.Id;
        Assert.Equal("plan-copy", First("plan-copy"));
        Assert.Equal("plan-end", First("plan-end"));
    }

    [Fact]
    public void The_parts_of_a_score_add_up_to_it() => Assert.All(
        index.Find("can my lawyer come to the confrence with me", SearchContext.None with { ExplainsAll = true }).Hits,
        hit => Assert.Equal(hit.Score, hit.Parts.Sum(p => p.Score), 3));

    [Fact]
    public void Unless_all_are_asked_for_only_what_an_answer_shows_is_explained()
    {
        ImmutableArray<Hit> all = index.Find("can my lawyer come to the conference with me", SearchContext.None with { ExplainsAll = true }).Hits;
        ImmutableArray<Hit> shown = index.Find("can my lawyer come to the conference with me", SearchContext.None).Hits;
        Assert.True(all.Length > 3, $"{all.Length} hits");
        Assert.Equal(all.Select(h => (h.Passage.Id, h.Score)), shown.Select(h => (h.Passage.Id, h.Score)));
        Assert.Equal(all.Take(3).SelectMany(h => h.Parts), shown.SelectMany(h => h.Parts));
    }

    [Fact]
    public void A_repaired_word_says_what_was_typed() => Assert.Contains(
        index.Find("who is at the confrence", SearchContext.None).Hits[0].Parts,
        part => part is { Word: "confer", From: "confrence" });

    [Fact]
    public void What_a_better_passage_has_said_already_goes_behind_the_rest()
    {
        Passage same = Passages[0] with { Id = "conference-who-again", Title = "Who will be at the conference?" };
        ImmutableArray<Hit> hits = Index([.. Passages, same]).Find("who comes to the conference", SearchContext.None).Hits;
        Assert.StartsWith("conference-who", hits[0].Passage.Id, StringComparison.Ordinal);
        Assert.StartsWith("conference-who", hits[^1].Passage.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_story_the_sentence_that_asks_counts_for_itself()
    {
        const string Story = "We moved house in the spring and the new flat is damp. They never gave me a thing on paper. Can my sister come with me?";
        double Lead(bool sentences)
        {
            ImmutableArray<Hit> hits = Index(Passages, SearchOptions.Default with { Sentences = sentences }).Find(Story, SearchContext.None).Hits;
            return hits.Single(h => h.Passage.Id == "conference-bring").Score / hits.Single(h => h.Passage.Id == "moving-tell").Score;
        }

        Assert.True(Lead(true) > Lead(false), $"{Lead(true)} with the sentences, {Lead(false)} without");
        Hit asked = index.Find(Story, SearchContext.None with { ExplainsAll = true }).Hits.Single(h => h.Passage.Id == "conference-bring");
        Assert.Contains(asked.Parts, p => p.Field == "focus");
        Assert.Equal(asked.Score, asked.Parts.Sum(p => p.Score), 3);
    }

    [Fact]
    public void The_second_and_third_passage_say_something_else_than_the_first()
    {
        // Three that come near, two of them half the same: the third need is not pushed out of sight by the first one's double.
        ImmutableArray<Passage> near =
        [
            .. Passages,
            Passage("visit-when", "visits", "When will she visit my home?", "She comes every ten days.", "V1", "when does she come round", "how often are the visits", "is there a visit this week"),
            Passage("visit-door", "visits", "When will she visit and ring?", "She rings before.", "V1", "does she ring when she comes round", "how often does she ring", "is a visit this week rung before"),
            Passage("visit-bedroom", "visits", "When she visits, does she look upstairs?", "She may look.", "V3", "does she look upstairs when she comes round", "how often does she look upstairs"),
        ];
        string[] Order(bool together) => [.. Index(near, SearchOptions.Default with { Together = together, Folding = false })
            .Find("when does she come round", SearchContext.None).Hits.Select(h => h.Passage.Id)];
        Assert.Equal(Order(false)[0], Order(true)[0]);
        Assert.Equal(["visit-when", "visit-door"], Order(false).Take(2));
        Assert.Equal(["visit-when", "visit-bedroom"], Order(true).Take(2));
        Assert.Equal(Order(false).Order(), Order(true).Order());
    }

    [Theory]
    [InlineData("hoovering or dusting", FindingsKind.AskBack)]
    [InlineData("the dusting and the hoovering", FindingsKind.AskBack)]
    [InlineData("how do i put a stop to the hoovering", FindingsKind.Answered)]
    [InlineData("how do i put a stop to the dusting", FindingsKind.Answered)]
    public void Two_needs_that_are_equally_likely_are_asked_about_and_clear_questions_are_not(string typed, FindingsKind kind)
    {
        SearchIndex two = Index(
        [
            .. Passages,
            Passage("hoovering", "floors", "Must there be hoovering?", "Hoovering is for floors.", "V1", "put a stop to the hoovering", "no more hoovering"),
            Passage("dusting", "shelves", "Must there be dusting?", "Dusting is for shelves.", "V2", "put a stop to the dusting", "no more dusting"),
        ]);
        Findings found = two.Find(typed, SearchContext.None);
        Assert.Equal(kind, found.Kind);
        Assert.True(kind != FindingsKind.AskBack || found.Hits.Length is 2 or 3);
    }

    [Fact]
    public void Every_stage_can_be_switched_off()
    {
        foreach (System.Reflection.PropertyInfo stage in typeof(SearchOptions).GetProperties().Where(p => p.PropertyType == typeof(bool)))
        {
            SearchOptions without = SearchOptions.Default with { };
            stage.SetValue(without, false);
            Assert.NotEmpty(Index(Passages, without).Find("who comes to the conference", SearchContext.None).Hits);
        }
    }

    [Fact]
    public void The_same_words_give_the_same_numbers_from_an_index_built_again()
    {
        SearchIndex again = Index(Passages);
        foreach (string ask in Passages.SelectMany(p => p.Asks))
        {
            Findings first = index.Find(ask, SearchContext.None);
            Findings second = again.Find(ask, SearchContext.None);
            Assert.Equal(first.Confidence, second.Confidence);
            Assert.Equal(first.Hits.Select(h => (h.Passage.Id, h.Score)), second.Hits.Select(h => (h.Passage.Id, h.Score)));
        }
    }

    [Fact]
    public void Every_machine_gets_the_same_bits()
    {
        // Scores to the last bit, as every machine that ran this test had them. A change of ranking changes them: take the new ones over.
        Assert.Equal("E205CB04283CE333", Bits(index));
    }

    private static string Bits(SearchIndex index) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
        [.. Passages.SelectMany(p => p.Asks).Append("hoo can i bring to the confrence").Select(ask => index.Find(ask, SearchContext.None))
            .SelectMany(f => f.Hits.Select(h => h.Score).Append(f.Confidence)).SelectMany(BitConverter.GetBytes)]))[..16];

    [Fact]
    public void No_text_makes_it_fail()
    {
        Check.QuickThrowOnFailure(Prop.ForAll<string>(text =>
        {
            Findings found = index.Find(text ?? "", SearchContext.None);
            return found.Confidence is >= 0 and <= 1 && found.Hits.Select(h => h.Score).SequenceEqual(found.Hits.Select(h => h.Score));
        }));

        foreach (string odd in (string[])["\ud83d", "\udc00 plan", new string('a', 100_000), "\0\0", "plan\u202e", "١٢٣", "计划", "'; DROP TABLE--", "𝐩𝐥𝐚𝐧"])
        {
            _ = index.Find(odd, SearchContext.None);
        }
    }

    [Fact]
    public void An_empty_shelf_answers_nothing() =>
        Assert.Empty(Index([]).Find("who comes to the conference", SearchContext.None).Hits);

    private static SearchIndex Index(ImmutableArray<Passage> passages, SearchOptions? options = null) =>
        new(passages, [new("conference chair", ["the boss of the meeting"], "Runs the conference.", Status.Published)], new(Synonyms, Decoys, Brushed) { Signposts = Signposts }, [], meaning: null, options);

    private static Passage Passage(string id, string topic, string title, string text, string fact, params string[] asks) => new(
        id,
        topic,
        title,
        [.. asks],
        [new(fact, text, [], "law", Audience.Parent, Display.Always, ConflictRole.None, [], [], [], null)],
        [],
        Audience.Parent,
        "law",
        null,
        new(2026, 11, 22),
        new(2027, 11, 22),
        Status.Published,
        text,
        text);
}
