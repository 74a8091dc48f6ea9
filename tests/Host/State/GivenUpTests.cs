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
        string file = Path.Combine(folder, "conversations.db");
        using var table = new SqliteTable(file);
        await table.WriteAsync("first", Row(), 0, default);

        // Somebody else holds the file, so that the writer hangs over the second and the third waits behind it.
        using var other = new SqliteConnection($"Data Source={file};Pooling=False");
        other.Open();
        Run(other, "BEGIN IMMEDIATE");
        Task second = table.WriteAsync("second", Row(), 0, default).AsTask();
        await Task.Delay(100);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.WriteAsync("third", Row(), 0, soon.Token).AsTask());
        Run(other, "COMMIT");
        await second;
        Assert.NotNull(await table.ReadAsync("second", default));
        await table.WriteAsync("fourth", Row(), 0, default);
        Assert.Null(await table.ReadAsync("third", default));
    }

    [Fact]
    public async Task What_is_being_written_when_somebody_gives_up_is_told_truly()
    {
        string file = Path.Combine(folder, "conversations.db");
        using var table = new SqliteTable(file);
        await table.WriteAsync("first", Row(), 0, default);
        using var other = new SqliteConnection($"Data Source={file};Pooling=False");
        other.Open();
        Run(other, "BEGIN IMMEDIATE");
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Task<bool> second = table.WriteAsync("second", Row(), 0, soon.Token).AsTask();
        await Task.Delay(300);
        Run(other, "COMMIT");
        Assert.True(await second);
        Assert.NotNull(await table.ReadAsync("second", default));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static StateRow Row() => new([1, 2, 3], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, StateRow.NewVersion());

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
