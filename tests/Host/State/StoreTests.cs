using System.Collections.Immutable;
using System.Text;
using AdviceBot.Core;
using AdviceBot.Host.State;
using AdviceBot.Tests.Walks;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.DataProtection;
using Xunit;
using Xunit.Abstractions;

namespace AdviceBot.Tests.Host.State;

/// <summary>What is kept between turns comes back as it was, or not at all.</summary>
public class StoreTests(ITestOutputHelper output)
{
    private static readonly SealedStore Sealed = Make(new EphemeralDataProtectionProvider(), TimeProvider.System);

    private static readonly Gen<string> Text = Gen.Elements("", "a", "conference/which-meeting", "not-sure", "é ł ง 😢", "\"quoted\" \\ <b>", "\u0000\n", new string('x', 300));

    private static readonly Gen<Conversation> Conversations =
        from trail in Gen.Choose(0, Conversation.LongestTrail).SelectMany(n => Text.Zip(Text, (s, c) => new Answer(s, c)).ArrayOf(n))
        from dates in Text.Zip(Gen.Choose(0, DateOnly.MaxValue.DayNumber)).ArrayOf()
        from misses in Gen.Choose(0, 100)
        from urgent in Text.ArrayOf()
        from reopened in Gen.Choose(-1, trail.Length - 1)
        from offered in Text.ArrayOf()
        from watched in Gen.Elements(true, false)
        select Conversation.New with
        {
            Trail = [.. trail],
            Dates = Conversation.New.Dates.SetItems(dates.Select(d => KeyValuePair.Create(d.Item1, DateOnly.FromDayNumber(d.Item2)))),
            Misses = misses,
            Urgent = Conversation.New.Urgent.Union(urgent),
            Reopened = reopened < 0 ? null : reopened,
            Offered = [.. offered],
            IsWatched = watched,
        };

    [Fact]
    public void Writing_then_reading_is_the_identity() =>
        Randomly.Check(output, 1_000, Conversations, c => Assert.Equal(c, ConversationFormat.Read(ConversationFormat.Write(c))));

    [Fact]
    public void Sealing_then_opening_is_the_identity() => Randomly.Check(output, 500, Conversations, c =>
    {
        string handle = Seal(c);
        Conversation? opened = Open(handle);
        Assert.Equal(handle.Length <= SealedStore.LongestHandle ? c : null, opened);
    });

    [Fact]
    public void The_longest_real_conversation_can_be_opened_again()
    {
        string longest = RealBot.Library.Guides.SelectMany(g => g.Steps).SelectMany(s => s.Choices.Select(c => (s.Id, c.Id))).MaxBy(c => c.Item1.Length + c.Item2.Length).ToString();
        Conversation far = Conversation.New with
        {
            Trail = [.. Enumerable.Repeat(new Answer(longest, longest), Conversation.LongestTrail)],
            Offered = [.. RealBot.Library.Passages.Select(p => p.Id).OrderByDescending(id => id.Length).Take(20)],
        };
        string handle = Seal(far);
        Assert.True(handle.Length <= SealedStore.LongestHandle, $"{handle.Length} letters");
        Assert.Equal(far, Open(handle));
    }

    [Fact]
    public void A_handle_that_was_tampered_with_opens_nothing() =>
        Randomly.Check(output, 500, from c in Conversations.Where(c => c.Trail.Length < 20) from at in Gen.Choose(0, 100_000) from to in Gen.Choose(0, 0x2fff) select (c, at, (char)to), x =>
        {
            string handle = Seal(x.c);
            char[] letters = handle.ToCharArray();
            letters[x.at % letters.Length] = x.Item3;
            string spoilt = new(letters);
            Conversation? opened = Open(spoilt);
            Assert.True(opened is null || opened.Equals(x.c));
            Assert.Null(Open(handle[..(x.at % handle.Length)]));
        });

    [Fact]
    public void Any_bytes_at_all_are_read_without_an_error() =>
        Randomly.Check(output, 5_000, Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(), bytes => ConversationFormat.Read(bytes));

