using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdviceBot.Browser;

/// <summary>The site that leaving leads to, on this machine: no test asks anybody outside.</summary>
public sealed class OtherSite : IAsyncDisposable
{
    private readonly WebApplication site;

    /// <summary>It, not yet started.</summary>
    public OtherSite()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        site = builder.Build();
        site.MapGet("/weather", () => Results.Content("<!DOCTYPE html><title>Weather</title><h1>Rain</h1>", "text/html"));
        site.MapGet("/slow", (HttpContext context) => Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted));
    }

    /// <summary>Its page. To a browser it is another site than ours, which has a number for a name.</summary>
    public string Weather => Address + "/weather";

    /// <summary>A page of it that is long in coming.</summary>
    public string Slow => Address + "/slow";

    private string Address => site.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>Opens it.</summary>
    public Task StartAsync() => site.StartAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => site.DisposeAsync();
}
