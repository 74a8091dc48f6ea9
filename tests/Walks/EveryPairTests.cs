using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Channels.Console;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.State;
using AdviceBot.Tests.Host;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Walks;

/// <summary>Every button of every step of every guide, pressed: in the engine, on the page and in the terminal.</summary>
public sealed partial class EveryPairTests
{
    private static readonly Library Library = RealBot.Library;
    private static readonly ImmutableArray<Walk> Pairs = [.. Walker.EveryPair(Library)];

    [Fact]
    public void The_walks_pass_every_step_of_every_guide()
    {
        HashSet<string> passed = [.. Pairs.Select(w => ((Message.Pressed)w.Message).Step)];
        Assert.Empty(Library.Guides.SelectMany(g => g.Steps).Concat(Library.Parts.Guards).Select(s => s.Id).Except(passed));
        Assert.Contains(Library.Start, passed);
        Assert.Contains(Library.More, passed);
    }

    [Fact]
    public void Every_button_leads_on_to_a_question_or_to_advice()
    {
        foreach (Walk walk in Pairs)
        {
            TurnResult turn = RealBot.Parents.Turn(walk.Before, walk.Message, RealBot.Morning);
            Reply.Question question = Assert.IsType<Reply.Question>(turn.Replies[^1]);
            Assert.Single(turn.Replies.OfType<Reply.Question>());
            Assert.DoesNotContain(turn.Replies, r => r is Reply.Said { Key: "stale-button" or "advice-changed" or "long-way" });
            Assert.Equal(turn.After.Trail.Length, question.Path.Length);
            Assert.Equal(question.IsEnding, turn.Replies.OfType<Reply.Ending>().Any());
            Assert.Equal(turn.After.Trail.Length, Library.Follow(turn.After.Trail).Held);
        }
    }

    [Fact]
    public void Every_ending_shows_published_advice_with_its_source_and_somebody_to_talk_to()
    {
        HashSet<string> endings = [];
        foreach (Walk walk in Pairs)
        {
            ImmutableArray<Reply> replies = RealBot.Parents.Turn(walk.Before, walk.Message, RealBot.Morning).Replies;
            if (replies.OfType<Reply.Ending>().SingleOrDefault() is not { } ending)
            {
                continue;
            }

            endings.Add(((Reply.Question)replies[^1]).Step);
            ImmutableArray<Passage> shown = replies.OfType<Reply.Advice>().Single().Passages;
            Assert.Contains(shown, p => p is { Status: Status.Published, Audience: Audience.Parent, Sections.IsEmpty: false });
            Assert.All(shown, p => Assert.Equal((Audience.Parent, Status.Published), (p.Audience, p.Status)));
            Assert.NotEmpty(ending.DoNow);
            Assert.All([.. ending.DoNow, .. ending.Avoid, .. ending.Take, .. ending.Questions.SelectMany(q => q.Points)], p => Assert.Equal(Status.Published, p.Status));
            ImmutableArray<HelperNow> people = replies.OfType<Reply.Helpers>().Single().People;
            Assert.Contains(people, p => p.Helper.Id == Signposter.AdviceLine);
            Assert.Equal(ending.SolicitorNow is not null, people[0].Helper.Id == Signposter.Solicitor && Leaf(replies).SolicitorNow);
        }

        Assert.Equal(Library.Guides.SelectMany(g => g.Steps).Where(s => s.Leaf is not null).Select(s => s.Id).Order(), endings.Order());
    }

