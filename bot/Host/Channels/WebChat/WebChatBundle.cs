using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AdviceBot.Host.Channels.WebChat;

/// <summary>Web Chat's program, unmodified, from a file that npm brought: nearly 4 MB, under 1 MB as sent.</summary>
/// <remarks>
/// Read when somebody first opens the page, so a service whose families never chat holds none of it. Its address changes with
/// its content, so a browser may keep it for ever. Until the small form is ready, the quick one is sent.
/// </remarks>
public sealed class WebChatBundle(IOptions<BotSettings> settings, IHostEnvironment environment)
{
    private const int Quality = 7;
    private const int Window = 22;

    private readonly Lock gate = new();
    private Read? read;

    /// <summary>Where the file has to be.</summary>
    public string File { get; } = Path.GetFullPath(settings.Value.WebChat.BundlePath, environment.ContentRootPath);

    /// <summary>The address to load it from; null where it is not installed.</summary>
    public string? Find()
    {
        lock (gate)
        {
            try
            {
                DateTime changed = System.IO.File.GetLastWriteTimeUtc(File);
                if (!System.IO.File.Exists(File))
                {
                    read = null;
                }
                else if (read is null || read.Changed != changed)
                {
                    read = Read.Of(System.IO.File.ReadAllBytes(File), changed);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Being replaced at this moment, or not ours to read: the last one serves, if there was one.
            }

            return read?.Path;
        }
    }

    /// <summary>Sends it; an address of an older one is no address.</summary>
    public async Task SendAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Find();
        Read? now = read;
        if (now is null || context.Request.Path != now.Path)
        {
            await Results.Problem(statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
            return;
        }

        string accepted = context.Request.Headers.AcceptEncoding.ToString();
        (string? coding, byte[] bytes) = accepted switch
        {
            _ when accepted.Contains("br", StringComparison.OrdinalIgnoreCase) && now.Small.IsCompletedSuccessfully => ("br", await now.Small),
            _ when accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) => ("gzip", await now.Quick),
            _ => (null, now.Plain),
        };
        HttpResponse response = context.Response;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (coding is not null)
        {
            response.Headers.ContentEncoding = coding;
        }

        response.ContentType = "text/javascript; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private sealed record Read(string Path, DateTime Changed, byte[] Plain, Task<byte[]> Quick, Task<byte[]> Small)
    {
        public static Read Of(byte[] plain, DateTime changed)
        {
            string hash = Convert.ToHexStringLower(SHA256.HashData(plain))[..10];
            Task<byte[]> quick = Task.Run(() => Gzip(plain));
            return new Read($"{WebChatChannel.Address}/webchat.{hash}.js", changed, plain, quick, quick.ContinueWith(_ => Brotli(plain), TaskScheduler.Default));
        }

        private static byte[] Gzip(byte[] plain)
        {
            using var small = new MemoryStream();
            using (var stream = new GZipStream(small, CompressionLevel.Optimal))
            {
                stream.Write(plain);
            }

            return small.ToArray();
        }

        private static byte[] Brotli(byte[] plain)
        {
            byte[] small = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
            return BrotliEncoder.TryCompress(plain, small, out int written, Quality, Window)
                ? small[..written]
                : throw new InvalidOperationException("There is always room for the largest it can become.");
        }
    }
}
