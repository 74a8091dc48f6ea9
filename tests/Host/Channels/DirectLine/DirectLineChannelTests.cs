using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using AdviceBot.Core;
using AdviceBot.Host;
using AdviceBot.Host.Channels.Activities;
using AdviceBot.Host.Channels.DirectLine;
using AdviceBot.Host.State;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.DirectLine;

/// <summary>Direct Line 3.0 over plain HTTP, as its clients use it.</summary>
[Collection(nameof(ChannelApp))]
public sealed class DirectLineChannelTests(ChannelApp app)
{
    private const string Base = "/v3/directline";

    private readonly HttpClient client = app.CreateClient();

    [Fact]
    public async Task A_server_with_the_secret_gets_a_token_bound_to_one_conversation_and_a_person_of_ours()
    {
        JsonObject given = await (await Send(HttpMethod.Post, "/tokens/generate", ChannelApp.Secret, """{"user":{"id":"dl_mine","name":"x"}}""")).Json();
        JsonNode claims = Claims((string)given["token"]!);
        Assert.Equal((string?)given["conversationId"], (string?)claims["conv"]);
        Assert.StartsWith("dl_", (string?)claims["user"], StringComparison.Ordinal);
        Assert.NotEqual("dl_mine", (string?)claims["user"]);
        Assert.Equal(1800, (int)given["expires_in"]!);
        Assert.True(Base64(((string)given["conversationId"]!)).Length >= 16, "128 random bits at least");
        Assert.True(Base64(((string)claims["user"]!)[3..]).Length >= 16, "128 random bits at least");
    }

