using System.Collections.Immutable;

namespace AdviceBot.Core.Understanding;

/// <summary>One way somebody says something, urgent or not, to learn from.</summary>
/// <param name="Category">The code of its kind; null for what is ordinary.</param>
/// <param name="How">How it is said: outright, slang or indirect; for ordinary ones what makes them look urgent.</param>
/// <param name="Text">The words. [a|b] stands for either; [a|] for a or nothing.</param>
/// <param name="Family">Which line it stands on: variants of one line are never both learned from and measured on.</param>
public sealed record UrgencyExample(string? Category, string How, string Text, int Family)
{
    /// <summary>Some of the ways it can be read, spread evenly over all of them.</summary>
    public ImmutableArray<string> Variants(int most)
    {
        string[] parts = Text.Split('[', ']');
        string[][] options = [.. parts.Select((part, at) => at % 2 == 1 ? part.Split('|') : [part])];
        long all = options.Aggregate(1L, (count, some) => count * some.Length);
        var variants = ImmutableArray.CreateBuilder<string>();
        for (int number = 0; number < Math.Min(all, most); number++)
        {
            long rest = all <= most ? number : ((all * number) + (all / 2)) / most;
            var words = new List<string>();
            foreach (string[] some in options)
            {
                words.Add(some[(int)(rest % some.Length)]);
                rest /= some.Length;
            }

            variants.Add(string.Join(' ', string.Concat(words).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        return [.. variants.Distinct(StringComparer.Ordinal)];
    }
}
