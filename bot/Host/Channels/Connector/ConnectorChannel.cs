using AdviceBot.Host.Channels.Activities;
using AdviceBot.Host.Operations;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.Connector;

/// <summary>POST /api/messages: Azure Bot Service, and through it Teams and other channels. The route, and what must hold at the start.</summary>
public static class ConnectorChannel
{
    /// <summary>Where it stands.</summary>
    public const string Address = "/api/messages";

    /// <summary>What it needs.</summary>
    public static void AddConnector(this IServiceCollection services)
    {
        services.TryAddSingleton<ActivityTurns>();
        services.AddSingleton<OutsideClock>();
        services.AddSingleton<ServiceHosts>();
        services.AddSingleton(s => new OutsideHttp(s.GetRequiredService<ServiceHosts>()));
        services.AddSingleton<ConnectorKeys>();
        services.AddSingleton<ConnectorTokens>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<ConnectorClient>();
        services.AddSingleton<Delivered>();
        services.AddSingleton<ConnectorServer>();
    }

    /// <summary>The route, where the setting has it on; else the address is no address.</summary>
    /// <exception cref="SettingException">The settings would leave the door open, or can't work.</exception>
    public static void MapConnector(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        ConnectorSettings settings = app.Services.GetRequiredService<IOptions<BotSettings>>().Value.Connector;
        if (!(settings.Enabled ?? app.Environment.IsDevelopment()))
        {
            app.Map(Address, context => Results.Problem(statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context)).ExcludeFromDescription();
            return;
        }

        Require(settings.AppType is "SingleTenant" or "UserAssignedMSI" or "MultiTenant", "AdviceBot:Connector:AppType must be SingleTenant, UserAssignedMSI or MultiTenant.");
        Check(settings, app.Environment);
        app.MapPost(Address, app.Services.GetRequiredService<ConnectorServer>().AnswerAsync).ExcludeFromDescription().WithMetadata(new Limited(LimitedBy.Messages));
        app.Map(Address, context =>
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = HttpMethods.Post;
            return Task.CompletedTask;
        }).ExcludeFromDescription();
    }

    private static void Check(ConnectorSettings settings, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            return;
        }

        Require(!string.IsNullOrEmpty(settings.AppId), "AdviceBot:Connector:AppId is missing. Set it to the app id of your Azure bot, or set AdviceBot:Connector:Enabled to false.");
        bool isManaged = settings.AppType == "UserAssignedMSI";
        Require(
            isManaged || !string.IsNullOrEmpty(settings.AppPassword) || !string.IsNullOrEmpty(settings.CertificatePath),
            "AdviceBot:Connector:AppPassword is missing. Set it, or AdviceBot:Connector:CertificatePath, or use AppType UserAssignedMSI.");
        Require(
            isManaged || settings.AppType == "MultiTenant" || !string.IsNullOrEmpty(settings.TenantId) || !string.IsNullOrEmpty(settings.TokenEndpoint),
            "AdviceBot:Connector:TenantId is missing. A SingleTenant bot needs the id of its tenant.");
        Require(IsHttps(settings.MetadataAddress), "AdviceBot:Connector:MetadataAddress must be an https address.");
        Require(settings.TokenEndpoint is null || IsHttps(settings.TokenEndpoint), "AdviceBot:Connector:TokenEndpoint must be an https address.");
    }

    private static bool IsHttps(string address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps;

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new SettingException(message);
        }
    }
}
