using System.Net;
using System.Text.Json.Nodes;
using AdviceBot.Tests.Host.Channels;
using AdviceBot.Tests.Host.Channels.Connector;
using Microsoft.Data.Sqlite;
using Xunit;

namespace AdviceBot.Tests.Host;

/// <summary>"Delete my chat" wherever somebody is, in every channel: the old state opens nothing any more, and nothing of it lies in the store.</summary>
public sealed class DeleteEverywhereTests : IDisposable
{
    private const string Danger = "he has a knife and he is outside my door";

    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-delete").FullName;

    /// <summary>The ways: choices pressed one after the other, and what is said there last.</summary>
    private static readonly (string Where, string[] Choices, string? Said)[] Ways =
    [
        ("at the first question", [], null),
        ("at a guide's step", ["conference", "england", "parent"], null),
        ("at an urgent card", ["conference", "england"], Danger),
        ("at an ending", ["conference", "england", "parent", "first", "none", "later"], null),
        ("at a date", ["conference", "england", "parent", "first", "none", "later"], "24 December 2026"),
        ("at a date with a doubt", ["conference", "england", "parent", "first", "none", "later"], "next tuesday"),
        ("with somebody there", ["conference", "england"], "someone is with me"),
        ("in the guide of a letter", ["pre-proceedings", "may"], null),
    ];

    [Fact]
    public async Task On_the_page()
    {
        using ChannelApp app = Start();
        using HttpClient client = app.CreateClient();
        foreach ((string where, string[] choices, string? said) in Ways)
        {
            foreach (bool isPressed in new[] { true, false })
            {
                Visitor visitor = await (await new Visitor(client).Open()).Choose(choices);
                if (said is not null)
                {
                    await visitor.Post("/", [new("place", visitor.Place), new("words", said)]);
                }

                await DeleteAsync(visitor, $"{where}, {(isPressed ? "pressed" : "written")}", isPressed);
            }
        }

        Assert.Equal(0, Kept());
    }

    [Theory]
    [InlineData("button[value=letters]")]
    [InlineData("button[value=letters] [data-letter]")]
    [InlineData("button[value=notes]")]
    public async Task Inside_a_letter_and_other_papers(string way)
    {
        using ChannelApp app = Start();
        using HttpClient client = app.CreateClient();
        Visitor visitor = await (await new Visitor(client).Open()).Choose("conference", "england", "parent", "first", "none", "later");
        foreach (string button in way.Split(' '))
        {
            await visitor.Press(button);
        }

        await DeleteAsync(visitor, way, isPressed: true);
        Assert.Equal(0, Kept());
    }

