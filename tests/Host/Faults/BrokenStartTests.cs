using System.Net;
using AdviceBot.Load;
using Xunit;

namespace AdviceBot.Tests.Host.Faults;

/// <summary>A machine that starts while the content folder is broken: the numbers are there all the same, and the rest comes by itself.</summary>
public sealed class BrokenStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-start-").FullName;

    private string Words => Path.Combine(folder, "content");

    [Theory]
    [InlineData("helpers.yaml", "helpers: [this is broken")]
    [InlineData("messages.yaml", null)]
    public async Task The_numbers_are_served_until_the_words_are_mended_and_then_everything(string file, string? broken)
    {
        foreach (string one in Directory.EnumerateFiles(ContentFolder.Path, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Words, Path.GetRelativePath(ContentFolder.Path, one));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(one, copy);
        }

        string path = Path.Combine(Words, file);
        byte[] good = await File.ReadAllBytesAsync(path);
        if (broken is null)
        {
            File.Delete(path);
        }
        else
        {
            await File.WriteAllTextAsync(path, broken);
        }

        await using var bot = new Served(Path.Combine(folder, "state"), [("Content:Path", Words)]);
        Task<TimeSpan> ready = bot.StartAsync();
        using var client = new HttpClient { BaseAddress = bot.Address };
        await UntilAsync(client, "/health/live", HttpStatusCode.OK, ready);

        foreach (string address in new[] { "/", "/help", "/safety", "/webchat", "/nothing" })
        {
            HttpResponseMessage answer = await client.GetAsync(address);
            string page = await answer.Content.ReadAsStringAsync();
            Assert.Equal((address, HttpStatusCode.ServiceUnavailable), (address, answer.StatusCode));
            Assert.All((string[])["tel:999", "tel:116123", "tel:08082000247", "tel:08088010366"], n => Assert.Contains(n, page, StringComparison.Ordinal));
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.True(answer.Headers.Contains("Retry-After"));
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsync("/", new FormUrlEncodedContent([new("words", "he's hitting me")]))).StatusCode);
        HttpResponseMessage program = await client.GetAsync("/api/answers?q=x");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (program.StatusCode, program.Content.Headers.ContentType!.MediaType));
        HttpResponseMessage notReady = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, notReady.StatusCode);
        Assert.StartsWith("not ready: the content folder has problems", await notReady.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        HttpResponseMessage left = await client.PostAsync("/leave", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        Assert.Contains("content=\"0;url=https://www.bbc.co.uk/weather\"", await left.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await File.WriteAllBytesAsync(path, good);
        await UntilAsync(client, "/help", HttpStatusCode.OK, ready);
        await ready;
        Assert.Equal("ready", await client.GetStringAsync("/health/ready"));
        Assert.Contains("What is happening?", await client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal(0, await bot.StopAsync());
        Assert.Contains("content has", bot.Output, StringComparison.Ordinal);
        Assert.Contains(file + ":", bot.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_waited_for_and_who_asks_the_process_to_stop_meanwhile_is_obeyed()
    {
        await using var bot = new Served(Path.Combine(folder, "state"), [("Content:Path", Words)]);
        Task<TimeSpan> ready = bot.StartAsync();
        using var client = new HttpClient { BaseAddress = bot.Address };
        await UntilAsync(client, "/health/live", HttpStatusCode.OK, ready);
        Assert.Contains("tel:999", await (await client.GetAsync("/help")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await bot.StopAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => ready);
        Assert.Contains("This folder can't be read", bot.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Folders.Delete(folder);
    }

    // As long as a start takes on a busy machine; it ends sooner if the process does.
    private static async Task UntilAsync(HttpClient client, string address, HttpStatusCode status, Task start)
    {
        while (await Served.StatusAsync(client, address) != status)
        {
            if (start.IsFaulted)
            {
                await start;
            }

            await Task.Delay(50);
        }
    }
}
