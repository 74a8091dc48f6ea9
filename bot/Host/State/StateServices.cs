using Microsoft.Extensions.Options;

namespace AdviceBot.Host.State;

/// <summary>Registers where conversations are kept for channels that need a server's side.</summary>
public static class StateServices
{
    /// <summary>The table the setting names, the store on it, the broom and the watch.</summary>
    public static void AddKeptState(this IServiceCollection services)
    {
        services.AddSingleton(Table);
        services.AddSingleton<KeptStore>();
        services.AddSingleton<EndedConversations>();
        services.AddSingleton<ISweep>(s => s.GetRequiredService<EndedConversations>());
        services.AddHostedService<StateSweep>();
        services.AddHostedService<StateWatch>();
    }

    private static IStateTable Table(IServiceProvider services)
    {
        StateSettings state = services.GetRequiredService<IOptions<BotSettings>>().Value.State;
        string folder = StateFolders.Of(state, services.GetRequiredService<IHostEnvironment>().ContentRootPath).State;
        ILogger<SteadyTable> log = services.GetRequiredService<ILogger<SteadyTable>>();
        return state.Store switch
        {
            "memory" => new MemoryTable(),
            "sqlite" => new SteadyTable(new SqliteTable(Path.Combine(folder, "conversations.db")), log),
            "postgres" => string.IsNullOrEmpty(state.Postgres)
                ? throw new SettingException("AdviceBot:State:Postgres is missing. Set it to the connection string of your PostgreSQL, or set AdviceBot:State:Store to sqlite.")
                : new SteadyTable(new PostgresTable(state.Postgres), log),
            _ => throw new SettingException($"AdviceBot:State:Store is \"{state.Store}\". It must be memory, sqlite or postgres."),
        };
    }
}

/// <summary>Looks every second whether the database keeps what it is given, and heals what it missed when it is back.</summary>
public sealed class StateWatch(IStateTable table, SteadyKeys keys) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestFirst = TimeSpan.FromSeconds(3);

    /// <summary>Looks for the first time before anybody is served: the first to come don't wait for a connection to be made, nor lose their place when that takes too long.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(LookAsync(cancellationToken), Task.Delay(LongestFirst, cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        keys.Heal();
        if (table is SteadyTable steady)
        {
            await steady.HealAsync(stop);
        }
    }
}

/// <summary>Sweeps away what has ended, once a minute, also when nobody calls.</summary>
public sealed class StateSweep(KeptStore store, IEnumerable<ISweep> others, TimeProvider clock) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        do
        {
            await store.SweepAsync(stoppingToken);
            foreach (ISweep other in others)
            {
                other.Sweep();
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

/// <summary>Something else that holds what must be forgotten in time.</summary>
public interface ISweep
{
    /// <summary>Forgets what has ended.</summary>
    void Sweep();
}
