using AdviceBot.Host.Channels.WebPage;

namespace AdviceBot.Host.Operations;

/// <summary>Whatever goes wrong, the last page a parent sees is kind and has the numbers on it.</summary>
public sealed partial class LastPage(RequestDelegate next, HeaderPolicy policy, ILogger<LastPage> log)
{
    /// <summary>Turns an unexpected fault into the calm page, or into problem details for programs.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // The type and where it was thrown, never its message: that could hold words somebody wrote.
            Failed(log, e.GetType().Name, e.TargetSite?.DeclaringType?.FullName ?? "?", e.TargetSite?.Name ?? "?");
            context.Response.Clear();
            policy.Set(context.Response.Headers);
            int status = Trouble.Status(e);
            bool program = context.Request.Path.StartsWithSegments("/api");
            if (program && Trouble.IsWorthAnother(status))
            {
                context.Response.Headers.RetryAfter = Gate.RetryAfter;
            }

            await (program ? Results.Problem(statusCode: status).ExecuteAsync(context) : StaticPages.Trouble(context, status));
        }
    }

    [LoggerMessage(LogLevel.Error, "{Kind} in {Type}.{Method}; the calm page was shown")]
    private static partial void Failed(ILogger logger, string kind, string type, string method);
}
