using System.Collections.Immutable;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Content;
using AdviceBot.Host.State;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Operations;

/// <summary>What is served while the words are broken at a start: the calm page with the numbers, the way out, and nothing else.</summary>
/// <remarks>
/// A machine that starts anew in the middle of a bad edit must not take every number away. Nothing here comes from the content folder, so nothing there can break it.
/// It looks at the folder every two seconds, and hands over to the whole service as soon as the words are good.
/// </remarks>
public sealed partial class HelpAlone(string[] args, Func<WebApplication> make)
{
    private const int MostTold = 5;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);

    /// <summary>Serves it until the whole service can be made.</summary>
    /// <returns>The whole service, not started yet; null when this process was asked to stop before that.</returns>
    public async Task<WebApplication?> ServeAsync(ContentException broken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        await using WebApplication alone = Build();
        await alone.StartAsync();
        ILogger log = alone.Services.GetRequiredService<ILogger<HelpAlone>>();
        Tell(log, broken.Problems);
        WebApplication? whole = await WaitAsync(broken, log, alone.Lifetime.ApplicationStopping);
        using var patience = new CancellationTokenSource(LongestGoodbye);
        await alone.StopAsync(patience.Token);
        return whole;
    }

    // Made while this is still served, so that the line is closed for a moment only.
    private async Task<WebApplication?> WaitAsync(ContentException broken, ILogger log, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (!broken.IsWorthAnother())
                {
                    continue;
                }

                try
                {
                    WebApplication whole = make();
                    Mended(log);
                    return whole;
                }
                catch (ContentException again)
                {
                    if (again.Problems[0] != broken.Problems[0])
                    {
                        Tell(log, again.Problems);
                    }

                    broken = again;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }

        return null;
    }

    private WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppRoot.Find() });
        builder.WebHost.ConfigureKestrel(Limits.Kestrel);
        builder.Services.AddOptions<BotSettings>().BindConfiguration(BotSettings.Section);
        builder.Services.AddSingleton<HeaderPolicy>();
        builder.Services.AddTransport();
        builder.Services.AddWordlessLogs();
        WebApplication app = builder.Build();
        string exit = app.Services.GetRequiredService<IOptions<BotSettings>>().Value.Page.ExitTo;
        app.UseTransport();
        app.UseMiddleware<SafeHeaders>();
        app.MapGet("/health/live", () => Results.Text("alive"));
        app.MapGet("/health/ready", () => Results.Text("not ready: the content folder has problems, and there are no words from before; only the numbers are shown", statusCode: StatusCodes.Status503ServiceUnavailable));
        app.MapPost(WebPageChannel.LeaveAddress, () => Results.Content(StaticPages.LastWayOut(exit), "text/html; charset=utf-8"));
        app.MapFallback("{*path}", AnswerAsync);
        return app;
    }

    private static Task AnswerAsync(HttpContext context)
    {
        if (!IsForPrograms(context.Request.Path))
        {
            return StaticPages.Trouble(context, StatusCodes.Status503ServiceUnavailable);
        }

        context.Response.Headers.RetryAfter = Gate.RetryAfter;
        return Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
    }

    private static bool IsForPrograms(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/v3") || path.StartsWithSegments("/openapi");

    private static void Tell(ILogger log, ImmutableArray<Problem> problems) =>
        Broken(log, problems.Length, string.Join("\n", problems.Take(MostTold)));

    [LoggerMessage(LogLevel.Error, "content has {Count} problems and there are no good words from before, so only the page with the numbers is served until they are mended; the first:\n{First}")]
    private static partial void Broken(ILogger logger, int count, string first);

    [LoggerMessage(LogLevel.Information, "content is mended: the whole service is there")]
    private static partial void Mended(ILogger logger);
}
