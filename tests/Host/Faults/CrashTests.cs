using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using AdviceBot.Load;
using AdviceBot.Tests.Contracts;
using AdviceBot.Tests.Host.Channels;
using Xunit;

namespace AdviceBot.Tests.Host.Faults;

/// <summary>Processes of their own that are killed or asked to stop. The long runs are verbs of tests/Load.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task A_process_that_is_killed_has_lost_no_acknowledged_turn_and_answers_none_twice() => Check(await Crash.RunAsync(kills: 3, seed: 3));

    [Fact]
    public void A_long_run_says_how_far_it_is() => Assert.Equal(
        "killed 20 of 50, 0 turns acknowledged, ready again 2.5 s after a kill at most", Crash.Progress(20, 50, new Tally(), [TimeSpan.FromSeconds(1.25), TimeSpan.FromSeconds(2.5)]));

    [PostgresFact]
    public async Task Of_two_processes_on_one_database_the_other_goes_on() => Check(await Twins.RunAsync(kills: 2, seed: 4));

    [Fact]
    public async Task A_process_that_is_asked_to_stop_finishes_what_it_has_begun_and_the_next_goes_on()
    {
        string state = Directory.CreateTempSubdirectory("advicebot-handover-").FullName;
        try
        {
            await using var first = new Served(state, []);
            await first.StartAsync();
            using var client = new HttpClient { BaseAddress = first.Address };
            JsonObject chat = await (await client.SendJson(HttpMethod.Post, "/v3/directline/conversations", Served.Secret)).Json();
            string id = (string)chat["conversationId"]!;
            string token = (string)chat["token"]!;
            using var socket = new ClientWebSocket();
            await socket.ConnectAsync(new Uri((string)chat["streamUrl"]!), default);
            await client.SendJson(HttpMethod.Post, $"/v3/directline/conversations/{id}/activities", token, """{"type":"message","text":"x","value":{"step":"start/what-is-happening","choice":"conference"}}""");

            // A turn of which half has come when the process is asked to stop.
            string message = """{"type":"message","text":"where am i","channelData":{"clientActivityID":"half"}}""";
            using var slow = new TcpClient("127.0.0.1", first.Port);
            NetworkStream stream = slow.GetStream();
            string head = $"POST /v3/directline/conversations/{id}/activities HTTP/1.1\r\nHost: 127.0.0.1:{first.Port}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {message.Length}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head + message[..20]));
            await Task.Delay(200);
            Task<int> stopping = first.StopAsync();

            // The window's stream is closed in good order, so that it comes back.
            WebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(new byte[65536], default).WaitAsync(TimeSpan.FromSeconds(20));
            }
            while (received.MessageType != WebSocketMessageType.Close);
            Assert.Equal(WebSocketCloseStatus.NormalClosure, received.CloseStatus);

            await stream.WriteAsync(Encoding.ASCII.GetBytes(message[20..]));
            using var reader = new StreamReader(stream);
            Assert.Contains("200", await reader.ReadLineAsync(), StringComparison.Ordinal);
            Assert.Equal(0, await stopping.WaitAsync(TimeSpan.FromSeconds(40)));

            await using var second = new Served(state, [], port: first.Port);
            await second.StartAsync();
            using var later = new HttpClient { BaseAddress = second.Address };

            // The one who polls goes on with the token and the watermark it has; the one with a stream asks for a new one.
            JsonObject polled = await (await later.SendJson(HttpMethod.Get, $"/v3/directline/conversations/{id}/activities?watermark=2", token)).Json();
            Assert.True(long.Parse((string)polled["watermark"]!, System.Globalization.CultureInfo.InvariantCulture) > 2);
            JsonObject again = await (await later.SendJson(HttpMethod.Get, $"/v3/directline/conversations/{id}?watermark=2", token)).Json();
            using var anew = new ClientWebSocket();
            await anew.ConnectAsync(new Uri((string)again["streamUrl"]!), default);
            HttpResponseMessage posted = await later.SendJson(HttpMethod.Post, $"/v3/directline/conversations/{id}/activities", (string)again["token"]!, """{"type":"message","text":"where am i"}""");
            Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
            string said = "";
            while (!said.Contains("Which country", StringComparison.Ordinal))
            {
                byte[] frame = new byte[65536];
                WebSocketReceiveResult one = await anew.ReceiveAsync(frame, default).WaitAsync(TimeSpan.FromSeconds(20));
                said += Encoding.UTF8.GetString(frame, 0, one.Count);
            }
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    private static void Check(Outcome outcome)
    {
        Assert.True(outcome.Tally.Faults.Count == 0, $"{string.Join('\n', outcome.Tally.Faults)}\nWhat the processes said:\n{outcome.Output}");
        Assert.True(outcome.Tally.Acknowledged > 20, $"{outcome.Tally.Acknowledged} turns are too few to say anything");
        Assert.True(outcome.Tally.DeliveredAgain > 0);
    }
}
