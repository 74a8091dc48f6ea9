using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AdviceBot.Host.State;
using AdviceBot.Tests.Contracts;
using AdviceBot.Tests.Host.Channels;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace AdviceBot.Tests.Host.Operations;

/// <summary>Marker words are put into every input there is, with every log turned on; afterwards not one byte of them is found anywhere.</summary>
public sealed class CanaryTests
{
    private const string Marker = "zqcanary";

    private readonly List<string> places = [];
    private int planted;

    [Fact]
    public async Task Of_200_words_planted_by_every_input_none_is_on_the_disk_in_a_page_or_in_what_the_process_said_when_it_crashed()
    {
        string home = Directory.CreateTempSubdirectory("advicebot-canary").FullName;
        string log = await PlantAsync(home, "WINCH");
        Assert.Contains("Unhandled exception", log, StringComparison.Ordinal);
        Assert.Contains(nameof(StartupHook), log, StringComparison.Ordinal);
        Assert.Contains(LookThrough(home), f => f.EndsWith("conversations.db", StringComparison.Ordinal));
        await using (var file = new SqliteConnection($"Data Source={Path.Combine(home, "state", "conversations.db")};Pooling=False"))
        {
            await LookInside(home, file, "SELECT sealed FROM conversation WHERE name NOT LIKE 'probe %'");
        }

        // The keys lie elsewhere: who copies the state alone has nothing to open it with.
        Assert.Empty(Directory.GetFiles(Path.Combine(home, "state"), "*.xml", SearchOption.AllDirectories));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(home, "state-keys"), "*.xml"));
        Directory.Delete(home, recursive: true);
    }

    [PostgresFact]
    public async Task Nor_is_one_in_PostgreSQL_where_chats_are_kept_there()
    {
        string home = Directory.CreateTempSubdirectory("advicebot-canary").FullName;
        var schema = new PostgresSchema();
        await schema.MakeAsync();
        try
        {
            await PlantAsync(home, "TERM", ("AdviceBot__State__Store", "postgres"), ("AdviceBot__State__Postgres", schema.Connection));
            LookThrough(home);
            string rows = await schema.DumpAsync();
            Assert.NotEmpty(rows);
            Assert.DoesNotContain(Marker, rows, StringComparison.OrdinalIgnoreCase);
            await using var server = new NpgsqlConnection(schema.Connection);
            await LookInside(home, server, "SELECT sealed FROM advicebot_conversation WHERE name NOT LIKE 'probe %'");
        }
        finally
        {
            await schema.DropAsync();
        }

        Directory.Delete(home, recursive: true);
    }

    // All that the process said, until a signal ended it.
    private async Task<string> PlantAsync(string home, string signal, params (string Name, string Value)[] settings)
    {
        int port = FreePort();
        using Process bot = Start(home, port, settings);
        Task<string> said = bot.StandardOutput.ReadToEndAsync(), complained = bot.StandardError.ReadToEndAsync();
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(2) };
            await Ready(client, bot);
            await ThroughPages(client);
            await ThroughAddresses(client, port);
            await ThroughChats(client);
            Assert.True(planted >= 200, $"{planted} words");
            using Process kill = Process.Start("sh", ["-c", $"kill -{signal} {bot.Id}"]);
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await bot.WaitForExitAsync(limit.Token);
        }
        finally
        {
            bot.Kill();
            await bot.WaitForExitAsync();
        }

        string log = await said + await complained;
        Assert.Contains("Executing endpoint", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Request starting", log, StringComparison.Ordinal);
        Assert.Contains("turn ", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, log, StringComparison.OrdinalIgnoreCase);
        return log;
    }

    private static string[] LookThrough(string home)
    {
        // A socket has no bytes to look through.
        string[] files = [.. Directory.GetFiles(home, "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).Length > 0)];
        Assert.All(files, file => AssertUnmarked(File.ReadAllBytes(file), file));
        return files;
    }

    // With the keys at hand: what a page carries along, and what is kept of a chat. Every second the database is tried with a row of zeros, and a crash may come in the middle.
    private async Task LookInside(string home, DbConnection table, string sql)
    {
        IDataProtectionProvider keys = DataProtectionProvider.Create(new DirectoryInfo(Path.Combine(home, "state-keys")), b => b.SetApplicationName("AdviceBot"));
        var pages = new Sealer(keys.CreateProtector("AdviceBot.Conversation.v2"), TimeProvider.System);
        Assert.True(places.Count > 80, $"{places.Count} pages");
        Assert.All(places, place => AssertUnmarked(pages.Open(WebEncoders.Base64UrlDecode(place)), "a page"));
        var chats = new Sealer(keys.CreateProtector("AdviceBot.Kept.v1"), TimeProvider.System);
        await table.OpenAsync();
        await using DbCommand command = table.CreateCommand();
        command.CommandText = sql;
        await using DbDataReader rows = await command.ExecuteReaderAsync();
        int kept = 0;
        while (await rows.ReadAsync())
        {
            // Of what was ended there is a mark of one byte.
            byte[] row = (byte[])rows.GetValue(0);
            if (row.Length > 1)
            {
                AssertUnmarked(chats.Open(row), "a kept chat");
                kept++;
            }
        }

        Assert.True(kept > 0);
    }

    private static void AssertUnmarked(byte[] bytes, string where)
    {
        Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Marker)) < 0, $"a marker in {where}");
        Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Marker)) < 0, $"a marker in {where}");
    }

    [Fact]
    public async Task Traces_and_metrics_hold_no_word_either()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => seen.Enqueue($"{a.DisplayName} {string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}"))} {string.Join(' ', a.Baggage)}"),
        };
        ActivitySource.AddActivityListener(traces);
        using var metrics = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Enqueue(instrument.Name + Tags(tags)));
        metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Enqueue(instrument.Name + Tags(tags)));
        metrics.SetMeasurementEventCallback<int>((instrument, _, tags, _) => seen.Enqueue(instrument.Name + Tags(tags)));
        metrics.Start();
        await using var app = new WebPageApp();
        HttpClient client = app.CreateClient();
        await client.GetAsync("/api/answers?q=" + Word());
        await client.GetAsync("/" + Word());
        await client.PostAsync("/", Form(("words", Word())));
        Assert.Contains(seen, s => s.Contains("http", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, s => s.Contains(Marker, StringComparison.OrdinalIgnoreCase));
    }

    private async Task ThroughPages(HttpClient client)
    {
        string place = Between(await client.GetStringAsync("/"), "name=\"place\" value=\"", "\"");
        foreach (string address in new[] { "/", "/adviser", "/help", "/safety", "/paper", "/adviser/place", "/adviser/paper" })
        {
            foreach (string field in new[]
            {
                "words", "step", "choice", "want", "more", "do", "change", "event", "day", "place", "passage", "helper", "days", "title", "remind",
                "paper", "as", "letter", "tick", "about", "unknown",
            })
            {
                place = await SendAsync(client, address, place, Form(("place", place), (field, Word())));
            }
        }

        foreach (string words in new[]
        {
            "he is hitting me right now {0}", "I want to die {0}", "my sister {0} lives at 12 {0} Road", "call me on 07700 900123 {0}", "what is a core group {0}",
            "24 November 2026 {0}", "delete my chat {0}", "{0} can my sister come to the conference", "{0}?",
        })
        {
            place = await SendAsync(client, "/", place, Form(("place", place), ("words", string.Format(CultureInfo.InvariantCulture, words, Word()))));
        }

        place = await SendAsync(client, "/", place, Form(("place", place), ("words", string.Concat(Enumerable.Repeat(Word() + " ", 1_000)))));
        place = await SendAsync(client, "/", place, Form(("place", place), ("words", string.Concat(Enumerable.Repeat(Word() + " ", 20_000)))));
        try
        {
            await client.PostAsync("/", Form(("place", place), ("words", string.Concat(Enumerable.Repeat(Word() + " ", 200_000)))));
        }
        catch (HttpRequestException)
        {
            // Far too large: hung up on while it was still being sent.
        }

        await client.PostAsync("/", Form(("place", place), (Word() + new string('x', 500), "1")));
        using var parts = new MultipartFormDataContent
        {
            { new StringContent(Word()), "words" },
            { new StringContent(string.Concat(Enumerable.Repeat(Word() + "\n", 9_000))), "file", Word() + ".txt" },
        };
        await client.PostAsync("/", parts);
        await client.PostAsync("/", new StringContent(Word(), Encoding.UTF8, "application/json"));
        await client.PostAsync("/leave", Form(("place", place), ("words", Word())));
    }

    // The place of the page that answers; the one of before where there is none, or it is only handed through.
    private async Task<string> SendAsync(HttpClient client, string address, string place, HttpContent form)
    {
        const string Field = "name=\"place\" value=\"";
        string page = await (await client.PostAsync(address, form)).Content.ReadAsStringAsync();
        if (address is not ("/help" or "/safety") && page.Contains(Field, StringComparison.Ordinal))
        {
            place = Between(page, Field, "\"");
            places.Add(place);
        }

        return place;
    }

    private async Task ThroughAddresses(HttpClient client, int port)
    {
        foreach (string address in new[]
        {
            "/{0}", "/{0}.php", "/?words={0}", "/help?{0}", "/safety#{0}", "/api/answers?q={0}", "/api/answers?q=who+can+come+{0}", "/api/answers?q=he+is+hitting+me+now+{0}",
            "/api/answers?q=x&guide={0}", "/api/answers?q=x&top={0}", "/api/helpers?at={0}", "/api/key-dates?event={0}&date=2026-11-24", "/api/key-dates?event=conference&date={0}",
            "/api/{0}", "/v3/directline/{0}", "/v3/directline/conversations/{0}", "/v3/directline/conversations/{0}/activities?watermark={0}",
            "/v3/directline/conversations/x/stream?t={0}", "/%7B{0}%00", "/adviser?{0}",
        })
        {
            await client.GetAsync(string.Format(CultureInfo.InvariantCulture, address, Word()));
        }

        foreach (string header in new[] { "User-Agent", "Referer", "Cookie", "X-Any", "Accept-Language", "Origin", "X-Forwarded-For", "Authorization", "If-None-Match", "baggage", "traceparent", "tracestate" })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = Form(("do", "look")) };
            request.Headers.TryAddWithoutValidation(header, header == "baggage" ? $"a={Word()}" : Word());
            await client.SendAsync(request);
        }

        foreach (string bad in new[] { "GET /{0} HTTP/9.9\r\n\r\n", "{0}\r\n\r\n", "GET / HTTP/1.1\r\nHost: {0}:{0}:{0}\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n{0}\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {0}\r\n\r\n", "GET /\u0001{0} HTTP/1.1\r\nHost: a\r\n\r\n" })
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, port);
            await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bad.Replace("{0}", Word(), StringComparison.Ordinal)));
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            try
            {
                int read = await socket.GetStream().ReadAsync(new byte[2_000], limit.Token);
                Assert.True(read >= 0);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // Hung up on.
            }
        }
    }

    private async Task ThroughChats(HttpClient client)
    {
        HttpResponseMessage given = await client.SendJson(HttpMethod.Post, "/v3/directline/tokens/generate", null, Filled("""{"user":{"id":"dl_{0}","name":"{0}"}}"""), client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        JsonObject token = await given.Json();
        JsonObject chat = await (await client.SendJson(HttpMethod.Post, "/v3/directline/conversations", (string)token["token"]!)).Json();
        string post = $"/v3/directline/conversations/{chat["conversationId"]}/activities", key = (string)chat["token"]!;
        foreach (string activity in new[]
        {
            """{"type":"message","from":{"id":"{0}","name":"{0}"},"text":"what is a core group {0}"}""",
            """{"type":"message","from":{"id":"x"},"text":"he is hitting me now {0}","channelData":{"clientActivityID":"{0}"}}""",
            """{"type":"message","from":{"id":"x"},"value":{"choice":"{0}","step":"{0}"}}""",
            """{"type":"event","name":"{0}","value":"{0}"}""",
            """{"type":"{0}"}""",
            """{"type":"message","text":"{0}" """,
        })
        {
            await client.SendJson(HttpMethod.Post, post, key, Filled(activity));
        }

        await client.SendJson(HttpMethod.Get, post + "?watermark=" + Word(), key);
        foreach (string activity in new[]
        {
            """{"type":"message","id":"{0}","channelId":"test","deliveryMode":"expectReplies","from":{"id":"{0}","name":"{0}"},"recipient":{"id":"b"},"conversation":{"id":"{0}"},"text":"who can come {0}"}""",
            """{"type":"message","id":"{0}","channelId":"test","deliveryMode":"expectReplies","from":{"id":"{0}"},"recipient":{"id":"b"},"conversation":{"id":"{0}"},"text":"I want to die {0}"}""",
            """{"type":"message","channelId":"{0}","serviceUrl":"https://{0}.example/","conversation":{"id":"{0}"},"text":"{0}"}""",
            """{"type":"message","channelId":"{0}" """,
        })
        {
            await client.SendJson(HttpMethod.Post, "/api/messages", null, Filled(activity));
        }
    }

    private string Word() => string.Create(CultureInfo.InvariantCulture, $"{Marker}{++planted:000}x");

    private string Filled(string text)
    {
        while (text.IndexOf("{0}", StringComparison.Ordinal) is >= 0 and int at)
        {
            text = text[..at] + Word() + text[(at + 3)..];
        }

        return text;
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static string Tags(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            text.Append(' ').Append(tag.Key).Append('=').Append(tag.Value);
        }

        return text.ToString();
    }

    private static string Between(string text, string before, string after)
    {
        int at = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[at..text.IndexOf(after, at, StringComparison.Ordinal)];
    }

    // An image of its memory holds all that was said a moment ago, so none is written, as the service's unit says too.
    private static Process Start(string home, int port, (string Name, string Value)[] settings)
    {
        string all = string.Join(' ', new[] { "Default", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting.Diagnostics" }.Select(log => $"--Logging:LogLevel:{log}=Trace"));
        var start = new ProcessStartInfo("sh", ["-c", $"ulimit -c 0; exec dotnet '{typeof(Program).Assembly.Location}' --urls http://127.0.0.1:{port} {all}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home,
        };
        Directory.CreateDirectory(Path.Combine(home, "tmp"));
        foreach ((string name, string value) in new[]
        {
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("AdviceBot__State__Path", Path.Combine(home, "state")), ("TMPDIR", Path.Combine(home, "tmp")),
            ("ASPNETCORE_TEMP", Path.Combine(home, "tmp")), ("Logging__Console__IncludeScopes", "true"), ("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location),
        }.Concat(settings))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task Ready(HttpClient client, Process bot)
    {
        for (int tries = 0; tries < 240; tries++)
        {
            Assert.False(bot.HasExited, "the bot has stopped");
            try
            {
                if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(250);
        }

        Assert.Fail("the bot is not ready");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
