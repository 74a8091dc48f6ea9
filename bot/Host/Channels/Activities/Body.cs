using System.Buffers;
using System.IO.Pipelines;

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

        // What has come lies in the server's own buffers until all is there, so it is copied once.
        PipeReader body = request.BodyReader;
        while (true)
        {
            ReadResult read = await body.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > most)
            {
                body.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                byte[] bytes = read.Buffer.ToArray();
                body.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Whether it says that it is JSON.</summary>
    public static bool IsJson(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ReadOnlySpan<char> type = request.ContentType;
        int end = type.IndexOf(';');
        return (end < 0 ? type : type[..end]).Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }
}
