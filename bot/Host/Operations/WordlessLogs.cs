using System.Text;

namespace AdviceBot.Host.Operations;

/// <summary>Logs that can't hold what somebody wrote, at any level and whatever is configured.</summary>
/// <remarks>
/// What the framework logs keeps its sentence and loses every value in it: addresses, headers and form fields among them. Of an exception
/// stay its kind and where it was thrown, since its message may quote what it could not read. Our own lines never have words in them and
/// stay whole, as do those that say where the service listens.
/// </remarks>
public sealed class WordlessLogs(ILoggerFactory inner) : ILoggerFactory
{
    // Tells of the beginning and end of every request, of which nothing would be left but that there was one. As long as anybody listens, the framework
    // makes a trace of each and carries it through everything, and our calls to a channel's service would carry its number out. Faults are told of elsewhere.
    private const string EachRequest = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private static readonly string[] Whole = ["AdviceBot.", "Microsoft.Hosting.Lifetime"];

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName)
    {
        ArgumentNullException.ThrowIfNull(categoryName);
        return new Wordless(inner.CreateLogger(categoryName), Whole.Any(w => categoryName.StartsWith(w, StringComparison.Ordinal)), categoryName == EachRequest);
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private sealed class Wordless(ILogger log, bool isWhole, bool isUntold) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => isWhole ? log.BeginScope(state) : null;

        public bool IsEnabled(LogLevel logLevel) => !isUntold && log.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Log(logLevel, eventId, (isWhole ? formatter(state, null) : Sentence(state)) + Where(exception), null, static (text, _) => text);
            }
        }

        private static string Sentence<TState>(TState state) =>
            state is IReadOnlyList<KeyValuePair<string, object?>> values && values.FirstOrDefault(v => v.Key == "{OriginalFormat}").Value is string sentence
                ? sentence
                : typeof(TState).Name;

        private static string Where(Exception? exception)
        {
            if (exception is null)
            {
                return "";
            }

            var text = new StringBuilder();
            for (Exception? one = exception; one is not null; one = one.InnerException)
            {
                text.Append(' ').Append(one.GetType().FullName);
            }

            return text.Append('\n').Append(exception.StackTrace).ToString();
        }
    }
}
