using AdviceBot.Host;
using AdviceBot.Host.Channels.Activities;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Operations;
using AdviceBot.Host.State;
using AdviceBot.Sdk;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppRoot.Find() });
builder.WebHost.ConfigureKestrel(Limits.Kestrel);
builder.AddBot();
builder.Services.AddWebPage();
builder.Services.AddKeptState();
builder.Services.AddSingleton<ActivityTurns>();

// The SDK reads MicrosoftAppType, MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId, and checks tokens by itself.
builder.Services.AddSingleton<BotFrameworkAuthentication, ConfigurationBotFrameworkAuthentication>();
builder.Services.AddSingleton<IBotFrameworkHttpAdapter, CloudAdapter>();
builder.Services.AddTransient<IBot, AdviceActivities>();

WebApplication app = builder.Build();
app.UseBot();
app.MapPost("/api/messages", (HttpRequest request, HttpResponse response, IBotFrameworkHttpAdapter adapter, IBot bot, CancellationToken stop) =>
    adapter.ProcessAsync(request, response, bot, stop));
app.MapWebPage();
app.MapHealth();
await app.RunAsync();
