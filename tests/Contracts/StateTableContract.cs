using AdviceBot.Host.Content;
using AdviceBot.Host.State;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AdviceBot.Tests.Contracts;

/// <summary>What every state table does; each kind inherits it.</summary>
public abstract class StateTableContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An empty table.</summary>
    protected abstract IStateTable Table { get; }

    [ContractFact]
    public async Task What_is_written_is_read()
    {
        Assert.True(await Table.WriteAsync("a", new StateRow([1, 2, 3], Noon, Noon, 7), 0, default));
        StateRow row = (await Table.ReadAsync("a", default))!;
        Assert.Equal([1, 2, 3], row.Sealed);
        Assert.Equal((Noon, Noon, 7), (row.Started, row.Touched, row.Version));
        Assert.Null(await Table.ReadAsync("b", default));
        Assert.Null(await Table.ReadAsync("A", default));
    }

    [ContractFact]
    public async Task A_row_written_again_keeps_its_beginning()
    {
        await Table.WriteAsync("a", new StateRow([1], Noon, Noon, 7), 0, default);
        Assert.True(await Table.WriteAsync("a", new StateRow([2], Noon.AddHours(1), Noon.AddHours(1), 8), 7, default));
        StateRow row = (await Table.ReadAsync("a", default))!;
        Assert.Equal([2], row.Sealed);
        Assert.Equal((Noon, Noon.AddHours(1), 8), (row.Started, row.Touched, row.Version));
    }

    [ContractFact]
    public async Task Of_two_who_go_on_from_the_same_row_the_second_is_told()
    {
        Assert.True(await Table.WriteAsync("a", new StateRow([1], Noon, Noon, 7), 0, default));
        Assert.False(await Table.WriteAsync("a", new StateRow([2], Noon, Noon, 8), 0, default));
        Assert.True(await Table.WriteAsync("a", new StateRow([3], Noon, Noon, 9), 7, default));
        Assert.False(await Table.WriteAsync("a", new StateRow([4], Noon, Noon, 10), 7, default));
        Assert.Equal([3], (await Table.ReadAsync("a", default))!.Sealed);
    }

    [ContractFact]
    public async Task A_row_that_was_ended_is_not_brought_back()
    {
        await Table.WriteAsync("a", new StateRow([1], Noon, Noon, 7), 0, default);
        await Table.DeleteAsync("a", default);
        Assert.False(await Table.WriteAsync("a", new StateRow([2], Noon, Noon, 8), 7, default));
        Assert.Null(await Table.ReadAsync("a", default));
    }

    [ContractFact]
    public async Task A_row_deleted_is_gone()
    {
        await Table.WriteAsync("a", new StateRow([1], Noon, Noon, 7), 0, default);
        await Table.DeleteAsync("a", default);
        await Table.DeleteAsync("never", default);
        Assert.Null(await Table.ReadAsync("a", default));
    }

    [ContractFact]
    public async Task Sweeping_takes_what_is_quiet_what_is_old_and_what_no_right_clock_wrote()
    {
        await Table.WriteAsync("quiet", new StateRow([1], Noon, Noon, 7), 0, default);
        await Table.WriteAsync("old", new StateRow([1], Noon.AddHours(-13), Noon, 7), 0, default);
        await Table.WriteAsync("old", new StateRow([1], Noon, Noon.AddHours(1), 8), 7, default);
        await Table.WriteAsync("from next year", new StateRow([1], Noon.AddYears(1), Noon.AddYears(1), 7), 0, default);
        await Table.WriteAsync("fresh", new StateRow([1], Noon, Noon.AddHours(1), 7), 0, default);
        await Table.SweepAsync(Noon.AddMinutes(30), Noon.AddHours(-12), Noon.AddMinutes(90), default);
        Assert.Null(await Table.ReadAsync("quiet", default));
        Assert.Null(await Table.ReadAsync("old", default));
        Assert.Null(await Table.ReadAsync("from next year", default));
        Assert.NotNull(await Table.ReadAsync("fresh", default));
    }

    [ContractFact]
    public async Task Many_at_once_do_no_harm()
    {
        await Parallel.ForAsync(0, 200, async (i, stop) =>
        {
            string key = $"k{i % 20}";
            for (bool isWritten = false; !isWritten;)
            {
                StateRow? there = await Table.ReadAsync(key, stop);
                isWritten = await Table.WriteAsync(key, new StateRow([.. there?.Sealed ?? [], (byte)i], Noon, Noon, i + 1), there?.Version ?? 0, stop);
            }
        });
        for (int k = 0; k < 20; k++)
        {
            byte[] all = (await Table.ReadAsync($"k{k}", default))!.Sealed;
            Assert.Equal(Enumerable.Range(0, 200).Where(i => i % 20 == k).Select(i => (byte)i), all.Order());
        }
    }

    [ContractFact]
    public async Task A_probe_leaves_nothing_behind()
    {
        await Table.ProbeAsync(default);
        await Table.ProbeAsync(default);
    }
}

