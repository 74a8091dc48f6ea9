using AdviceBot.Core;

namespace AdviceBot.Host.Language;

/// <summary>Somebody outside who looks at a message and says what language it is in, where personal parts stand, and how it sounds.</summary>
/// <remarks>The bot is whole without. An implementation gives <see cref="Hints.None"/> in time rather than hints too late, and never throws for trouble of its own.</remarks>
public interface ILanguageService
{
    /// <summary>Hints about a message of at most 4,000 letters that nobody in danger wrote.</summary>
    Task<Hints> HintsAsync(string text, CancellationToken stop);
}

/// <summary>Nobody outside is asked: the usual.</summary>
public sealed class NoLanguage : ILanguageService
{
    /// <inheritdoc/>
    public Task<Hints> HintsAsync(string text, CancellationToken stop) => Task.FromResult(Hints.None);
}
