using System.IO.Compression;
using AdviceBot.Host.Content;
using AdviceBot.Host.Language;
using AdviceBot.Host.State;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Operations;

/// <summary>What every channel stands on: settings, clock, words, state.</summary>
public static class BotServices
{
    /// <summary>Registers it.</summary>
    public static void AddBot(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddWords();
        services.AddHostedService(s => s.GetRequiredService<LiveLibrary>());
        services.AddSingleton<SealedStore>();
        services.AddSingleton<Health>();
        services.AddSingleton<HeaderPolicy>();
        services.AddSingleton<EarlyRefusals>();
        services.AddSingleton<Lines>();
        services.AddSingleton<IConnectionListenerFactory>(s => s.GetRequiredService<Lines>());
        services.AddSingleton<Counts>();
        services.AddSingleton<ISweep>(s => s.GetRequiredService<Counts>());
        services.AddSingleton<Gate>();
        services.AddSingleton<ISweep>(s => s.GetRequiredService<Gate>());

        StateSettings settings = builder.Configuration.GetSection($"{BotSettings.Section}:State").Get<StateSettings>() ?? new();
        var folders = StateFolders.Of(settings, builder.Environment.ContentRootPath);
        services.AddSingleton(new Proven(Path.Combine(folders.Cache, "proven.txt")));
        services.AddSingleton(new LearnedAsksFile(Path.Combine(folders.Cache, "learned-asks.bin")));
        services.AddSingleton(s => new SteadyKeys(new DirectoryInfo(folders.Keys), s.GetRequiredService<ILoggerFactory>()));
        services.AddDataProtection().SetApplicationName("AdviceBot");
        services.AddOptions<KeyManagementOptions>().Configure<SteadyKeys>((options, keys) => options.XmlRepository = keys);

        // No secret of ours stands beside words an attacker chooses in one answer, so compression over HTTPS gives nothing away.
        services.AddResponseCompression(o => o.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        services.AddProblemDetails(o => o.CustomizeProblemDetails = c => c.ProblemDetails.Extensions.Remove("traceId"));
        services.Configure<FormOptions>(Limits.Forms);
        services.AddWordlessLogs();
        services.AddTransport();
    }

    /// <summary>Logs that can't hold what somebody wrote.</summary>
    public static void AddWordlessLogs(this IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(s => new WordlessLogs(new LoggerFactory(
        s.GetServices<ILoggerProvider>(), s.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(), s.GetRequiredService<IOptions<LoggerFactoryOptions>>()))));

    /// <summary>Settings, clock, words and turns: what a conversation needs in any channel, the terminal too.</summary>
    public static void AddWords(this IServiceCollection services)
    {
        services.AddOptions<BotSettings>().BindConfiguration(BotSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(Clock);
        services.AddSingleton<LiveLibrary>();
        services.AddSingleton<TurnRunner>();
        services.AddLanguage();
        services.AddSingleton(s => new BotClosedDays([.. s.GetRequiredService<IOptions<BotSettings>>().Value.ClosedDays]));
    }

    /// <summary>Loads the words now, so that a service never starts with bad ones or with settings that can't work, and sets what every answer carries.</summary>
    public static void UseBot(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        _ = app.Services.GetRequiredService<LiveLibrary>().WarmUpAsync();
        _ = app.Services.GetRequiredService<ILanguageService>();
        _ = app.Services.GetRequiredService<IOptions<BotSettings>>().Value.Embedding.Origins();
        _ = app.Services.GetRequiredService<Gate>();
        app.UseMiddleware<SafeHeaders>();
        app.UseTransport();
        app.UseResponseCompression();
        app.UseMiddleware<LastPage>();
    }

    private static TimeProvider Clock(IServiceProvider services)
    {
        DateTimeOffset? fixedAt = services.GetRequiredService<IOptions<BotSettings>>().Value.Clock.FixedAt;
        if (fixedAt is null)
        {
            return TimeProvider.System;
        }

        return services.GetRequiredService<IHostEnvironment>().IsProduction()
            ? throw new InvalidOperationException("AdviceBot:Clock:FixedAt is set. In Production the clock must run; remove the setting.")
            : new FixedClock(fixedAt.Value);
    }
}
