using AdviceBot.Host.Channels.Console;
using AdviceBot.Host.Content;
using AdviceBot.Host.Operations;

namespace AdviceBot.Host.Commands;

/// <summary>chat: the same conversation in a terminal.</summary>
public static class ChatCommand
{
    /// <summary>Talks until the person leaves.</summary>
    public static async Task<int> RunAsync(TextReader input, TextWriter output, TextWriter errors)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppRoot.Find() });
        builder.Logging.ClearProviders();
        builder.Services.AddWords();
        using IHost host = builder.Build();
        try
        {
            LiveLibrary live = host.Services.GetRequiredService<LiveLibrary>();
            await ConsoleChannel.RunAsync(
                host.Services.GetRequiredService<TurnRunner>(),
                () => new ConsoleWriter(live.Current.Parents.Library.Messages),
                input,
                output,
                host.Services.GetRequiredService<TimeProvider>(),
                CancellationToken.None,
                () => live.Current.Parents.Library);
            return 0;
        }
        catch (ContentException e)
        {
            return CommandLine.Report(e.Problems, errors);
        }
    }
}
