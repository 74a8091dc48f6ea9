namespace AdviceBot.Core.Signposting;

/// <summary>A helper at this moment: who, whether they can be reached, and that in words.</summary>
/// <param name="When">"Open now until 3pm." or "Closed now. Opens tomorrow at 9.30am."; null when hours are unknown or don't apply.</param>
public sealed record HelperNow(Helper Helper, Opening Opening, string? When);
