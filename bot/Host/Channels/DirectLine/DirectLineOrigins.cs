using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>Which pages may talk to us: our own and those in the settings. A caller that is no page has no origin and is judged by its token.</summary>
public sealed class DirectLineOrigins(IOptions<BotSettings> settings)
{
    private readonly HashSet<string> allowed = settings.Value.DirectLine.AllowedOrigins.Select(o => o.TrimEnd('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The page that calls; null when it is no page.</summary>
    public static string? Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers.Origin is [{ } origin, ..] ? origin : null;
    }

    /// <summary>Whether the caller came over https, as far as the last proxy.</summary>
    /// <remarks>A proxy that ends https says so in a header, and the caller's own page says so in its origin. It only chooses between ws and wss.</remarks>
    public static bool IsSecure(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsHttps
            || string.Equals(request.Headers["X-Forwarded-Proto"], Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase)
            || Of(request)?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>Whether the caller is one of our own pages, or of those in the settings. Behind a proxy that ends https, our own pages say https and we hear http.</summary>
    public bool IsPage(HttpRequest request) =>
        Of(request) is { } origin && (allowed.Contains(origin)
            || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || origin.Equals($"https://{request.Host}", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the caller may call at all, and with a token for certain pages, whether it is one of them.</summary>
    public bool Allows(HttpRequest request, DirectLineClaims? claims = null) =>
        Of(request) is not { } origin
        || (IsPage(request) && (claims?.Origins is not { } trusted || trusted.Any(t => string.Equals(t.TrimEnd('/'), origin, StringComparison.OrdinalIgnoreCase))));

    /// <summary>Tells the browser that this page may read the answer, also when it is a refusal.</summary>
    public static void Write(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IHeaderDictionary headers = context.Response.Headers;
        headers.Vary = "Origin";
        if (context.Request.Headers.Origin is [{ } origin, ..])
        {
            headers.AccessControlAllowOrigin = origin;
        }
    }

    /// <summary>Answers a browser that asks what it may send.</summary>
    public static void WritePreflight(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "GET, POST";
        headers.AccessControlAllowHeaders = "authorization, content-type, x-ms-bot-agent, x-requested-with";
        headers.AccessControlMaxAge = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
