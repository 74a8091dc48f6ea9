using AdviceBot.Core;
using AdviceBot.Host.State;
using AdviceBot.Tests.Host.Channels;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AdviceBot.Tests.Host.State;

/// <summary>Conversations kept on the server's side.</summary>
public sealed class KeptStoreTests
{
    private static readonly Conversation Somewhere = RealBot.Come("start/what-is-happening: conference");

    private readonly MovableClock clock = new(RealBot.Morning);
    private readonly RecordingTable table = new();
    private readonly EphemeralDataProtectionProvider keys = new();

    [Fact]
    public async Task The_table_sees_neither_name_nor_words()
    {
        await Store().KeepAsync("msteams/a:ann", Somewhere, CancellationToken.None);
        Assert.DoesNotContain("ann", table.Keys.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("conference", System.Text.Encoding.Latin1.GetString(table.Rows.Single().Sealed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_laid_under_another_name_opens_nothing()
    {
        KeptStore store = Store();
        await store.KeepAsync("directline/x", Somewhere, CancellationToken.None);
        StateRow row = table.Rows.Single();
        await store.KeepAsync("directline/y", Conversation.New, CancellationToken.None);
        Assert.True(await table.WriteAsync(table.Keys[^1], row, table.Rows.Last().Version, CancellationToken.None));
        Assert.Null(await store.OpenAsync("directline/y", CancellationToken.None));
    }

    [Fact]
    public async Task A_table_that_fails_costs_the_place_and_no_answer()
    {
        KeptStore store = Store();
        table.IsBroken = true;
        Assert.Equal("x", await store.KeepAsync("x", Somewhere, CancellationToken.None));
        Assert.Null(await store.OpenAsync("x", CancellationToken.None));
        await store.ForgetAsync("x", CancellationToken.None);
        await store.SweepAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Other_keys_open_nothing()
    {
        await Store().KeepAsync("x", Somewhere, CancellationToken.None);
        var other = new KeptStore(table, new EphemeralDataProtectionProvider(), clock, NullLogger<KeptStore>.Instance);
        Assert.Null(await other.OpenAsync("x", CancellationToken.None));
    }

    [Fact]
    public async Task A_place_that_cannot_be_opened_is_known_to_be_lost_and_an_absent_one_is_not()
    {
        await Store().KeepAsync("x", Somewhere, CancellationToken.None);
        var other = new KeptStore(table, new EphemeralDataProtectionProvider(), clock, NullLogger<KeptStore>.Instance);
        Assert.Equal((null, true), Lost(await other.FindAsync("x", CancellationToken.None)));
        Assert.Equal((null, false), Lost(await other.FindAsync("y", CancellationToken.None)));
        table.IsBroken = true;
        Assert.Equal((null, true), Lost(await Store().FindAsync("x", CancellationToken.None)));

        static (Kept?, bool) Lost(Found found) => (found.Kept, found.IsLost);
    }

    [Fact]
    public async Task Where_the_clock_was_years_ahead_people_begin_anew_and_nothing_stays_for_years()
    {
        KeptStore store = Store();
        clock.Advance(TimeSpan.FromDays(2000));
        await store.KeepAsync("x", Somewhere, CancellationToken.None);
        clock.Advance(TimeSpan.FromDays(-2000));
        Assert.Null(await store.OpenAsync("x", CancellationToken.None));
        Assert.Empty(table.Keys);
    }

    private KeptStore Store() => new(table, keys, clock, NullLogger<KeptStore>.Instance);

    private sealed class RecordingTable : IStateTable
    {
        private readonly MemoryTable inner = new();
        private readonly List<string> keys = [];
        private readonly Dictionary<string, StateRow> rows = [];

        public bool IsShared => false;

        public bool IsLasting => true;

        public bool IsBroken { get; set; }

        public IReadOnlyList<string> Keys => keys;

        public IEnumerable<StateRow> Rows => rows.Values;

        public ValueTask<StateRow?> ReadAsync(string key, CancellationToken stop) => IsBroken ? throw new IOException("broken") : inner.ReadAsync(key, stop);

        public ValueTask<bool> WriteAsync(string key, StateRow row, long replaces, CancellationToken stop)
        {
            if (IsBroken)
            {
                throw new IOException("broken");
            }

            keys.Remove(key);
            keys.Add(key);
            rows[key] = row;
            return inner.WriteAsync(key, row, replaces, stop);
        }

        public ValueTask DeleteAsync(string key, CancellationToken stop)
        {
            keys.Remove(key);
            return IsBroken ? throw new IOException("broken") : inner.DeleteAsync(key, stop);
        }

        public ValueTask SweepAsync(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter, CancellationToken stop) => throw new TimeoutException("broken");

        public ValueTask ProbeAsync(CancellationToken stop) => ValueTask.CompletedTask;
    }
}
