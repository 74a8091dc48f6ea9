using System.Diagnostics;
using AdviceBot.Host;
using AdviceBot.Host.Channels.Api;
using AdviceBot.Host.Channels.Connector;
using AdviceBot.Host.Channels.DirectLine;
using AdviceBot.Host.Channels.WebChat;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Commands;
using AdviceBot.Host.Content;
using AdviceBot.Host.Operations;
using AdviceBot.Host.State;

if (CommandLine.IsCommand(args))
{
    return await CommandLine.RunAsync(args, Console.Out, Console.Error, Console.In);
}

LearnedFile.Begin();
WebApplication? app;
try
{
    try
    {
        app = Make(args);
    }
    catch (ContentException e)
    {
        CommandLine.Report(e.Problems, Console.Error);
        app = await new HelpAlone(args, () => Make(args)).ServeAsync(e);
    }
}
catch (SettingException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

if (app is not null)
{
    await app.RunAsync();
}

return 0;

// The whole service: what it stands on, then one line a channel.
static WebApplication Make(string[] args)
{
    WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppRoot.Find() });
    builder.WebHost.ConfigureKestrel(Limits.Kestrel);
    builder.AddBot();
    builder.Services.AddOpenApi();
    builder.Services.AddWebPage();
    builder.Services.AddKeptState();
    builder.Services.AddDirectLine();
    builder.Services.AddConnector();
    builder.Services.AddWebChat();

    WebApplication app = builder.Build();
    try
    {
        app.UseBot();
        app.MapDirectLine();
        app.MapConnector();
        app.MapWebPage();
        app.MapWebChat();
        app.MapApi();
        app.MapHealth();
        app.MapOpenApi();
        app.Services.GetRequiredService<EarlyRefusals>().Listen(app.Services.GetRequiredService<DiagnosticListener>());
        return app;
    }
    catch (ContentException)
    {
        // Another is made when the words are good.
        ((IDisposable)app).Dispose();
        throw;
    }
}

/// <summary>Named so that tests can start the real application.</summary>
public partial class Program;
