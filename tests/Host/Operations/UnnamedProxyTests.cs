using System.Net;
using AdviceBot.Host.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AdviceBot.Tests.Host.Operations;

public sealed class UnnamedProxyTests
{
    [Theory]
    [InlineData("172.17.0.1", true, true)]
    [InlineData("::ffff:169.254.129.1", true, true)]
    [InlineData("172.17.0.1", false, false)] // nobody says who asks, so it is no proxy
    [InlineData("198.51.100.7", true, false)] // somebody from outside who plays one: their address is nobody's business
    public async Task A_proxy_that_no_setting_names_is_told_of_once_and_no_visitor_ever(string from, bool isForwarded, bool isTold)
    {
        var log = new Lines();
        int passed = 0;
        var watch = new UnnamedProxy(
            _ =>
            {
                passed++;
                return Task.CompletedTask;
            },
            log);
        for (int i = 0; i < 2; i++)
        {
            var context = new DefaultHttpContext();
            context.Connection.RemoteIpAddress = IPAddress.Parse(from);
            if (isForwarded)
            {
                context.Request.Headers["X-Forwarded-For"] = "203.0.113.9";
            }

            await watch.InvokeAsync(context);
        }

        Assert.Equal(2, passed);
        Assert.Equal(isTold ? 1 : 0, log.Written.Count);
        Assert.All(log.Written, l => Assert.Contains(from.Split("ffff:")[^1], l, StringComparison.Ordinal));
        Assert.All(log.Written, l => Assert.DoesNotContain("203.0.113.9", l, StringComparison.Ordinal));
    }

    private sealed class Lines : ILogger<UnnamedProxy>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));
    }
}
