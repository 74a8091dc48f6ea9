namespace AdviceBot.Core.Content.Rules;

/// <summary>Something in the content that breaks a rule.</summary>
/// <param name="Where">What it is about: "passage:ID", "passage:ID#facts", a step's id, "guide/step#choice", "guard/ID", "off-ramp/ID", "rule:ID", "conflict:ID", "fact:ID", "helper:ID", "bank-holidays".</param>
/// <param name="Message">What is wrong and how to mend it, for an editor.</param>
/// <param name="IsWarning">It will be a fault soon, but is none yet.</param>
public sealed record Flaw(string Where, string Message, bool IsWarning = false)
{
    /// <summary>Whether the same words are a flaw on some days only: they have grown old, or the clock is wrong.</summary>
    public bool IsByDay { get; init; }
}