    [Fact]
    public void Spoilt_bytes_are_read_without_an_error() =>
        Randomly.Check(output, 1_000, from c in Conversations.Where(c => c.Trail.Length < 20) from at in Gen.Choose(0, 100_000) from to in Gen.Choose(0, 255) select (c, at, (byte)to), x =>
        {
            byte[] bytes = ConversationFormat.Write(x.c);
            bytes[x.at % bytes.Length] = x.Item3;
            Conversation? read = ConversationFormat.Read(bytes);
            Assert.True(read is null || read.Trail.Length <= Conversation.LongestTrail);
            ConversationFormat.Read(bytes.AsSpan(0, x.at % bytes.Length));
        });

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"V\":1}")]
    [InlineData("{\"V\":1,\"T\":{\"a\":1}}")]
    public void What_has_no_trail_is_no_conversation(string json) => Assert.Null(ConversationFormat.Read(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("{\"V\":2,\"T\":[]}", "")]
    [InlineData("{\"T\":[\"a\",\"b\"],\"New\":{\"deep\":[1]},\"M\":\"many\",\"D\":[1],\"U\":{},\"R\":\"x\"}", "a:b")]
    [InlineData("{\"V\":1,\"T\":[\"a\"]}", ":")]
    [InlineData("{\"V\":1,\"T\":[\"a\",\"b\",\"c\",null,\"e\",\"f\"]}", "a:b :")]
    [InlineData("{\"V\":1,\"T\":[\"a\",\"b\",\"\\ud800\",\"b\"],\"D\":{\"\\ud800\":3}}", "a:b :")]
    [InlineData("{\"V\":1,\"T\":[\"a\",\"b\",7,\"b\"]}", "a:b :")]
    public void Of_other_editions_and_spoilt_ones_the_trail_is_taken_as_far_as_it_can_be_read(string json, string trail) =>
        Assert.Equal(trail, string.Join(' ', ConversationFormat.Read(Encoding.UTF8.GetBytes(json))!.Trail.Select(a => $"{a.Step}:{a.Choice}")));

    [Theory]
    [InlineData("{\"V\":1,\"T\":[\"a\",\"b\"],\"R\":7,\"M\":-3,\"D\":{\"x\":99999999,\"y\":-1},\"O\":[null,\"p\"],\"U\":[null]}")]
    public void Parts_out_of_range_are_left_out(string json)
    {
        Conversation? read = ConversationFormat.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal(Conversation.New with { Trail = [new("a", "b")], Offered = ["p"] }, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not sealed")]
    [InlineData("====")]
    [InlineData("😢")]
    public async Task A_handle_that_is_not_ours_opens_nothing(string handle) => Assert.Null(await Sealed.OpenAsync(handle, default));

    [Fact]
    public async Task A_conversation_sealed_with_other_keys_opens_nothing()
    {
        string handle = await Make(new EphemeralDataProtectionProvider(), TimeProvider.System).KeepAsync(null, Conversation.New, default);
        Assert.Null(await Sealed.OpenAsync(handle, default));
    }

    [Theory]
    [InlineData(29, false, true)]
    [InlineData(30, false, false)]
    [InlineData(4, true, true)]
    [InlineData(5, true, false)]
    [InlineData(-800, false, false)]
    public async Task A_sealed_conversation_ends_when_it_was_not_used_for_a_while(int minutes, bool isWatched, bool opens)
    {
        var clock = new SetClock(RealBot.Morning);
        SealedStore store = Make(new EphemeralDataProtectionProvider(), clock);
        string handle = await store.KeepAsync(null, Conversation.New with { IsWatched = isWatched }, default);
        clock.Now = RealBot.Morning.AddMinutes(minutes);
        Assert.Equal(opens, await store.OpenAsync(handle, default) is not null);
    }

    [Fact]
    public async Task A_sealed_conversation_ends_after_twelve_hours_however_much_it_is_used()
    {
        var clock = new SetClock(RealBot.Morning);
        SealedStore store = Make(new EphemeralDataProtectionProvider(), clock);
        string handle = await store.KeepAsync(null, Conversation.New, default);
        for (int turn = 0; turn < 35; turn++)
        {
            clock.Now += TimeSpan.FromMinutes(20);
            Assert.NotNull(await store.OpenAsync(handle, default));
            handle = await store.KeepAsync(handle, Conversation.New, default);
        }

        clock.Now += TimeSpan.FromMinutes(20);
        Assert.Null(await store.OpenAsync(handle, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Once_ended_no_handle_of_a_conversation_opens_it_here_or_on_another_machine_or_after_a_restart(bool isShared)
    {
        var keys = new EphemeralDataProtectionProvider();
        var table = new LastingTable { IsShared = isShared };
        SealedStore store = Make(keys, TimeProvider.System, table), elsewhere = Make(keys, TimeProvider.System, table);
        string first = await store.KeepAsync(null, Conversation.New, default);
        string second = await store.KeepAsync(first, Conversation.New.Add(new Answer("a", "b")), default);
        string other = await store.KeepAsync(null, Conversation.New, default);
        await store.EndAsync(second);
        foreach (SealedStore one in new[] { store, elsewhere })
        {
            Assert.Null(await one.OpenAsync(first, default));
            Assert.Null(await one.OpenAsync(second, default));
            Assert.True(await one.WasEndedAsync(first, default));
            Assert.NotNull(await one.OpenAsync(other, default));
        }
    }

    [Fact]
    public async Task Without_a_lasting_table_no_page_from_before_a_restart_opens_and_people_begin_anew()
    {
        // The clock stands still: not even a page of the very moment of the restart opens.
        var keys = new EphemeralDataProtectionProvider();
        var clock = new SetClock(RealBot.Morning);
        SealedStore before = Make(keys, clock);
        string left = await before.KeepAsync(null, Conversation.New.Add(new Answer("a", "b")), default);
        await before.EndAsync(left);
        SealedStore after = Make(keys, clock);
        Assert.Null(await after.OpenAsync(left, default));

        // Nothing says that it was left, so it isn't treated so: they are told that their place is lost, and what they do next has a name of its own.
        Assert.False(await after.WasEndedAsync(left, default));
        string anew = await after.KeepAsync(left, Conversation.New, default);
        Assert.Equal(Conversation.New, await after.OpenAsync(anew, default));
        await after.EndAsync(left);
        Assert.NotNull(await after.OpenAsync(anew, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_table_says_nothing_a_page_that_may_have_been_left_shows_nothing_and_ones_own_goes_on(bool isShared)
    {
        var keys = new EphemeralDataProtectionProvider();
        var clock = new SetClock(RealBot.Morning);
        var table = new LastingTable { IsShared = isShared };
        SealedStore elsewhere = Make(keys, clock, table), here = Make(keys, clock, table);
        string theirs = await elsewhere.KeepAsync(null, Conversation.New.Add(new Answer("a", "b")), default);
        string own = await here.KeepAsync(null, Conversation.New, default);
        table.Speak = new TaskCompletionSource();
        Assert.Null(await here.OpenAsync(theirs, default));
        Assert.False(await here.WasEndedAsync(theirs, default));
        Assert.NotNull(await here.OpenAsync(own, default));
        Assert.NotNull(await here.OpenAsync(await here.KeepAsync(theirs, Conversation.New, default), default));

        // It speaks again, and is asked again after a moment.
        table.Speak.SetResult();
        clock.Now += TimeSpan.FromSeconds(3);
        Assert.NotNull(await here.OpenAsync(theirs, default));
    }

    [Fact]
    public async Task Who_leaves_while_the_table_says_nothing_is_let_out_and_it_is_written_all_the_same()
    {
        var keys = new EphemeralDataProtectionProvider();
        var clock = new SetClock(RealBot.Morning);
        var table = new LastingTable { IsShared = true, Speak = new TaskCompletionSource() };
        SealedStore here = Make(keys, clock, table);
        string[] left = [await here.KeepAsync(null, Conversation.New, default), await here.KeepAsync(null, Conversation.New, default)];
        foreach (string handle in left)
        {
            await here.EndAsync(handle);
            Assert.Null(await here.OpenAsync(handle, default));
        }

        table.Speak.SetResult();
        await table.Written;
        foreach (string handle in left)
        {
            Assert.True(await Make(keys, clock, table).WasEndedAsync(handle, default));
        }
    }

    [Fact]
    public async Task To_delete_gives_a_new_conversation_that_knows_nothing_of_the_old()
    {
        string old = Seal(Conversation.New.Add(new Answer("a", "b")));
        string fresh = await Sealed.ForgetAsync(old, default);
        Assert.Null(Open(old));
        Assert.Equal(Conversation.New, Open(fresh));
    }

    [Fact]
    public async Task A_table_that_fails_keeps_nobody_from_opening_and_leaving()
    {
        SealedStore store = Make(new EphemeralDataProtectionProvider(), TimeProvider.System, new BrokenTable());
        string handle = await store.KeepAsync(null, Conversation.New, default);
        Assert.NotNull(await store.OpenAsync(handle, default));
        await store.EndAsync(handle);
        Assert.Null(await store.OpenAsync(handle, default));
    }

    [Fact]
    public async Task Memory_keeps_by_the_name_it_is_given_and_names_the_nameless()
    {
        var store = new MemoryStore();
        Conversation here = Conversation.New.Add(new Answer("a", "b"));
        Assert.Null(await store.OpenAsync("nobody", default));
        Assert.Equal("somebody", await store.KeepAsync("somebody", here, default));
        Assert.Equal(here, await store.OpenAsync("somebody", default));
        string name = await store.KeepAsync(null, Conversation.New, default);
        Assert.Equal(Conversation.New, await store.OpenAsync(name, default));
        Assert.Equal(here, await store.OpenAsync("somebody", default));
    }

    [Fact]
    public void Nothing_a_person_typed_is_kept()
    {
        const string Secret = "my sister Winifred in Grimsby";
        Conversation at = Conversation.New;
        foreach (string typed in new[] { Secret, "2", Secret, "england", $"the review was on 24/2/2027 {Secret}", Secret, "back" })
        {
            at = RandomWalk.WildBot.Turn(at, new Message.Typed(typed), RealBot.Morning).After;
            Assert.DoesNotContain("Winifred", Encoding.UTF8.GetString(ConversationFormat.Write(at)), StringComparison.OrdinalIgnoreCase);
        }
    }

    private static SealedStore Make(IDataProtectionProvider keys, TimeProvider clock, IStateTable? table = null) =>
        new(keys, clock, new EndedConversations(table ?? new MemoryTable(), clock) { Patience = TimeSpan.FromMilliseconds(20) });

    private static string Seal(Conversation conversation) => Sealed.KeepAsync(null, conversation, default).AsTask().GetAwaiter().GetResult();

    private static Conversation? Open(string handle) => Sealed.OpenAsync(handle, default).AsTask().GetAwaiter().GetResult();

    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    /// <summary>A table that outlasts the process and says nothing until it may.</summary>
    private sealed class LastingTable : IStateTable
    {
        private readonly MemoryTable inner = new();
        private readonly System.Collections.Concurrent.ConcurrentQueue<Task> writes = new();

        public TaskCompletionSource? Speak { get; set; }

        public bool IsShared { get; init; }

        public bool IsLasting => true;

        public Task Written => Task.WhenAll(writes);

        public async ValueTask<StateRow?> ReadAsync(string key, CancellationToken stop)
        {
            await Silence;
            return await inner.ReadAsync(key, stop);
        }

        public ValueTask<bool> WriteAsync(string key, StateRow row, long replaces, CancellationToken stop)
        {
            Task<bool> write = LateAsync();
            writes.Enqueue(write);
            return new ValueTask<bool>(write);

            async Task<bool> LateAsync()
            {
                await Silence;
                return await inner.WriteAsync(key, row, replaces, stop);
            }
        }

        public ValueTask DeleteAsync(string key, CancellationToken stop) => inner.DeleteAsync(key, stop);

        public ValueTask SweepAsync(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter, CancellationToken stop) =>
            inner.SweepAsync(touchedBefore, startedBefore, touchedAfter, stop);

        public ValueTask ProbeAsync(CancellationToken stop) => ValueTask.CompletedTask;

        private Task Silence => Speak?.Task ?? Task.CompletedTask;
    }

    private sealed class BrokenTable : IStateTable
    {
        public ValueTask<StateRow?> ReadAsync(string key, CancellationToken stop) => throw new IOException("the disk is gone");

        public bool IsShared => false;

        public bool IsLasting => true;

        public ValueTask ProbeAsync(CancellationToken stop) => throw new IOException("the disk is gone");

        public ValueTask<bool> WriteAsync(string key, StateRow row, long replaces, CancellationToken stop) => throw new IOException("the disk is gone");

        public ValueTask DeleteAsync(string key, CancellationToken stop) => throw new IOException("the disk is gone");

        public ValueTask SweepAsync(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter, CancellationToken stop) => throw new IOException("the disk is gone");
    }
}
