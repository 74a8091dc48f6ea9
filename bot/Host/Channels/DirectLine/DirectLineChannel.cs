using AdviceBot.Host.Channels.Activities;
using AdviceBot.Host.Operations;
using AdviceBot.Host.State;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>Direct Line 3.0 for Web Chat and any other Direct Line client: the routes.</summary>
public static class DirectLineChannel
{
    /// <summary>Where it stands.</summary>
    public const string Address = "/v3/directline";

    /// <summary>What it needs.</summary>
    public static void AddDirectLine(this IServiceCollection services)
    {
        services.TryAddSingleton<ActivityTurns>();
        services.AddSingleton<DirectLineKey>();
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<DirectLineOrigins>();
        services.AddSingleton<DirectLineConversations>();
        services.AddSingleton<ISweep>(s => s.GetRequiredService<DirectLineConversations>());
        services.AddSingleton<DirectLineDoor>();
        services.AddSingleton<DirectLineServer>();
        services.AddSingleton<DirectLineStream>();
    }

    /// <summary>The routes, where the setting has it on.</summary>
    public static void MapDirectLine(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (!app.Services.GetRequiredService<IOptions<BotSettings>>().Value.DirectLine.Enabled)
        {
            return;
        }

        app.UseWebSockets();
        DirectLineDoor door = app.Services.GetRequiredService<DirectLineDoor>();
        DirectLineServer server = app.Services.GetRequiredService<DirectLineServer>();
        RouteGroupBuilder group = app.MapGroup(Address);
        group.ExcludeFromDescription();
        group.MapPost("/tokens/generate", door.Open(server.GenerateAsync)).WithMetadata(new Limited(LimitedBy.Tokens));
        group.MapPost("/tokens/refresh", door.Open(server.RefreshAsync)).WithMetadata(new Limited(LimitedBy.Tokens));
        group.MapPost("/conversations", door.Open(server.StartAsync)).WithMetadata(new Limited(LimitedBy.Tokens));
        group.MapGet("/conversations/{id}", door.Open(server.ReconnectAsync)).WithMetadata(new Limited(LimitedBy.Tokens));
        // Never limited by refusal: one refused poll, and a client stops polling for good.
        group.MapGet("/conversations/{id}/activities", door.OpenToPolls(server.ReadAsync)).WithMetadata(new Limited(LimitedBy.Nothing));
        group.MapPost("/conversations/{id}/activities", door.Open(server.PostAsync)).WithMetadata(new Limited(LimitedBy.Messages));
        group.MapPost("/conversations/{id}/upload", door.Open(server.UploadAsync)).WithMetadata(new Limited(LimitedBy.Messages));
        group.MapGet("/conversations/{id}/stream", door.Open(server.StreamAsync)).WithMetadata(new Limited(LimitedBy.Nothing));
        group.MapMethods("/{**path}", [HttpMethods.Options], door.Open(DirectLineDoor.PreflightAsync));
        group.Map("/{**path}", door.Open(DirectLineDoor.NotHereAsync));
    }
}
