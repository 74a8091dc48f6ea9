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
WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppRoot.Find() });
builder.WebHost.ConfigureKestrel(Limits.Kestrel);
builder.AddBot();
builder.Services.AddOpenApi();
builder.Services.AddWebPage();
builder.Services.AddKeptState();
builder.Services.AddDirectLine();
builder.Services.AddConnector();
builder.Services.AddWebChat();

WebApplication app;
try
{
    app = builder.Build();
    app.UseBot();
    app.MapDirectLine();
    app.MapConnector();
}
catch (ContentException e)
{
    return CommandLine.Report(e.Problems, Console.Error);
}
catch (SettingException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

app.MapWebPage();
app.MapWebChat();
app.MapApi();
app.MapHealth();
app.MapOpenApi();
app.Services.GetRequiredService<EarlyRefusals>().Listen(app.Services.GetRequiredService<DiagnosticListener>());
await app.RunAsync();
return 0;

/// <summary>Named so that tests can start the real application.</summary>
public partial class Program;