    [Fact]
    public async Task In_a_chat_window()
    {
        using ChannelApp app = Start();
        using HttpClient client = app.CreateClient();
        foreach ((string where, string[] choices, string? said) in Ways)
        {
            JsonObject begun = await (await client.SendJson(HttpMethod.Post, "/v3/directline/conversations", ChannelApp.Secret)).Json();
            string address = $"/v3/directline/conversations/{begun["conversationId"]}/activities", token = (string)begun["token"]!;
            async Task<JsonArray> SayAsync(JsonObject message)
            {
                JsonObject before = await (await client.SendJson(HttpMethod.Get, address, token)).Json();
                Assert.Equal(HttpStatusCode.OK, (await client.SendJson(HttpMethod.Post, address, token, message.ToJsonString())).StatusCode);
                return (await (await client.SendJson(HttpMethod.Get, $"{address}?watermark={before["watermark"]}", token)).Json())["activities"]!.AsArray();
            }

            async Task<JsonArray> AllAsync() => (await (await client.SendJson(HttpMethod.Get, address, token)).Json())["activities"]!.AsArray();
            await ThroughChatAsync(where, choices, said, await AllAsync(), SayAsync);
            Assert.DoesNotContain("zqsecret", (await AllAsync()).ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Over_the_connector()
    {
        using ChannelApp app = Start();
        using HttpClient client = app.CreateClient();
        int number = 0;
        foreach ((string where, string[] choices, string? said) in Ways)
        {
            string conversation = $"delete {number++}";
            async Task<JsonArray> SayAsync(JsonObject message)
            {
                message = message.DeepClone().AsObject();
                foreach ((string name, JsonNode value) in new (string, JsonNode)[]
                {
                    ("id", $"m{number++}"), ("channelId", "test"), ("serviceUrl", Issuer.Service), ("deliveryMode", "expectReplies"),
                    ("from", new JsonObject { ["id"] = "29:person" }), ("recipient", new JsonObject { ["id"] = "28:bot" }), ("conversation", new JsonObject { ["id"] = conversation }),
                })
                {
                    message[name] = value;
                }

                HttpResponseMessage answer = await client.SendJson(HttpMethod.Post, "/api/messages", app.Issuer.Token(), message.ToJsonString());
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                return (await answer.Json())["activities"]!.AsArray();
            }

            await ThroughChatAsync(where, choices, said, await SayAsync(Words("hello")), SayAsync);
        }
    }

    public void Dispose()
    {
        Folders.Delete(folder);
        Folders.Delete(folder + "-keys");
    }

    private static async Task DeleteAsync(Visitor visitor, string where, bool isPressed)
    {
        string before = visitor.Place;
        await visitor.Post("/", [new("place", before), isPressed ? new("do", "delete") : new("words", "Delete my chat")]);
        Assert.Equal((where, "deleted"), (where, visitor.Page.QuerySelector("[data-said]")?.GetAttribute("data-said")));
        Assert.Equal((where, "start/what-is-happening"), (where, visitor.Step));
        Assert.Null(visitor.Page.QuerySelector(".path"));
        foreach ((string address, string field, string value) in new[] { ("/", "do", "look"), ("/", "do", "back"), ("/", "words", "what is a core group"), ("/paper", "paper", "notes"), ("/safety", "do", "look") })
        {
            await visitor.Post(address, [new("place", before), new(field, value)]);
            Assert.Equal((where, address, (string?)null), (where, address, visitor.Step));
            Assert.Null(visitor.Page.QuerySelector("input[name=place]"));
        }
    }

    private async Task ThroughChatAsync(string where, string[] choices, string? said, JsonArray first, Func<JsonObject, Task<JsonArray>> say)
    {
        JsonArray last = first;
        JsonObject? pressed = null;
        await say(Words("zqsecret"));
        foreach (string choice in choices)
        {
            JsonNode button = Buttons(last).First(b => (string?)b["choice"] == choice);
            last = await say(pressed = new JsonObject { ["type"] = "message", ["text"] = "pressed", ["value"] = button.DeepClone() });
        }

        if (said is not null)
        {
            await say(Words(said));
        }

        Assert.NotEqual((where, 0), (where, Kept()));
        string after = (await say(Words("delete my chat"))).ToJsonString();
        Assert.Contains("We have deleted this chat", after, StringComparison.Ordinal);
        Assert.Equal((where, 0), (where, Kept()));

        // The last button of before leads on from nowhere any more: they stand at the first question.
        string back = (await say(pressed ?? Words("back"))).ToJsonString();
        Assert.Contains("What is happening?", back, StringComparison.Ordinal);
        await say(Words("delete my chat"));
        Assert.Equal((where, 0), (where, Kept()));
    }

    private static IEnumerable<JsonObject> Buttons(JsonNode? node) => node switch
    {
        JsonObject o when o["step"] is not null && o["choice"] is not null => [o],
        JsonObject o => o.SelectMany(p => Buttons(p.Value)),
        JsonArray all => all.SelectMany(Buttons),
        _ => [],
    };

    private static JsonObject Words(string text) => new() { ["type"] = "message", ["text"] = text };

    private ChannelApp Start() => new() { State = folder, Settings = new() { ["Limits:PerConversation"] = "1000000", ["Limits:PerAddress"] = "1000000" } };

    // Rows of conversations. What was ended leaves a digest of a random name for half an hour, and nothing else.
    private int Kept()
    {
        using var file = new SqliteConnection($"Data Source={Path.Combine(folder, "conversations.db")};Mode=ReadOnly;Pooling=False");
        file.Open();
        using SqliteCommand count = file.CreateCommand();
        count.CommandText = "SELECT count(*) FROM conversation WHERE name NOT LIKE 'ended.%' AND name NOT LIKE 'probe %'";
        return Convert.ToInt32(count.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
