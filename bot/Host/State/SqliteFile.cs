using Microsoft.Data.Sqlite;

namespace AdviceBot.Host.State;

/// <summary>An open SQLite file with the one table: a connection that writes and one that reads.</summary>
/// <remarks>A commit is on the disk before it is reported (write-ahead log, synchronous full), and what is deleted is overwritten.</remarks>
internal sealed class SqliteFile : IDisposable
{
    private const string Columns = "(name, sealed, started, touched, version)";

    private readonly SqliteConnection writer, reader;
    private readonly SqliteCommand read, insert, update, delete, sweep;
    private readonly string path;
    private readonly DateTime born;

    /// <summary>Opens the file, or makes it, folder and all.</summary>
    public SqliteFile(string path)
    {
        this.path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        writer = Connect(path);
        try
        {
            Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 4194304;");
            Run("CREATE TABLE IF NOT EXISTS conversation (name TEXT PRIMARY KEY, sealed BLOB NOT NULL, started INTEGER NOT NULL, touched INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1) WITHOUT ROWID;");
            AddVersion();
            reader = Connect(path);
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        born = Born();
        read = Prepare(reader, "SELECT sealed, started, touched, version FROM conversation WHERE name = $name", "$name");
        insert = Prepare(writer, $"INSERT INTO conversation {Columns} VALUES ($name, $sealed, $started, $touched, $version) ON CONFLICT (name) DO NOTHING", "$name", "$sealed", "$started", "$touched", "$version");
        update = Prepare(writer, "UPDATE conversation SET sealed = $sealed, touched = $touched, version = $version WHERE name = $name AND version = $replaces", "$name", "$sealed", "$touched", "$version", "$replaces");
        delete = Prepare(writer, "DELETE FROM conversation WHERE name = $name", "$name");
        sweep = Prepare(writer, "DELETE FROM conversation WHERE touched <= $touched OR started <= $started OR touched >= $after", "$touched", "$started", "$after");
    }

    /// <summary>Whether the file is still the one that was opened: somebody may have deleted it, or laid another in its place.</summary>
    public bool IsThere => Born() == born && File.Exists(path + "-wal");

    /// <summary>Takes away a file that is no database any more, and what SQLite keeps beside it.</summary>
    public static void Remove(string path)
    {
        foreach (string part in new[] { "", "-wal", "-shm" })
        {
            File.Delete(path + part);
        }
    }

    /// <summary>The row, or null. One caller at a time.</summary>
    public StateRow? Read(string key)
    {
        read.Parameters[0].Value = key;
        using SqliteDataReader row = read.ExecuteReader();
        return row.Read()
            ? new StateRow((byte[])row.GetValue(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetInt64(3))
            : null;
    }

    /// <summary>Writes in the place of the row it was made from; false when that is not there any more.</summary>
    public bool Write(string key, StateRow row, long replaces) => replaces == 0
        ? Run(insert, key, row.Sealed, row.Started.ToUnixTimeMilliseconds(), row.Touched.ToUnixTimeMilliseconds(), row.Version) == 1
        : Run(update, key, row.Sealed, row.Touched.ToUnixTimeMilliseconds(), row.Version, replaces) == 1;

    /// <summary>Forgets the row.</summary>
    public void Delete(string key) => Run(delete, key);

    /// <summary>Forgets what has ended.</summary>
    public void Sweep(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter) =>
        Run(sweep, touchedBefore.ToUnixTimeMilliseconds(), startedBefore.ToUnixTimeMilliseconds(), touchedAfter.ToUnixTimeMilliseconds());

    /// <summary>Empties the log beside the file, so that what was deleted isn't there either.</summary>
    public void Tidy() => Run("PRAGMA wal_checkpoint(TRUNCATE);");

    /// <summary>Makes several writings one: all are on the disk when it returns, or none is.</summary>
    public void Together(Action all)
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            all();
            Run("COMMIT");
        }
        catch
        {
            TryRollBack();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteCommand? command in new[] { read, insert, update, delete, sweep })
        {
            command?.Dispose();
        }

        reader.Dispose();
        writer.Dispose();
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 2 }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private DateTime Born() => File.GetCreationTimeUtc(path);

    // Files of an earlier edition have no versions; their rows are as good as ever.
    private void AddVersion()
    {
        using SqliteCommand ask = writer.CreateCommand();
        ask.CommandText = "SELECT count(*) FROM pragma_table_info('conversation') WHERE name = 'version'";
        if ((long)ask.ExecuteScalar()! == 0)
        {
            Run("ALTER TABLE conversation ADD COLUMN version INTEGER NOT NULL DEFAULT 1");
        }
    }

    private void TryRollBack()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has done so by itself.
        }
    }

    private void Run(string sql)
    {
        using SqliteCommand command = writer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<string> names)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (string name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }
}
