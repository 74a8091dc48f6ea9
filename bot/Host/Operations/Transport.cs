using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Operations;

/// <summary>How a request came: by HTTPS in Production, and through which proxies.</summary>
public static class Transport
{
    /// <summary>What it needs.</summary>
    public static void AddTransport(this IServiceCollection services)
    {
        services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(365));
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<BotSettings>>((forwarded, settings) =>
        {
            // Nothing is believed of anybody who isn't named.
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            forwarded.ForwardedHeaders = ForwardedHeaders.None;
            foreach (string known in settings.Value.Proxy.Known)
            {
                forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                forwarded.ForwardLimit = null;
                if (System.Net.IPNetwork.TryParse(known, out System.Net.IPNetwork network))
                {
                    forwarded.KnownIPNetworks.Add(network);
                }
                else if (IPAddress.TryParse(known, out IPAddress? address))
                {
                    forwarded.KnownProxies.Add(address);
                }
                else
                {
                    throw new SettingException($"AdviceBot:Proxy:Known has \"{known}\". It must be an address such as 10.0.0.1, or a network such as 10.0.0.0/8.");
                }
            }
        });
    }

    /// <summary>Reads what known proxies say, then in Production sends plain HTTP on to HTTPS where there is some, and asks browsers to remember.</summary>
    public static void UseTransport(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value.ForwardedHeaders != ForwardedHeaders.None)
        {
            app.UseForwardedHeaders();
        }

        app.UseMiddleware<UnnamedProxy>();
        if (app.Environment.IsProduction())
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }
    }
}
