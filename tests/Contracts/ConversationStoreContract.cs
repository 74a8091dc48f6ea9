using AdviceBot.Core;
using AdviceBot.Host.State;
using AdviceBot.Tests.Host.Channels;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AdviceBot.Tests.Contracts;

/// <summary>What everything that keeps conversations does; each kind inherits it.</summary>
public abstract class ConversationStoreContract
{
    /// <summary>A conversation that has come some way.</summary>
    protected static Conversation Somewhere { get; } = RealBot.Come("start/what-is-happening: conference, guard/country: england") with { Misses = 1, Offered = ["a", "b"] };

    /// <summary>The store.</summary>
    protected abstract IConversationStore Store { get; }

    [ContractFact]
    public async Task What_is_kept_is_opened()
    {
        string handle = await Store.KeepAsync(null, Somewhere, default);
        Assert.Equal(Somewhere, await Store.OpenAsync(handle, default));
    }

    [ContractFact]
    public async Task The_last_handle_opens_the_last_that_was_kept()
    {
        string first = await Store.KeepAsync(null, Conversation.New, default);
        string second = await Store.KeepAsync(first, Somewhere, default);
        Assert.Equal(Somewhere, await Store.OpenAsync(second, default));
    }

    [ContractFact]
    public async Task What_is_forgotten_is_opened_no_more()
    {
        string handle = await Store.KeepAsync(null, Somewhere, default);
        string fresh = await Store.ForgetAsync(handle, default);
        Assert.Null(await Store.OpenAsync(handle, default));
        Assert.NotEqual(Somewhere, await Store.OpenAsync(fresh, default));
        Assert.Equal(Conversation.New, await Store.OpenAsync(await Store.KeepAsync(fresh, Conversation.New, default), default));
    }

    [ContractFact]
    public async Task One_conversation_is_not_another()
    {
        string first = await Store.KeepAsync(null, Conversation.New, default);
        string second = await Store.KeepAsync(null, Somewhere, default);
        Assert.NotEqual(first, second);
        Assert.Equal(Conversation.New, await Store.OpenAsync(first, default));
    }

    [ContractFact]
    public async Task A_handle_of_nobody_opens_nothing()
    {
        foreach (string handle in new[] { "nobody", "", "a/b", "😢", "'; DROP TABLE conversation; --", new string('x', 20_000) })
        {
            Assert.Null(await Store.OpenAsync(handle, default));
        }
    }

    [ContractFact]
    public async Task Many_conversations_at_once_do_not_mix() => await Parallel.ForAsync(0, 64, async (i, stop) =>
    {
        string? handle = null;
        for (int turn = 1; turn <= 8; turn++)
        {
            handle = await Store.KeepAsync(handle, Conversation.New with { Misses = turn, Offered = [$"{i}"] }, stop);
            Conversation there = (await Store.OpenAsync(handle, stop))!;
            Assert.Equal((turn, $"{i}"), (there.Misses, there.Offered[0]));
        }
    });
}

/// <summary>What everything that keeps conversations on the server's side does besides, whatever the table.</summary>
public abstract class KeptStoreContract : ConversationStoreContract
{
    private readonly MovableClock clock = new(RealBot.Morning);
    private readonly EphemeralDataProtectionProvider keys = new();

    /// <summary>An empty table.</summary>
    protected abstract IStateTable Table { get; }

    /// <inheritdoc/>
    protected override IConversationStore Store => Machine();

    [ContractFact]
    public async Task Two_turns_of_one_conversation_on_two_machines_are_both_kept()
    {
        KeptStore[] machines = [Machine(), Machine()];
        await Task.WhenAll(machines.Select(machine => Task.Run(async () =>
        {
            for (int turn = 0; turn < 30;)
            {
                Found found = await machine.FindAsync("x", default);
                Conversation before = found.Kept?.Conversation ?? Conversation.New;
                if (await machine.KeepAsync("x", found, Kept.Start(before with { Misses = before.Misses + 1 }), default))
                {
                    turn++;
                }
            }
        })));
        Assert.Equal(60, (await machines[0].OpenAsync("x", default))!.Misses);
    }

