using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Host.Channels.Api;

/// <summary>What the bot says to one message in a fresh conversation.</summary>
/// <param name="Outcome">answered, abstained, asked-back or urgent.</param>
/// <param name="Urgency">The word of a hard card's or a soft line's category; null when neither came.</param>
/// <param name="IsHard">Whether a card came and nothing else.</param>
/// <param name="Hits">The passages in the order of the answer; those offered, when asking back.</param>
/// <param name="People">Every helper shown, each once.</param>
/// <param name="Guide">The guide the words belong to, or null.</param>
public sealed record Answered(
    string Outcome, string? Urgency, bool IsHard, ImmutableArray<Hit> Hits, ImmutableArray<HelperNow> People, string? Guide);

/// <summary>Asks the engine one question, so that programs are told what a parent is told.</summary>
public static class Answering
{
    /// <summary>The answer to these words as a first message, or inside a guide.</summary>
    /// <param name="guide">A guide's id, at whose first question the conversation then stands; null for the first screen.</param>
    /// <param name="top">Most passages wanted: beyond those a turn shows, the next best that search found.</param>
    public static Answered Ask(Engine engine, string words, string? guide, int top, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(words);
        Conversation before = guide is null ? Conversation.New : Conversation.New with { Trail = Into(engine.Library, guide) };
        ImmutableArray<Reply> replies = engine.Turn(before, new Message.Typed(words), now).Replies;
        if (replies.OfType<Reply.Urgent>().FirstOrDefault() is { } urgent)
        {
            return new("urgent", urgent.Word, true, [.. urgent.Passages.Select(p => new Hit(p, 0, []))], [.. urgent.Lines.SelectMany(l => l.Helpers).Concat(replies.SelectMany(PeopleIn)).DistinctBy(h => h.Helper.Id)], null);
        }

        // Beside a note an English half may be answered.
        bool abstained = !replies.OfType<Reply.Answer>().Any() && replies.Any(r => r is Reply.Said { Key: "dont-have" or "dont-have-twice" } or Reply.NotEnglish);
        Findings? findings = abstained || words.Length > Engine.LongestQuestion ? null : engine.Find(before, words);
        return new(
            replies.OfType<Reply.Answer>().Any() ? "answered" : abstained ? "abstained" : "asked-back",
            replies.OfType<Reply.Gentle>().FirstOrDefault()?.Word,
            false,
            [.. findings?.Hits.Take(top) ?? []],
            [.. replies.SelectMany(PeopleIn).DistinctBy(p => p.Helper.Id)],
            guide ?? findings?.Guides.FirstOrDefault());
    }

    private static ImmutableArray<Answer> Into(Library library, string guide)
    {
        ImmutableArray<Answer> trail = library.WayInto(guide);
        while (library.Follow(trail).Step is { IsGuard: true } guard)
        {
            trail = trail.Add(new Answer(guard.Id, guard.Id == "guard/country" ? "england" : Answers.Skip));
        }

        return trail;
    }

    private static IEnumerable<HelperNow> PeopleIn(Reply reply) => reply switch
    {
        Reply.Helpers helpers => helpers.People,
        Reply.Gentle { Helper: { } helper } => [helper],
        _ => [],
    };
}
