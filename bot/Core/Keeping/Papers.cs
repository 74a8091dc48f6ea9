using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Core.Keeping;

/// <summary>Makes the papers from a family's place. They are made when asked for and kept nowhere.</summary>
/// <param name="library">The words, as this reader may see them.</param>
/// <param name="hours">A helper's opening hours in words; null where nobody knows them.</param>
public sealed class Papers(Library library, Func<Helper, string?> hours)
{
    private const int MostQuestions = 9;
    private const int MostToTake = 6;

    private KeepParts Content => library.Parts.Keep;

    /// <summary>The sheet for the meeting of this place, or null.</summary>
    public Sheet? SheetAt(Way way)
    {
        ArgumentNullException.ThrowIfNull(way);
        return MayOffer(way) ? Content.Sheets.FirstOrDefault(s => s.Leaves.Contains(way.Step.Id)) : null;
    }

    /// <summary>Whether the check of a letter before court belongs to this place.</summary>
    public bool HasCheck(Way way)
    {
        ArgumentNullException.ThrowIfNull(way);
        return Process.InEngland(way) && IsSafe(way) && Content.Check is { } check && check.Leaves.Contains(way.Step.Id);
    }

    /// <summary>Letters that fit this place, then the others; none at a place that is no part of the way.</summary>
    public ImmutableArray<(Letter Letter, bool Fits)> LettersAt(Way way)
    {
        ArgumentNullException.ThrowIfNull(way);
        return MayOffer(way)
            ? [.. Content.Letters.Select(l => (l, l.Leaves.Contains(way.Step.Id))).OrderByDescending(l => l.Item2)]
            : [];
    }

    /// <summary>Whether papers are offered here at all. Somebody whose screen may be watched is offered none: paper and files are found.</summary>
    public static bool IsSafe(Way way)
    {
        ArgumentNullException.ThrowIfNull(way);
        return way.Said.GetValueOrDefault("safe", "safe") == "safe";
    }

    /// <summary>The letter with this id, or null.</summary>
    public Letter? Letter(string id) => Content.Letters.FirstOrDefault(l => l.Id == id);

    /// <summary>The page of notes: the way, the advice, dates, numbers and sources.</summary>
    public Paper Notes(IReadOnlyCollection<Reply> replies, Way way, PathWords words, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(replies);
        ArgumentNullException.ThrowIfNull(words);
        var parts = ImmutableArray.CreateBuilder<PaperPart>();
        Reply.Ending? ending = replies.OfType<Reply.Ending>().FirstOrDefault();
        ImmutableArray<Passage> passages = [.. replies.OfType<Reply.Advice>().SelectMany(a => a.Passages)];
        parts.Add(new PaperPart(null, [Block.Of(Say("notes-made", "date", Wording.Day(today)))]));
        if (ending is not null)
        {
            parts.Add(new PaperPart(ending.Title, []));
            AddPoints(parts, Say("page-do-now"), ending.DoNow);
        }

        parts.AddRange(passages.Select(Passage));
        if (ending is not null)
        {
            AddPoints(parts, Say("page-avoid"), ending.Avoid);
            foreach (AskWhom whom in ending.Questions)
            {
                AddPoints(parts, $"{Say("page-ask")}: {whom.Name}", whom.Points);
            }

            AddPoints(parts, Say("page-take"), ending.Take);
        }

        AddDates(parts, replies);
        if (replies.OfType<Reply.Helpers>().SelectMany(h => h.People).DistinctBy(p => p.Helper.Id).ToArray() is { Length: > 0 } people)
        {
            parts.Add(new PaperPart(Say("page-helpers"), [new Block.Rows([.. people.Select(Person)])]));
        }

        if (Content.Process.At(way) is { Here: not null } where)
        {
            parts.Add(new PaperPart(Say("where-title"), Where(where)));
        }

        if (replies.OfType<Reply.Question>().LastOrDefault() is { Path.IsEmpty: false } question)
        {
            parts.Add(new PaperPart(Say("page-path"), [new Block.Rows([.. question.Path.Select(p => new Row(p.Asked, [new Span(p.Given)]))])]));
        }

        parts.Add(new PaperPart(Say("keep-words-title"), [Block.Of(Say("keep-words")), Block.Of(words.Spoken)]));
        return new Paper(Say("notes-title"), ending?.SolicitorNow, parts.ToImmutable(), Sources(passages.SelectMany(p => p.Facts)));
    }

