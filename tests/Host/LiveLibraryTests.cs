using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host;
using AdviceBot.Host.Content;
using AdviceBot.Host.Operations;
using Xunit;

namespace AdviceBot.Tests.Host;

/// <summary>A running service takes over good words by itself, and never bad ones.</summary>
public sealed class LiveLibraryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("advicebot-content-").FullName;
    private readonly LiveLibrary live;

    public LiveLibraryTests()
    {
        foreach ((string name, string text) in ContentFolder.Files.All)
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        live = Words.Live(folder, new FixedClock(RealBot.Morning));
    }

    [Fact]
    public void Unchanged_words_stay_as_they_are()
    {
        Bot before = live.Current;
        Assert.Empty(live.Refresh());
        Assert.Same(before, live.Current);
    }

    [Fact]
    public void Good_words_are_taken_over_and_conversations_go_on()
    {
        Conversation at = RealBot.Come("start/what-is-happening: conference, guard/country: england, guard/who: parent");
        Change("guides/conference.yaml", "ask: Which meeting is it?", "ask: Which of the meetings is it?");
        Assert.Empty(live.Refresh());
        TurnResult turn = live.Current.Parents.Turn(at, new Message.Started(), RealBot.Morning);
        Assert.Equal("Which of the meetings is it?", Assert.IsType<Reply.Question>(turn.Replies[^1]).Ask);
        Assert.Equal(at, turn.After);
    }

    [Theory]
    [InlineData("guides/conference.yaml", "next: how-soon", "next: how-son", "There is no such step. Did you mean")]
    [InlineData("guides/conference.yaml", "steps:", "steps", "")]
    [InlineData("messages.yaml", "  start-ask: What is happening?\n", "", "start-ask")]
    [InlineData("facts.yaml", "F001", "F001x", "F001")]
    public void Bad_words_are_refused_with_file_and_line_and_the_last_good_ones_stay(string file, string good, string bad, string says)
    {
        Bot before = live.Current;
        string was = Change(file, good, bad);
        ImmutableArray<Problem> problems = live.Refresh();
        Assert.NotEmpty(problems);
        Assert.Contains(problems, p => p.Line >= 1 && p.Message.Contains(says, StringComparison.Ordinal));
        Assert.Same(before, live.Current);

        File.WriteAllText(Path.Combine(folder, file), was + "\n");
        Assert.Empty(live.Refresh());
        Assert.NotSame(before, live.Current);
    }

    [Fact]
    public void A_file_that_is_missing_for_a_moment_changes_nothing()
    {
        Bot before = live.Current;
        File.Move(Path.Combine(folder, "helpers.yaml"), Path.Combine(folder, "helpers.yaml.new"));
        Assert.NotEmpty(live.Refresh());
        Assert.Same(before, live.Current);
        File.Move(Path.Combine(folder, "helpers.yaml.new"), Path.Combine(folder, "helpers.yaml"));
        Assert.Empty(live.Refresh());
        Assert.Equal(ContentFolder.Files.All.Keys.Count(f => f.StartsWith("guides/", StringComparison.Ordinal)), live.Current.Parents.Library.Guides.Length);
    }

    [Fact]
    public void A_folder_that_is_gone_for_a_moment_changes_nothing()
    {
        Bot before = live.Current;
        Directory.Move(folder, folder + "-away");
        Assert.ThrowsAny<IOException>(() => live.Refresh()); // the service notes it and looks again
        Assert.Same(before, live.Current);
        Directory.Move(folder + "-away", folder);
        Assert.Empty(live.Refresh());
    }

    [Fact]
    public void A_service_never_starts_with_bad_words()
    {
        Change("guides/conference.yaml", "first: which-meeting", "first: which-meating");
        ContentException refused = Assert.Throws<ContentException>(() => Words.Live(folder, new FixedClock(RealBot.Morning)));
        Problem problem = Assert.Single(refused.Problems, p => p.Message.Contains("which-meating", StringComparison.Ordinal));
        Assert.Equal("guides/conference.yaml", problem.File);
    }

    public void Dispose()
    {
        live.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Change(string file, string good, string bad)
    {
        string path = Path.Combine(folder, file);
        string was = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.Contains(good, was, StringComparison.Ordinal);
        int at = was.IndexOf(good, StringComparison.Ordinal);
        File.WriteAllText(path, was[..at] + bad + was[(at + good.Length)..]);
        return was;
    }
}
