using System.ComponentModel.DataAnnotations;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>Direct Line 3.0, for chat windows.</summary>
public sealed class DirectLineSettings
{
    /// <summary>Whether it is served.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What another server shows to get tokens. Without it only our own pages get any.</summary>
    public string? Secret { get; init; }

    /// <summary>Pages of other addresses that may talk to it, such as https://www.charity.org.uk; our own always may.</summary>
    [Required]
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Most conversations held at once.</summary>
    [Range(1, 1_000_000)]
    public int MostConversations { get; init; } = 5000;
}
