using System.Text;

namespace AdviceBot.Core.Understanding;

/// <summary>Short typed words made comparable: small letters, no marks, single spaces.</summary>
public static class PlainWords
{
    /// <summary>"I'm NOT sure!" becomes "im not sure". Letters and digits of any script stay; everything else is a space, apostrophes nothing.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '\'' or '’' or '‘' or '`')
            {
                continue;
            }

            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>The name somebody probably meant by a wrong one; null when none is near.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(wrong);
        ArgumentNullException.ThrowIfNull(names);
        string? best = null;
        int least = Math.Max(1, wrong.Length / 3) + 1;
        foreach (string name in names.Order(StringComparer.Ordinal))
        {
            int slips = Slips(wrong, name, least - 1);
            if (slips < least)
            {
                (best, least) = (name, slips);
            }
        }

        return best;
    }

    /// <summary>How many single typing slips lie between two words: a letter more, less, other, or two swapped.</summary>
    /// <remarks>Optimal string alignment distance (Damerau 1964, restricted); gives <paramref name="limit"/> + 1 as soon as it is passed.</remarks>
    public static int Slips(string a, string b, int limit)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        int[] twoBack = new int[b.Length + 1];
        int[] back = new int[b.Length + 1];
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            back[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            int best = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int value = Math.Min(Math.Min(back[j] + 1, row[j - 1] + 1), back[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    value = Math.Min(value, twoBack[j - 2] + 1);
                }

                row[j] = value;
                best = Math.Min(best, value);
            }

            if (best > limit)
            {
                return limit + 1;
            }

            (twoBack, back, row) = (back, row, twoBack);
        }

        return back[b.Length];
    }
}
