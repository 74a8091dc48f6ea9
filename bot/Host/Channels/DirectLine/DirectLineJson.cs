using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>A conversation as it is handed to a client.</summary>
/// <param name="ExpiresIn">Seconds the token serves.</param>
/// <param name="StreamUrl">Where the stream is; null where there is none yet.</param>
public sealed record ConversationGiven(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string? StreamUrl = null);

/// <summary>The id of what was posted.</summary>
public sealed record Posted(string Id);

/// <summary>Why something was refused.</summary>
public sealed record Refused(RefusedWhy Error);

/// <summary>A code of the protocol and a sentence for developers.</summary>
public sealed record RefusedWhy(string Code, string Message);

/// <summary>What a server may ask for with a token. The person's id is always ours, so nothing else is read.</summary>
public sealed record TokenWanted(ImmutableArray<string>? TrustedOrigins);

/// <summary>Serialisation written at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 8)]
[JsonSerializable(typeof(DirectLineClaims))]
[JsonSerializable(typeof(ConversationGiven))]
[JsonSerializable(typeof(Posted))]
[JsonSerializable(typeof(Refused))]
[JsonSerializable(typeof(TokenWanted))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
