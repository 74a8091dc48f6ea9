using System.Collections.Concurrent;
using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Channels.WebPage.Parts;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Who can help, as a part: who, whether they can be reached now, and how.</summary>
internal sealed class HelperParts(Messages messages)
{
    // The last that was said of each: it changes when they open or close.
    private readonly ConcurrentDictionary<Helper, (string? When, Block Said)> said = new(ReferenceEqualityComparer.Instance);

    /// <summary>Everyone, first place to go first.</summary>
    public Part Of(Reply.Helpers helpers) => new(
        [new(BlockKind.Label, messages.Text("page-helpers")), .. helpers.People.Select(Whole)],
        [],
        Calls(helpers.People),
        []);

    /// <summary>The numbers that can be pressed.</summary>
    public static ImmutableArray<Call> Calls(ImmutableArray<HelperNow> people) =>
        [.. people.Select(p => p.Helper).Where(h => h is { Phone: not null, Dial: not null }).DistinctBy(h => h.Dial).Select(h => new Call(h.Name, h.Phone!, h.Dial!))];

    /// <summary>A sentence with the numbers of these people made into links.</summary>
    public static ImmutableArray<Run> Linked(string sentence, ImmutableArray<HelperNow> people)
    {
        var runs = ImmutableArray.CreateBuilder<Run>();
        string rest = sentence;
        while (rest.Length > 0 && First(rest, people) is var (at, helper) && helper is not null)
        {
            runs.Add(new Run(rest[..at]));
            runs.Add(new Run(helper.Phone!, Address: $"tel:{helper.Dial}"));
            rest = rest[(at + helper.Phone!.Length)..];
        }

        runs.Add(new Run(rest));
        return [.. runs.Where(r => r.Text.Length > 0)];
    }

    private Block Whole(HelperNow now)
    {
        if (!said.TryGetValue(now.Helper, out (string? When, Block Said) last) || last.When != now.When)
        {
            said[now.Helper] = last = (now.When, Make(now));
        }

        return last.Said;
    }

    private Block Make(HelperNow now)
    {
        Helper helper = now.Helper;
        return new Block(BlockKind.Item, [Bold(helper.Name), .. Reached(helper), .. Sentence(now.When), .. Sentence(helper.For), .. Sentence(helper.How), .. Sentence(Cost(helper)), .. Website(helper)]);
    }

    private static IEnumerable<Run> Reached(Helper helper)
    {
        if (helper is { Phone: { } phone, Dial: { } dial })
        {
            yield return new Run(": ");
            yield return new Run(phone, Address: $"tel:{dial}");
        }

        if (helper.Text is { } text)
        {
            yield return new Run(helper.Phone is null ? $": {text}" : $" ({text})");
        }

        yield return new Run(".");
    }

    private IEnumerable<Run> Website(Helper helper) =>
        helper.Website is { } website ? [new Run($" {messages.Text("page-website")} "), new Run(ShowHelper.Plain(website), Address: website), new Run(".")] : [];

    private static IEnumerable<Run> Sentence(string? sentence) => string.IsNullOrEmpty(sentence) ? [] : [new Run(" " + sentence)];

    private string Cost(Helper helper) => string.Join(' ', new[]
    {
        helper is { IsFree: true, CostNote: null } ? messages.Text("page-free") : helper.CostNote,
        helper.IsSilent ? messages.Text("page-not-speak") : null,
    }.OfType<string>());

    // The number that comes first in the text; of two at one place the longer. "101" inside another number is none.
    private static (int At, Helper? Helper) First(string text, ImmutableArray<HelperNow> people)
    {
        (int At, Helper? Helper) first = (-1, null);
        foreach (Helper helper in people.Select(p => p.Helper).Where(h => h is { Phone: not null, Dial: not null }).OrderByDescending(h => h.Phone!.Length))
        {
            int at = text.IndexOf(helper.Phone!, StringComparison.Ordinal);
            if (at >= 0 && (first.Helper is null || at < first.At) && !IsDigit(text, at - 1) && !IsDigit(text, at + helper.Phone!.Length))
            {
                first = (at, helper);
            }
        }

        return first;
    }

    private static bool IsDigit(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiDigit(text[at]);

    private static Run Bold(string text) => new(text, IsBold: true);
}
