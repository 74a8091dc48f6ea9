using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>The page's style sheet and script, from inside the program, under names that change with their content.</summary>
/// <remarks>Small enough to be kept compressed in memory; a browser may keep them for ever, since a change is a new name.</remarks>
public sealed class Assets
{
    private readonly Dictionary<string, Asset> byPath;

    /// <summary>Reads them out of the program.</summary>
    public Assets()
    {
        Asset style = Asset.Read("site.css", "text/css; charset=utf-8");
        Asset script = Asset.Read("site.js", "text/javascript; charset=utf-8");
        Asset keep = Asset.Read("keep.css", "text/css; charset=utf-8");
        Asset chatStyle = Asset.Read("chat.css", "text/css; charset=utf-8");
        Asset chatScript = Asset.Read("chat.js", "text/javascript; charset=utf-8");
        (StylePath, ScriptPath, KeepStylePath) = (style.Path, script.Path, keep.Path);
        // Its address stands in other people's pages, so it can't change with its content, and is asked for again soon.
        Asset embed = Asset.Read("embed.js", "text/javascript; charset=utf-8") with { Path = EmbedPath, Keep = "public, max-age=3600", ForWhom = "cross-origin" };
        (ChatStylePath, ChatScriptPath) = (chatStyle.Path, chatScript.Path);
        byPath = new[] { style, script, keep, chatStyle, chatScript, embed }.ToDictionary(a => a.Path, StringComparer.Ordinal);
    }

    /// <summary>Address of the script for a charity's own pages.</summary>
    public const string EmbedPath = "/embed.js";

    /// <summary>Address of the style sheet.</summary>
    public string StylePath { get; }

    /// <summary>The style sheet itself, for a page that can ask nobody for it.</summary>
    public string Style => Encoding.UTF8.GetString(byPath[StylePath].Plain);

    /// <summary>Address of the script.</summary>
    public string ScriptPath { get; }

    /// <summary>Address of the style sheet for what a family can hold; only pages that have some of it ask for it.</summary>
    public string KeepStylePath { get; }

    /// <summary>Address of the style sheet of Web Chat's page.</summary>
    public string ChatStylePath { get; }

    /// <summary>Address of the script that starts Web Chat.</summary>
    public string ChatScriptPath { get; }

    /// <summary>Serves each at its address.</summary>
    public void Map(IEndpointRouteBuilder app)
    {
        foreach ((string path, Asset asset) in byPath)
        {
            app.MapGet(path, asset.WriteAsync).ExcludeFromDescription();
        }
    }

    private sealed record Asset(string Path, string Type, byte[] Plain, byte[] Brotli, byte[] Gzip)
    {
        public string Keep { get; init; } = "public, max-age=31536000, immutable";

        /// <summary>Whose pages may take it: see Cross-Origin-Resource-Policy.</summary>
        public string ForWhom { get; init; } = "same-origin";

        public static Asset Read(string name, string type)
        {
            using Stream stream = typeof(Assets).Assembly.GetManifestResourceStream(name)
                ?? throw new InvalidOperationException($"{name} is not inside the program; see EmbeddedResource in AdviceBot.Host.csproj.");
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            byte[] plain = copy.ToArray();
            string hash = Convert.ToHexStringLower(SHA256.HashData(plain))[..10];
            return new Asset(
                $"/{System.IO.Path.GetFileNameWithoutExtension(name)}.{hash}{System.IO.Path.GetExtension(name)}",
                type,
                plain,
                Compress(plain, s => new BrotliStream(s, CompressionLevel.SmallestSize)),
                Compress(plain, s => new GZipStream(s, CompressionLevel.SmallestSize)));
        }

        public async Task WriteAsync(HttpContext context)
        {
            HttpResponse response = context.Response;
            string accepted = context.Request.Headers.AcceptEncoding.ToString();
            (string? coding, byte[] bytes) = accepted switch
            {
                _ when accepted.Contains("br", StringComparison.OrdinalIgnoreCase) => ("br", Brotli),
                _ when accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) => ("gzip", Gzip),
                _ => (null, Plain),
            };
            response.Headers.CacheControl = Keep;
            response.Headers["Cross-Origin-Resource-Policy"] = ForWhom;
            response.Headers.Vary = HeaderNames.AcceptEncoding;
            if (coding is not null)
            {
                response.Headers.ContentEncoding = coding;
            }

            response.ContentType = Type;
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }

        private static byte[] Compress(byte[] plain, Func<Stream, Stream> coding)
        {
            using var compressed = new MemoryStream();
            using (Stream stream = coding(compressed))
            {
                stream.Write(plain);
            }

            return compressed.ToArray();
        }
    }
}
