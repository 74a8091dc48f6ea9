namespace AdviceBot.Core.Search;

/// <summary>One way somebody puts a need, to learn from.</summary>
/// <param name="Need">The passage that answers it; <see cref="Part"/> where we only have a part of it, <see cref="Foreign"/> where we have nothing.</param>
/// <param name="Text">The words.</param>
public sealed record NeedExample(string Need, string Text)
{
    /// <summary>A topic our sources only touch.</summary>
    public const string Part = "(part)";

    /// <summary>A topic that isn't ours.</summary>
    public const string Foreign = "(foreign)";
}
