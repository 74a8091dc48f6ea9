namespace AdviceBot.Host.Channels.Activities;

/// <summary>Reads a request's body up to a size, whatever its headers say about it.</summary>
public static class Body
{
    /// <summary>The bytes; null when there are more than allowed.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int most)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength > most)
        {
            return null;
        }

        byte[] buffer = new byte[(int?)request.ContentLength + 1 ?? 4096];
        int length = 0;
        while (true)
        {
            int read = await request.Body.ReadAsync(buffer.AsMemory(length), request.HttpContext.RequestAborted);
            length += read;
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            if (length > most)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, most + 1));
            }
        }
    }

    /// <summary>Whether it says that it is JSON.</summary>
    public static bool IsJson(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string type = request.ContentType?.Split(';', 2)[0].Trim() ?? "";
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }
}
