using System.Text;
using System.Text.Json.Nodes;
using AdviceBot.Core;
using AdviceBot.Host;
using AdviceBot.Host.Language;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AdviceBot.Tests.Host.Language;

/// <summary>Azure AI Language, played by a small service on this machine that speaks its REST interface, well or badly.</summary>
public sealed class AzureLanguageTests : IAsyncLifetime
{
    private const string Key = "a key";

    private readonly TaskCompletionSource forever = new();
    private readonly List<JsonObject> asked = [];
    private readonly List<string> faults = [];
    private Func<HttpContext, string, Task> answer = Good;
    private WebApplication service = null!;
    private int elsewhere;

    private Uri Endpoint => new(service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    [Fact]
    public async Task Language_personal_parts_and_mood_come_back_as_hints()
    {
        Hints hints = await Service().HintsAsync("My name is Ann Smith and I can't go on 😢, call 07700 900123", CancellationToken.None);
        Assert.Equal("en", hints.Language);
        Assert.True(hints.IsDistressed);
        Assert.Equal(new PersonalSpan(11, 9), Assert.Single(hints.Personal));
        Assert.Equal(["LanguageDetection", "PiiEntityRecognition", "SentimentAnalysis"], asked.Select(a => (string?)a["kind"]).Order());
        Assert.All(asked, a =>
        {
            // It may keep nothing, and counts letters as we do.
            Assert.True((bool?)a["parameters"]!["loggingOptOut"]);
            Assert.Equal("My name is Ann Smith and I can't go on 😢, call 07700 900123", (string?)a["analysisInput"]!["documents"]![0]!["text"]);
        });
        Assert.Equal("Utf16CodeUnit", (string?)asked.Single(a => (string?)a["kind"] == "PiiEntityRecognition")["parameters"]!["stringIndexType"]);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_mood_in_another_language_is_no_hint()
    {
        answer = (context, kind) => kind == "LanguageDetection" ? Send(context, Detected("pl", 0.99)) : Good(context, kind);
        Hints hints = await Service().HintsAsync("nie mogę", CancellationToken.None);
        Assert.Equal(("pl", false), (hints.Language, hints.IsDistressed));
    }

    [Fact]
    public async Task A_guess_is_no_hint()
    {
        answer = (context, kind) => kind switch
        {
            "LanguageDetection" => Send(context, Detected("pl", 0.4)),
            "SentimentAnalysis" => Send(context, Mood(0.8)),
            _ => Send(context, Entity("Person", 0.3)),
        };
        Hints hints = await Service().HintsAsync("hello", CancellationToken.None);
        Assert.Equal((null, false, 0), (hints.Language, hints.IsDistressed, hints.Personal.Length));
    }

    [Fact]
    public async Task What_a_question_is_about_is_not_personal()
    {
        answer = (context, kind) => kind == "PiiEntityRecognition" ? Send(context, Entity("PersonType", 0.99)) : Good(context, kind);
        Assert.Empty((await Service().HintsAsync("my social worker", CancellationToken.None)).Personal);
    }

    public static TheoryData<string> Troubles =>
    [
        "slow", "one slow", "500", "401", "429", "404", "redirect", "garbage", "empty", "html", "huge", "endless", "no documents", "errors", "other shapes", "deep", "cut off",
    ];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Whatever_goes_wrong_there_are_no_hints_and_the_turn_goes_on(string trouble)
    {
        answer = (context, kind) => trouble switch
        {
            "slow" => forever.Task,
            "one slow" => kind == "SentimentAnalysis" ? forever.Task : Good(context, kind),
            "500" or "401" or "429" or "404" => Status(context, int.Parse(trouble, System.Globalization.CultureInfo.InvariantCulture)),
            "redirect" => Redirect(context),
            "garbage" => Send(context, "\u0000{{{"),
            "empty" => Send(context, ""),
            "html" => Send(context, "<html>Sign in</html>"),
            "huge" => Send(context, Detected("pl", 1)[..^1] + ",\"more\":\"" + new string('a', 100_000) + "\"}"),
            "endless" => Endless(context),
            "no documents" => Send(context, """{"results":{"documents":[],"errors":[]}}"""),
            "errors" => Send(context, """{"error":{"code":"InvalidRequest","message":"no"}}"""),
            "other shapes" => Send(context, """{"results":{"documents":[{"detectedLanguage":"pl","entities":{},"confidenceScores":[]}]}}"""),
            "deep" => Send(context, new string('[', 1000)),
            _ => CutOff(context),
        };
        var log = new Heard();
        Hints hints = await Service(log, TimeProvider.System).HintsAsync("my baby and Ann Smith", CancellationToken.None);
        Assert.Equal((null, false, 0), (hints.Language, hints.IsDistressed, hints.Personal.Length));
        Assert.Equal(0, elsewhere);
        Assert.DoesNotContain(log.Lines, l => l.Contains("baby", StringComparison.Ordinal) || l.Contains("Smith", StringComparison.Ordinal) || l.Contains(Key, StringComparison.Ordinal));
        Assert.Single(log.Lines);
    }

    [Fact]
    public async Task After_three_failures_it_is_left_alone_for_a_minute()
    {
        answer = (context, _) => Status(context, 500);
        var clock = new ByHand();
        var language = new AzureLanguage(Endpoint, Key, NullLogger<AzureLanguage>.Instance, clock);
        for (int i = 0; i < 5; i++)
        {
            await language.HintsAsync("hello", CancellationToken.None);
        }

        Assert.Equal(9, asked.Count);
        answer = Good;
        clock.Now = AzureLanguage.Rest.Ticks + 1;
        Assert.Equal("en", (await language.HintsAsync("hello", CancellationToken.None)).Language);
    }

    [Fact]
    public async Task A_person_who_leaves_ends_the_call()
    {
        answer = (_, _) => forever.Task;
        using var left = new CancellationTokenSource();
        Task<Hints> hints = Service().HintsAsync("hello", left.Token);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hints);
    }

    [Theory]
    [InlineData("https://x.cognitiveservices.azure.com", null, "AdviceBot:Language:Key is missing")]
    [InlineData(null, "key", "AdviceBot:Language:Endpoint is missing")]
    [InlineData("http://x.cognitiveservices.azure.com", "key", "must be an https address")]
    [InlineData("x.cognitiveservices.azure.com", "key", "must be an https address")]
    public void Settings_that_can_not_work_are_refused_at_the_start(string? endpoint, string? key, string expected)
    {
        IServiceCollection services = new ServiceCollection().AddLogging();
        services.AddSingleton(Options.Create(new BotSettings { Language = new LanguageSettings { Endpoint = endpoint, Key = key } }));
        services.AddLanguage();
        using ServiceProvider made = services.BuildServiceProvider();
        Assert.Contains(expected, Assert.Throws<SettingException>(made.GetRequiredService<ILanguageService>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_off_by_default_and_the_safety_page_says_so_only_when_it_is_on()
    {
        const string told = "computer service of Microsoft";
        await using var off = new WebPageApp();
        Assert.IsType<NoLanguage>(off.Services.GetRequiredService<ILanguageService>());
        Assert.DoesNotContain(told, (await off.Visit().Open("/safety")).Words, StringComparison.Ordinal);
        await using var on = new WebPageApp { Settings = new() { ["AdviceBot:Language:Endpoint"] = "https://x.cognitiveservices.azure.com", ["AdviceBot:Language:Key"] = Key } };
        Assert.IsType<AzureLanguage>(on.Services.GetRequiredService<ILanguageService>());
        Assert.Contains(told, (await on.Visit().Open("/safety")).Words, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        service = builder.Build();
        service.MapPost("/language/:analyze-text", async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            JsonObject body = JsonNode.Parse(await reader.ReadToEndAsync())!.AsObject();
            lock (asked)
            {
                asked.Add(body);
                if (context.Request.Headers["Ocp-Apim-Subscription-Key"] != Key || context.Request.Query["api-version"] != "2023-04-01" || context.Request.ContentType != "application/json")
                {
                    faults.Add($"{context.Request.ContentType} {context.Request.QueryString}");
                }
            }

            await answer(context, (string)body["kind"]!);
        });
        service.MapFallback("/elsewhere", context =>
        {
            Interlocked.Increment(ref elsewhere);
            return Send(context, Detected("pl", 1));
        });
        await service.StartAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        forever.TrySetResult();
        await service.StopAsync(new CancellationToken(canceled: true));
        await service.DisposeAsync();
    }

    // However busy the machine, nothing comes too late by this clock.
    private AzureLanguage Service(ILogger<AzureLanguage>? log = null, TimeProvider? clock = null) =>
        new(Endpoint, Key, log ?? NullLogger<AzureLanguage>.Instance, clock ?? new ByHand());

    private static Task Good(HttpContext context, string kind) => Send(context, kind switch
    {
        "LanguageDetection" => Detected("en", 0.97),
        "SentimentAnalysis" => Mood(0.99),
        _ => Entity("Person", 0.95),
    });

    private static string Document(string inside) => "{\"results\":{\"documents\":[{\"id\":\"1\",\"warnings\":[]," + inside + "}],\"errors\":[],\"modelVersion\":\"2022-10-01\"}}";

    private static string Detected(string code, double sure) =>
        Document(FormattableString.Invariant($"\"detectedLanguage\":{{\"name\":\"X\",\"iso6391Name\":\"{code}\",\"confidenceScore\":{sure}}}"));

    private static string Mood(double negative) =>
        Document(FormattableString.Invariant($"\"sentiment\":\"negative\",\"confidenceScores\":{{\"positive\":0.0,\"neutral\":0.0,\"negative\":{negative}}}"));

    private static string Entity(string category, double sure) =>
        Document(FormattableString.Invariant($"\"redactedText\":\"x\",\"entities\":[{{\"text\":\"Ann Smith\",\"category\":\"{category}\",\"offset\":11,\"length\":9,\"confidenceScore\":{sure}}}]"));

    private static Task Send(HttpContext context, string body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync("""{"error":{"code":"x"}}""");
    }

    private static Task Redirect(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = "/elsewhere";
        return Task.CompletedTask;
    }

    private static async Task Endless(HttpContext context)
    {
        byte[] bytes = new byte[16 * 1024];
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static async Task CutOff(HttpContext context)
    {
        context.Response.ContentLength = 500;
        await context.Response.WriteAsync("{\"results\":");
        context.Abort();
    }

    private sealed class Heard : ILogger<AzureLanguage>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception) + exception);
    }

    /// <summary>A clock that stands until it is moved, and whose timers never go off.</summary>
    private sealed class ByHand : TimeProvider
    {
        public long Now { get; set; } = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
