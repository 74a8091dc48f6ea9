namespace AdviceBot.Core.Signposting;

/// <summary>Whether a helper can be reached at one moment and, if not, when next.</summary>
/// <param name="IsOpen">Open, shut, or null when we don't know: then say nothing about hours.</param>
/// <param name="Closes">When it shuts; only when open, and null when it never does.</param>
/// <param name="OpensNext">When it opens; only when not open.</param>
/// <param name="IsCertain">False when a day lies beyond the list of bank holidays and was taken for an ordinary one.</param>
public sealed record Opening(bool? IsOpen, DateTimeOffset? Closes, DateTimeOffset? OpensNext, bool IsCertain)
{
    /// <summary>Nobody has confirmed the hours.</summary>
    public static Opening Unknown { get; } = new(null, null, null, true);

    /// <summary>Day and night, every day.</summary>
    public static Opening Always { get; } = new(true, null, null, true);
}
