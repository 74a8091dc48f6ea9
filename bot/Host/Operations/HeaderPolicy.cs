using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Operations;

/// <summary>What the headers of every answer say: nothing kept by the browser, nothing loaded from elsewhere, nothing told to the next site.</summary>
public sealed class HeaderPolicy
{
    private readonly string content;

    /// <summary>The policy with the pages that the settings let frame us.</summary>
    public HeaderPolicy(IOptions<BotSettings> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        // Nobody frames us until the charity says who may; then our own pages may too.
        IReadOnlyList<string> origins = settings.Value.Embedding.Origins();
        Framers = origins.Count == 0 ? "'none'" : string.Join(' ', ["'self'", .. origins]);
        content = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
            + $"form-action 'self'; base-uri 'none'; frame-ancestors {Framers}; require-trusted-types-for 'script'; trusted-types advice";
    }

    /// <summary>Who may show us in a frame, as a policy says it. A page with a policy of its own takes it from here.</summary>
    public string Framers { get; }

    /// <summary>Sets them on one answer.</summary>
    public void Set(IHeaderDictionary headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        headers.ContentSecurityPolicy = content;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex";
        headers.CacheControl = "no-store";
    }
}
