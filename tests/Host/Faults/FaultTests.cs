using System.Net;
using AdviceBot.Host.State;
using AdviceBot.Tests.Contracts;
using AdviceBot.Tests.Host.Channels;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace AdviceBot.Tests.Host.Faults;

/// <summary>The world fails: help is served all the same, readiness tells the truth, and ten seconds after the cause has ended all is well.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-faults-").FullName;

    [Fact]
    public async Task A_state_folder_that_cannot_be_written_costs_nobody_an_answer_and_heals()
    {
        // A file stands where the folder should be: nothing can be made in it, not even by root.
        string state = Path.Combine(folder, "state");
        await File.WriteAllTextAsync(state, "in the way");
        using var app = new ChannelApp { State = state, Settings = new() { ["State:KeysPath"] = Path.Combine(state, "keys") } };
        using HttpClient client = app.CreateClient();
        var person = new Chatting(client);
        await person.UntilAsync(HttpStatusCode.ServiceUnavailable, "database");
        await person.UntilAsync(HttpStatusCode.ServiceUnavailable, "keys");
        await person.BeginAsync();
        Assert.Contains("Which country", await person.PressAsync("start/what-is-happening", "conference"), StringComparison.Ordinal);
        await person.AssertHelpedAsync();

        File.Delete(state);
        await person.UntilAsync(HttpStatusCode.OK);
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(state, "keys"), "*.xml"));
        Assert.Contains("Which country", await person.SayAsync("where am i"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_deleted_is_made_anew_and_people_stay_where_they_are()
    {
        using var app = new ChannelApp { State = folder };
        using HttpClient client = app.CreateClient();
        var person = new Chatting(client);
        await person.BeginAsync();
        await person.PressAsync("start/what-is-happening", "conference");
        await person.UntilAsync(HttpStatusCode.OK);
        SqliteFiles(File.Delete);
        Assert.Contains("Which country", await person.SayAsync("where am i"), StringComparison.Ordinal);
        await person.UntilAsync(HttpStatusCode.OK);
        await person.AssertHelpedAsync();
        Assert.True(File.Exists(Path.Combine(folder, "conversations.db")));
    }

    [Fact]
    public async Task A_database_that_is_no_database_any_more_is_begun_anew()
    {
        SqliteFiles(_ => { });
        await File.WriteAllBytesAsync(Path.Combine(folder, "conversations.db"), [.. Enumerable.Range(0, 50_000).Select(i => (byte)(i * 7))]);
        using var app = new ChannelApp { State = folder };
        using HttpClient client = app.CreateClient();
        var person = new Chatting(client);
        await person.UntilAsync(HttpStatusCode.OK);
        await person.BeginAsync();
        Assert.Contains("Which country", await person.PressAsync("start/what-is-happening", "conference"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_the_edition_before_is_used_as_it_is()
    {
        string file = Path.Combine(folder, "conversations.db");
        await using (var old = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await old.OpenAsync();
            await using SqliteCommand make = old.CreateCommand();
            make.CommandText = """
                PRAGMA journal_mode = WAL;
                CREATE TABLE conversation (name TEXT PRIMARY KEY, sealed BLOB NOT NULL, started INTEGER NOT NULL, touched INTEGER NOT NULL) WITHOUT ROWID;
                INSERT INTO conversation VALUES ('a', x'010203', 1000, 2000);
                """;
            await make.ExecuteNonQueryAsync();
        }

        using var table = new SqliteTable(file);
        StateRow row = (await table.ReadAsync("a", default))!;
        Assert.Equal([1, 2, 3], row.Sealed);
        Assert.True(await table.WriteAsync("a", row with { Version = 9 }, row.Version, default));
        Assert.Equal(9, (await table.ReadAsync("a", default))!.Version);
    }

    [TmpfsFact]
    public async Task A_full_disk_and_a_read_only_one_cost_nobody_an_answer_and_heal()
    {
        using var disk = new SmallDisk(folder);
        Chatting person;
        using (var app = new ChannelApp { State = folder })
        {
            using HttpClient client = app.CreateClient();
            person = new Chatting(client);
            await person.BeginAsync();
            await person.UntilAsync(HttpStatusCode.OK);

            disk.Fill();
            await person.UntilAsync(HttpStatusCode.ServiceUnavailable, "database");
            Assert.Contains("Which country", await person.PressAsync("start/what-is-happening", "conference"), StringComparison.Ordinal);
            await person.AssertHelpedAsync();
            disk.Empty();
            await person.UntilAsync(HttpStatusCode.OK);
            Assert.Contains("Which country", await person.SayAsync("where am i"), StringComparison.Ordinal);
        }

        await disk.MakeReadOnlyAsync(true);
        using var after = new ChannelApp { State = folder };
        using HttpClient now = after.CreateClient();
        person = new Chatting(now);
        await person.UntilAsync(HttpStatusCode.ServiceUnavailable, "database");
        await person.BeginAsync();
        Assert.Contains("Which country", await person.PressAsync("start/what-is-happening", "conference"), StringComparison.Ordinal);
        await person.AssertHelpedAsync();
        await disk.MakeReadOnlyAsync(false);
        await person.UntilAsync(HttpStatusCode.OK);
        Assert.Contains("Which country", await person.SayAsync("where am i"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_database_server_that_is_away_costs_nobody_their_place_and_gets_what_it_missed()
    {
        var schema = new PostgresSchema();
        await schema.MakeAsync();
        await using var wire = new Wire(new NpgsqlConnectionStringBuilder(Postgres.Connection).Port);
        string connection = new NpgsqlConnectionStringBuilder(schema.Connection) { Port = wire.Port, Pooling = true }.ToString();
        string state = Path.Combine(folder, "state");
        var settings = new Dictionary<string, string> { ["State:Store"] = "postgres", ["State:Postgres"] = connection };
        Chatting person;
        using (var app = new ChannelApp { State = state, Settings = settings })
        {
            using HttpClient client = app.CreateClient();
            person = new Chatting(client);
            await person.BeginAsync();
            await person.UntilAsync(HttpStatusCode.OK);
            wire.Cut();
            await person.UntilAsync(HttpStatusCode.ServiceUnavailable, "database");
            Assert.Contains("Which country", await person.PressAsync("start/what-is-happening", "conference"), StringComparison.Ordinal);
            await person.AssertHelpedAsync();
            wire.Mend();
            await person.UntilAsync(HttpStatusCode.OK);
        }

        // Another machine finds what was said while the server was away.
        using var other = new ChannelApp { State = state, Settings = settings };
        using HttpClient there = other.CreateClient();
        Assert.Contains("Which country", await person.With(there).SayAsync("go back to where i was"), StringComparison.Ordinal);
        Assert.DoesNotContain("conference", await schema.DumpAsync(), StringComparison.Ordinal);
        await schema.DropAsync();
    }

    [Fact]
    public async Task Keys_that_are_lost_begin_people_anew_and_they_are_told()
    {
        string place;
        Chatting person;
        using (var app = new ChannelApp { State = folder, Settings = new() { ["State:KeysPath"] = Path.Combine(folder, "keys") } })
        {
            using HttpClient client = app.CreateClient();
            place = (await (await new Visitor(client).Open()).Choose("conference")).Place;
            person = new Chatting(client);
            await person.BeginAsync();
            Directory.Delete(Path.Combine(folder, "keys"), recursive: true);
            await person.UntilAsync(HttpStatusCode.OK);
            await person.AssertHelpedAsync();
            // The service has them in memory, and puts them back.
            await UntilAsync(() => Directory.Exists(Path.Combine(folder, "keys")) && Directory.EnumerateFiles(Path.Combine(folder, "keys"), "*.xml").Any());
        }

        Directory.Delete(Path.Combine(folder, "keys"), recursive: true);
        using var after = new ChannelApp { State = folder, Settings = new() { ["State:KeysPath"] = Path.Combine(folder, "keys") } };
        using HttpClient now = after.CreateClient();
        Visitor visitor = await new Visitor(now).Post("/", [new("place", place), new("step", "guard/country"), new("choice", "england")]);
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Contains("We forget your place after a while", visitor.Words, StringComparison.Ordinal);
        var fresh = new Chatting(now);
        await fresh.BeginAsync();
        await fresh.AssertHelpedAsync();
    }

    [Fact]
    public async Task A_content_folder_that_is_broken_or_gone_leaves_the_last_good_words_in_use()
    {
        string content = Path.Combine(folder, "content");
        Copy(ContentFolder.Path, content);
        using var app = new ChannelApp { State = Path.Combine(folder, "state"), Settings = { ["Content:Path"] = content } };
        using HttpClient client = app.CreateClient();
        var person = new Chatting(client);
        await person.BeginAsync();
        await person.UntilAsync(HttpStatusCode.OK);

        string file = Path.Combine(content, "messages.yaml");
        byte[] good = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, [.. Enumerable.Range(0, 9000).Select(i => (byte)(i * 31))]);
        await person.UntilAsync(HttpStatusCode.OK, "last good words");
        await person.AssertHelpedAsync();

        Directory.Move(content, content + "-away");
        await Task.Delay(TimeSpan.FromSeconds(3));
        await person.AssertHelpedAsync();
        Assert.Contains("last good words", (await person.ReadyAsync()).Words, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(Path.Combine(content + "-away", "messages.yaml"), good);
        Directory.Move(content + "-away", content);
        await UntilAsync(async () => (await person.ReadyAsync()).Words == "ready");
    }

    [Fact]
    public async Task A_clock_that_jumps_by_years_costs_nobody_an_answer()
    {
        using var app = new ChannelApp { State = folder };
        using HttpClient client = app.CreateClient();
        var person = new Chatting(client);
        await person.BeginAsync();
        await person.PressAsync("start/what-is-happening", "conference");
        foreach (int days in new[] { 365 * 9, -365 * 20 })
        {
            app.Clock.Advance(TimeSpan.FromDays(days));
            var then = new Chatting(client);
            await then.BeginAsync();
            await then.AssertHelpedAsync();
            await then.UntilAsync(HttpStatusCode.OK);
            app.Clock.Advance(TimeSpan.FromDays(-days));
            var again = new Chatting(client);
            await again.BeginAsync();
            await again.AssertHelpedAsync();
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Folders.Delete(folder);
        Folders.Delete(folder + "-keys");
    }

    private void SqliteFiles(Action<string> what)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "conversations.db*"))
        {
            what(file);
        }
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (int i = 0; !await holds(); i++)
        {
            Assert.True(i < 200, "after ten seconds it is not so yet");
            await Task.Delay(50);
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
