using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Core.Understanding;
using FsCheck;
using FsCheck.Fluent;

namespace AdviceBot.Tests.Walks;

/// <summary>One thing a person might do, whatever stands on the screen.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Number">Which of its kind.</param>
/// <param name="Text">Words, where it has any.</param>
public sealed record Deed(string Kind, int Number, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text.Length == 0 ? $"{Kind} {Number}" : $"{Kind} \"{(Text.Length > 60 ? $"{Text[..60]}... ({Text.Length})" : Text)}\"";
}

/// <summary>Makes deeds, and turns them into messages at a screen.</summary>
public static class RandomWalk
{
    private static readonly Library Library = RealBot.Library;
    private static readonly ImmutableArray<Message.Pressed> Buttons =
        [.. Walker.Ways(Library).Select(t => Library.Follow(t).Step).DistinctBy(s => s.Id).SelectMany(s => Walker.Choices(Library, s).Select(c => new Message.Pressed(s.Id, c)))];

    private static readonly string[] Events = [.. Library.Parts.DateRules.SelectMany(r => r.Events).Distinct(), "wedding", ""];
    private static readonly string[] Ids =
        [.. Library.Parts.Passages.Select(p => p.Id).Take(60), .. Library.Guides.Select(g => g.Id), "no-such-thing", "", "start", "guard",
            "date/conference/2026-11-24", "date/told-K02/2026-12-09", "date/letter/other", "date/wedding/2026-11-24", "date/conference/x"];

    private static readonly string[] Words =
    [
        "1", "2", "3", "5", "6", "7", "8", "9", "0", "11", "99", "a", "b", "d", "z", "yes", "no", "y", "nope", "not sure", "skip", "rather not say",
        "back", "start again", "exit", "where was i", "help", "human", "danger", "thats not what i meant", "they are taking my child today",
        "england", "wales", "scotland", "mum", "nan", "first", "review", "plan", "letter", "court", "conference",
        "next friday", "a week on tuesday", "the 3rd", "3/11", "tomoz", "told 9 12 2026", "tuesday 25 november", "next week", "24/11/2026", "31/02/2027", "29 feb 2028", "1/1/2029", "letter 3 12 2026", "the review was on 24/2/2027",
        "can i bring my mum to the conference", "what is a core group", "do i have to sign section 20", "whats the weather in paris",
        "", " ", "?", "...", "😢😢😢", "\u0000", "\ud800", "ไม่แน่ใจ", "не знаю", "مساعدة", "é\u0301", "{advice-line}", "<script>alert(1)</script>", "'; drop table",
        "a\nb\r\nc", "١٢", "½", "１", "ⅷ", "İi", "ﬁ",
    ];

    private static readonly string[] Numbers = ["1", "9", "24", "30", "31", "", "x", "-1", "99", "nov", "February", "2026", "2027", "28", "2029", "1850"];

    /// <summary>Deeds, mostly those that lead on.</summary>
    public static Gen<Deed[]> Deeds(int most)
    {
        Gen<int> number = Gen.Choose(0, 9999);
        Gen<string> labels = Gen.Elements(Library.Guides.SelectMany(g => g.Steps).SelectMany(s => s.Choices).SelectMany(c => c.Say.Append(c.Label)).ToArray());
        Gen<string> junk = Gen.Choose(0, 60).SelectMany(n => Gen.Choose(0, 0x2fff).Select(c => (char)c).ArrayOf(n)).Select(c => new string(c));
        Gen<string> longText = Gen.Choose(3900, 9000).Select(n => new string('x', n / 2) + new string(' ', n - (n / 2)) + "help");
        Gen<Deed> deed = Gen.Frequency(
            (40, number.Select(n => new Deed("press", n, ""))),
            (6, number.Select(n => new Deed("press any", n, ""))),
            (2, number.Select(n => new Deed("press nonsense", n, Words[n % Words.Length]))),
            (8, Gen.Elements(Words).Select(w => new Deed("type", 0, w))),
            (8, labels.Select(w => new Deed("type", 0, w))),
            (3, junk.Select(w => new Deed("type", 0, w))),
            (1, longText.Select(w => new Deed("type", 0, w))),
            (6, Gen.Constant(new Deed("back", 0, ""))),
            (6, number.Select(n => new Deed("reopen", n, ""))),
            (4, number.Select(n => new Deed("date", n, ""))),
            (2, number.Select(n => new Deed("forget date", n, ""))),
            (3, number.Select(n => new Deed("want", n, ""))),
            (3, Gen.Constant(new Deed("not this", 0, ""))),
            (1, Gen.Constant(new Deed("start again", 0, ""))),
            (2, Gen.Constant(new Deed("come back", 0, ""))),
            (1, Gen.Constant(new Deed("danger", 0, ""))),
            (1, number.Select(n => new Deed("more help", n, ""))));
        return Gen.Choose(0, most).SelectMany(n => deed.ArrayOf(n));
    }

