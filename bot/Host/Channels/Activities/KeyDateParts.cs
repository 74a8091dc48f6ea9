using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Host.Channels.WebPage;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Time limits as a part: the careful reading first, then how others count, and the dates still to be given.</summary>
internal sealed class KeyDateParts(Messages messages)
{
    /// <summary>The part.</summary>
    public Part Of(Reply.KeyDates dates)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Block(BlockKind.Label, messages.Text("page-dates")));
        foreach (IGrouping<string, KeyDate> limit in dates.Dates.GroupBy(d => d.Rule + d.Event))
        {
            Add(blocks, [.. limit]);
        }

        ImmutableArray<PartButton> forget = [.. dates.Wanted.Where(w => w.Given is not null).Select(w =>
            new PartButton(Forget(w, dates), new PressValue { Do = PressValue.Forget, Event = w.Event }, ButtonRank.About))];
        for (int i = 0; i < dates.Wanted.Length; i++)
        {
            DateWanted wanted = dates.Wanted[i];
            string given = wanted.Given is { } day ? " " + messages.Text("page-date-given", ("date", Wording.Day(day))) : "";
            // Typed dates are taken for the first event unless they name another one, or say that it was told.
            string how = wanted.Given is not null ? ""
                : wanted.IsTold ? " " + messages.Text("console-told-how")
                : i == 0 ? " " + messages.Text("console-date-how")
                : "";
            blocks.Add(new Block(BlockKind.Words, wanted.Ask + given + how));
        }

        return new Part(blocks.ToImmutable(), forget, [], [.. dates.Wanted.Select(w => new DateBox(w.Event, w.Ask, w.Given))]);
    }

    private string Forget(DateWanted wanted, Reply.KeyDates dates) =>
        dates.Wanted.Count(w => w.Given is not null) > 1 ? $"{messages.Text("page-date-forget")}: {Wording.Day(wanted.Given!.Value)}" : messages.Text("page-date-forget");

    private void Add(ImmutableArray<Block>.Builder blocks, ImmutableArray<KeyDate> readings)
    {
        blocks.Add(new Block(BlockKind.Label, readings[0].What));
        for (int i = 0; i < readings.Length; i++)
        {
            KeyDate date = readings[i];
            bool other = i > 0;
            if (i == 1)
            {
                blocks.Add(new Block(BlockKind.Label, [new Run(messages.Text("page-date-differs"))], other));
            }

            blocks.Add(new Block(BlockKind.Words, [new Run(date.By(messages), IsBold: true)], other));
            if (date.LastWorkingDay is { } before)
            {
                blocks.Add(new Block(BlockKind.Words, [new Run(messages.Text("page-day-off", ("date", Wording.Day(before))))], other));
            }

            blocks.Add(new Block(BlockKind.Words, [new Run(date.Text)], other));
            if (date.Told is { } told)
            {
                blocks.Add(new Block(BlockKind.Words, [new Run(told.Text)], other));
            }

            if (!date.Sections.IsEmpty)
            {
                blocks.Add(new Block(BlockKind.Small, [new Run(Sources(date))], other));
            }
        }

        Point[] ways = [.. readings.SelectMany(d => d.Told?.Do ?? []).DistinctBy(p => p.Text, StringComparer.Ordinal)];
        if (ways.Length > 0)
        {
            blocks.Add(new Block(BlockKind.Label, messages.Text("page-if-late")));
            blocks.AddRange(ways.Select(p => new Block(BlockKind.Item, p.Text)));
        }

        blocks.AddRange(readings.Select(d => d.Note).OfType<string>().Distinct(StringComparer.Ordinal).Select(n => new Block(BlockKind.Words, n)));
        blocks.Add(new Block(BlockKind.Small, readings[0].WhoAndFrom(messages)));
    }

    private string Sources(KeyDate date) => messages.Text("page-sources").TrimEnd(':') + ": "
        + string.Join("; ", date.Sections.GroupBy(s => s.Source).Select(s => $"{Numbers.Publisher(s.Key)}, {s.Key.Title}")) + ".";
}
