using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AdviceBot.Host.Channels.DirectLine;
using AdviceBot.Host.Content;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;

namespace AdviceBot.Tests.Host.Channels.DirectLine;

/// <summary>Alone, since it measures the memory of the whole process.</summary>
[CollectionDefinition(nameof(ChatMemory), DisableParallelization = true)]
public sealed class ChatMemory;

/// <summary>What a chat costs in memory for the half hour it is held.</summary>
[Collection(nameof(ChatMemory))]
public sealed class ChatMemoryTests(ITestOutputHelper output)
{
    private const int Chats = 100;
    private const int Turns = 40;

    [Fact]
    public async Task A_chat_of_forty_turns_takes_little_while_it_goes_on_and_less_at_rest()
    {
        await using var app = new ChannelApp { Settings = new() { ["Limits:BeginningsPerAddress"] = "1000000", ["Limits:PerAddress"] = "1000000", ["State:Store"] = "memory" } };
        using HttpClient client = app.CreateClient();
        LiveLibrary live = app.Services.GetRequiredService<LiveLibrary>();
        for (int tries = 0; !live.IsWarm && tries < 1200; tries++)
        {
            await Task.Delay(100);
        }

        // What is made once for all is there before it is measured.
        for (int chat = 0; chat < 5; chat++)
        {
            await TalkAsync(client);
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int chat = 0; chat < Chats; chat++)
        {
            await TalkAsync(client);
        }

        double talking = PerChat(before);
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        DirectLineConversations chats = app.Services.GetRequiredService<DirectLineConversations>();
        chats.Sweep();
        double resting = PerChat(before);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{talking:0} bytes a chat after its last word, {resting:0} at rest"));
        Assert.InRange(talking, 0, 80_000);
        Assert.InRange(resting, 0, 25_000);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        chats.Sweep();
        Assert.InRange(PerChat(before), double.MinValue, 6_000);
    }

    private static double PerChat(long before) => (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Chats;

    private static async Task TalkAsync(HttpClient client)
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
    }
}
