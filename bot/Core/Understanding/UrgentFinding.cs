using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Understanding;

/// <summary>How strongly the bot reacts to an urgent message.</summary>
public enum UrgencyStrength
{
    /// <summary>One gentle line with a number, then the normal answer.</summary>
    Soft,

    /// <summary>Stop and show the card first.</summary>
    Hard,
}

/// <summary>A kind of urgent message, such as S2, thoughts of suicide.</summary>
/// <param name="Code">Its code: D1 danger now, D2 watched, M1 medical and so on.</param>
/// <param name="Word">The word other programs know it by, such as "danger-now". S1 and S2 share one, so do C1 and C2.</param>
public sealed record UrgentCategory(string Code, string Word);

/// <summary>What was urgent in a message.</summary>
/// <param name="Category">The kind that comes first when several fit.</param>
/// <param name="Strength">Whether the card comes, or one line.</param>
/// <param name="Rule">The name of the rule that spotted it, for tests and explanations. Never shown, never logged with words.</param>
/// <param name="Also">A second kind that fits too; the card gives it a button.</param>
public sealed record UrgentFinding(UrgentCategory Category, UrgencyStrength Strength, string Rule, UrgentCategory? Also);

/// <summary>That a message was looked at for danger, and what was found, if anything.</summary>
/// <param name="Plain">The message as it was read, for the search: to read it is most of the work.</param>
internal sealed record Sighting(UrgentFinding? Finding, PlainMessage? Plain);
