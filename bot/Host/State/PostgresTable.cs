using Npgsql;

namespace AdviceBot.Host.State;

/// <summary>Sealed conversations in PostgreSQL, for several machines behind one address.</summary>
/// <remarks>
/// The table is made when it is first needed. Nobody waits longer than some seconds for a server that is away, whatever the
/// setting says: the turn is then answered from memory.
/// </remarks>
public sealed class PostgresTable : IStateTable, IAsyncDisposable
{
    private const int LongestWait = 2;
    private const string AlreadyThere = "23505";
    private const string NoSuchTable = "42P01";

    private const string Make = """
        CREATE TABLE IF NOT EXISTS advicebot_conversation (
            name text PRIMARY KEY, sealed bytea NOT NULL, started bigint NOT NULL, touched bigint NOT NULL, version bigint NOT NULL)
        """;

    private static readonly byte[] Ordinary = new byte[4096];

    private readonly NpgsqlDataSource server;
    private volatile bool isMade;

    /// <summary>A table on this server.</summary>
    /// <exception cref="SettingException">That is no connection string.</exception>
    public PostgresTable(string connection)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection) { ApplicationName = "AdviceBot", PersistSecurityInfo = false };
            settings.Timeout = Math.Min(settings.Timeout, LongestWait);
            settings.CommandTimeout = Math.Min(settings.CommandTimeout, LongestWait);
            settings.CancellationTimeout = 500;
            server = NpgsqlDataSource.Create(settings);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            // Not the message of the exception: it could repeat a password.
            throw new SettingException("AdviceBot:State:Postgres is not a connection string such as \"Host=db;Database=advicebot;Username=advicebot;Password=...\".");
        }
    }

    /// <inheritdoc/>
    public bool IsShared => true;

    /// <inheritdoc/>
    public bool IsLasting => true;

    /// <inheritdoc/>
    public async ValueTask<StateRow?> ReadAsync(string key, CancellationToken stop)
    {
        await using NpgsqlCommand command = await CommandAsync("SELECT sealed, started, touched, version FROM advicebot_conversation WHERE name = $1", stop, key);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop)
            ? new StateRow((byte[])row.GetValue(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetInt64(3))
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WriteAsync(string key, StateRow row, long replaces, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(row);
        long touched = row.Touched.ToUnixTimeMilliseconds();
        return await RunAsync(replaces == 0
            ? await CommandAsync("INSERT INTO advicebot_conversation VALUES ($1, $2, $3, $4, $5) ON CONFLICT (name) DO NOTHING", stop, key, row.Sealed, row.Started.ToUnixTimeMilliseconds(), touched, row.Version)
            : await CommandAsync("UPDATE advicebot_conversation SET sealed = $2, touched = $3, version = $4 WHERE name = $1 AND version = $5", stop, key, row.Sealed, touched, row.Version, replaces), stop) == 1;
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(string key, CancellationToken stop) =>
        await RunAsync(await CommandAsync("DELETE FROM advicebot_conversation WHERE name = $1", stop, key), stop);

    /// <inheritdoc/>
    public async ValueTask SweepAsync(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter, CancellationToken stop) =>
        await RunAsync(
            await CommandAsync("DELETE FROM advicebot_conversation WHERE touched <= $1 OR started <= $2 OR touched >= $3", stop, touchedBefore.ToUnixTimeMilliseconds(), startedBefore.ToUnixTimeMilliseconds(), touchedAfter.ToUnixTimeMilliseconds()),
            stop);

    /// <inheritdoc/>
    public async ValueTask ProbeAsync(CancellationToken stop)
    {
        string key = $"probe {Guid.NewGuid():n}";
        await WriteAsync(key, new StateRow(Ordinary, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1), 0, stop);
        await DeleteAsync(key, stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async ValueTask<NpgsqlCommand> CommandAsync(string sql, CancellationToken stop, params object[] values)
    {
        if (!isMade)
        {
            await MakeAsync(stop);
        }

        NpgsqlCommand command = server.CreateCommand(sql);
        foreach (object value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private async ValueTask MakeAsync(CancellationToken stop)
    {
        await using NpgsqlCommand command = server.CreateCommand(Make);
        try
        {
            await command.ExecuteNonQueryAsync(stop);
        }
        catch (PostgresException e) when (e.SqlState == AlreadyThere)
        {
            // Another machine made it at the same moment.
        }

        isMade = true;
    }

    private async ValueTask<int> RunAsync(NpgsqlCommand command, CancellationToken stop)
    {
        await using (command)
        {
            try
            {
                return await command.ExecuteNonQueryAsync(stop);
            }
            catch (PostgresException e) when (e.SqlState == NoSuchTable)
            {
                // Somebody has dropped it: made again for the next one.
                isMade = false;
                throw;
            }
        }
    }
}
