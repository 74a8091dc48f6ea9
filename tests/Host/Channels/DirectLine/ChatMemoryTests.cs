using System.Net;
using System.Text.Json.Nodes;
using AdviceBot.Host.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.DirectLine;

/// <summary>What a chat holds for the half hour after its last word. Counted, not weighed: what a whole process takes depends on what else it does.</summary>
public sealed class ChatMemoryTests
{
    private const int Turns = 40;

    [Fact]
    public async Task A_chat_of_forty_turns_holds_little_while_it_goes_on_less_at_rest_and_nothing_in_the_end()
    {
        await using var app = new ChannelApp { Settings = new() { ["State:Store"] = "memory" } };
        using HttpClient client = app.CreateClient();
        DirectLineConversation chat = await TalkAsync(app, client);
        JsonObject[] said = [.. Said(chat)];
        Assert.InRange(chat.Held, 1, 80_000);

        app.Clock.Advance(TimeSpan.FromMinutes(3));
        app.Services.GetRequiredService<DirectLineConversations>().Sweep();
        Assert.InRange(chat.Held, 1, 20_000);
        Assert.Equal(said.Select(s => s.ToJsonString()), Said(chat).Select(s => s.ToJsonString()));

        app.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.True(chat.HasEnded(app.Clock.GetUtcNow()));
    }

    private static IEnumerable<JsonObject> Said(DirectLineConversation chat) => chat.Since(null).Activities.Select(a => (JsonObject)JsonNode.Parse(a)!);

    private static async Task<DirectLineConversation> TalkAsync(ChannelApp app, HttpClient client)
    {
        JsonObject begun = await (await client.SendJson(HttpMethod.Post, "/v3/directline/conversations", ChannelApp.Secret)).Json();
        string post = $"/v3/directline/conversations/{begun["conversationId"]}/activities", token = (string)begun["token"]!;
        for (int turn = 0; turn < Turns; turn++)
        {
            // To and fro as people go, with a question of their own now and then.
            string said = turn % 10 == 9 ? "\"text\":\"can my sister come to the meeting with me\""
                : turn % 2 == 0 ? "\"text\":\"x\",\"value\":{\"step\":\"start/what-is-happening\",\"choice\":\"conference\"}"
                : "\"text\":\"x\",\"value\":{\"do\":\"back\"}";
            HttpResponseMessage answer = await client.SendJson(HttpMethod.Post, post, token, $"{{\"type\":\"message\",{said},\"channelData\":{{\"clientActivityID\":\"{Guid.NewGuid()}\"}}}}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        DirectLineClaims claims = app.Services.GetRequiredService<DirectLineTokens>().Read(token, DirectLineTokens.Talk, out _)!;
        return (await app.Services.GetRequiredService<DirectLineConversations>().FindAsync(claims, CancellationToken.None))!;
    }
}
