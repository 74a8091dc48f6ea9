using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Core;

/// <summary>Turns the cards of content into replies for this moment: numbers filled in, who is open first, who is shut left out.</summary>
internal sealed partial class UrgentReplies(Library library, Signposter signposter)
{
    /// <summary>The card: six parts the first time, two lines the second, every service when more help is asked for.</summary>
    public Reply.Urgent Hard(Meaning.Danger danger, bool again, DateTimeOffset now)
    {
        UrgentCard card = library.Parts.Cards.First(c => c.Category == danger.Category);
        IEnumerable<UrgentLine> lines =
            danger.More ? [Line(card.Do, now), .. More(card, now), Line(card.Honesty, now)]
            : again ? card.SecondTime.Select(t => Line(t, now))
            : [Line(card.Understood, now), Line(card.Do, now), .. Now(card, danger.Also, now), .. card.Safety is { } safety ? [Line(safety, now)] : (UrgentLine[])[], Line(card.Honesty, now)];
        return new Reply.Urgent(
            danger.Category,
            Word(danger.Category),
            [.. lines],
            card.Passage is { } id && !again && library.Passage(id) is { } passage ? [passage] : [],
            danger.Also);
    }

    /// <summary>The gentle line.</summary>
    public Reply.Gentle Soft(UrgentFinding finding, DateTimeOffset now)
    {
        UrgentCard card = library.Parts.Cards.First(c => c.Category == finding.Category.Code);
        UrgentLine line = Line(card.Soft, now);
        return new Reply.Gentle(finding.Category.Code, finding.Category.Word, line.Text, line.Helpers.FirstOrDefault());
    }

    private string Word(string category) => library.Parts.Urgency.Categories.First(c => c.Code == category).Word;

    /// <summary>The legal routes that can be reached now, below the passage of a card that has one; null where there are none.</summary>
    public Reply.Helpers? Routes(Meaning.Danger danger, bool again, DateTimeOffset now) =>
        library.Parts.Cards.First(c => c.Category == danger.Category) is { Routes.IsEmpty: false } card && !again && !danger.More
            ? new Reply.Helpers([.. signposter.All(card.Routes, now).Where(h => h.Opening.IsOpen != false)])
            : null;

    private IEnumerable<UrgentLine> Now(UrgentCard card, string? also, DateTimeOffset now) =>
        card.ServicesNow(id => IsOpen(id, now), id => library.Helper(id)?.IsSilent ?? false, also).Select(s => Line(s.Say, now, s.Helper));

    // A website is always there.
    private bool? IsOpen(string id, DateTimeOffset now) =>
        signposter.At(id, now) is { } at ? at.Helper.Kind == HelperKind.Website ? true : at.Opening.IsOpen : null;

    // Open ones first; a service that is shut says when it opens.
    private IEnumerable<UrgentLine> More(UrgentCard card, DateTimeOffset now) =>
        card.Services
            .Select(s => (Service: s, At: signposter.At(s.Helper, now)))
            .OrderBy(s => IsOpen(s.Service.Helper, now) switch { true => 0, null => 1, false => 2 })
            .Select(s => Line(s.At is { Opening.IsOpen: false, When: { } when } ? $"{s.Service.Say} {when}" : s.Service.Say, now, s.Service.Helper));

    // Numbers filled in. The helper a line is about comes first, whether or not it is named with a number.
    private UrgentLine Line(string text, DateTimeOffset now, string? about = null)
    {
        var named = ImmutableArray.CreateBuilder<HelperNow>();
        if (about is not null && signposter.At(about, now) is { } subject)
        {
            named.Add(subject);
        }

        string filled = Placeholder().Replace(text, m =>
        {
            if (signposter.At(m.Groups[1].Value, now) is not { } at)
            {
                return m.Value;
            }

            named.Add(at);
            return at.Helper.Phone ?? at.Helper.Text ?? at.Helper.Name;
        });
        return new UrgentLine(filled, [.. named.DistinctBy(h => h.Helper.Id)]);
    }

    [GeneratedRegex(@"\{([a-z0-9-]+)\}")]
    private static partial Regex Placeholder();
}
