using AdviceBot.Host;
using AdviceBot.Host.Channels.Console;
using AdviceBot.Host.Content;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Host;

[Collection(nameof(WebPageApp))]
public class DatesInTerminalTests(WebPageApp app)
{
    [Fact]
    public async Task Asks_compares_and_writes_a_calendar_file()
    {
        string said = await Talk("conference", "england", "parent", "happened", "plan", "calendar", "tomoz", "yes", "told 9 12 2026", "calendar week", "exit");
        Assert.Contains("There are no dates to put in a calendar yet.", said, StringComparison.Ordinal);
        Assert.Contains("Is that Monday 23 November 2026?", said, StringComparison.Ordinal);
        Assert.Contains("First core group: On or before Monday 7 December 2026.", said, StringComparison.Ordinal);
        Assert.Contains("You were told Wednesday 9 December 2026. That is 2 working days after this", said, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20261209", said, StringComparison.Ordinal);
        Assert.Contains("TRIGGER:-P6DT15H", said, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Appointment", said, StringComparison.Ordinal);
    }

    private async Task<string> Talk(params string[] lines)
    {
        LiveLibrary live = app.Services.GetRequiredService<LiveLibrary>();
        using var output = new StringWriter();
        await ConsoleChannel.RunAsync(
            app.Services.GetRequiredService<TurnRunner>(),
            () => new ConsoleWriter(live.Current.Parents.Library.Messages),
            new StringReader(string.Join('\n', lines)),
            output,
            app.Clock,
            CancellationToken.None);
        return output.ToString();
    }
}
