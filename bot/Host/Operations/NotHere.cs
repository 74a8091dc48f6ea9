using AdviceBot.Host.Channels.WebPage;

namespace AdviceBot.Host.Operations;

/// <summary>What answers where nothing stands, or where something stands that can't be asked like this.</summary>
public static class NotHere
{
    /// <summary>404, or 405 with what is allowed: a calm page with the numbers, problem details for programs.</summary>
    public static Task AnswerAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string path = context.Request.Path.Value ?? "/";
        string[] allowed = [.. Methods(context, path)];
        int status = allowed.Length > 0 ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound;
        if (allowed.Length > 0)
        {
            context.Response.Headers.Allow = string.Join(", ", allowed);
        }

        return context.Request.Path.StartsWithSegments("/api") ? Results.Problem(statusCode: status).ExecuteAsync(context) : StaticPages.Trouble(context, status);
    }

    private static IEnumerable<string> Methods(HttpContext context, string path) => context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(e => string.Equals("/" + e.RoutePattern.RawText?.Trim('/'), path, StringComparison.OrdinalIgnoreCase))
        .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
        .Distinct()
        .Order(StringComparer.Ordinal);
}