    /// <summary>Where a family is and what usually comes next, with the picture.</summary>
    public ImmutableArray<Block> Where(Whereabouts where)
    {
        ArgumentNullException.ThrowIfNull(where);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Block.Picture(where));
        blocks.Add(where.Here is { } here
            ? Block.Of($"{Say("where-here")}: {here.Name}. {here.Say}")
            : Block.Of(Say("where-any")));
        ImmutableArray<(Stage To, Point Point)> next = where.Next(library);
        if (!next.IsEmpty)
        {
            blocks.Add(new Block.Subheading(Say("where-next")));
            blocks.Add(new Block.Points([.. next.Select(n => Line(n.Point))]));
        }

        return blocks.ToImmutable();
    }

    /// <summary>The sheet for a meeting, on one page of A4.</summary>
    public Paper MeetingSheet(Sheet sheet, Way way, IReadOnlyDictionary<string, DateOnly> given, IReadOnlyCollection<Reply> replies)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(way);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(replies);
        Leaf leaf = way.Step.Leaf ?? throw new ArgumentException($"{way.Step.Id} is no leaf.", nameof(way));
        Span day = sheet.Date is { } happened && given.TryGetValue(happened, out DateOnly date) ? new Span(Wording.Day(date)) : Gap("sheet-day");
        ImmutableArray<Point> ask = Distinct(sheet.Ask.Concat(leaf.Questions.SelectMany(q => q.Points)), MostQuestions);
        ImmutableArray<Point> take = Distinct(sheet.Take.Concat(leaf.Take), MostToTake);
        ImmutableArray<PaperPart> parts =
        [
            new(null,
            [
                new Block.Rows(
                [
                    new Row(Say("sheet-when"), [day, new Span(" "), Gap("sheet-time")]),
                    new Row(Say("sheet-where"), [Gap("sheet-place")]),
                ]),
            ]),
            Half("sheet-what", Lines(sheet.What)),
            Half("sheet-who", Lines(sheet.Who)),
            Half("sheet-ask", [.. Lines(ask), new Block.Words([Gap("sheet-own-question", 2)])]),
            Half("sheet-say", [.. sheet.Say.Where(Shown).SelectMany(p => new Block[] { new Block.Words(Line(p)), new Block.Words([Gap("sheet-write", 2)]) })]),
            Half("sheet-take", [new Block.Ticks([.. take.Select(Line)])]),
            Half("sheet-with", [.. Lines(sheet.WithMe), new Block.Words([Gap("sheet-with-name")])]),
            .. Dates(replies),
            Half("sheet-numbers",
            [
                new Block.Rows(
                [
                    new Row(Say("sheet-social-worker"), [Gap("sheet-name-number")]),
                    .. sheet.SolicitorNow ? [new Row(Say("sheet-solicitor"), [Gap("sheet-name-number")])] : ImmutableArray<Row>.Empty,
                    .. Number(Signposter.AdviceLine),
                    .. Number(Signposter.Emergency),
                ]),
            ]),
            new(Say("sheet-decided"), [new Block.Words([Gap("sheet-decided-hint", 3)])]),
        ];
        return new Paper(
            Say("sheet-title"),
            sheet.SolicitorNow ? Say("solicitor-now") : null,
            parts,
            Sources(sheet.Lines.Where(Shown).SelectMany(p => p.Facts)));
    }

    /// <summary>A letter with its gaps.</summary>
    public Paper Letter(Letter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Block.Words([new Span(Say("letter-to", "to", letter.To))]));
        blocks.Add(new Block.Words([new Span(Say("letter-date") + " "), Gap("letter-today")]));
        var ticks = ImmutableArray.CreateBuilder<ImmutableArray<Span>>();
        foreach (Clause clause in letter.Clauses.Where(c => library.Shows(c.Status)))
        {
            if (!clause.IsTick && ticks.Count > 0)
            {
                blocks.Add(new Block.Ticks(ticks.ToImmutable()));
                ticks.Clear();
            }

            ImmutableArray<Span> spans = IsMarked(clause.Status) ? [.. clause.Spans, Waiting()] : clause.Spans;
            if (clause.IsTick)
            {
                ticks.Add(spans);
            }
            else
            {
                blocks.Add(new Block.Words(spans));
            }
        }

        if (ticks.Count > 0)
        {
            blocks.Add(new Block.Ticks(ticks.ToImmutable()));
        }

        return new Paper(letter.Title, null, [new PaperPart(null, blocks.ToImmutable())], Sources(letter.Clauses.Where(c => library.Shows(c.Status)).SelectMany(c => c.Facts)));
    }

    /// <summary>What to know before sending a letter.</summary>
    public ImmutableArray<Point> Know(Letter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return [.. letter.Know.Where(Shown)];
    }

    /// <summary>Questions for the solicitor, from what a parent's letter says and doesn't.</summary>
    /// <param name="ticked">Ids of the items the letter has.</param>
    /// <param name="title">What the letter says about court; null when that wasn't said.</param>
    public Paper Questions(LetterCheck check, IReadOnlyCollection<string> ticked, string? title)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(ticked);
        LetterItem[] shown = [.. check.Items.Where(i => Shown(i.Ask))];
        LetterItem[] missing = [.. shown.Where(i => !ticked.Contains(i.Id))];
        LetterItem[] there = [.. shown.Where(i => ticked.Contains(i.Id))];
        LetterTitle? said = check.Titles.FirstOrDefault(t => t.Id == title);
        ImmutableArray<PaperPart> parts =
        [
            .. said is null ? [] : ImmutableArray.Create(new PaperPart(null, [new Block.Words(Line(said.Means))])),
            missing.Length == 0
                ? new PaperPart(null, [Block.Of(Say("check-complete"))])
                : new PaperPart(Say("check-missing"), [new Block.Ticks([.. missing.Select(i => Line(i.Ask))])]),
            .. there.Length == 0 ? [] : ImmutableArray.Create(new PaperPart(Say("check-there"), [Block.List(there.Select(i => i.Tick))])),
            new(Say("check-always"), [new Block.Ticks([.. check.Always.Where(Shown).Select(Line)]), new Block.Words([Gap("sheet-own-question", 2)])]),
            new(Say("page-take"), Lines(check.Take)),
            new(Say("sheet-numbers"), [new Block.Rows([new Row(Say("sheet-solicitor"), [Gap("sheet-name-number")]), .. Number(Signposter.Solicitor), .. Number(Signposter.AdviceLine)])]),
        ];
        return new Paper(
            Say("check-questions"),
            Say("solicitor-now"),
            parts,
            Sources(missing.SelectMany(i => i.Ask.Facts).Concat(said?.Means.Facts ?? []).Concat(check.Always.SelectMany(p => p.Facts))));
    }

    /// <summary>The items of the check this reader may see.</summary>
    public ImmutableArray<LetterItem> Items(LetterCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return [.. check.Items.Where(i => Shown(i.Ask))];
    }

    private bool MayOffer(Way way) => way.Step.Leaf is not null && IsSafe(way) && Content.Process.At(way) is not null;

    private PaperPart Passage(Passage passage)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        bool differs = passage.Html.Contains("class=\"difference\"", StringComparison.Ordinal);
        string[] paragraphs = passage.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        foreach ((int number, string paragraph) in paragraphs.Index())
        {
            string[] lines = [.. paragraph.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
            if (lines.All(l => l.StartsWith('•')))
            {
                blocks.Add(Block.List(lines.Select(l => l[1..].Trim())));
            }
            else if (differs && number == paragraphs.Length - 1)
            {
                blocks.Add(new Block.Differs(Say("page-differs"), string.Join(' ', lines)));
            }
            else
            {
                blocks.Add(Block.Of(string.Join(' ', lines)));
            }
        }

        string edition = passage.Edition is { } e ? $" {Say("page-edition", "edition", e)}." : "";
        string titles = string.Join("; ", passage.Sections.Select(s => s.Source.Title).Distinct(StringComparer.Ordinal));
        blocks.Add(new Block.Small($"{Say("page-sources")} {titles}.{edition} {Say("page-reviewed", "date", Wording.Day(passage.Reviewed))}."));
        return new PaperPart(passage.Title + (IsMarked(passage.Status) ? Waiting().Text : ""), blocks.ToImmutable());
    }

    private void AddPoints(ImmutableArray<PaperPart>.Builder parts, string heading, ImmutableArray<Point> points)
    {
        if (!points.IsEmpty)
        {
            parts.Add(new PaperPart(heading, [new Block.Points([.. points.Select(Line)])]));
        }
    }

    // On a page to keep there is room for all of it: the days given, both readings, what can be done, what to check, who must act.
    private void AddDates(ImmutableArray<PaperPart>.Builder parts, IReadOnlyCollection<Reply> replies)
    {
        Reply.KeyDates[] replied = [.. replies.OfType<Reply.KeyDates>()];
        var blocks = ImmutableArray.CreateBuilder<Block>();
        if (replied.SelectMany(d => d.Wanted).Where(w => w.Given is not null).Select(w => new Row(w.Ask, [new Span(Wording.Day(w.Given!.Value))])).ToImmutableArray() is { IsEmpty: false } given)
        {
            blocks.Add(new Block.Rows(given));
        }

        foreach (IGrouping<string, KeyDate> limit in replied.SelectMany(d => d.Dates).GroupBy(d => d.Rule + d.Event))
        {
            blocks.Add(new Block.Subheading(limit.First().What));
            foreach ((int number, KeyDate date) in limit.Index())
            {
                string words = string.Join(' ', new[] { $"{date.By(library.Messages)}.", DayOff(date), date.Text, date.Told?.Text }.OfType<string>());
                blocks.Add(number == 0 ? Block.Of(words) : new Block.Differs(Say("page-date-differs"), words));
            }

            if (limit.SelectMany(d => d.Told?.Do ?? []).DistinctBy(p => p.Text).ToImmutableArray() is { IsEmpty: false } ways)
            {
                blocks.Add(Block.Of($"{Say("page-if-late")}:"));
                blocks.Add(new Block.Points([.. ways.Select(Line)]));
            }

            blocks.AddRange(limit.Select(d => d.Note).OfType<string>().Distinct(StringComparer.Ordinal).Select(n => Block.Of(n)));
            blocks.Add(new Block.Small(limit.First().WhoAndFrom(library.Messages)));
        }

        if (blocks.Count > 0)
        {
            parts.Add(new PaperPart(Say("page-dates"), blocks.ToImmutable()));
        }
    }

    private string? DayOff(KeyDate date) => date.LastWorkingDay is { } before ? Say("page-day-off", "date", Wording.Day(before)) : null;

    // On a sheet each limit is one line, and two events that lead to the same one say it once. How the date they were told stands to
    // it is said by the careful reading. The date in their papers comes first.
    private ImmutableArray<PaperPart> Dates(IReadOnlyCollection<Reply> replies)
    {
        KeyDate[] dates = [.. replies.OfType<Reply.KeyDates>().SelectMany(d => d.Dates)];
        HashSet<string> leads = [.. dates.DistinctBy(d => d.Rule + d.Event).Select(d => d.Id)];
        string[] lines = [.. dates.Select(d => (leads.Contains(d.Id) ? d : d with { Told = null }).InOneLine(library.Messages)).Distinct(StringComparer.Ordinal)];
        return lines.Length == 0 ? [] :
        [
            new PaperPart(
                Say("page-dates"),
                [Block.List(lines), .. dates.Any(d => d.Date is not null) ? [new Block.Small(Say("sheet-check-dates"))] : ImmutableArray<Block>.Empty],
                IsHalf: true),
        ];
    }

    private Row Person(HelperNow person)
    {
        Helper helper = person.Helper;
        string[] ways = [.. new[] { helper.Phone, helper.Text, helper.Website, Hours(helper), helper.How }.OfType<string>()];
        return new Row(helper.Name, [new Span(string.Join(". ", ways.Select(w => w.TrimEnd('.'))) + (ways.Length > 0 ? "." : ""))]);
    }

    private ImmutableArray<Row> Number(string id) => library.Helper(id) is { } helper
        ? [new Row(helper.Name, [new Span(string.Join(". ", new[] { helper.Phone ?? helper.Website, Hours(helper) }.OfType<string>()))])]
        : [];

    // "Open now" is true of this moment only; a paper lasts longer.
    private string? Hours(Helper helper) => helper.Hours is { Spans.IsEmpty: true } ? Say("paper-always") : hours(helper);

    private PaperPart Half(string key, ImmutableArray<Block> blocks) => new(Say(key), blocks, IsHalf: true);

    private ImmutableArray<Block> Lines(ImmutableArray<Point> points) => [new Block.Points([.. points.Where(Shown).Select(Line)])];

    private ImmutableArray<Span> Line(Point point) => IsMarked(point.Status) ? [new Span(point.Text), Waiting()] : [new Span(point.Text)];

    private ImmutableArray<Point> Distinct(IEnumerable<Point> points, int most) =>
        [.. points.Where(Shown).DistinctBy(p => p.Text.TrimEnd('.'), StringComparer.OrdinalIgnoreCase).Take(most)];

    private ImmutableArray<Section> Sources(IEnumerable<Fact> facts)
    {
        HashSet<string> ids = [.. facts.SelectMany(f => f.Sections)];
        return [.. library.Parts.Sections.Where(s => ids.Contains(s.Id))];
    }

    private Span Gap(string key, int lines = 1) => new(Say(key), lines);

    // Advisers see what waits for sign-off marked; a charity that shows it to parents has decided.
    private bool IsMarked(Status status) => status == Status.Pending && library.Reader == Audience.Adviser;

    private Span Waiting() => new($" [{Say("page-pending")}]");

    private bool Shown(Point point) => library.Shows(point.Status);

    private string Say(string key) => library.Messages.Text(key);

    private string Say(string key, string place, string value) => library.Messages.Text(key, (place, value));
}
