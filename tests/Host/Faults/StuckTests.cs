using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using AdviceBot.Host.State;
using AdviceBot.Tests.Host.Channels;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AdviceBot.Tests.Host.Faults;

/// <summary>A database that doesn't fail but says nothing: nobody waits for ever, danger hardly waits at all, and what is refused is refused calmly.</summary>
public sealed class StuckTests
{
    private const string Danger = "he has a knife and he is outside my door";

    [Fact]
    public async Task Who_waited_in_vain_in_a_chat_is_told_when_to_come_back_and_whom_to_call()
    {
        await using var app = new ChannelApp();
        var table = new StuckTable();
        using HttpClient client = With(app, table).CreateClient();
        (string post, string token) = await BeginAsync(client);
        table.IsStuck = true;
        HttpResponseMessage late = await client.SendJson(HttpMethod.Post, post, token, """{"type":"message","text":"x","value":{"step":"start/what-is-happening","choice":"conference"}}""");
        await RefusedAsync(late);
        table.IsStuck = false;
        Assert.Equal(HttpStatusCode.OK, (await client.SendJson(HttpMethod.Post, post, token, """{"type":"message","text":"hello"}""")).StatusCode);
    }

    [Fact]
    public async Task Who_waited_in_vain_behind_the_connector_is_told_when_to_come_back_and_whom_to_call()
    {
        using SocketApp app = new SocketApp { Different = services => services.Replace(ServiceDescriptor.Singleton<IStateTable>(new StuckTable { IsStuck = true })) }.Open();
        using HttpClient client = app.Visit();
        await RefusedAsync(await SayAsync(client, "what is a core group"));
    }

    [Fact]
    public async Task Danger_gets_its_card_within_seconds_in_a_chat_and_the_place_stays_where_it_was()
    {
        await using var app = new ChannelApp();
        var table = new StuckTable();
        using HttpClient client = With(app, table).CreateClient();
        (string post, string token) = await BeginAsync(client);
        await client.SendJson(HttpMethod.Post, post, token, """{"type":"message","text":"x","value":{"step":"start/what-is-happening","choice":"conference"}}""");
        table.IsStuck = true;
        long began = Stopwatch.GetTimestamp();
        Assert.Equal(HttpStatusCode.OK, (await client.SendJson(HttpMethod.Post, post, token, $$"""{"type":"message","text":"{{Danger}}"}""")).StatusCode);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 5);
        string before = await ReadAsync(client, post, token);
        Assert.Contains("999", before, StringComparison.Ordinal);
        table.IsStuck = false;
        await client.SendJson(HttpMethod.Post, post, token, """{"type":"message","text":"x","value":{"do":"look"}}""");
        Assert.Contains("Which country", (await ReadAsync(client, post, token))[before.Length..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Danger_gets_its_card_within_seconds_behind_the_connector()
    {
        using SocketApp app = new SocketApp { Different = services => services.Replace(ServiceDescriptor.Singleton<IStateTable>(new StuckTable { IsStuck = true })) }.Open();
        using HttpClient client = app.Visit();
        long began = Stopwatch.GetTimestamp();
        HttpResponseMessage answer = await SayAsync(client, Danger);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 6);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("999", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Danger_gets_its_card_on_a_page_of_which_nobody_can_say_whether_it_was_left()
    {
        await using var app = new ChannelApp();
        using HttpClient before = app.CreateClient(), after = With(app, new StuckTable { IsStuck = true }).CreateClient();
        string place = (await (await new Visitor(before).Open()).Choose("conference", "england")).Place;
        Visitor visitor = await new Visitor(after).Post("/", [new("place", place), new("words", Danger)]);
        Assert.Contains("999", visitor.Words, StringComparison.Ordinal);
        await visitor.Post("/", [new("place", place), new("do", "look")]);
        Assert.Equal("place-lost", visitor.Page.QuerySelector("[data-said]")!.GetAttribute("data-said"));
        Assert.Equal("start/what-is-happening", visitor.Step);
        await visitor.Choose("conference", "england");
        Assert.Equal("guard/who", visitor.Step);
    }

    [Fact]
    public async Task A_database_that_says_nothing_is_taken_for_away_and_for_back_when_it_speaks_again()
    {
        var stuck = new StuckTable { IsStuck = true };
        var table = new SteadyTable(stuck, NullLogger<SteadyTable>.Instance) { LongestProbe = TimeSpan.FromMilliseconds(100) };
        await table.HealAsync(default);
        Assert.False(table.IsSound);
        var row = new StateRow([1], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, StateRow.NewVersion());
        Assert.True(await table.WriteAsync("a", row, 0, default).AsTask().WaitAsync(TimeSpan.FromSeconds(5)));
        stuck.IsStuck = false;
        await table.HealAsync(default);
        Assert.True(table.IsSound);
        Assert.Equal(row.Version, (await stuck.ReadAsync("a", default))!.Version);
    }

    private static WebApplicationFactory<Program> With(ChannelApp app, StuckTable table) =>
        app.WithWebHostBuilder(b => b.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<IStateTable>(table))));

    private static async Task<(string Post, string Token)> BeginAsync(HttpClient client)
    {
        JsonObject begun = await (await client.SendJson(HttpMethod.Post, "/v3/directline/conversations", ChannelApp.Secret)).Json();
        return ($"/v3/directline/conversations/{begun["conversationId"]}/activities", (string)begun["token"]!);
    }

    private static async Task<string> ReadAsync(HttpClient client, string address, string token) =>
        string.Join('\n', (await (await client.SendJson(HttpMethod.Get, address, token)).Json())["activities"]!.AsArray().Select(a => (string?)a!["text"] ?? ""));

    private static Task<HttpResponseMessage> SayAsync(HttpClient client, string text) => client.SendJson(HttpMethod.Post, "/api/messages", body:
        $$"""{"type":"message","id":"m1","channelId":"test","deliveryMode":"expectReplies","conversation":{"id":"c"},"text":"{{text}}"}""");

    private static async Task RefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter!.Delta);
        string words = await answer.Content.ReadAsStringAsync();
        Assert.Contains("999", words, StringComparison.Ordinal);
        Assert.Contains("0808 801 0366", words, StringComparison.Ordinal);
    }

    private sealed class StuckTable : IStateTable
    {
        private readonly MemoryTable inner = new();

        public volatile bool IsStuck;

        public bool IsShared => false;

        public bool IsLasting => true;

        public async ValueTask<StateRow?> ReadAsync(string key, CancellationToken stop)
        {
            await WaitAsync(stop);
            return await inner.ReadAsync(key, stop);
        }

        public async ValueTask<bool> WriteAsync(string key, StateRow row, long replaces, CancellationToken stop)
        {
            await WaitAsync(stop);
            return await inner.WriteAsync(key, row, replaces, stop);
        }

        public async ValueTask DeleteAsync(string key, CancellationToken stop)
        {
            await WaitAsync(stop);
            await inner.DeleteAsync(key, stop);
        }

        public ValueTask SweepAsync(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter, CancellationToken stop) =>
            inner.SweepAsync(touchedBefore, startedBefore, touchedAfter, stop);

        public async ValueTask ProbeAsync(CancellationToken stop) => await WaitAsync(stop);

        private Task WaitAsync(CancellationToken stop) => IsStuck ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
    }
}