    [Fact]
    public void Every_answer_to_a_guard_that_changes_a_leaf_can_be_given_and_changes_it()
    {
        List<string> missed = [];
        foreach (IGrouping<string, (Step Step, Variation Variation)> guard in Library.Guides.SelectMany(g => g.Steps)
            .SelectMany(s => s.Leaf?.When.Select(v => (s, v)) ?? [])
            .GroupBy(x => x.v.Guard))
        {
            ImmutableArray<ImmutableArray<Answer>> ways = Walker.Ways(Library, guard.Key);
            foreach ((Step step, Variation variation) in guard)
            {
                ImmutableArray<Answer> way = ways.FirstOrDefault(t => Library.Follow(t) is var w && w.Step.Id == step.Id && w.Said.GetValueOrDefault(variation.Guard) == variation.Choice);
                if (way.IsDefault)
                {
                    missed.Add($"{step.Id}: nobody who answered {variation.Guard} with {variation.Choice} gets here");
                    continue;
                }

                ImmutableArray<Reply> replies = RealBot.Parents.Turn(Conversation.New with { Trail = way }, new Message.Started(), RealBot.Morning).Replies;
                string[] shown = [.. replies.OfType<Reply.Advice>().Single().Passages.Select(p => p.Id)];
                string[] people = [.. replies.OfType<Reply.Helpers>().Single().People.Select(p => p.Helper.Id)];
                Assert.Empty(variation.Show.Where(id => Library.Passage(id) is not null).Except(shown));
                Assert.Empty(shown.Intersect(variation.Hide));
                Assert.Empty(variation.Contact.Except(people));
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Fact]
    public void In_the_terminal_every_pair_reads_whole_and_its_number_presses_its_button()
    {
        var writer = new ConsoleWriter(Library.Messages);
        HashSet<string> read = [];
        foreach (Walk walk in Pairs)
        {
            TurnResult turn = RealBot.Parents.Turn(walk.Before, walk.Message, RealBot.Morning);
            string text = read.Add(((Reply.Question)turn.Replies[^1]).Step) ? OneLine(Terminal(writer, turn.Replies)) : "";
            foreach (string words in text.Length > 0 ? Words(turn.Replies) : [])
            {
                Assert.True(text.Contains(OneLine(words), StringComparison.Ordinal), $"{walk}: \"{words}\" is not on the screen:\n{text}");
            }

            var pressed = (Message.Pressed)walk.Message;
            Step step = Library.Step(pressed.Step)!;
            int number = Walker.Choices(Library, step).ToList().IndexOf(pressed.Choice) + 1;
            ImmutableArray<Answer> typed = RealBot.Parents.Turn(walk.Before, new Message.Typed($"{number}"), RealBot.Morning).After.Trail;
            Assert.True(turn.After.Trail.SequenceEqual(typed), $"{walk}: typing {number} led elsewhere");
        }
    }

    [Fact]
    public async Task On_the_page_every_pair_shows_what_the_engine_says()
    {
        await using var service = new RunningBot();
        using HttpClient client = service.CreateClient();
        SealedStore store = service.Services.GetRequiredService<SealedStore>();
        foreach (Walk walk in Pairs)
        {
            var pressed = (Message.Pressed)walk.Message;
            string place = await store.KeepAsync(null, walk.Before, default);
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                [WebPageReader.Place] = place, [WebPageReader.Step] = pressed.Step, [WebPageReader.Choice] = pressed.Choice,
            });
            using HttpResponseMessage response = await client.PostAsync("/", form);
            string page = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{walk}: {response.StatusCode}");

            ImmutableArray<Reply> replies = RealBot.Parents.Turn(walk.Before, walk.Message, RealBot.Morning).Replies;
            var question = (Reply.Question)replies[^1];
            Assert.Contains($"data-step=\"{question.Step}\"", page, StringComparison.Ordinal);
            Assert.Equal(question.IsEnding, page.Contains("data-ending", StringComparison.Ordinal));
            Assert.Equal(
                replies.OfType<Reply.Advice>().SelectMany(a => a.Passages).Select(p => p.Id).Order(),
                Marks(page, "data-passage").Distinct().Order());
            Assert.Empty(replies.OfType<Reply.Helpers>().SelectMany(h => h.People).Select(p => p.Helper.Id).Except(Marks(page, "data-helper")));
            Assert.Empty(question.Choices.Concat(question.Open).Concat(question.Always).Select(b => b.Choice).Except(Marks(page, "data-choice")));
        }
    }

    private static Leaf Leaf(ImmutableArray<Reply> replies) => Library.Step(((Reply.Question)replies[^1]).Step)!.Leaf!;

    private static string Terminal(ConsoleWriter writer, ImmutableArray<Reply> replies)
    {
        using var output = new StringWriter();
        writer.Write(output, replies);
        return output.ToString();
    }

    // Everything a person has to be able to read, in the order of the replies.
    private static IEnumerable<string> Words(ImmutableArray<Reply> replies) => replies.SelectMany(reply => reply switch
    {
        Reply.Said said => [said.Text],
        Reply.Advice advice => advice.Passages.SelectMany(p => new[] { p.Title, p.Text }),
        Reply.Ending ending => new[] { ending.Title, ending.SolicitorNow ?? "" }
            .Concat(ending.DoNow.Concat(ending.Avoid).Concat(ending.Take).Concat(ending.Questions.SelectMany(q => q.Points)).Select(p => p.Text)),
        Reply.Helpers helpers => helpers.People.SelectMany(p => new[] { p.Helper.Name, p.Helper.Phone ?? "", p.When ?? "" }),
        Reply.KeyDates dates => dates.Wanted.Select(w => w.Ask),
        Reply.Question question => question.Choices.Concat(question.Open).Concat(question.Always).Select(b => b.Label).Prepend(question.Ask).Append(question.Hint ?? ""),
        _ => [],
    });

    private static string OneLine(string text) => Spaces().Replace(text, " ").Trim();

    private static IEnumerable<string> Marks(string page, string mark) => Regex.Matches(page, $"{mark}=\"([^\"]*)\"").Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