    [ContractFact]
    public async Task One_machine_goes_on_where_the_other_was()
    {
        await Machine().KeepAsync("x", Somewhere, default);
        Assert.Equal(Somewhere, await Machine().OpenAsync("x", default));
    }

    [ContractFact]
    public async Task It_ends_after_half_an_hour_of_quiet_and_begins_anew()
    {
        KeptStore store = Machine();
        await store.KeepAsync("x", Somewhere, default);
        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.NotNull(await store.OpenAsync("x", default));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await store.OpenAsync("x", default));
        await store.KeepAsync("x", Conversation.New, default);
        Assert.Equal(Conversation.New, await store.OpenAsync("x", default));
    }

    [ContractFact]
    public async Task It_ends_after_twelve_hours_however_busy()
    {
        KeptStore store = Machine();
        for (int i = 0; i < 36; i++)
        {
            await store.KeepAsync("x", Somewhere, default);
            clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Null(await store.OpenAsync("x", default));
    }

    [ContractFact]
    public async Task What_has_ended_is_swept_out_of_the_table()
    {
        KeptStore store = Machine();
        await store.KeepAsync("x", Somewhere, default);
        clock.Advance(TimeSpan.FromMinutes(31));
        await store.SweepAsync(default);
        clock.Advance(TimeSpan.FromMinutes(-31));
        Assert.Null(await store.OpenAsync("x", default));
    }

    [ContractFact]
    public async Task With_somebody_there_it_ends_after_five_minutes_and_is_swept_out_of_the_table_as_soon()
    {
        KeptStore store = Machine();
        await store.KeepAsync("x", Somewhere with { IsWatched = true }, default);
        clock.Advance(TimeSpan.FromMinutes(4));
        await store.SweepAsync(default);
        Assert.NotNull(await store.OpenAsync("x", default));
        clock.Advance(TimeSpan.FromMinutes(1));
        await store.SweepAsync(default);
        Assert.Null(await store.OpenAsync("x", default));
        clock.Advance(TimeSpan.FromMinutes(-5));
        Assert.Null(await store.OpenAsync("x", default));
    }

    [ContractFact]
    public async Task What_is_forgotten_is_gone_at_once()
    {
        KeptStore store = Machine();
        await store.KeepAsync("x", Somewhere, default);
        await store.ForgetAsync("x", default);
        Assert.Null(await store.OpenAsync("x", default));
    }

    private KeptStore Machine() => new(Table, keys, clock, NullLogger<KeptStore>.Instance);
}

/// <summary>Sealed in the page: nothing on the server.</summary>
public sealed class SealedStoreTests : ConversationStoreContract
{
    /// <inheritdoc/>
    protected override IConversationStore Store { get; } = new SealedStore(
        new EphemeralDataProtectionProvider(), TimeProvider.System, new EndedConversations(new MemoryTable(), TimeProvider.System));
}

/// <summary>In this process.</summary>
public sealed class MemoryStoreTests : ConversationStoreContract
{
    /// <inheritdoc/>
    protected override IConversationStore Store { get; } = new MemoryStore();
}

/// <summary>Kept in memory.</summary>
public sealed class KeptInMemoryTests : KeptStoreContract
{
    /// <inheritdoc/>
    protected override IStateTable Table { get; } = new MemoryTable();
}

/// <summary>Kept in a file.</summary>
public sealed class KeptInSqliteTests : KeptStoreContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-kept").FullName;
    private readonly SqliteTable table;

    public KeptInSqliteTests() => table = new SqliteTable(Path.Combine(folder, "conversations.db"));

    /// <inheritdoc/>
    protected override IStateTable Table => table;

    public void Dispose()
    {
        table.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Kept in PostgreSQL.</summary>
[NeedsPostgres]
public sealed class KeptInPostgresTests : KeptStoreContract, IAsyncLifetime
{
    private readonly PostgresSchema schema = new();

    /// <inheritdoc/>
    protected override IStateTable Table => schema.Table;

    public Task InitializeAsync() => schema.MakeAsync();

    public Task DisposeAsync() => schema.DropAsync();
}
