using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host;
using AdviceBot.Host.Content;
using AdviceBot.Host.Operations;
using AdviceBot.Host.State;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AdviceBot.Tests.Host;

/// <summary>Open, decide, keep: whatever became of the place, somebody is answered.</summary>
public class TurnRunnerTests
{
    private readonly Lines log = new();
    private readonly TurnRunner runner;

    public TurnRunnerTests()
    {
        var clock = new FixedClock(RealBot.Morning);
        runner = new TurnRunner(Words.Live(ContentFolder.Path, clock), clock, log);
    }

    [Fact]
    public async Task Somebody_new_begins_at_the_start_and_comes_back_to_where_they_were()
    {
        var store = new MemoryStore();
        Turned first = await runner.RunAsync(store, null, new Message.Started(), default);
        Turned second = await runner.RunAsync(store, first.Handle, new Message.Pressed(Library.Start, "conference"), default);
        Turned third = await runner.RunAsync(store, second.Handle, new Message.Started(), default);
        Assert.Equal([Library.Start, "guard/country", "guard/country"], new[] { first, second, third }.Select(Step));
    }

    [Fact]
    public async Task A_place_that_is_gone_is_said_to_be_gone_and_begins_again()
    {
        Turned turned = await runner.RunAsync(new MemoryStore(), "gone", new Message.Pressed("conference/which-meeting", "first"), default);
        Assert.Equal("place-lost", Assert.IsType<Reply.Said>(turned.Replies[0]).Key);
        Assert.Equal(Library.Start, Step(turned));
        Assert.DoesNotContain(turned.Replies, r => r is Reply.Said { Key: "stale-button" });
    }

    [Fact]
    public async Task Words_are_answered_though_their_place_is_gone()
    {
        Turned turned = await runner.RunAsync(new MemoryStore(), "gone", new Message.Typed("1"), default);
        Assert.Equal("pre-birth/what-is-happening", Step(turned));
    }

    [Fact]
    public async Task Nothing_stands_before_the_card_when_the_place_is_gone() =>
        Assert.IsType<Reply.Urgent>(Assert.Single((await runner.RunAsync(new MemoryStore(), "gone", new Message.InDanger(), default)).Replies));

    [Fact]
    public async Task A_store_that_fails_still_leaves_an_answer()
    {
        Turned opened = await runner.RunAsync(new Broken(), "somewhere", new Message.Typed("1"), default);
        Assert.Equal("pre-birth/what-is-happening", Step(opened));
        Assert.Equal("somewhere", opened.Handle);
        Turned first = await runner.RunAsync(new Broken(), null, new Message.Started(), default);
        Assert.Equal(("", Library.Start), (first.Handle, Step(first)));
        Assert.Contains(log.Written, l => l.Contains("Broken failed (IOException)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Advisers_see_what_waits_for_sign_off_and_parents_do_not()
    {
        var store = new MemoryStore();
        await store.KeepAsync("leaf", RealBot.Come("start/what-is-happening: pre-proceedings, pre-proceedings/which-letter: court"), default);
        Turned parent = await runner.RunAsync(store, "leaf", new Message.Started(), default);
        Turned adviser = await runner.RunAsync(store, "leaf", new Message.Started(), default, Audience.Adviser);
        Assert.DoesNotContain(Shown(parent), p => p.Status == Status.Pending);
        Assert.Contains(Shown(adviser), p => p.Status == Status.Pending);
    }

    [Fact]
    public async Task The_log_says_step_kinds_and_milliseconds_and_never_a_word_that_was_written()
    {
        var store = new MemoryStore();
        string? handle = null;
        foreach (string typed in new[] { "my sister Winifred in Grimsby", "2", "england", "Winifred was told on 24/11/2026", "danger" })
        {
            handle = (await runner.RunAsync(store, handle, new Message.Typed(typed), default)).Handle;
        }

        Assert.True(log.Written.Count >= 5);
        Assert.DoesNotContain(log.Written, l => l.Contains("Winifred", StringComparison.OrdinalIgnoreCase) || l.Contains("Grimsby", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(log.Written, l => l.Contains("Question at guard/who in", StringComparison.Ordinal));
    }

    private static string Step(Turned turned) => Assert.IsType<Reply.Question>(turned.Replies[^1]).Step;

    private static IEnumerable<Passage> Shown(Turned turned) => turned.Replies.OfType<Reply.Advice>().SelectMany(a => a.Passages);

    private sealed class Broken : IConversationStore
    {
        public ValueTask<Conversation?> OpenAsync(string handle, CancellationToken stop) => throw new IOException("the disk is full");

        public ValueTask<string> KeepAsync(string? handle, Conversation conversation, CancellationToken stop) => throw new IOException("the disk is full");

        public ValueTask<string> ForgetAsync(string? handle, CancellationToken stop) => throw new IOException("the disk is full");
    }

    private sealed class Lines : ILogger<TurnRunner>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}

/// <summary>Live words without a web server.</summary>
internal static class Words
{
    /// <summary>The live library of a content folder.</summary>
    public static LiveLibrary Live(string content, TimeProvider clock) => new(
        Options.Create(new BotSettings { Content = new ContentSettings { Path = content } }),
        new Somewhere(), clock, NullLogger<LiveLibrary>.Instance);

    private sealed class Somewhere : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Development";

        public string ApplicationName { get; set; } = "AdviceBot";

        public string ContentRootPath { get; set; } = RealBot.Root;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
