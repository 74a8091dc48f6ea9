using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Host.State;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Operations;

/// <summary>How often each step was shown and each kind of card came, a day. Nothing about anybody.</summary>
/// <remarks>
/// Off unless a setting has it on; in memory, for a month. Shown are whole days that are over, so nobody can watch one number grow by one;
/// everything that could have happened is listed, so that none and four look alike; and numbers are to the nearest five, so that taking the
/// later steps from the earlier one doesn't give away the few who turned off between them.
/// </remarks>
public sealed class Counts(IOptions<BotSettings> settings, TimeProvider clock) : ISweep
{
    /// <summary>Nothing below this is shown.</summary>
    public const int Fewest = 5;

    private const int MostDays = 31;

    private readonly ConcurrentDictionary<(DateOnly Day, string What), int> counts = new();

    /// <summary>Whether anything is counted.</summary>
    public bool IsOn => settings.Value.Statistics.Enabled;

    /// <summary>Counts one turn: the step it led to, and the card it brought.</summary>
    public void Add(IEnumerable<Reply> replies)
    {
        ArgumentNullException.ThrowIfNull(replies);
        if (!IsOn)
        {
            return;
        }

        DateOnly today = London.DayOf(clock.GetUtcNow());
        foreach (Reply reply in replies)
        {
            string? what = reply switch
            {
                Reply.Question question => "step " + question.Step,
                Reply.Urgent urgent => "card " + urgent.Category,
                Reply.Gentle gentle => "line " + gentle.Category,
                _ => null,
            };
            if (what is not null)
            {
                counts.AddOrUpdate((today, what), 1, (_, n) => n + 1);
            }
        }
    }

    /// <summary>The days that are over, as lines of day, what and how often.</summary>
    public string Shown(Library library)
    {
        ArgumentNullException.ThrowIfNull(library);
        string[] all =
        [
            .. library.Guides.SelectMany(g => g.Steps).Concat(library.Parts.Guards).Select(s => "step " + s.Id),
            .. library.Parts.Urgency.Categories.SelectMany(c => new[] { "card " + c.Code, "line " + c.Code }),
        ];
        DateOnly today = London.DayOf(clock.GetUtcNow());
        var text = new StringBuilder();
        foreach (DateOnly day in counts.Keys.Select(k => k.Day).Distinct().Where(d => d < today).OrderDescending())
        {
            foreach (string what in all)
            {
                text.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}\t{what}\t{Rounded(counts.GetValueOrDefault((day, what)))}\n");
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Sweep()
    {
        DateOnly first = London.DayOf(clock.GetUtcNow()).AddDays(-MostDays);
        foreach ((DateOnly Day, string What) key in counts.Keys.Where(k => k.Day < first))
        {
            counts.TryRemove(key, out _);
        }
    }

    private static string Rounded(int count) => count < Fewest ? "fewer than 5" : ((count + 2) / 5 * 5).ToString(CultureInfo.InvariantCulture);
}
