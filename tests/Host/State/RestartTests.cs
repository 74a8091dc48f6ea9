using AdviceBot.Tests.Host.Channels;
using Xunit;

namespace AdviceBot.Tests.Host.State;

/// <summary>What was left before a restart stays shut after it, also where only the keys outlast it, and danger is answered from any old page.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-restart").FullName;

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task A_page_that_was_left_shows_nothing_after_a_restart(string store)
    {
        string left, open;
        using (ChannelApp app = Start(store))
        {
            using HttpClient client = app.CreateClient();
            left = (await (await new Visitor(client).Open()).Choose("conference", "england")).Place;
            open = (await (await new Visitor(client).Open()).Choose("conference", "england")).Place;
            await new Visitor(client).Post("/leave", [new("place", left)]);
        }

        using ChannelApp again = Start(store);
        using HttpClient later = again.CreateClient();
        Visitor back = await new Visitor(later).Post("/", [new("place", left), new("do", "look")]);
        bool isLasting = store == "sqlite";
        Assert.Null(back.Page.QuerySelector(".path"));
        Assert.Equal(isLasting ? null : "start/what-is-happening", back.Step);

        // With nothing to tell the two apart, both begin anew and are told kindly; with it, who didn't leave goes on.
        Visitor other = await new Visitor(later).Post("/", [new("place", open), new("do", "look")]);
        Assert.Equal(isLasting ? "guard/who" : "start/what-is-happening", other.Step);
        Assert.Equal(isLasting ? null : "place-lost", other.Page.QuerySelector("[data-said]")?.GetAttribute("data-said"));
        await other.Choose(isLasting ? "parent" : "conference");
        Assert.Equal(isLasting ? "conference/which-meeting" : "guard/country", other.Step);
        Visitor danger = await new Visitor(later).Post("/", [new("place", open), new("words", "he has a knife and he is outside my door")]);
        Assert.Contains("999", danger.Words, StringComparison.Ordinal);
        Assert.Null(danger.Page.QuerySelector("[data-said=place-lost]"));
    }

    public void Dispose()
    {
        Folders.Delete(folder);
        Folders.Delete(folder + "-keys");
    }

    private ChannelApp Start(string store) => new() { State = folder, Settings = new() { ["State:Store"] = store } };
}
