using AdviceBot.Core.Keeping;
using AdviceBot.Host;
using AdviceBot.Host.Channels.Console;
using AdviceBot.Host.Content;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Host.Keeping;

[Collection(nameof(WebPageApp))]
public sealed class TerminalWordsTests(WebPageApp app)
{
    [Fact]
    public async Task Six_words_typed_in_the_terminal_lead_to_the_parents_place_and_are_shown_there()
    {
        string spoken = PathCode.For(RealLibrary.Parents, RealLibrary.WayTo(RealLibrary.Parents, "conference/prepare")).Spoken;
        string talk = await Talk(spoken);
        Assert.Contains("Getting ready for the conference", talk, StringComparison.Ordinal);
        Assert.Contains(spoken.Split(", ")[5], talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Misheard_words_are_said_to_be_so_and_the_place_stays()
    {
        string[] words = [.. PathCode.For(RealLibrary.Parents, RealLibrary.WayTo(RealLibrary.Parents, "conference/prepare")).Words];
        (words[0], words[1]) = (words[1], words[0]);
        string talk = await Talk(string.Join(' ', words));
        Assert.Contains("misheard", talk, StringComparison.Ordinal);
        Assert.DoesNotContain("Getting ready for the conference", talk, StringComparison.Ordinal);
    }

    private async Task<string> Talk(params string[] lines)
    {
        LiveLibrary live = app.Services.GetRequiredService<LiveLibrary>();
        using var output = new StringWriter();
        using var input = new StringReader(string.Join('\n', lines));
        await ConsoleChannel.RunAsync(
            app.Services.GetRequiredService<TurnRunner>(),
            () => new ConsoleWriter(live.Current.Parents.Library.Messages, 200),
            input,
            output,
            TimeProvider.System,
            CancellationToken.None,
            () => live.Current.Parents.Library);
        return output.ToString();
    }
}
