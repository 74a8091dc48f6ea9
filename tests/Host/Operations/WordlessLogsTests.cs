using AdviceBot.Host.Operations;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AdviceBot.Tests.Host.Operations;

/// <summary>What the logs listen to, whatever is configured.</summary>
public sealed class WordlessLogsTests
{
    [Fact]
    public void Nobody_listens_to_each_request_so_no_trace_of_it_is_made()
    {
        using var factory = new WordlessLogs(LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(new Everything())));
        Assert.All(Enum.GetValues<LogLevel>(), level => Assert.False(factory.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(level)));
        Assert.True(factory.CreateLogger("Microsoft.AspNetCore.Server.Kestrel").IsEnabled(LogLevel.Debug));
        Assert.True(factory.CreateLogger("AdviceBot.Host.TurnRunner").IsEnabled(LogLevel.Information));
    }

    private sealed class Everything : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