/// <summary>In memory.</summary>
public sealed class MemoryTableTests : StateTableContract
{
    /// <inheritdoc/>
    protected override IStateTable Table { get; } = new MemoryTable();
}

/// <summary>In a file.</summary>
public sealed class SqliteTableTests : StateTableContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-sqlite").FullName;
    private readonly SqliteTable table;

    public SqliteTableTests() => table = new SqliteTable(Path.Combine(folder, "deeper", "conversations.db"));

    /// <inheritdoc/>
    protected override IStateTable Table => table;

    public void Dispose()
    {
        table.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>In a file, steadied.</summary>
public sealed class SteadySqliteTests : StateTableContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-steady").FullName;
    private readonly SqliteTable inner;

    public SteadySqliteTests()
    {
        inner = new SqliteTable(Path.Combine(folder, "conversations.db"));
        Table = new SteadyTable(inner, NullLogger<SteadyTable>.Instance);
    }

    /// <inheritdoc/>
    protected override IStateTable Table { get; }

    public void Dispose()
    {
        inner.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>In memory because the database is away: families notice nothing.</summary>
public sealed class SteadyWithoutDatabaseTests : StateTableContract
{
    /// <inheritdoc/>
    protected override IStateTable Table { get; } = new SteadyTable(new NewTable(), NullLogger<SteadyTable>.Instance);

    // Nothing can be written to it, but it can be read, and nothing is there.
    private sealed class NewTable : IStateTable
    {
        public bool IsShared => false;

        public bool IsLasting => true;

        public ValueTask<StateRow?> ReadAsync(string key, CancellationToken stop) => ValueTask.FromResult<StateRow?>(null);

        public ValueTask<bool> WriteAsync(string key, StateRow row, long replaces, CancellationToken stop) => throw new IOException("full");

        public ValueTask DeleteAsync(string key, CancellationToken stop) => throw new IOException("full");

        public ValueTask SweepAsync(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter, CancellationToken stop) => throw new IOException("full");

        public ValueTask ProbeAsync(CancellationToken stop) => ValueTask.CompletedTask;
    }
}

/// <summary>On a PostgreSQL server.</summary>
[NeedsPostgres]
public sealed class PostgresTableTests : StateTableContract, IAsyncLifetime
{
    private readonly PostgresSchema schema = new();

    /// <inheritdoc/>
    protected override IStateTable Table => schema.Table;

    public Task InitializeAsync() => schema.MakeAsync();

    public Task DisposeAsync() => schema.DropAsync();
}

/// <summary>What a steadied table says of itself.</summary>
public sealed class SteadyTableTests
{
    [Fact]
    public async Task A_database_that_has_not_been_tried_yet_is_not_called_sound()
    {
        await using var steady = new SteadyTable(new MemoryTable(), NullLogger<SteadyTable>.Instance);
        Assert.False(steady.IsSound);
        await steady.HealAsync(default);
        Assert.True(steady.IsSound);
    }

    [Fact]
    public async Task A_process_looks_at_its_database_before_it_serves_anybody()
    {
        using var app = new Host.Channels.ChannelApp();
        using HttpClient client = app.CreateClient();
        Assert.DoesNotContain("database", await ReadyAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_calls_itself_ready_when_own_words_need_not_wait_any_more()
    {
        using var app = new Host.Channels.ChannelApp();
        using HttpClient client = app.CreateClient();
        LiveLibrary live = app.Services.GetRequiredService<LiveLibrary>();
        string said = await ReadyAsync(client);
        for (int tries = 0; said != "ready" && tries < 600; tries++)
        {
            Assert.Equal("not ready: what reads own words is being made ready", said);
            await Task.Delay(100);
            said = await ReadyAsync(client);
        }

        Assert.Equal("ready", said);
        Assert.True(live.IsWarm);
    }

    private static async Task<string> ReadyAsync(HttpClient client) =>
        await (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).Content.ReadAsStringAsync();
}
