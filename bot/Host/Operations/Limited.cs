namespace AdviceBot.Host.Operations;

/// <summary>What an address's callers are counted by, for whatever limits them.</summary>
public enum LimitedBy
{
    /// <summary>Never refused for calling often.</summary>
    Nothing,

    /// <summary>Beginnings: tokens and conversations, few a minute from one place.</summary>
    Tokens,

    /// <summary>Messages of one conversation.</summary>
    Messages,
}

/// <summary>Stands at an address as its metadata.</summary>
public sealed record Limited(LimitedBy By);
