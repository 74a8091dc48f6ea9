using System.Collections.Immutable;

namespace AdviceBot.Core.Understanding;

/// <summary>What somebody with an urgent message is shown, in this order, before anything else. Vetted words only.</summary>
/// <remarks>Numbers stand in the words as {id} of a helper, such as {samaritans}.</remarks>
/// <param name="Category">The code of the kind of message it answers.</param>
/// <param name="Understood">One short human sentence.</param>
/// <param name="Do">The one thing to do first, with a number.</param>
/// <param name="Services">Who else can help, the most fitting first.</param>
/// <param name="Safety">Who may see this device; only where somebody may be afraid of another person.</param>
/// <param name="Honesty">That this is a program and nobody is reading.</param>
/// <param name="SecondTime">Two lines for the second time in a conversation.</param>
/// <param name="Soft">The gentle line where no card is needed.</param>
/// <param name="Passage">Id of the one passage that stands below the card; null for all but the legal card.</param>
public sealed record UrgentCard(
    string Category,
    string Understood,
    string Do,
    ImmutableArray<CardService> Services,
    string? Safety,
    string Honesty,
    ImmutableArray<string> SecondTime,
    string Soft,
    string? Passage)
{
    /// <summary>How many services a card has room for, beside the number in what to do first.</summary>
    public const int MostServices = 2;

    /// <summary>Helper ids named below the passage, where they can be reached now; only the legal card has them.</summary>
    public ImmutableArray<string> Routes { get; init; } = [];

    /// <summary>The services to show now: those that always come, then open ones, never one that is shut, and at least one that needs no talking.</summary>
    /// <param name="isOpen">Whether a helper is open; null when nobody knows.</param>
    /// <param name="isSilent">Whether a helper needs no talking.</param>
    /// <param name="also">The code of the other kind of danger the message speaks of; null for none.</param>
    public ImmutableArray<CardService> ServicesNow(Func<string, bool?> isOpen, Func<string, bool> isSilent, string? also = null)
    {
        CardService[] fitting = [.. Services.Where(service => service.Also.IsEmpty || (also is not null && service.Also.Contains(also)))];
        CardService[] reachable =
        [
            .. fitting.Where(service => service.IsNeeded && isOpen(service.Helper) != false),
            .. fitting.Where(service => !service.IsNeeded && isOpen(service.Helper) == true),
            .. fitting.Where(service => !service.IsNeeded && isOpen(service.Helper) is null),
        ];
        CardService[] chosen = reachable[..Math.Min(MostServices, reachable.Length)];
        if (!chosen.Any(service => isSilent(service.Helper))
            && reachable.FirstOrDefault(service => isSilent(service.Helper)) is { } silent)
        {
            chosen[^1] = silent;
        }

        return [.. chosen];
    }
}

/// <summary>A service on an urgent card.</summary>
/// <param name="Helper">Its id.</param>
/// <param name="Say">The sentence about it, with its number as {id}.</param>
public sealed record CardService(string Helper, string Say)
{
    /// <summary>Whether it comes whenever the card does.</summary>
    public bool Always { get; init; }

    /// <summary>Codes of kinds of danger: it comes only, and then always, when the message speaks of one of them too; empty for every message.</summary>
    public ImmutableArray<string> Also { get; init; } = [];

    /// <summary>Whether it takes its place before others that fit.</summary>
    internal bool IsNeeded => Always || !Also.IsEmpty;
}
