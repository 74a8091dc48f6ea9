namespace AdviceBot.Core.Understanding;

/// <summary>Undoes what hides a word from a machine but from no person: k1ll, heeelp, hittin, su*cide.</summary>
internal static class Disguises
{
    /// <summary>The plain words behind it; null when it hides none.</summary>
    public static string? Undone(ReadOnlySpan<char> typed, PlainLexicon lexicon)
    {
        Span<char> plain = stackalloc char[typed.Length + 1];
        typed.CopyTo(plain);
        Span<char> letters = plain[..typed.Length];
        for (int at = 0; at < letters.Length; at++)
        {
            letters[at] = letters[at] switch
            {
                '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', var other => other,
            };
        }

        if (lexicon.Known(letters) is { } read)
        {
            return read;
        }

        if (Squeezed(typed, 2, lexicon) is { } squeezed)
        {
            return squeezed;
        }

        typed.CopyTo(plain);
        plain[typed.Length] = 'g';
        return typed is [.., 'i', 'n'] && lexicon.IsWord(plain) ? plain.ToString() : null;
    }

    private static string? Squeezed(ReadOnlySpan<char> typed, int keep, PlainLexicon lexicon)
    {
        Span<char> shorter = stackalloc char[typed.Length];
        int length = 0;
        int run = 0;
        bool any = false;
        for (int at = 0; at < typed.Length; at++)
        {
            run = at > 0 && typed[at] == typed[at - 1] ? run + 1 : 1;
            int end = at;
            while (end + 1 < typed.Length && typed[end + 1] == typed[at])
            {
                end++;
            }

            bool isLong = end - at + run >= 3;
            any |= isLong;
            if (!isLong || run <= keep)
            {
                shorter[length++] = typed[at];
            }
        }

        return !any ? null : lexicon.Known(shorter[..length]) ?? (keep == 2 ? Squeezed(typed, 1, lexicon) : null);
    }
}
