using AdviceBot.Host.State;
using Microsoft.Data.Sqlite;
using Xunit;

namespace AdviceBot.Tests.Host.State;

/// <summary>Whoever was told that it did not work may try again: then nothing of the first try may have been kept behind their back.</summary>
public sealed class GivenUpTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-given-up").FullName;

    [Fact]
    public async Task What_nobody_waits_for_any_more_is_not_written()
    {
        // Somebody else holds the file, so that the writer hangs over the second and the third waits behind it.
        using SqliteTable table = await OpenAsync();
        using var held = new Held(File);
        Task second = table.WriteAsync("second", Row(), 0, default).AsTask();
        await Task.Delay(100);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.WriteAsync("third", Row(), 0, soon.Token).AsTask());
        held.LetGo();
        await second;
        Assert.NotNull(await table.ReadAsync("second", default));
        await table.WriteAsync("fourth", Row(), 0, default);
        Assert.Null(await table.ReadAsync("third", default));
    }

    [Fact]
    public async Task What_is_being_written_when_somebody_gives_up_is_told_truly()
    {
        using SqliteTable table = await OpenAsync();
        using var held = new Held(File);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Task<bool> second = table.WriteAsync("second", Row(), 0, soon.Token).AsTask();
        await Task.Delay(300);
        held.LetGo();
        Assert.True(await second);
        Assert.NotNull(await table.ReadAsync("second", default));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static StateRow Row() => new([1, 2, 3], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, StateRow.NewVersion());

    private string File => Path.Combine(folder, "conversations.db");

    // With something in it: the first write makes the file.
    private async Task<SqliteTable> OpenAsync()
    {
        var table = new SqliteTable(File);
        await table.WriteAsync("first", Row(), 0, default);
        return table;
    }

    /// <summary>A database that somebody else writes to, so that nobody can until it is let go.</summary>
    private sealed class Held : IDisposable
    {
        private readonly SqliteConnection other;

        public Held(string file)
        {
            other = new SqliteConnection($"Data Source={file};Pooling=False");
            other.Open();
            Run("BEGIN IMMEDIATE");
        }

        public void LetGo() => Run("COMMIT");

        public void Dispose() => other.Dispose();

        private void Run(string sql)
        {
            using SqliteCommand command = other.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