    /// <summary>The message a deed sends at the screen it is done at.</summary>
    public static Message At(Deed deed, Conversation at, ImmutableArray<Reply> screen)
    {
        ArgumentNullException.ThrowIfNull(deed);
        ArgumentNullException.ThrowIfNull(at);
        int n = deed.Number;
        return deed.Kind switch
        {
            "press" when OnScreen(screen) is { Count: > 0 } buttons => buttons[n % buttons.Count],
            "press" => new Message.Started(),
            "press any" => Buttons[n % Buttons.Length],
            "press nonsense" => new Message.Pressed(deed.Text, n % 2 == 0 ? deed.Text : Answers.Skip),
            "type" => new Message.Typed(deed.Text),
            "back" => new Message.Back(),
            "reopen" => new Message.Reopened((n % (at.Trail.Length + 3)) - 1),
            "date" => new Message.Dated(Events[n % Events.Length], Numbers[n % Numbers.Length], Numbers[n / 3 % Numbers.Length], Numbers[n / 7 % Numbers.Length]),
            "forget date" => new Message.Undated(Events[n % Events.Length]),
            "want" => new Message.Wanted(n % 2 == 0 && at.Offered.Length > 0 ? at.Offered[n % at.Offered.Length] : Ids[n % Ids.Length]),
            "not this" => new Message.NotThis(),
            "start again" => new Message.StartAgain(),
            "danger" => new Message.InDanger(),
            "more help" => new Message.MoreHelp(n % 2 == 0 ? "D1" : "Q9"),
            _ => new Message.Started(),
        };
    }

    /// <summary>Every button there is to press.</summary>
    public static List<Message.Pressed> OnScreen(ImmutableArray<Reply> screen) =>
        screen.OfType<Reply.Question>().SingleOrDefault() is { } question
            ? [.. question.Choices.Concat(question.Open).Concat(question.Always).Select(b => new Message.Pressed(question.Step, b.Choice))]
            : [];

    /// <summary>A bot that searches fast and wildly: what it finds follows from the letters alone, with every kind of answer.</summary>
    public static Engine WildBot { get; } = new(Library, new WildIndex(), new UrgencySpotter(RealBot.Parts.Urgency), []);

    private sealed class WildIndex : ISearchIndex
    {
        public Findings Find(string text, SearchContext context)
        {
            int luck = text.Aggregate(17, (sum, c) => unchecked((sum * 31) + c)) & 0xffff;
            ImmutableArray<Hit> hits = [.. Library.Passages.Skip(luck % 150).Take(luck % 7).Select(p => new Hit(p, 1, []))];
            ImmutableArray<string> guides = [.. Library.Guides.Skip(luck % 11).Take(luck / 7 % 3).Select(g => g.Id)];
            FindingsKind kind = hits.IsEmpty ? FindingsKind.Abstained : (FindingsKind)(luck % 3);
            return new Findings(kind, kind == FindingsKind.Abstained ? [] : hits, 0.5, guides, luck % 5 == 0 ? Library.Parts.SearchWords.Decoys[0].Id : null);
        }
    }
}
