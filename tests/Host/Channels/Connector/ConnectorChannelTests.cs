using System.Net;
using System.Text.Json.Nodes;
using AdviceBot.Host;
using AdviceBot.Host.Channels.Activities;
using AdviceBot.Host.Channels.Connector;
using AdviceBot.Host.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.Connector;

/// <summary>Conversations through the connector, as Azure Bot Service has them.</summary>
[Collection(nameof(ChannelApp))]
public sealed class ConnectorChannelTests(ChannelApp app)
{
    private static int number;

    [Fact]
    public async Task A_message_is_answered_at_the_service_in_order_and_addressed()
    {
        string conversation = NewConversation();
        Assert.Equal(HttpStatusCode.OK, (await Send(Message(conversation, "hello", "m1"))).StatusCode);
        Assert.NotEmpty(app.Outside.Replies);
        Assert.All(app.Outside.Replies, reply =>
        {
            Assert.Equal($"https://smba.trafficmanager.net/uk/v3/conversations/{Uri.EscapeDataString(conversation)}/activities/m1", reply.Address.AbsoluteUri);
            Assert.StartsWith("token-", reply.Token, StringComparison.Ordinal);
            JsonNode activity = JsonNode.Parse(reply.Body)!;
            Assert.Equal("28:bot", (string?)activity["from"]!["id"]);
            Assert.Equal("29:person", (string?)activity["recipient"]!["id"]);
            Assert.Equal(conversation, (string?)activity["conversation"]!["id"]);
            Assert.Equal("m1", (string?)activity["replyToId"]);
            Assert.Equal("msteams", (string?)activity["channelId"]);
            Assert.Null(activity["id"]);
            Assert.Null(activity["timestamp"]);
            Assert.Null(activity["serviceUrl"]);
        });
        Assert.InRange(app.Outside.Asked.Count, 0, 1);
        Assert.All(app.Outside.Asked, a => Assert.Contains("grant_type=client_credentials", a, StringComparison.Ordinal));
        Assert.InRange(app.Outside.Replies.Count, 1, 3);
    }

    [Fact]
    public async Task Replies_are_in_the_answer_where_the_channel_expects_them()
    {
        JsonArray activities = await Ask(NewConversation(), "hello", "test");
        Assert.Empty(app.Outside.Replies);
        Assert.Equal("expectingInput", (string?)activities[^1]!["inputHint"]);
        JsonArray actions = activities[^1]!["suggestedActions"]!["actions"]!.AsArray();
        Assert.Contains(actions, a => (string?)a!["value"]!["choice"] == "conference" && (string?)a["value"]!["step"] == "start/what-is-happening");
        Assert.Empty(activities[^1]!["suggestedActions"]!["to"]!.AsArray());
    }

