using AdviceBot.Host.Content;
using AdviceBot.Host.State;

namespace AdviceBot.Host.Operations;

/// <summary>Whether this process lives, and whether it can answer families and keep their place.</summary>
public sealed class Health(LiveLibrary live, IStateTable table, SteadyKeys keys, IHostApplicationLifetime life)
{
    /// <summary>What is not as it should be, for whoever watches; empty when it is ready.</summary>
    /// <remarks>People are helped all the same: the page carries its own place, and chats go on in memory. But what is acknowledged now may not outlast a restart.</remarks>
    public IReadOnlyList<string> Troubles =>
    [
        .. live.Current.Parents.Library.Step(Core.Content.Library.Start) is null ? ["there are no words"] : Array.Empty<string>(),
        .. live.IsWarm ? Array.Empty<string>() : ["what reads own words is being made ready"],
        .. table is SteadyTable { IsSound: false } ? ["the database does not keep conversations; they go on in memory"] : Array.Empty<string>(),
        .. keys.IsSound ? Array.Empty<string>() : ["the folder of keys can't be written; new keys wait in memory"],
        .. life.ApplicationStopping.IsCancellationRequested ? ["stopping"] : Array.Empty<string>(),
    ];

    /// <summary>What should be seen to, though everything works.</summary>
    public string? Remark => live.IsLatest ? null : "the content folder has problems; the last good words stay in use";
}

/// <summary>The two addresses that watchers call.</summary>
public static class HealthRoutes
{
    /// <summary>/health/live and /health/ready.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("alive")).WithSummary("Whether the process lives").Produces<string>(contentType: "text/plain");
        app.MapGet("/health/ready", (Health health) => health.Troubles is { Count: > 0 } troubles
                ? Results.Text($"not ready: {string.Join("; ", troubles)}", statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text(health.Remark is { } remark ? $"ready: {remark}" : "ready"))
            .WithSummary("Whether families can be answered and their place kept").Produces<string>(contentType: "text/plain").Produces<string>(StatusCodes.Status503ServiceUnavailable, "text/plain");
    }
}
