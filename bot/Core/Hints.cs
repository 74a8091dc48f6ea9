using System.Collections.Immutable;

namespace AdviceBot.Core;

/// <summary>What a service outside makes of a message. Hints may be wrong or missing: nothing a person needs hangs on them.</summary>
/// <param name="Language">The code of the language it is surely in, such as "pl"; null when nobody is sure.</param>
/// <param name="Personal">Where in the message names, numbers and addresses of people stand. Search leaves them out.</param>
/// <param name="IsDistressed">Whether it sounds as if it were all too much. It can bring the gentle line, and nothing else.</param>
public sealed record Hints(string? Language, ImmutableArray<PersonalSpan> Personal, bool IsDistressed)
{
    /// <summary>None: the usual.</summary>
    public static Hints None { get; } = new(null, [], false);

    /// <summary>The message with every personal part as blanks. Spans that don't fit it are passed over.</summary>
    public string Without(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Personal.IsEmpty)
        {
            return text;
        }

        char[] kept = text.ToCharArray();
        foreach (PersonalSpan span in Personal)
        {
            if (span.Start >= 0 && span.Length > 0 && span.Start <= kept.Length - span.Length)
            {
                kept.AsSpan(span.Start, span.Length).Fill(' ');
            }
        }

        return new string(kept);
    }
}

/// <summary>A stretch of a message, counted as .NET counts letters.</summary>
public readonly record struct PersonalSpan(int Start, int Length);
