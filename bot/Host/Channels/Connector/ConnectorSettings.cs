using System.ComponentModel.DataAnnotations;

namespace AdviceBot.Host.Channels.Connector;

/// <summary>The connector: POST /api/messages for Azure Bot Service, and so for Teams.</summary>
/// <remarks>The defaults of the lists stand in appsettings.json only: a list here would be added to, not replaced.</remarks>
public sealed class ConnectorSettings
{
    /// <summary>Whether it is served. Left out: in Development yes, elsewhere no.</summary>
    public bool? Enabled { get; init; }

    /// <summary>SingleTenant, UserAssignedMSI or MultiTenant, as the bot is registered.</summary>
    [Required]
    public string AppType { get; init; } = "SingleTenant";

    /// <summary>The registration's app id.</summary>
    public string? AppId { get; init; }

    /// <summary>The app's secret, for SingleTenant and MultiTenant without a certificate. Never in a file that is committed.</summary>
    public string? AppPassword { get; init; }

    /// <summary>A PFX or PEM file with certificate and key, instead of a secret.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>Its password, if it has one.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>The tenant of the registration.</summary>
    public string? TenantId { get; init; }

    /// <summary>Who may issue the tokens channels show us.</summary>
    [Required]
    public IReadOnlyList<string> Issuers { get; init; } = [];

    /// <summary>Where their keys are found.</summary>
    [Required]
    public string MetadataAddress { get; init; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Where our own tokens come from; left out, it follows from AppType and TenantId.</summary>
    public string? TokenEndpoint { get; init; }

    /// <summary>What our own tokens are for.</summary>
    [Required]
    public string TokenScope { get; init; } = "https://api.botframework.com/.default";

    /// <summary>Which hosts we may call with our token: exact names, or *.name for a name and all below it.</summary>
    [Required]
    public IReadOnlyList<string> AllowedServiceHosts { get; init; } = [];

    /// <summary>Channels we answer; empty for all.</summary>
    [Required]
    public IReadOnlyList<string> AllowedChannels { get; init; } = [];

    /// <summary>Tenants whose people we answer in Teams; empty for all.</summary>
    [Required]
    public IReadOnlyList<string> AllowedTenants { get; init; } = [];

    /// <summary>The public address of our website, offered in Teams to people who don't want to be in its history; or none.</summary>
    public string? Website { get; init; }
}