    [Fact]
    public async Task A_page_of_ours_gets_a_token_without_a_secret()
    {
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Post, "/tokens/generate", null, null, "http://localhost")).StatusCode);
        HttpResponseMessage charity = await Send(HttpMethod.Post, "/tokens/generate", null, null, ChannelApp.Charity);
        Assert.Equal(HttpStatusCode.OK, charity.StatusCode);
        Assert.Equal(ChannelApp.Charity, charity.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Unauthorized)]
    [InlineData("wrong", null, HttpStatusCode.Forbidden)]
    [InlineData("a secret that only servers kno", null, HttpStatusCode.Forbidden)]
    [InlineData(null, "https://attacker.example", HttpStatusCode.Forbidden)]
    [InlineData(null, "null", HttpStatusCode.Forbidden)]
    [InlineData(null, "https://www.charity.example.attacker.example", HttpStatusCode.Forbidden)]
    [InlineData(null, "http://www.charity.example", HttpStatusCode.Forbidden)]
    [InlineData(ChannelApp.Secret, "https://attacker.example", HttpStatusCode.Forbidden)]
    [InlineData(null, "http://localhost.attacker.example", HttpStatusCode.Forbidden)]
    [InlineData(null, "http://localhost:81", HttpStatusCode.Forbidden)]
    public async Task Others_get_none(string? secret, string? origin, HttpStatusCode expected)
    {
        HttpResponseMessage response = await Send(HttpMethod.Post, "/tokens/generate", secret, null, origin);
        Assert.Equal(expected, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/tokens/generate", "http://localhost")]
    [InlineData("/tokens/generate", ChannelApp.Charity)]
    [InlineData("/conversations", "http://localhost")]
    public async Task A_secret_that_stands_in_a_page_is_refused_even_from_our_own(string address, string origin)
    {
        HttpResponseMessage response = await Send(HttpMethod.Post, address, ChannelApp.Secret, null, origin);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("for servers", (string?)(await response.Json())["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_https_our_own_page_is_known_and_its_stream_is_sealed()
    {
        HttpResponseMessage given = await Send(HttpMethod.Post, "/tokens/generate", null, null, "https://localhost");
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        HttpResponseMessage started = await Send(HttpMethod.Post, "/conversations", (string)(await given.Json())["token"]!, null, "https://localhost");
        Assert.StartsWith("wss://localhost/", (string?)(await started.Json())["streamUrl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_begins_with_a_greeting_and_begins_once()
    {
        JsonObject given = await Generate();
        HttpResponseMessage first = await Send(HttpMethod.Post, "/conversations", (string)given["token"]!, """{"user":{}}""");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        JsonObject started = await first.Json();
        Assert.Equal((string?)given["conversationId"], (string?)started["conversationId"]);
        Assert.StartsWith("ws://localhost/v3/directline/conversations/", (string?)started["streamUrl"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Post, "/conversations", (string)started["token"]!)).StatusCode);
        (JsonArray activities, _) = await Poll(started, "");
        Assert.Contains("computer program", (string?)activities[0]!["text"], StringComparison.Ordinal);
        Assert.Contains("half an hour", (string?)activities[1]!["text"], StringComparison.Ordinal);
        Assert.Contains("What is happening?", (string?)activities[^1]!["text"], StringComparison.Ordinal);
        Assert.Single(activities, a => ((string?)a!["text"])!.Contains("What is happening?", StringComparison.Ordinal));
        Assert.All(activities, a => Assert.Equal("bot", (string?)a!["from"]!["role"]));
        Assert.Equal(HttpStatusCode.Created, (await Send(HttpMethod.Post, "/conversations", ChannelApp.Secret)).StatusCode);
    }

    [Fact]
    public async Task What_a_person_writes_comes_back_unchanged_before_the_answer()
    {
        JsonObject chat = await Start();
        (_, string watermark) = await Poll(chat, "");
        string activity = """{"type":"message","id":"mine","timestamp":"2001-01-01T00:00:00Z","from":{"id":"me","role":"bot"},"recipient":{"id":"x"},"conversation":{"id":"other"},"serviceUrl":"https://attacker.example","callerId":"x","text":"hello there","textFormat":"plain","locale":"en-GB","localTimestamp":"2026-11-24T10:00:00.123+00:00","localTimezone":"Europe/London","channelData":{"clientActivityID":"c1","deep":[1,{"a":"é"}]},"entities":[{"type":"ClientCapabilities"}],"attachments":[{"contentType":"text/html","content":"<b>"}]}""";
        HttpResponseMessage posted = await Post(chat, activity);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        string id = (string)(await posted.Json())["id"]!;
        (JsonArray activities, string next) = await Poll(chat, watermark);
        JsonNode echo = activities[0]!;
        Assert.Equal(id, (string?)echo["id"]);
        Assert.NotEqual("mine", id);
        Assert.StartsWith("dl_", (string?)echo["from"]!["id"], StringComparison.Ordinal);
        Assert.Equal("user", (string?)echo["from"]!["role"]);
        Assert.Equal("hello there", (string?)echo["text"]);
        Assert.Equal("2026-11-24T10:00:00.123+00:00", (string?)echo["localTimestamp"]);
        Assert.Equal("""{"clientActivityID":"c1","deep":[1,{"a":"é"}]}""", echo["channelData"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Null(echo["serviceUrl"]);
        Assert.Null(echo["callerId"]);
        Assert.Null(echo["attachments"]);
        Assert.Equal((string?)chat["conversationId"], (string?)echo["conversation"]!["id"]);
        Assert.All(activities.Skip(1), a => Assert.Equal(id, (string?)a!["replyToId"]));
        string[] times = [.. activities.Select(a => (string)a!["timestamp"]!)];
        Assert.Equal(times.Order(StringComparer.Ordinal).Distinct(), times);
        Assert.All(times, t => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", t));
        (JsonArray none, string same) = await Poll(chat, next);
        Assert.Empty(none);
        Assert.Equal(next, same);
    }

    [Fact]
    public async Task A_way_is_walked_by_buttons_and_a_stale_one_is_known()
    {
        JsonObject chat = await Start();
        (JsonArray first, string watermark) = await Poll(chat, "");
        JsonNode button = first[^1]!["suggestedActions"]!["actions"]!.AsArray().Single(a => (string?)a!["value"]!["choice"] == "conference")!;
        Assert.Equal("messageBack", (string?)button["type"]);
        string press = new JsonObject { ["type"] = "message", ["text"] = (string?)button["text"], ["value"] = button["value"]!.DeepClone() }.ToJsonString();
        await Post(chat, press);
        (JsonArray second, watermark) = await Poll(chat, watermark);
        Assert.Contains("Which country", (string?)second[^1]!["text"], StringComparison.Ordinal);
        await Post(chat, press);
        (JsonArray third, _) = await Poll(chat, watermark);
        Assert.Contains(third, a => ((string?)a!["text"])!.Contains("earlier question", StringComparison.Ordinal));
        Assert.Contains("Which country", (string?)third[^1]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_activity_posted_again_is_answered_once()
    {
        JsonObject chat = await Start();
        string activity = """{"type":"message","text":"hello","channelData":{"clientActivityID":"again"}}""";
        string first = (string)(await (await Post(chat, activity)).Json())["id"]!;
        (_, string watermark) = await Poll(chat, "");
        string second = (string)(await (await Post(chat, activity)).Json())["id"]!;
        Assert.Equal(first, second);
        Assert.Empty((await Poll(chat, watermark)).Activities);
    }

    [Fact]
    public async Task Posted_many_times_at_once_it_is_answered_once()
    {
        JsonObject chat = await Start();
        (_, string watermark) = await Poll(chat, "");
        string activity = """{"type":"message","text":"all at once","channelData":{"clientActivityID":"at once"}}""";
        HttpResponseMessage[] posted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Post(chat, activity)));
        string?[] ids = await Task.WhenAll(posted.Select(async p => (string?)(await p.Json())["id"]));
        Assert.Single(ids.Distinct());
        Assert.Single((await Poll(chat, watermark)).Activities, a => (string?)a!["text"] == "all at once");
    }

    [Fact]
    public async Task As_deep_and_as_long_as_may_be_is_taken_and_no_more()
    {
        JsonObject chat = await Start();
        string Deep(int arrays) => $$"""{"type":"message","text":"x","value":{{new string('[', arrays)}}{{new string(']', arrays)}}}""";
        Assert.Equal(HttpStatusCode.OK, (await Post(chat, Deep(31))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(chat, Deep(32))).StatusCode);
        string Long(int bytes) => $$"""{"type":"message","text":"{{new string('x', bytes - 28)}}"}""";
        Assert.Equal(65_536, Long(65_536).Length);
        Assert.Equal(HttpStatusCode.OK, (await Post(chat, Long(65_536))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post(chat, Long(65_537))).StatusCode);
    }

    [Fact]
    public async Task A_long_text_is_taken_and_answered_kindly()
    {
        JsonObject chat = await Start();
        (_, string watermark) = await Poll(chat, "");
        await Post(chat, new JsonObject { ["type"] = "message", ["text"] = string.Concat(Enumerable.Repeat("well and then ", 400)) }.ToJsonString());
        Assert.Contains((await Poll(chat, watermark)).Activities, a => ((string?)a!["text"])!.Contains("a lot to carry", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999")]
    [InlineData("1.5")]
    [InlineData("%00")]
    public async Task A_watermark_that_is_none_reads_all(string watermark)
    {
        JsonObject chat = await Start();
        Assert.NotEmpty((await Poll(chat, watermark)).Activities);
    }

    [Fact]
    public async Task Polling_answers_200_403_or_404_and_nothing_else()
    {
        JsonObject chat = await Start();
        JsonObject other = await Start();
        string address = $"/conversations/{chat["conversationId"]}/activities";
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, address, "rubbish")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, address, (string)other["token"]!)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, address, ChannelApp.Secret)).StatusCode);
        JsonObject unstarted = await Generate();
        Assert.Equal(HttpStatusCode.NotFound, (await Send(HttpMethod.Get, $"/conversations/{unstarted["conversationId"]}/activities", (string)unstarted["token"]!)).StatusCode);
        for (int i = 0; i < 300; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Get, address, (string)chat["token"]!)).StatusCode);
        }
    }

    [Theory]
    [InlineData("", 400, "BadArgument")]
    [InlineData("null", 400, "BadArgument")]
    [InlineData("[]", 400, "BadArgument")]
    [InlineData("{", 400, "BadArgument")]
    [InlineData("{}", 400, "MissingProperty")]
    [InlineData("""{"type":""}""", 400, "MissingProperty")]
    [InlineData("""{"type":5}""", 400, "BadArgument")]
    [InlineData("""{"type":"message","type":"event"}""", 400, "BadArgument")]
    [InlineData("""{"type":"message","text":5}""", 400, "BadArgument")]
    [InlineData("""{"type":"message","channelData":{"a":1,"a":2}}""", 400, "BadArgument")]
    [InlineData("""{"type":"message","text":"\ud800"}""", 400, "BadArgument")]
    [InlineData("""{"type":"message","value":{"x":"\udfff"}}""", 400, "BadArgument")]
    public async Task A_wrong_activity_is_refused_in_the_protocols_words(string body, int status, string code)
    {
        JsonObject chat = await Start();
        HttpResponseMessage response = await Post(chat, body);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, (string?)(await response.Json())["error"]!["code"]);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task What_is_too_large_too_deep_or_a_file_is_refused()
    {
        JsonObject chat = await Start();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post(chat, $$"""{"type":"message","text":"{{new string('x', 65_536)}}"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(chat, $$"""{"type":"message","value":{{new string('[', 40)}}{{new string(']', 40)}}}""")).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Send(HttpMethod.Post, $"/conversations/{chat["conversationId"]}/upload?userId=x", (string)chat["token"]!, "{}")).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Base}/conversations/{chat["conversationId"]}/activities") { Content = new StringContent("""{"type":"message"}""", Encoding.UTF8, "text/plain") };
        request.Headers.Authorization = new("Bearer", (string)chat["token"]!);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_token_is_for_its_own_conversation_only()
    {
        JsonObject mine = await Start();
        JsonObject yours = await Start();
        string token = (string)mine["token"]!;
        string there = $"/conversations/{yours["conversationId"]}";
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, there, token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, there + "/activities", token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Post, there + "/activities", token, """{"type":"message","text":"x"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Post, there + "/upload", token, "{}")).StatusCode);
        string stream = (string)mine["streamUrl"]!;
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(new Uri(stream.Replace("ws:", "http:", StringComparison.Ordinal).Replace((string)mine["conversationId"]!, (string)yours["conversationId"]!, StringComparison.Ordinal)))).StatusCode);
        string streamToken = stream[(stream.IndexOf("t=", StringComparison.Ordinal) + 2)..];
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Get, $"/conversations/{mine["conversationId"]}/activities", streamToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"{Base}/conversations/{mine["conversationId"]}/stream?t={token}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send(HttpMethod.Post, "/tokens/refresh")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send(HttpMethod.Post, "/conversations")).StatusCode);
    }

    [Theory]
    [InlineData("""{"alg":"none"}""", true)]
    [InlineData("""{"alg":"none","typ":"JWT"}""", false)]
    [InlineData("""{"alg":"HS512","typ":"JWT"}""", false)]
    [InlineData("""{"typ":"JWT","alg":"HS256"}""", false)]
    [InlineData(null, true)]
    [InlineData(null, false)]
    public async Task A_forged_token_is_refused(string? header, bool isUnsigned)
    {
        JsonObject chat = await Start();
        string[] parts = ((string)chat["token"]!).Split('.');
        JsonNode claims = Claims((string)chat["token"]!);
        claims["exp"] = 9_999_999_999;
        string forged = $"{(header is null ? parts[0] : Encode(header))}.{Encode(claims.ToJsonString())}.{(isUnsigned ? "" : parts[2])}";
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Post, "/tokens/refresh", forged)).StatusCode);
    }

    [Fact]
    public async Task A_token_ends_after_half_an_hour_and_can_be_renewed_before()
    {
        JsonObject chat = await Start();
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        JsonObject renewed = await (await Send(HttpMethod.Post, "/tokens/refresh", (string)chat["token"]!)).Json();
        Assert.Equal((string?)chat["conversationId"], (string?)renewed["conversationId"]);
        await Post(renewed, """{"type":"message","text":"hello"}""");
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        HttpResponseMessage late = await Send(HttpMethod.Post, "/tokens/refresh", (string)chat["token"]!);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Equal("TokenExpired", (string?)(await late.Json())["error"]!["code"]);
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Get, $"/conversations/{chat["conversationId"]}/activities", (string)renewed["token"]!)).StatusCode);
    }

    [Fact]
    public async Task A_chat_ends_after_half_an_hour_of_quiet_however_often_it_is_read()
    {
        JsonObject chat = await Start();
        app.Clock.Advance(TimeSpan.FromMinutes(25));
        chat = await (await Send(HttpMethod.Post, "/tokens/refresh", (string)chat["token"]!)).Json();
        Assert.NotEmpty((await Poll(chat, "")).Activities);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.NotFound, (await Send(HttpMethod.Get, $"/conversations/{chat["conversationId"]}/activities", (string)chat["token"]!)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Post(chat, """{"type":"message","text":"x"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Send(HttpMethod.Get, $"/conversations/{chat["conversationId"]}", (string)chat["token"]!)).StatusCode);
    }

    [Theory]
    [InlineData("Someone is with me")]
    [InlineData("he's in the next room")]
    public async Task With_somebody_there_what_was_said_is_gone_at_once_and_the_chat_after_five_minutes(string words)
    {
        JsonObject chat = await Start();
        await Post(chat, """{"type":"message","text":"what is a core group zqsecret"}""");
        await Post(chat, $$"""{"type":"message","text":"{{words}}"}""");
        (JsonArray activities, _) = await Poll(chat, "");
        Assert.DoesNotContain("zqsecret", activities.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(words.StartsWith('S') ? "We show less now" : "999", activities.ToJsonString(), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.NotEmpty((await Poll(chat, "")).Activities);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, (await Send(HttpMethod.Get, $"/conversations/{chat["conversationId"]}/activities", (string)chat["token"]!)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Post(chat, """{"type":"message","text":"continue"}""")).StatusCode);
    }

    [Fact]
    public async Task Alone_again_a_chat_lasts_as_long_as_any()
    {
        JsonObject chat = await Start();
        await Post(chat, """{"type":"message","text":"someone is with me"}""");
        await Post(chat, """{"type":"message","text":"I am alone again"}""");
        Assert.Contains("We show everything again", (await Poll(chat, "")).Activities.ToJsonString(), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.NotEmpty((await Poll(chat, "")).Activities);
    }

    [Fact]
    public async Task A_chat_ends_after_twelve_hours_in_any_case()
    {
        JsonObject chat = await Start();
        for (int i = 0; i < 35; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(20));
            chat = await (await Send(HttpMethod.Post, "/tokens/refresh", (string)chat["token"]!)).Json();
            Assert.Equal(HttpStatusCode.OK, (await Post(chat, """{"type":"message","text":"hello"}""")).StatusCode);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.NotFound, (await Post(chat, """{"type":"message","text":"hello"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Post, "/tokens/refresh", (string)chat["token"]!)).StatusCode);
    }

    [Fact]
    public async Task After_an_end_nothing_can_be_posted_and_all_can_be_read()
    {
        JsonObject chat = await Start();
        Assert.Equal(HttpStatusCode.OK, (await Post(chat, """{"type":"endOfConversation"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(chat, """{"type":"message","text":"x"}""")).StatusCode);
        Assert.Equal("endOfConversation", (string?)(await Poll(chat, "")).Activities[^1]!["type"]);
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("conversationUpdate")]
    [InlineData("invoke")]
    [InlineData("trace")]
    [InlineData("somethingNew")]
    public async Task Other_activities_are_taken_and_not_shown(string type)
    {
        JsonObject chat = await Start();
        (_, string watermark) = await Poll(chat, "");
        Assert.Equal(HttpStatusCode.OK, (await Post(chat, $$"""{"type":"{{type}}","membersAdded":[{"id":"somebody"}]}""")).StatusCode);
        Assert.Empty((await Poll(chat, watermark)).Activities);
    }

    [Fact]
    public async Task A_page_may_read_refusals_and_is_told_what_it_may_send()
    {
        HttpResponseMessage asked = await Send(HttpMethod.Options, "/conversations/x/activities", null, null, ChannelApp.Charity);
        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.Equal("authorization, content-type, x-ms-bot-agent, x-requested-with", asked.Headers.GetValues("Access-Control-Allow-Headers").Single());
        HttpResponseMessage refused = await Send(HttpMethod.Get, "/conversations/x/activities", "rubbish", null, ChannelApp.Charity);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(ChannelApp.Charity, refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        HttpResponseMessage missing = await Send(HttpMethod.Get, "/session/getsessionid", null, null, ChannelApp.Charity);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("application/json", missing.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Options, "/conversations", null, null, "https://attacker.example")).StatusCode);
    }

    [Fact]
    public async Task A_token_for_certain_pages_serves_no_other()
    {
        JsonObject given = await (await Send(HttpMethod.Post, "/tokens/generate", ChannelApp.Secret, $$"""{"trustedOrigins":["{{ChannelApp.Charity}}"]}""")).Json();
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(HttpMethod.Post, "/conversations", (string)given["token"]!, null, "http://localhost")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Send(HttpMethod.Post, "/conversations", (string)given["token"]!, null, ChannelApp.Charity)).StatusCode);
    }

    [Fact]
    public async Task The_stream_sends_what_is_new_and_a_second_stream_replaces_the_first()
    {
        JsonObject chat = await Start();
        using WebSocket first = await Open((string)chat["streamUrl"]!);
        JsonNode greeting = await Receive(first);
        Assert.Contains("What is happening?", (string?)greeting["activities"]!.AsArray()[^1]!["text"], StringComparison.Ordinal);
        await Post(chat, """{"type":"message","text":"hello"}""");
        JsonNode answer = await Receive(first);
        Assert.Equal("hello", (string?)answer["activities"]![0]!["text"]);
        JsonObject again = await (await Send(HttpMethod.Get, $"/conversations/{chat["conversationId"]}?watermark={answer["watermark"]}", (string)chat["token"]!)).Json();
        using WebSocket second = await Open((string)again["streamUrl"]!);
        WebSocketReceiveResult closed = await first.ReceiveAsync(new byte[10], CancellationToken.None);
        Assert.Equal(WebSocketMessageType.Close, closed.MessageType);
        Assert.Equal("collision", first.CloseStatusDescription);
        await Post(again, """{"type":"message","text":"only this"}""");
        Assert.Equal("only this", (string?)(await Receive(second))["activities"]![0]!["text"]);
    }

    [Fact]
    public async Task A_stream_address_ends_after_a_minute_and_a_foreign_page_opens_none()
    {
        JsonObject chat = await Start();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Open((string)chat["streamUrl"]!, "https://attacker.example"));
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Open((string)chat["streamUrl"]!));
    }

    [Fact]
    public async Task A_restart_keeps_the_place_and_forgets_the_words_and_no_file_names_or_shows_anything()
    {
        string folder = Directory.CreateTempSubdirectory("advicebot-restart").FullName;
        try
        {
            string id;
            JsonObject chat;
            using (var before = new ChannelApp { State = folder })
            {
                using HttpClient then = before.CreateClient();
                chat = await Start(then);
                id = (string)chat["conversationId"]!;
                await Post(chat, """{"type":"message","text":"pressed","value":{"step":"start/what-is-happening","choice":"conference"}}""", then);
                Assert.Equal(HttpStatusCode.OK, (await Post(chat, """{"type":"message","text":"a very secret sentence"}""", then)).StatusCode);
            }

            SqliteConnection.ClearAllPools();
            foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                string raw = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
                Assert.DoesNotContain("secret sentence", raw, StringComparison.Ordinal);
                Assert.DoesNotContain("conference", raw, StringComparison.Ordinal);
                Assert.DoesNotContain(id, raw, StringComparison.Ordinal);
            }

            using var after = new ChannelApp { State = folder };
            using HttpClient now = after.CreateClient();
            (JsonArray said, string watermark) = await Poll(chat, "12", now);
            Assert.Empty(said);
            await Post(chat, """{"type":"message","text":"where am i"}""", now);
            (said, _) = await Poll(chat, watermark, now);
            Assert.Contains("Which country", (string?)said[^1]!["text"], StringComparison.Ordinal);
            Assert.Equal(said.Count, (await Poll(chat, "12", now)).Activities.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_chat_that_goes_on_on_another_machine_shows_all_that_is_said_there_however_fast_it_went_before()
    {
        var clock = new MovableClock(RealBot.Morning);
        var store = new KeptStore(new MemoryTable(), new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider(), clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<KeptStore>.Instance);
        var claims = new DirectLineClaims("chat", "person", DirectLineTokens.Talk, 0, long.MaxValue, clock.GetUtcNow().ToUnixTimeSeconds(), null);
        await store.KeepAsync(DirectLineConversations.Handle("chat"), Conversation.New, default);
        async Task<DirectLineConversation> OnAnotherMachine() =>
            (await new DirectLineConversations(store, Microsoft.Extensions.Options.Options.Create(new BotSettings()), clock).FindAsync(claims, default))!;

        DirectLineConversation one = await OnAnotherMachine();
        string[] ids = [.. Enumerable.Range(0, 20).Select(_ => one.NextId())];
        one.Add(ids.Select(id => new Activity { Type = "message", Id = id }), clock.GetUtcNow());
        string read = one.Since("").Watermark.ToString(System.Globalization.CultureInfo.InvariantCulture);

        // Twenty in nineteen seconds.
        clock.Advance(TimeSpan.FromSeconds(19));
        DirectLineConversation other = await OnAnotherMachine();
        string next = other.NextId();
        other.Add([new Activity { Type = "message", Id = next }], clock.GetUtcNow());
        Assert.Single(other.Since(read).Activities);
        Assert.DoesNotContain(next, ids);
    }

    [Fact]
    public void Nothing_ended_stays_in_memory()
    {
        DirectLineConversations chats = app.Services.GetRequiredService<DirectLineConversations>();
        app.Clock.Advance(KeptStore.Idle);
        chats.Sweep();
        Assert.True(chats.HasRoom);
    }

    private async Task<JsonObject> Generate() => await (await Send(HttpMethod.Post, "/tokens/generate", ChannelApp.Secret)).Json();

    private async Task<JsonObject> Start(HttpClient? from = null)
    {
        JsonObject given = await (await (from ?? client).SendJson(HttpMethod.Post, Base + "/tokens/generate", ChannelApp.Secret)).Json();
        return await (await (from ?? client).SendJson(HttpMethod.Post, Base + "/conversations", (string)given["token"]!)).Json();
    }

    private Task<HttpResponseMessage> Post(JsonObject chat, string activity, HttpClient? from = null) =>
        (from ?? client).SendJson(HttpMethod.Post, $"{Base}/conversations/{chat["conversationId"]}/activities", (string)chat["token"]!, activity);

    private async Task<(JsonArray Activities, string Watermark)> Poll(JsonObject chat, string watermark, HttpClient? from = null)
    {
        HttpResponseMessage response = await (from ?? client).SendJson(HttpMethod.Get, $"{Base}/conversations/{chat["conversationId"]}/activities?watermark={watermark}", (string)chat["token"]!);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonObject set = await response.Json();
        return (set["activities"]!.AsArray(), (string)set["watermark"]!);
    }

    private Task<HttpResponseMessage> Send(HttpMethod method, string address, string? token = null, string? body = null, string? origin = null) =>
        client.SendJson(method, Base + address, token, body, origin);

    private Task<WebSocket> Open(string address, string? origin = null)
    {
        WebSocketClient sockets = app.Server.CreateWebSocketClient();
        if (origin is not null)
        {
            sockets.ConfigureRequest = r => r.Headers.Origin = origin;
        }

        return sockets.ConnectAsync(new Uri(address), CancellationToken.None);
    }

    private static async Task<JsonNode> Receive(WebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var text = new MemoryStream();
        byte[] buffer = new byte[8192];
        while (true)
        {
            WebSocketReceiveResult part = await socket.ReceiveAsync(buffer, limit.Token);
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage && text.Length > 0)
            {
                return JsonNode.Parse(text.ToArray())!;
            }
        }
    }

    private static JsonNode Claims(string token) => JsonNode.Parse(Base64(token.Split('.')[1]))!;

    private static byte[] Base64(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    private static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
