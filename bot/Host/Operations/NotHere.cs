using AdviceBot.Host.Channels.WebPage;
using Microsoft.AspNetCore.Routing.Template;

namespace AdviceBot.Host.Operations;

/// <summary>What answers where nothing stands, or where something stands that can't be asked like this.</summary>
public static class NotHere
{
    /// <summary>404, or 405 with what is allowed: a calm page with the numbers, problem details for programs.</summary>
    public static Task AnswerAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int status = Status(context);
        return context.Request.Path.StartsWithSegments("/api") ? Results.Problem(statusCode: status).ExecuteAsync(context) : StaticPages.Trouble(context, status);
    }

    /// <summary>Which of the two it is; for 405 the answer then says what is allowed.</summary>
    public static int Status(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string[] allowed = [.. Methods(context)];
        if (allowed.Length == 0)
        {
            return StatusCodes.Status404NotFound;
        }

        context.Response.Headers.Allow = string.Join(", ", allowed);
        return StatusCodes.Status405MethodNotAllowed;
    }

    // What stands at every address, such as this itself, stands at none.
    private static IEnumerable<string> Methods(HttpContext context) => context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(e => !e.RoutePattern.Parameters.Any(p => p.IsCatchAll)
            && new TemplateMatcher(new RouteTemplate(e.RoutePattern), []).TryMatch(context.Request.Path, []))
        .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
        .Distinct()
        .Order(StringComparer.Ordinal);
}
