using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using AdviceBot.Core;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.State;
using AdviceBot.Tests.Host;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Walks;

/// <summary>At every step of every guide danger comes first, however it is said, and afterwards everything stands where it stood.</summary>
public sealed class DangerEverywhereTests
{
    private const string Danger = "he's hitting me right now";

    private static readonly ImmutableArray<ImmutableArray<Answer>> Places = Walker.Ways(RealBot.Library);

    // Typed, pasted beyond the length of a question, at the 15,000th letter, pressed, and typed into the boxes of a date.
    public static TheoryData<string, Message> Ways => new()
    {
        { "typed", new Message.Typed(Danger) },
        { "too long to be a question", new Message.Typed(Filler(4_500) + Danger) },
        { "at the 15,000th letter", new Message.Typed(Filler(15_000) + Danger + ". " + Filler(2_000)) },
        { "pressed", new Message.InDanger() },
        { "in the boxes of a date", new Message.Dated("conference", "", Danger, "") },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_card_comes_alone_and_the_way_back_leads_to_the_same_prompt_with_the_same_answers(string way, Message danger)
    {
        Assert.True(Places.Length > 100, way);
        Message looked = RealBot.Parents.Look(danger);
        foreach (ImmutableArray<Answer> trail in Places)
        {
            foreach (Conversation before in Standing(trail))
            {
                Reply.Question prompt = Prompt(before);
                TurnResult turn = RealBot.Parents.Turn(before, looked, RealBot.Morning);
                Assert.Equal("D1", Assert.IsType<Reply.Urgent>(Assert.Single(turn.Replies)).Category);
                Assert.Equal(before, turn.After with { Urgent = before.Urgent });

                Reply.Question again = Prompt(turn.After);
                Assert.Equal((prompt.Step, prompt.Ask, prompt.Chosen), (again.Step, again.Ask, again.Chosen));
                Assert.Equal(prompt.Path, again.Path.AsEnumerable());
                Assert.Equal(prompt.Choices.Select(c => c.Choice), again.Choices.Select(c => c.Choice));
            }
        }
    }

    [Fact]
    public async Task On_the_page_it_is_the_same_at_every_step()
    {
        await using var service = new RunningBot();
        using HttpClient client = service.CreateClient();
        SealedStore store = service.Services.GetRequiredService<SealedStore>();
        foreach (ImmutableArray<Answer> trail in Places)
        {
            string place = await store.KeepAsync(null, Conversation.New with { Trail = trail }, default);
            string card = await PostAsync(client, (WebPageReader.Place, place), (WebPageReader.Words, Danger));
            Assert.Contains("data-urgency=\"danger-now\"", card, StringComparison.Ordinal);
            Assert.DoesNotContain("data-step=", card, StringComparison.Ordinal);
            string kept = Regex.Match(card, "name=\"place\" value=\"([^\"]+)\"").Groups[1].Value;
            string back = await PostAsync(client, (WebPageReader.Place, WebUtility.HtmlDecode(kept)), (WebPageReader.Do, WebPageReader.Look));
            Assert.Contains($"data-step=\"{RealBot.Library.Follow(trail).Step.Id}\"", back, StringComparison.Ordinal);
        }
    }

    // As it is, and in the middle of changing the first answer with a date given and something offered.
    private static IEnumerable<Conversation> Standing(ImmutableArray<Answer> trail)
    {
        Conversation here = Conversation.New with { Trail = trail };
        yield return here;
        if (!trail.IsEmpty)
        {
            yield return here with
            {
                Dates = here.Dates.Add("conference", new DateOnly(2026, 12, 3)), Reopened = 0, Misses = 1, Offered = [RealBot.Library.Passages[0].Id],
            };
        }
    }

    private static Reply.Question Prompt(Conversation at) =>
        RealBot.Parents.Turn(at, new Message.Started(), RealBot.Morning).Replies.OfType<Reply.Question>().Single();

    private static string Filler(int length) => string.Concat(Enumerable.Repeat("the letter came on a tuesday. ", (length / 30) + 1))[..length];

    private static async Task<string> PostAsync(HttpClient client, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using HttpResponseMessage response = await client.PostAsync("/", form);
        return await response.Content.ReadAsStringAsync();
    }
}
