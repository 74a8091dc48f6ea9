namespace AdviceBot.Host.Channels.WebPage;

/// <summary>Whether a form was sent from a page of ours.</summary>
/// <remarks>
/// It needs no cookie and no token: browsers say where a request comes from. One that says nothing is old, or a program, and has no
/// sign-in anybody could misuse. "null" is what our own pages send, since they tell nobody where they are.
/// </remarks>
public static class OurPage
{
    /// <summary>Whether it may ask.</summary>
    public static bool Asks(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site])
        {
            return site is "same-origin" or "none";
        }

        return request.Headers.Origin is not [{ Length: > 0 } origin] || origin == "null"
            || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