    [Fact]
    public async Task A_conversation_goes_on_and_a_stale_button_is_known()
    {
        string conversation = NewConversation();
        await Ask(conversation, "hello", "test");
        await Press(conversation, "start/what-is-happening", "conference");
        string text = Text(await Press(conversation, "start/what-is-happening", "moving"));
        Assert.Contains("earlier question", text, StringComparison.Ordinal);
        Assert.Contains("Which country", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_somebody_there_less_is_shown_and_the_place_is_forgotten_after_five_minutes()
    {
        string conversation = NewConversation();
        await Ask(conversation, "hello", "test");
        await Press(conversation, "start/what-is-happening", "conference");
        Assert.Contains("We show less now", Text(await Ask(conversation, "Someone's with me", "test")), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Contains("Which country", Text(await Ask(conversation, "continue", "test")), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("What is happening?", Text(await Ask(conversation, "continue", "test")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_activity_twice_is_answered_once()
    {
        string conversation = NewConversation();
        string message = Message(conversation, "hello", "same", "test", expectReplies: true);
        Assert.NotEmpty((await (await Send(message)).Json())["activities"]!.AsArray());
        Assert.Empty((await (await Send(message)).Json())["activities"]!.AsArray());
    }

    [Fact]
    public async Task Somebody_who_comes_is_greeted_once()
    {
        string conversation = NewConversation();
        string Came(string type, string more) => $$"""{"type":"{{type}}","id":"{{Next()}}","channelId":"msteams","serviceUrl":"{{Issuer.Service}}","from":{"id":"29:person"},"recipient":{"id":"28:bot"},"conversation":{"id":"{{conversation}}"},"deliveryMode":"expectReplies",{{more}}}""";
        JsonArray first = (await (await Send(Came("installationUpdate", "\"action\":\"add\""))).Json())["activities"]!.AsArray();
        Assert.Contains("Teams history", first.ToJsonString(), StringComparison.Ordinal);
        foreach (string again in new[] { Came("conversationUpdate", "\"membersAdded\":[{\"id\":\"29:person\"},{\"id\":\"28:bot\"}]"), Came("conversationUpdate", "\"membersAdded\":[{\"id\":\"29:person\"}]"), Came("event", "\"name\":\"webchat/join\"") })
        {
            Assert.Empty((await (await Send(again)).Json())["activities"]!.AsArray());
        }
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("event")]
    [InlineData("messageReaction")]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("contactRelationUpdate")]
    [InlineData("suggestion")]
    [InlineData("trace")]
    [InlineData("handoff")]
    [InlineData("command")]
    [InlineData("endOfConversation")]
    [InlineData("deleteUserData")]
    [InlineData("installationUpdate")]
    [InlineData("conversationUpdate")]
    [InlineData("somethingNew")]
    public async Task Other_activities_end_well_and_say_nothing(string type)
    {
        HttpResponseMessage response = await Send($$"""{"type":"{{type}}","name":"x","channelId":"msteams","serviceUrl":"{{Issuer.Service}}","conversation":{"id":"{{NewConversation()}}"},"reactionsAdded":[{"type":"like"}],"relatesTo":{"bot":null},"membersAdded":null,"entities":[null,5],"attachments":"odd"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(app.Outside.Replies);
    }

    [Fact]
    public async Task An_invoke_we_do_not_have_is_said_to_be_none() => Assert.Equal(
        HttpStatusCode.NotImplemented,
        (await Send($$$"""{"type":"invoke","name":"adaptiveCard/action","channelId":"msteams","serviceUrl":"{{{Issuer.Service}}}","conversation":{"id":"{{{NewConversation()}}}"},"value":{}}""")).StatusCode);

    [Fact]
    public async Task In_a_group_the_bot_asks_for_a_chat_of_their_own()
    {
        string message = Message(NewConversation(), "<at>Bot</at> hello", null, "msteams", expectReplies: true).Replace("\"conversation\":{", "\"conversation\":{\"conversationType\":\"channel\",", StringComparison.Ordinal);
        JsonArray activities = (await (await Send(message)).Json())["activities"]!.AsArray();
        Assert.Single(activities);
        Assert.Contains("message me privately", activities.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("call 999", activities.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"conversationType\":\"groupChat\",", "19:meeting@thread.v2")]
    [InlineData("\"isGroup\":true,", "19:meeting@thread.v2")]
    [InlineData("", "19:abc@thread.tacv2;messageid=1")]
    public async Task Whatever_several_people_share_is_taken_for_a_group(string kind, string id)
    {
        string message = Message($"{id}{Next()}", "he hit me", null, "msteams", expectReplies: true).Replace("\"conversation\":{", "\"conversation\":{" + kind, StringComparison.Ordinal);
        JsonArray activities = (await (await Send(message)).Json())["activities"]!.AsArray();
        Assert.Contains("message me privately", Assert.Single(activities)!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_begins_with_an_urgent_message_is_told_of_the_history_in_the_next_one_and_only_there()
    {
        string conversation = NewConversation();
        string first = (await Ask(conversation, "he is hitting me right now", "msteams")).ToJsonString();
        Assert.Contains("999", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Teams history", first, StringComparison.Ordinal);
        Assert.Contains("Teams history", (await Ask(conversation, "continue", "msteams")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Teams history", (await Ask(conversation, "continue", "msteams")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_of_the_conversation_forgets_the_place()
    {
        string conversation = NewConversation();
        await Ask(conversation, "hello", "test");
        await Press(conversation, "start/what-is-happening", "conference");
        await Send($$$"""{"type":"endOfConversation","channelId":"test","serviceUrl":"{{{Issuer.Service}}}","conversation":{"id":"{{{conversation}}}"}}""");
        Assert.Contains("What is happening?", Text(await Ask(conversation, "where am i", "test")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.InsufficientStorage)]
    [InlineData(HttpStatusCode.PreconditionFailed)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_channel_that_is_busy_is_tried_again_and_nothing_is_said_twice(HttpStatusCode busy)
    {
        string conversation = NewConversation();
        var refusal = new HttpResponseMessage(busy);
        refusal.Headers.RetryAfter = new(TimeSpan.Zero);
        HttpResponseMessage response = await Send(Message(conversation, "hello", "m1"), refusal);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(app.Outside.Replies[0].Body, app.Outside.Replies[1].Body);
        Assert.Equal(app.Outside.Replies.Count - 1, app.Outside.Replies.Select(r => r.Body).Distinct().Count());
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, 1)]
    [InlineData(HttpStatusCode.Forbidden, 1)]
    [InlineData(HttpStatusCode.NotFound, 1)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, 1)]
    [InlineData(HttpStatusCode.Redirect, 1)]
    [InlineData(HttpStatusCode.Unauthorized, 2)]
    [InlineData(HttpStatusCode.GatewayTimeout, 2)]
    [InlineData(HttpStatusCode.TooManyRequests, 4)]
    public async Task A_channel_that_refuses_is_not_asked_for_ever(HttpStatusCode refusal, int tries)
    {
        HttpResponseMessage[] refusals = [.. Enumerable.Range(0, 5).Select(_ => new HttpResponseMessage(refusal) { Headers = { Location = new Uri("https://attacker.example/") } })];
        HttpResponseMessage response = await Send(Message(NewConversation(), "hello", "m1"), refusals);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(tries, app.Outside.Replies.Count);
        Assert.DoesNotContain(app.Outside.Called, c => c.Host == "attacker.example");
    }

    [Fact]
    public async Task Unknown_keys_are_looked_for_once_in_five_minutes_and_the_last_good_ones_serve_a_day()
    {
        await Send(Message(NewConversation(), "hello"));
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        int before = app.Outside.Fetched;
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.CreateClient().SendJson(HttpMethod.Post, "/api/messages", app.Issuer.Token(header: h => h["kid"] = "made-up-" + i), "{}")).StatusCode);
        }

        Assert.Equal(before + 1, app.Outside.Fetched);
        app.Outside.IsDown = true;
        try
        {
            app.Clock.Advance(TimeSpan.FromHours(23));
            Assert.Equal(HttpStatusCode.OK, (await Send(Message(NewConversation(), "hello", null, "test", expectReplies: true))).StatusCode);
            app.Clock.Advance(TimeSpan.FromHours(2));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Send(Message(NewConversation(), "hello", null, "test", expectReplies: true))).StatusCode);
        }
        finally
        {
            app.Outside.IsDown = false;
            app.Clock.Advance(TimeSpan.FromMinutes(6));
        }

        Assert.Equal(HttpStatusCode.OK, (await Send(Message(NewConversation(), "hello", null, "test", expectReplies: true))).StatusCode);
    }

    [Theory]
    [InlineData("AppId", "AdviceBot:Connector:AppId")]
    [InlineData("AppPassword", "AdviceBot:Connector:AppPassword")]
    [InlineData("TenantId", "AdviceBot:Connector:TenantId")]
    public void Production_does_not_start_half_configured_and_says_what_is_missing(string missing, string named)
    {
        Dictionary<string, string?> settings = new() { ["AppId"] = "x", ["AppPassword"] = "y", ["TenantId"] = "z", ["Enabled"] = "true" };
        settings.Remove(missing);
        SettingException refused = Assert.Throws<SettingException>(() => Bare("Production", settings).MapConnector());
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Throws<SettingException>(() => Bare("Staging", settings).MapConnector());
    }

    [Fact]
    public void A_charity_with_a_website_only_needs_no_app_id() => Bare("Production", []).MapConnector();

    [Theory]
    [InlineData("::1", null, HttpStatusCode.OK)]
    [InlineData("127.0.0.1", null, HttpStatusCode.OK)]
    [InlineData("192.168.0.7", null, HttpStatusCode.Unauthorized)]
    [InlineData("203.0.113.5", null, HttpStatusCode.Unauthorized)]
    [InlineData("127.0.0.1", "X-Forwarded-For", HttpStatusCode.Unauthorized)]
    [InlineData("127.0.0.1", "Forwarded", HttpStatusCode.Unauthorized)]
    public async Task Development_without_an_app_id_hears_this_machine_only(string caller, string? header, HttpStatusCode expected)
    {
        var server = app.Services.GetRequiredService<ActivityTurns>();
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = app.Services };
        context.Connection.RemoteIpAddress = IPAddress.Parse(caller);
        context.Request.Method = "POST";
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Message(NewConversation(), "hello", null, "test", expectReplies: true)));
        context.Response.Body = new MemoryStream();
        if (header is not null)
        {
            context.Request.Headers[header] = "for=203.0.113.5";
        }

        WebApplication bare = Bare("Development", new() { ["Enabled"] = "true", ["AllowedServiceHosts:0"] = "smba.trafficmanager.net" }, services => services.AddSingleton(server));
        await bare.Services.GetRequiredService<ConnectorServer>().AnswerAsync(context);
        Assert.Equal((int)expected, context.Response.StatusCode);
    }

    private static WebApplication Bare(string environment, Dictionary<string, string?> settings, Action<IServiceCollection>? more = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("AdviceBot:Connector:" + s.Key, s.Value)));
        builder.Services.AddOptions<BotSettings>().BindConfiguration(BotSettings.Section);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Gate>();
        more?.Invoke(builder.Services);
        builder.Services.AddConnector();
        return builder.Build();
    }

    private async Task<JsonArray> Ask(string conversation, string text, string channel) =>
        (await (await Send(Message(conversation, text, null, channel, expectReplies: true))).Json())["activities"]!.AsArray();

    private async Task<JsonArray> Press(string conversation, string step, string choice)
    {
        string message = Message(conversation, "pressed", null, "test", expectReplies: true)[..^1] + $$$""","value":{"step":"{{{step}}}","choice":"{{{choice}}}"}}""";
        return (await (await Send(message)).Json())["activities"]!.AsArray();
    }

    private async Task<HttpResponseMessage> Send(string activity, params HttpResponseMessage[] answers)
    {
        string token = app.Issuer.Token();
        HttpClient client = app.CreateClient();
        app.Outside.Clear();
        foreach (HttpResponseMessage answer in answers)
        {
            app.Outside.Next.Enqueue(answer);
        }

        return await client.SendJson(HttpMethod.Post, "/api/messages", token, activity);
    }

    private static string Message(string conversation, string text, string? id = null, string channel = "msteams", bool expectReplies = false) =>
        $$"""{"type":"message","id":"{{id ?? Next()}}","channelId":"{{channel}}","serviceUrl":"{{Issuer.Service}}","from":{"id":"29:person"},"recipient":{"id":"28:bot"},"conversation":{"id":"{{conversation}}"},"locale":"en-GB","text":"{{text}}"{{(expectReplies ? ",\"deliveryMode\":\"expectReplies\"" : "")}}}""";

    private static string Text(JsonArray activities) => string.Join('\n', activities.Select(a => (string?)a!["text"]));

    private static string Next() => $"id-{Interlocked.Increment(ref number)}";

    private static string NewConversation() => $"a:conversation;{Interlocked.Increment(ref number)}=@";
}
