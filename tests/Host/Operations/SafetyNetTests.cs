using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdviceBot.Core;
using AdviceBot.Host;
using AdviceBot.Host.Operations;
using AdviceBot.Tests.Host.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace AdviceBot.Tests.Host.Operations;

/// <summary>Headers, methods, transport, limits, counts: what stands around every answer.</summary>
[Collection(nameof(WebPageApp))]
public sealed class SafetyNetTests(WebPageApp app)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/help")]
    [InlineData("/safety")]
    [InlineData("/leave")]
    [InlineData("/no-such-page")]
    [InlineData("/api/answers?q=core%20group")]
    [InlineData("/api/nothing")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    public async Task Every_answer_carries_the_headers(string address)
    {
        string policy = Carried(await app.CreateClient().GetAsync(address));
        Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Web_Chats_page_carries_them_too_and_differs_only_where_its_program_stands_on_it(bool isInstalled)
    {
        string program = Path.GetTempFileName();
        await using var chat = new WebPageApp { Settings = new() { ["AdviceBot:WebChat:BundlePath"] = isInstalled ? program : program + ".none" } };
        string policy = Carried(await chat.CreateClient().GetAsync("/webchat"));
        Assert.Equal(!isInstalled, policy.Contains("require-trusted-types-for 'script'", StringComparison.Ordinal));
        Assert.Contains(isInstalled ? "script-src 'nonce-" : "script-src 'self';", policy, StringComparison.Ordinal);
        HttpResponseMessage posted = await chat.CreateClient().PostAsync("/webchat", null);
        Assert.Contains("require-trusted-types-for 'script'", Carried(posted), StringComparison.Ordinal);
        File.Delete(program);
    }

    // What holds of every answer; gives its policy.
    private static string Carried(HttpResponseMessage answer)
    {
        string policy = Header(answer, "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
        return policy;
    }

    [Theory]
    [InlineData("PUT", "/", "GET, POST")]
    [InlineData("DELETE", "/help", "GET, POST")]
    [InlineData("TRACE", "/safety", "GET, POST")]
    [InlineData("PATCH", "/paper", "GET, POST")]
    [InlineData("POST", "/health/live", "GET")]
    [InlineData("POST", "/api/answers", "GET")]
    [InlineData("PUT", "/webchat", "GET, POST")]
    [InlineData("DELETE", "/webchat/webchat.js", "GET")]
    [InlineData("GET", "/v3/directline/tokens/generate", "POST")]
    [InlineData("PUT", "/v3/directline/conversations", "POST")]
    [InlineData("DELETE", "/v3/directline/conversations/x/activities", "GET, POST")]
    [InlineData("POST", "/v3/directline/conversations/x/stream", "GET")]
    public async Task Methods_nobody_needs_are_refused_and_told_which_are_there(string method, string address, string allowed)
    {
        HttpResponseMessage answer = await app.CreateClient().SendAsync(new HttpRequestMessage(new HttpMethod(method), address));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("/api/answers")]
    [InlineData("/api/answers?q=x&top=abc")]
    [InlineData("/api/key-dates?event=x&date=y")]
    [InlineData("/api/nothing")]
    public async Task Problem_details_say_nothing_of_our_inside(string address)
    {
        HttpResponseMessage answer = await app.CreateClient().GetAsync(address);
        JsonObject problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Empty(problem.Select(p => p.Key).Except(["type", "title", "status", "detail"]));
        Assert.DoesNotContain("xception", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_production_plain_http_is_sent_on_to_https_and_https_is_remembered()
    {
        await using var secure = new WebPageApp { Settings = new() { ["https_port"] = "443" } };
        HttpClient client = secure.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("http://advice.example") });
        HttpResponseMessage plain = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, plain.StatusCode);
        Assert.Equal("https://advice.example/", plain.Headers.Location!.ToString());
        Carried(plain);
        HttpResponseMessage safe = await secure.CreateClient(new() { BaseAddress = new Uri("https://advice.example") }).GetAsync("/");
        Assert.Equal("max-age=31536000", Header(safe, "Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("192.0.2.1", false)]
    public async Task What_a_proxy_says_is_believed_only_of_those_that_are_named(string from, bool isBelieved)
    {
        await using var behind = new WebPageApp { Settings = new() { ["https_port"] = "443", ["AdviceBot:Proxy:Known:0"] = "10.0.0.0/8" } };
        HttpContext answer = await behind.Server.SendAsync(context =>
        {
            context.Request.Method = "GET";
            context.Request.Path = "/";
            context.Request.Host = new HostString("advice.example");
            context.Connection.RemoteIpAddress = IPAddress.Parse(from);
            context.Request.Headers["X-Forwarded-Proto"] = "https";
            context.Request.Headers["X-Forwarded-For"] = "198.51.100.7";
        });
        Assert.Equal(isBelieved ? 200 : 307, answer.Response.StatusCode);
    }

    [Fact]
    public async Task Beyond_the_limit_there_is_a_calm_page_with_numbers_and_danger_is_still_answered()
    {
        await using var few = new WebPageApp { Settings = new() { ["AdviceBot:Limits:PerConversation"] = "3" } };
        Visitor visitor = await (await few.Visit().Open()).Choose("conference", "england");
        string place = visitor.Place;
        await visitor.Post("/", [new("place", place), new("do", "look")]);
        await visitor.Post("/", [new("place", place), new("do", "look")]);
        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Answer.StatusCode);
        Assert.Equal("10", Header(visitor.Answer, "Retry-After"));
        Assert.NotNull(visitor.Page.QuerySelector("[data-helper=emergency] a[href='tel:999']"));
        Assert.NotNull(visitor.Page.QuerySelector("[data-helper=advice-line]"));
        await visitor.Post("/", [new("place", place), new("words", "he's hitting me right now")]);
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.NotNull(visitor.Page.QuerySelector("[data-urgency]"));
        await visitor.Post("/", [new("place", place), new("do", "danger")]);
        Assert.NotNull(visitor.Page.QuerySelector("[data-urgency]"));
        foreach (string open in new[] { "/help", "/safety", "/leave" })
        {
            await visitor.Post(open, [new("place", "")]);
            Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        }
    }

    [Fact]
    public async Task Every_answer_that_is_work_has_a_limit_and_the_ways_to_help_and_out_have_none()
    {
        await using var few = new WebPageApp { Settings = new() { ["AdviceBot:Limits:PerAddress"] = "2" } };
        string[] counted = ["GET /", "GET /webchat", "POST /webchat", "GET /api/helpers", "GET /api/key-dates?event=conference&date=2026-11-24", "GET /api/answers?q=core%20group"];
        foreach ((int who, string asked) in counted.Index())
        {
            Assert.Equal(200, (await Ask(asked, who)).StatusCode);
            Assert.Equal(200, (await Ask(asked, who)).StatusCode);
            HttpResponse refused = await Ask(asked, who);
            Assert.True(refused.StatusCode == 429, asked);
            Assert.Equal("10", refused.Headers.RetryAfter);
            Assert.Contains("999", await new StreamReader(refused.Body).ReadToEndAsync(), StringComparison.Ordinal);
            foreach (string open in new[] { "GET /help", "POST /help", "GET /safety", "POST /safety", "GET /leave", "POST /leave" })
            {
                Assert.True((await Ask(open, who)).StatusCode == 200, open);
            }
        }

        async Task<HttpResponse> Ask(string asked, int who) => (await few.Server.SendAsync(context =>
        {
            string[] parts = asked.Split(' ', '?');
            context.Request.Method = parts[0];
            context.Request.Path = parts[1];
            context.Request.QueryString = new QueryString(parts.Length > 2 ? "?" + parts[2] : "");
            context.Request.Scheme = "https";
            context.Request.Host = new HostString("advice.example");
            context.Connection.RemoteIpAddress = IPAddress.Parse($"198.51.100.{who + 1}");
        })).Response;
    }

    [Fact]
    public async Task A_chat_beyond_the_limit_is_told_when_and_whom_to_call_and_danger_is_still_answered()
    {
        await using var few = new ChannelApp { Settings = new() { ["Limits:PerConversation"] = "2" } };
        HttpClient client = few.CreateClient();
        JsonObject chat = await (await client.SendJson(HttpMethod.Post, "/v3/directline/conversations", ChannelApp.Secret)).Json();
        string post = $"/v3/directline/conversations/{chat["conversationId"]}/activities", token = (string)chat["token"]!;
        HttpResponseMessage last = new();
        for (int i = 0; i < 3; i++)
        {
            last = await client.SendJson(HttpMethod.Post, post, token, """{"type":"message","from":{"id":"x"},"text":"hello"}""");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.Equal("10", Header(last, "Retry-After"));
        Assert.Contains("999", await last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.SendJson(HttpMethod.Post, post, token, """{"type":"message","from":{"id":"x"},"text":"he's hitting me right now"}""")).StatusCode);
        Assert.Contains("999", await (await client.SendJson(HttpMethod.Get, post + "?watermark=3", token)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_begun_with_a_token_is_counted_when_the_token_is_given_and_one_begun_with_the_secret_when_it_begins()
    {
        await using var few = new ChannelApp { Settings = new() { ["Limits:BeginningsPerAddress"] = "3" } };
        (int status, JsonObject given) = await Begin("tokens/generate", ChannelApp.Secret);
        Assert.Equal(200, status);
        Assert.Equal(201, (await Begin("conversations", (string)given["token"]!)).Status);
        Assert.Equal(201, (await Begin("conversations", ChannelApp.Secret)).Status);
        Assert.Equal(201, (await Begin("conversations", ChannelApp.Secret)).Status);
        (status, JsonObject refused) = await Begin("conversations", ChannelApp.Secret);
        Assert.Equal(429, status);
        Assert.Contains("999", (string?)refused["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal(429, (await Begin("tokens/generate", ChannelApp.Secret)).Status);
        Assert.Equal(200, (await Begin("conversations", (string)given["token"]!)).Status);
        Assert.Equal(201, (await Begin("conversations", ChannelApp.Secret, "198.51.100.8")).Status);

        async Task<(int Status, JsonObject Body)> Begin(string address, string shown, string from = "198.51.100.7")
        {
            HttpContext answer = await few.Server.SendAsync(context =>
            {
                context.Request.Method = "POST";
                context.Request.Path = "/v3/directline/" + address;
                context.Request.Headers.Authorization = "Bearer " + shown;
                context.Connection.RemoteIpAddress = IPAddress.Parse(from);
            });
            return (answer.Response.StatusCode, (await JsonNode.ParseAsync(answer.Response.Body))!.AsObject());
        }
    }

    [Fact]
    public async Task A_chat_that_is_deleted_leaves_nothing_to_read_again()
    {
        await using var bot = new ChannelApp();
        HttpClient client = bot.CreateClient();
        JsonObject chat = await (await client.SendJson(HttpMethod.Post, "/v3/directline/conversations", ChannelApp.Secret)).Json();
        string post = $"/v3/directline/conversations/{chat["conversationId"]}/activities", token = (string)chat["token"]!;
        await client.SendJson(HttpMethod.Post, post, token, """{"type":"message","from":{"id":"x"},"text":"what is a core group zqsecret"}""");
        Assert.Contains("zqsecret", await (await client.SendJson(HttpMethod.Get, post, token)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await client.SendJson(HttpMethod.Post, post, token, """{"type":"message","from":{"id":"x"},"text":"delete my chat"}""");
        string after = await (await client.SendJson(HttpMethod.Get, post, token)).Content.ReadAsStringAsync();
        Assert.DoesNotContain("zqsecret", after, StringComparison.Ordinal);
        Assert.Contains("deleted this chat", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_all_places_are_taken_few_wait_the_next_is_refused_at_once_and_danger_is_let_in()
    {
        using Gate gate = new(Options.Create(new BotSettings { Limits = new LimitsSettings { MostAtOnce = 2, MostWaiting = 1 } }), new Production(), TimeProvider.System);
        IDisposable first = (await gate.EnterAsync(() => throw new InvalidOperationException("not asked while there is room"), default))!;
        Assert.NotNull(await gate.EnterAsync(() => false, default));
        Task<IDisposable?> waits = gate.EnterAsync(() => false, default).AsTask();
        Assert.False(waits.IsCompleted);
        Assert.Null(await gate.EnterAsync(() => false, default));
        Assert.NotNull(await gate.EnterAsync(() => true, default));
        first.Dispose();
        first.Dispose();
        Assert.NotNull(await waits);

        // Nobody goes: whoever waits is told so in a moment, and leaves room to wait for the next.
        Assert.Null(await gate.EnterAsync(() => false, default));
        Assert.Null(await gate.EnterAsync(() => false, default));
    }

    [Fact]
    public void Work_that_nobody_takes_up_is_noticed_and_forgotten_when_it_is()
    {
        using var lag = new Lag();
        ThreadPool.GetMinThreads(out int threads, out _);
        var blocked = new ManualResetEventSlim();
        try
        {
            // More than the pool has threads, for as long as it takes.
            foreach (int _ in Enumerable.Range(0, 50 * (threads + 1)))
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => blocked.Wait(TimeSpan.FromSeconds(20)), null);
            }

            Assert.True(SpinWait.SpinUntil(() => lag.Now > TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(20)));
        }
        finally
        {
            blocked.Set();
        }

        Assert.True(SpinWait.SpinUntil(() => lag.Now < TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void An_address_may_ask_so_often_a_minute_and_another_is_not_counted_with_it()
    {
        Gate gate = new(Options.Create(new BotSettings { Limits = new LimitsSettings { PerAddress = 5 } }), new Production(), TimeProvider.System);
        HttpContext one = From("2001:db8:1:2::1"), household = From("2001:db8:1:2::77"), other = From("2001:db8:1:3::1");
        Assert.All(Enumerable.Range(0, 5), _ => Assert.True(gate.Admits(one, null)));
        Assert.False(gate.Admits(one, null));
        Assert.False(gate.Admits(household, null));
        Assert.True(gate.Admits(other, null));
    }

    [Fact]
    public void Limits_can_be_off_only_where_nobody_is_served()
    {
        IOptions<BotSettings> off = Options.Create(new BotSettings { Limits = new LimitsSettings { Enabled = false } });
        Assert.Throws<SettingException>(() => new Gate(off, new Production(), TimeProvider.System));
        Assert.NotNull(new Gate(off, new Production { EnvironmentName = "Development" }, TimeProvider.System));
    }

    [Theory]
    [InlineData(4_000, false)]
    [InlineData(4_001, true)]
    [InlineData(200_000, true)]
    public async Task A_long_message_is_kindly_declined(int length, bool isTooLong)
    {
        string words = string.Concat(Enumerable.Repeat("xyzzy plugh ", 1 + (length / 12)))[..length];
        Visitor visitor = await (await app.Visit().Open()).Write(words);
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Equal(isTooLong, visitor.Page.QuerySelector("[data-said=too-long]") is not null);
    }

    [Fact]
    public async Task Danger_at_the_end_of_32_000_letters_of_any_script_is_seen()
    {
        Visitor visitor = await (await app.Visit().Open()).Write(new string('ж', 31_900) + " he's hitting me right now");
        Assert.NotNull(visitor.Page.QuerySelector("[data-urgency]"));
    }

    [Fact]
    public void Counts_show_nothing_under_five_of_no_day_that_is_not_over()
    {
        var clock = new MovableClock(RealBot.Morning);
        var counts = new Counts(Options.Create(new BotSettings { Statistics = new StatisticsSettings { Enabled = true } }), clock);
        Reply.Question At(string step) => RealBot.Parents.Turn(Conversation.New, new Message.Started(), RealBot.Morning).Replies.OfType<Reply.Question>().Single() with { Step = step };
        for (int i = 0; i < 13; i++)
        {
            counts.Add([At("guard/who")]);
            counts.Add(i < 4 ? [At("guard/country")] : []);
        }

        Assert.Equal("", counts.Shown(RealBot.Library));
        clock.Advance(TimeSpan.FromDays(1));
        string shown = counts.Shown(RealBot.Library);
        Assert.Contains("step guard/who\t15\n", shown, StringComparison.Ordinal);
        Assert.Contains("step guard/country\tfewer than 5\n", shown, StringComparison.Ordinal);
        Assert.Contains("card D1\tfewer than 5\n", shown, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromDays(40));
        counts.Sweep();
        Assert.Equal("", counts.Shown(RealBot.Library));
    }

    [Fact]
    public async Task Counts_are_off_unless_the_charity_wants_them_and_never_for_parents()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.CreateClient().GetAsync("/adviser/counts")).StatusCode);
        await using var on = new WebPageApp { Settings = new() { ["AdviceBot:Statistics:Enabled"] = "true" } };
        Assert.Equal(HttpStatusCode.NotFound, (await on.CreateClient().GetAsync("/adviser/counts")).StatusCode);
        await using var both = new WebPageApp { Settings = new() { ["AdviceBot:Statistics:Enabled"] = "true", ["AdviceBot:Adviser:Enabled"] = "true" } };
        Assert.Equal(HttpStatusCode.OK, (await both.CreateClient().GetAsync("/adviser/counts")).StatusCode);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(", ", answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values : answer.Content.Headers.GetValues(name));

    private static DefaultHttpContext From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Production";

        public string ApplicationName { get; set; } = "AdviceBot";

        public string ContentRootPath { get; set; } = RealBot.Root;

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
