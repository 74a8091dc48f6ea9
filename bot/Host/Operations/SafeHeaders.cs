namespace AdviceBot.Host.Operations;

/// <summary>Every answer carries the headers of <see cref="HeaderPolicy"/>.</summary>
public sealed class SafeHeaders(RequestDelegate next, HeaderPolicy policy)
{
    /// <summary>Sets them before the answer starts.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        policy.Set(context.Response.Headers);
        return next(context);
    }
}
