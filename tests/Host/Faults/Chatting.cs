using System.Net;
using System.Text.Json.Nodes;
using AdviceBot.Tests.Host.Channels;
using Xunit;

namespace AdviceBot.Tests.Host.Faults;

/// <summary>Somebody in a chat window, and whoever watches the service, while something fails.</summary>
internal sealed class Chatting(HttpClient client)
{
    private string watermark = "";
    private string id = "";
    private string token = "";

    /// <summary>Begins a chat.</summary>
    public async Task BeginAsync()
    {
        JsonObject begun = await (await client.SendJson(HttpMethod.Post, "/v3/directline/conversations", ChannelApp.Secret)).Json();
        (id, token) = ((string)begun["conversationId"]!, (string)begun["token"]!);
        await ReadAsync();
    }

    /// <summary>Goes on with a chat in another client, such as after a restart.</summary>
    public Chatting With(HttpClient other) => new(other) { id = id, token = token };

    /// <summary>The words the bot answers with.</summary>
    public async Task<string> SayAsync(string text) => await SendAsync(new JsonObject { ["type"] = "message", ["text"] = text });

    /// <summary>The words the bot answers with to a button.</summary>
    public async Task<string> PressAsync(string step, string choice) =>
        await SendAsync(new JsonObject { ["type"] = "message", ["text"] = "pressed", ["value"] = new JsonObject { ["step"] = step, ["choice"] = choice } });

    /// <summary>Whether the service says that it is ready, and what it says.</summary>
    public async Task<(HttpStatusCode Status, string Words)> ReadyAsync()
    {
        HttpResponseMessage answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until it says so; ten seconds at most, as long as healing may take.</summary>
    public async Task UntilAsync(HttpStatusCode status, string words = "")
    {
        long began = System.Diagnostics.Stopwatch.GetTimestamp();
        for (;;)
        {
            (HttpStatusCode now, string said) = await ReadyAsync();
            if (now == status && said.Contains(words, StringComparison.Ordinal))
            {
                return;
            }

            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10), $"after ten seconds it still says {(int)now} {said}");
            await Task.Delay(50);
        }
    }

    /// <summary>Help, the page and a turn on the page are served.</summary>
    public async Task AssertHelpedAsync()
    {
        foreach (string address in new[] { "/", "/help", "/safety", "/api/answers?q=what%20is%20a%20core%20group", "/health/live" })
        {
            Assert.Equal((address, HttpStatusCode.OK), (address, (await client.GetAsync(new Uri(address, UriKind.Relative))).StatusCode));
        }

        Visitor visitor = await new Visitor(client).Open();
        await visitor.Choose("conference");
        Assert.Equal("guard/country", visitor.Step);
        await visitor.Choose("england");
        Assert.NotEqual("guard/country", visitor.Step);
        Assert.Contains("999", (await visitor.Write("he has a knife and says he will kill me")).Words, StringComparison.Ordinal);
        Assert.Contains("999", await SayAsync("he has a knife and says he will kill me"), StringComparison.Ordinal);
    }

    private async Task<string> SendAsync(JsonObject message)
    {
        HttpResponseMessage answer = await client.SendJson(HttpMethod.Post, $"/v3/directline/conversations/{id}/activities", token, message.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync();
    }

    private async Task<string> ReadAsync()
    {
        JsonObject set = await (await client.SendJson(HttpMethod.Get, $"/v3/directline/conversations/{id}/activities?watermark={watermark}", token)).Json();
        watermark = (string)set["watermark"]!;
        return string.Join('\n', set["activities"]!.AsArray().Where(a => (string?)a!["from"]!["role"] == "bot").Select(a => (string?)a!["text"] ?? ""));
    }
}
