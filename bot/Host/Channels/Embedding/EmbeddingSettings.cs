using System.Buffers;
using System.ComponentModel.DataAnnotations;

namespace AdviceBot.Host.Channels.Embedding;

/// <summary>Which pages may show the bot in a frame.</summary>
/// <remarks>The list's default stands in appsettings.json alone, since lists are added to, not replaced.</remarks>
public sealed class EmbeddingSettings
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("*;, '\"");

    /// <summary>Their origins, such as https://www.charity.org.uk. Our own pages always may.</summary>
    [Required]
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The origins as a policy names them.</summary>
    /// <exception cref="SettingException">One is no origin: a path or a star would let others in, or be ignored by browsers.</exception>
    public IReadOnlyList<string> Origins() => [.. AllowedOrigins.Select(Origin)];

    private static string Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { AbsolutePath: "/", Query: "", Fragment: "" }
        && address.UserInfo.Length == 0
        && !text.AsSpan().ContainsAny(Signs)
            ? $"{address.Scheme}://{address.IdnHost}{(address.IsDefaultPort ? "" : $":{address.Port}")}"
            : throw new SettingException($"AdviceBot:Embedding:AllowedOrigins has \"{text}\". Write scheme and name alone, such as https://www.charity.org.uk, one entry for each name.");
}
