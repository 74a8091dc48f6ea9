using System.Text;
using System.Text.Json;
using AdviceBot.Host.Operations;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>What every Direct Line call passes: may this page call, and if something fails, in which words.</summary>
public sealed partial class DirectLineDoor(DirectLineOrigins origins, ILogger<DirectLineDoor> log)
{
    /// <summary>Around any call but polling.</summary>
    public RequestDelegate Open(Func<HttpContext, Task> call) => context => PassAsync(context, call, Broken);

    /// <summary>Around polling, which answers 200, 403 or 404 and nothing else: at anything else clients stop asking, silently and for good.</summary>
    public RequestDelegate OpenToPolls(Func<HttpContext, Task> call) => context => PassAsync(context, call, NothingNew);

    /// <summary>Answers a browser's question before the call.</summary>
    public static Task PreflightAsync(HttpContext context)
    {
        DirectLineOrigins.WritePreflight(context);
        return Task.CompletedTask;
    }

    /// <summary>An address that is none, or that can't be asked like this.</summary>
    public static Task NotHereAsync(HttpContext context)
    {
        int status = NotHere.Status(context);
        return RefuseAsync(context, status, "BadArgument", status == StatusCodes.Status404NotFound ? "There is nothing at this address." : "This address is not asked in this way.");
    }

    /// <summary>Refuses in the protocol's words.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = status;
        if (Trouble.IsWorthAnother(status))
        {
            context.Response.Headers.RetryAfter = Gate.RetryAfter;
        }

        if (Trouble.IsWorthAnother(status) || status == StatusCodes.Status413PayloadTooLarge)
        {
            message += " " + context.RequestServices.GetRequiredService<WebPage.StaticPages>().WhoToCall;
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return context.Response.WriteAsJsonAsync(new Refused(new RefusedWhy(code, message)), DirectLineJson.Default.Refused, cancellationToken: context.RequestAborted);
    }

    private async Task PassAsync(HttpContext context, Func<HttpContext, Task> call, Func<HttpContext, int, Task> broken)
    {
        if (!origins.Allows(context.Request))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "BadArgument", "This page may not call here.");
            return;
        }

        DirectLineOrigins.Write(context);
        try
        {
            await call(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // They have gone; nobody reads an answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            int status = Trouble.Status(e, otherwise: StatusCodes.Status502BadGateway);
            Failed(log, e.GetType().Name, e.TargetSite?.DeclaringType?.FullName ?? "?");
            await broken(context, status);
        }
    }

    private static Task Broken(HttpContext context, int status) => RefuseAsync(context, status, status switch
    {
        StatusCodes.Status502BadGateway => "BotError",
        StatusCodes.Status503ServiceUnavailable => "ServiceError",
        _ => "BadArgument",
    }, "That did not work.");

    private static Task NothingNew(HttpContext context, int status)
    {
        string watermark = context.Request.Query["watermark"].ToString();
        string same = JsonEncodedText.Encode(watermark.Length <= 20 ? watermark : "").ToString();
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync($$"""{"activities":[],"watermark":"{{same}}"}""", Encoding.UTF8, context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Error, "{Kind} in {Type} while a chat was answered")]
    private static partial void Failed(ILogger logger, string kind, string type);
}
