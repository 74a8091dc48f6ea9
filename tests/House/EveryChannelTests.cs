using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Channels.Activities;
using AdviceBot.Host.Channels.Console;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Tests.Walks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AdviceBot.Tests.House;

/// <summary>Every kind of reply reaches every channel, and every channel shows the same advice.</summary>
public sealed partial class EveryChannelTests
{
    private const string Exit = "https://exit.example/";

    private static readonly HtmlParser Parser = new();
    private static readonly Library Library = RealBot.WithPending.Library;
    private static readonly PageFrame Frame = new("Advice", Exit, new Assets());
    private static readonly ActivityWriter Writer = new(Library.Messages, "Advice", Exit);

    private static readonly Dictionary<string, string> PassageByTitle = Library.Passages
        .GroupBy(p => Plain(p.Status == Status.Pending ? $"{p.Title} [{Library.Messages.Text("page-pending")}]" : p.Title))
        .ToDictionary(p => p.Key, p => string.Join('|', p.Select(x => x.Id)), StringComparer.Ordinal);

    private static readonly Dictionary<string, string> HelperByName = Library.Parts.Helpers.ToDictionary(h => Plain(h.Name), h => h.Id, StringComparer.Ordinal);

    public static TheoryData<string> Kinds => [.. typeof(Reply).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Reply))).Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_reply_reaches_every_channel(string kind)
    {
        (Reply reply, string[] words) = Example(kind);
        ImmutableArray<Reply> turn = reply is Reply.Question ? [reply] : [reply, Example("Question").Reply];
        using var console = new StringWriter();
        new ConsoleWriter(Library.Messages, 10_000).Write(console, turn);
        Dictionary<string, string> shown = new()
        {
            ["plain page"] = (await Page(turn)).Body!.TextContent,
            ["console"] = console.ToString(),
            ["Direct Line"] = Words(Writer.Write(turn, ChannelManner.Chat)),
            ["Teams"] = Words(Writer.Write(turn, ChannelManner.InTeams)),
            ["plain channel"] = Words(Writer.Write(turn, ChannelManner.Of("sms"))),
        };
        Assert.All(shown, s => Assert.All(words, w => Assert.Contains(Plain(w), Plain(s.Value), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Over_every_way_of_every_guide_every_channel_shows_the_same_passages_choices_labels_dates_and_helpers()
    {
        int screens = 0;
        HashSet<string> guides = [];
        HashSet<string> drawn = [];
        foreach ((string step, ImmutableArray<Reply> replies) in Screens())
        {
            guides.Add(step.Split('/')[0]);
            if (!drawn.Add(Signature(replies)))
            {
                continue;
            }

            screens++;
            IHtmlDocument page = await Page(replies);
            ImmutableArray<Activity> chat = Writer.Write(replies, ChannelManner.Chat);
            ImmutableArray<Activity> teams = Writer.Write(replies, ChannelManner.InTeams);
            Shown onPage = OnPage(page);
            Assert.True(onPage.Equals(InChat(chat)), $"{step} in Direct Line:\n{onPage}\n{InChat(chat)}");
            Assert.True(onPage.Equals(InTeams(teams)), $"{step} in Teams:\n{onPage}\n{InTeams(teams)}");
            SaysTheSame(replies, onPage.Labels, chat, teams, step);
            NothingIsLost(page, Plain(Words(chat)), $"{step} in Direct Line");
            NothingIsLost(page, Plain(string.Join(' ', Cards(teams).Select(c => (string?)c["fallbackText"]))), $"{step} in the cards' fallback text");
            NothingIsLost(page, Plain(string.Join(' ', Cards(teams).SelectMany(Blocks).Select(b => Unmarked((string?)b["text"] ?? "")))), $"{step} in the cards");
            Fits(teams, step);
        }

        Assert.True(screens > 240, $"{screens} screens of {drawn.Count}");
        Assert.Superset(Library.Guides.Select(g => g.Id).ToHashSet(), guides);
    }

    [Fact]
    public async Task A_question_opened_again_has_the_same_labels_in_every_channel_and_says_what_was_answered()
    {
        int opened = 0;
        HashSet<string> seen = [];
        foreach (ImmutableArray<Answer> trail in Walker.Ways(Library).Where(w => !w.IsEmpty))
        {
            Conversation at = Conversation.New with { Trail = trail };
            ImmutableArray<Reply> replies = RealBot.WithPending.Turn(at, new Message.Reopened(trail.Length - 1), RealBot.Morning).Replies;
            if (replies is not [.., Reply.Question { Chosen: { } chosen } question] || !seen.Add($"{question.Step} {chosen}"))
            {
                continue;
            }

            opened++;
            IHtmlDocument page = await Page(replies);
            ImmutableArray<Activity> chat = Writer.Write(replies, ChannelManner.Chat);
            ImmutableArray<Activity> teams = Writer.Write(replies, ChannelManner.InTeams);
            SaysTheSame(replies, OnPage(page).Labels, chat, teams, question.Step);
            string label = question.Choices.Concat(question.Open).Concat(question.Always).Single(b => b.Choice == chosen).Label;
            Assert.All((string[])[page.Body!.TextContent, Words(chat), Words(teams)], shown => Assert.Contains(Plain(Library.Messages.Text("page-changing", ("answer", label))), Plain(shown), StringComparison.Ordinal));
        }

        Assert.True(opened > 100, $"{opened} questions opened again");
    }

    // The same labels under the same ids, in the same order, wherever they are read: a number typed in a terminal means what stands
    // at that place on the page, and what a press says in the chat is what stood on it.
    private static void SaysTheSame(ImmutableArray<Reply> replies, string onPage, ImmutableArray<Activity> chat, ImmutableArray<Activity> teams, string step)
    {
        Reply.Question question = Assert.IsType<Reply.Question>(replies[^1]);
        Button[] all = [.. question.Choices, .. question.Open, .. question.Always];
        Assert.True(onPage == Labels(all.Select(b => ((string?)b.Choice, b.Label))), $"{step} on the page: {onPage}");
        Assert.True(InChat(chat).Labels == onPage, $"{step} in Direct Line: {InChat(chat).Labels}");
        Assert.True(InTeams(teams).Labels == onPage, $"{step} in Teams: {InTeams(teams).Labels}");
        Assert.All(chat[^1].SuggestedActions!.Actions.Where(a => a.Type == "messageBack"), a => Assert.Equal((a.Title, a.Title), (a.Text, a.DisplayText)));
        JsonObject[] pressed = [.. Cards(teams).SelectMany(c => c["actions"]?.AsArray() ?? []).OfType<JsonObject>()];
        Assert.All(pressed.Where(a => a["data"]?["msteams"] is not null), a =>
            Assert.Equal(((string?)a["title"], (string?)a["title"]), ((string?)a["data"]!["msteams"]!["text"], (string?)a["data"]!["msteams"]!["displayText"])));
        Assert.Subset(pressed.Select(a => (string)a["title"]!).ToHashSet(), (teams[^1].SuggestedActions?.Actions ?? []).Select(a => a.Title).ToHashSet());

        string[] numbered = [.. all.Select((b, i) => $"{i + 1}) {Plain(b.Label)}")];
        using var console = new StringWriter();
        new ConsoleWriter(Library.Messages, 10_000).Write(console, replies);
        Assert.True(numbered.SequenceEqual(Numbered(console.ToString(), question)), $"{step} in the terminal: {console}");
        string words = Writer.Write(replies, ChannelManner.Of("sms"))[^1].Text!;
        Assert.True(numbered.SequenceEqual(Numbered(words, question)), $"{step} in plain words: {words}");
    }

    // The numbered lines under the question; the terminal marks what was answered before with a star.
    private static IEnumerable<string> Numbered(string words, Reply.Question question) => words[words.LastIndexOf(question.Ask, StringComparison.Ordinal)..]
        .Split('\n')
        .Select(l => l.Trim())
        .Where(l => Number().IsMatch(l))
        .Select(l => Plain(l.EndsWith(" *", StringComparison.Ordinal) ? l[..^2] : l));

    private static string Labels(IEnumerable<(string? Choice, string Label)> buttons) => string.Join(" | ", buttons.Where(b => b.Choice is not null).Select(b => $"{b.Choice}: {Plain(b.Label)}"));

    // Everywhere a person can get to by pressing, each place once for each two things said before it: all
    // of them together would be millions of ways, and three show one screen more than two. At an ending also with a date.
    private static IEnumerable<(string Step, ImmutableArray<Reply> Replies)> Screens()
    {
        var seen = new HashSet<string>();
        var next = new Queue<Conversation>([Conversation.New]);
        while (next.TryDequeue(out Conversation? at))
        {
            ImmutableArray<Reply> replies = RealBot.WithPending.Turn(at, new Message.Started(), RealBot.Morning).Replies;
            Way way = Library.Follow(at.Trail);
            yield return (way.Step.Id, replies);
            foreach (DateWanted wanted in replies.OfType<Reply.KeyDates>().SelectMany(d => d.Wanted))
            {
                TurnResult dated = RealBot.WithPending.Turn(at, new Message.Dated(wanted.Event, "4", "12", "2026"), RealBot.Morning);
                yield return (way.Step.Id, [.. dated.Replies.Where(r => r is not Reply.Said)]);
            }

            foreach (Button button in replies.OfType<Reply.Question>().SelectMany(q => q.Choices.Concat(q.Open.Take(1)).Concat(q.Always)))
            {
                Conversation after = RealBot.WithPending.Turn(at, new Message.Pressed(way.Step.Id, button.Choice), RealBot.Morning).After;
                Way there = Library.Follow(after.Trail);
                string place = $"{there.Step.Id} {there.Resume}";
                bool isNew = seen.Add(place);
                foreach ((string first, string one) in there.Said)
                {
                    foreach ((string second, string other) in there.Said)
                    {
                        isNew |= seen.Add($"{place} {first} {one} {second} {other}");
                    }
                }

                if (after.Trail.Length > at.Trail.Length && after.Trail.Length < 40 && isNew)
                {
                    next.Enqueue(after);
                }
            }
        }
    }

    private static string Signature(ImmutableArray<Reply> replies) => string.Join('\n', replies.Select(r => r switch
    {
        Reply.Advice a => "advice " + string.Join(' ', a.Passages.Select(p => p.Id)),
        Reply.Helpers h => "helpers " + string.Join(' ', h.People.Select(p => p.Helper.Id)),
        Reply.KeyDates d => "dates " + string.Join(' ', d.Dates.Select(x => $"{x.Id} {x.Date}")) + string.Join(' ', d.Wanted.Select(w => $"{w.Event} {w.Given}")),
        Reply.Ending e => "ending " + e.Code,
        Reply.Question q => "question " + q.Step + string.Join(' ', q.Choices.Select(c => c.Choice)) + (q.Path.IsEmpty ? "" : " path"),
        _ => r.ToString()!,
    }));

    // What one rendering shows, in the order of the alphabet; the choices with their labels in the order they stand in.
    private sealed record Shown(string Passages, string Labels, string Dates, string Helpers);

    private static Shown Of(IEnumerable<string> passages, IEnumerable<(string? Choice, string Label)> buttons, string words, IEnumerable<string> helpers) => new(
        All(passages),
        Labels(buttons),
        All(Day().Matches(words).Select(m => m.Value)),
        All(helpers));

    private static string All(IEnumerable<string> things) => string.Join(' ', things.Distinct().Order(StringComparer.Ordinal));

    private static Shown OnPage(IHtmlDocument page) => Of(
        page.QuerySelectorAll("[data-passage] h2").Select(h => PassageByTitle.GetValueOrDefault(Plain(h.TextContent)) ?? Pending(h)),
        page.QuerySelectorAll("[data-choice]").Select(c => (c.GetAttribute("data-choice"), string.Concat(c.ChildNodes.OfType<IText>().Select(t => t.Text)))),
        string.Join(' ', page.QuerySelectorAll("section.dates").Select(d => d.TextContent)),
        page.QuerySelectorAll("[data-helper]").Select(h => h.GetAttribute("data-helper")!));

    // The page marks what waits for sign-off for advisers only; a chat marks it wherever it is shown.
    private static string Pending(IElement heading) => PassageByTitle[Plain($"{heading.TextContent} [{Library.Messages.Text("page-pending")}]")];

    private static Shown InChat(ImmutableArray<Activity> activities)
    {
        string[] lines = [.. activities.SelectMany(a => a.Text!.Split('\n'))];
        return Of(
            lines.Where(l => l.StartsWith("**", StringComparison.Ordinal)).Select(l => PassageByTitle.GetValueOrDefault(Plain(Unmarked(l)))).OfType<string>(),
            activities[^1].SuggestedActions!.Actions.Select(a => (Choice(a.Value), a.Title)),
            string.Join('\n', activities.Select(a => a.Text).Where(t => t!.Contains(Library.Messages.Text("page-dates"), StringComparison.Ordinal))),
            lines.Select(l => Helper().Match(l)).Where(m => m.Success).Select(m => HelperByName.GetValueOrDefault(Plain(Unmarked(m.Groups[1].Value)))).OfType<string>());
    }

    private static Shown InTeams(ImmutableArray<Activity> activities)
    {
        JsonObject[] cards = Cards(activities);
        JsonObject[] blocks = [.. cards.SelectMany(Blocks)];
        return Of(
            blocks.Where(b => (string?)b["size"] == "Medium").Select(b => PassageByTitle.GetValueOrDefault(Plain(Unmarked((string?)b["text"] ?? "")))).OfType<string>(),
            cards.SelectMany(c => c["actions"]?.AsArray() ?? []).Select(a => ((string?)a!["data"]?["choice"], (string)a["title"]!)),
            string.Join('\n', cards.Where(c => ((string?)c["fallbackText"])!.Contains(Library.Messages.Text("page-dates"), StringComparison.Ordinal)).SelectMany(Blocks).Select(b => (string?)b["text"])),
            blocks.Select(b => Helper().Match((string?)b["text"] ?? "")).Where(m => m.Success).Select(m => HelperByName.GetValueOrDefault(Plain(Unmarked(m.Groups[1].Value)))).OfType<string>());
    }

    // Every word of a passage and what it rests on; only the glossary stays with the page.
    private static void NothingIsLost(IHtmlDocument page, string shown, string where)
    {
        foreach (IElement passage in page.QuerySelectorAll("[data-passage]"))
        {
            IEnumerable<IElement> parts = passage.QuerySelectorAll("h2, .words p, .words li, .from .strength, .from .edition, .from cite, .from > p:last-child");
            Assert.All(parts.Where(p => p.TextContent != Library.Messages.Text("page-differs")), part => Assert.True(
                shown.Contains(Plain(part.TextContent), StringComparison.Ordinal), $"{where}: {passage.GetAttribute("data-passage")}: {part.TextContent}"));
            Assert.True(
                passage.QuerySelector(".differs") is null || shown.Contains(Plain(Library.Messages.Text("page-differs")), StringComparison.Ordinal), where);
        }

        Assert.All(
            page.QuerySelectorAll(".do-now li, .avoid li, .ask li, .ask h3, .take li, .first p:first-child, .reading .by, .reading p:not(.small), .limit > p:not(.label), .helper .who, .helper .when"),
            part => Assert.True(shown.Contains(Plain(part.TextContent), StringComparison.Ordinal), $"{where}: {part.TextContent}"));
        Assert.All(page.QuerySelectorAll(".helper a.call"), a => Assert.Contains(a.TextContent.Replace("Call ", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), shown.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    // What Teams takes: three messages, 80 KB of two bytes each, six buttons a card, version 1.3, no sensitive word before it is opened.
    private static void Fits(ImmutableArray<Activity> activities, string step)
    {
        Assert.InRange(activities.Length, 1, 3);
        Assert.All(activities, a =>
        {
            Assert.True(System.Text.Encoding.UTF8.GetString(WireJson.Write(a)).Length * 2 < 80 * 1024, $"{step} is too long for Teams");
            Assert.Null(a.Text);
            Assert.Equal(Library.Messages.Text("chat-preview"), a.Summary);
        });
        Assert.All(Cards(activities), c =>
        {
            Assert.Equal("1.3", (string?)c["version"]);
            Assert.InRange(c["actions"]?.AsArray().Count ?? 0, 0, 6);
            Assert.False(string.IsNullOrEmpty((string?)c["fallbackText"]));
            JsonNode first = c["body"]![0]!;
            Assert.True((string?)first["type"] == "Input.Date" || (string?)first["text"] == "Advice");
        });
        Assert.InRange(activities[^1].SuggestedActions?.Actions.Length ?? 0, 0, 3);
        Assert.All(activities[^1].SuggestedActions?.Actions ?? [], a => Assert.Equal(a.Title, a.Value.GetString()));
    }

    private static (Reply Reply, string[] Words) Example(string kind)
    {
        Passage passage = Library.Passages.First(p => p.Edition is not null && p.Html.Contains("blockquote", StringComparison.Ordinal));
        string[] of = [passage.Title, passage.Edition!, passage.Reviewed.ToString("d MMMM yyyy", CultureInfo.InvariantCulture), passage.Sections[0].Source.Title];
        HelperNow line = new Signposter(Library, []).At("advice-line", RealBot.Morning)!;
        HelperNow samaritans = new Signposter(Library, []).At("samaritans", RealBot.Morning)!;
        Point point = new("Keep the letter", [], Status.Published);
        return kind switch
        {
            "Urgent" => (new Reply.Urgent("D1", "danger-now", [new("Call 999 now.", []), new($"Or call {line.Helper.Phone}.", [line])], [passage], "A1"), ["Call 999 now.", $"Or call {line.Helper.Phone}.", .. of]),
            "Gentle" => (new Reply.Gentle("X1", "distress", "If it gets too much, call Samaritans on 116 123.", samaritans), ["If it gets too much, call Samaritans on 116 123."]),
            "NotEnglish" => (new Reply.NotEnglish("pl", false, [new($"Numer: {line.Helper.Phone}.", [line])], [new("We can only read English.", [])]), [$"Numer: {line.Helper.Phone}.", "We can only read English."]),
            "Said" => (new Reply.Said("dont-have", "We don't have advice about that."), ["We don't have advice about that."]),
            "Answer" => (new Reply.Answer("This may answer your question", [passage], []), ["This may answer your question", .. of]),
            "Offer" => (new Reply.Offer("Choose the one that fits", [new("conference", "A conference")]), ["Choose the one that fits", "A conference"]),
            "Advice" => (new Reply.Advice([passage]), of),
            "Ending" => (new Reply.Ending("CF-1", "Time to get ready", "See a solicitor first.", [point], [new("Sign nothing", [], Status.Published)], [new("chair", "The chair", [new("Who comes?", [], Status.Published)])], [new("Glasses", [], Status.Published)]), ["Time to get ready", "See a solicitor first.", "Keep the letter", "Sign nothing", "The chair", "Who comes?", "Glasses"]),
            "KeyDates" => (new Reply.KeyDates([new("K02-1", "K02", "conference", "The core group meets", "the social worker", new DateOnly(2026, 12, 8), null, "within ten days", "Counted from the conference.", "sure", [], null, "Check the letter.")], [new("conference", "When was the conference?", null)]), ["The core group meets", "Tuesday 8 December 2026", "Counted from the conference.", "Check the letter.", "When was the conference?"]),
            "Helpers" => (new Reply.Helpers([line]), [line.Helper.Name, line.Helper.Phone!, line.When!]),
            "Question" => (new Reply.Question("conference/which-meeting", "Which meeting is it?", "It is on your letter.", [new("first", "The first conference")], [new("not-sure", "I'm not sure")], [new("talk", "I want to talk to someone")], [], false, null), ["Which meeting is it?", "It is on your letter.", "The first conference", "I'm not sure", "I want to talk to someone"]),
            _ => throw new InvalidOperationException($"{kind} is new: give it an example here, and a part in every channel."),
        };
    }

    private static async Task<IHtmlDocument> Page(ImmutableArray<Reply> replies)
    {
        await using ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var view = new PageView(Library, Frame, "place", replies);
        string html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<WebPageWriter>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString());
        return Parser.ParseDocument(html);
    }

    private static string Words(ImmutableArray<Activity> activities) => string.Join('\n', activities.Select(a => string.Join('\n',
        (string[])[Unmarked(a.Text ?? ""), .. Cards([a]).SelectMany(Blocks).Select(b => Unmarked((string?)b["text"] ?? "")),
        .. Cards([a]).SelectMany(c => c["actions"]?.AsArray() ?? []).Select(b => (string?)b!["title"] ?? ""),
        .. a.SuggestedActions?.Actions.Select(s => s.Title) ?? []])));

    private static JsonObject[] Cards(ImmutableArray<Activity> activities) =>
        [.. activities.SelectMany(a => a.Attachments ?? []).Select(a => JsonSerializer.SerializeToNode(a.Content, WireJson.Context.AdaptiveCard)!.AsObject())];

    private static IEnumerable<JsonObject> Blocks(JsonObject card) => card["body"]!.AsArray().OfType<JsonObject>().SelectMany(b => b["items"] is JsonArray items ? items.OfType<JsonObject>() : [b]);

    private static string? Choice(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("choice", out JsonElement choice) ? choice.GetString() : null;

    private static string Unmarked(string markdown) => Link().Replace(markdown, "$1").Replace("**", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal).Replace("> ", "", StringComparison.Ordinal);

    private static string Plain(string text) => string.Join(' ', text.Replace('\u2022', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+ \d{4}")]
    private static partial Regex Day();

    [GeneratedRegex(@"^\d+\) ")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:- |• )\*\*(.+?)\*\*")]
    private static partial Regex Helper();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();
}
