using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace AdviceBot.Tests.Host;

/// <summary>The whole service in memory, at a fixed moment, with state of its own.</summary>
public sealed class RunningBot : WebApplicationFactory<Program>
{
    private readonly string state = Directory.CreateTempSubdirectory("advicebot-state-").FullName;

    /// <summary>The moment the service lives at; set before it starts.</summary>
    public string FixedAt { get; init; } = "2026-11-24T10:00:00+00:00";

    /// <summary>The content it speaks from; the repository's, mostly.</summary>
    public string Content { get; init; } = ContentFolder.Path;

    /// <summary>Whether parents see what waits for sign-off.</summary>
    public bool ShowPending { get; init; }

    /// <summary>The environment's name.</summary>
    public string Environment { get; init; } = "Development";

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseEnvironment(Environment);
        builder.UseSetting("AdviceBot:State:Path", state);
        builder.UseSetting("AdviceBot:Content:Path", Content);
        builder.UseSetting("AdviceBot:Content:ShowPending", ShowPending ? "true" : "false");
        builder.UseSetting("AdviceBot:Clock:FixedAt", FixedAt);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(state))
        {
            Directory.Delete(state, recursive: true);
        }

        if (disposing && Directory.Exists(state + "-keys"))
        {
            Directory.Delete(state + "-keys", recursive: true);
        }
    }
}
