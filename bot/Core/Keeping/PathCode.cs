using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Keeping;

/// <summary>Turns a parent's way through the questions into six words, and six words back into the way. Nothing is stored.</summary>
/// <remarks>
/// <para>
/// Five words hold a number below 503⁵, almost 45 bits. 12 of them are a check on the way itself: the answers and the step
/// they lead to. The other 32 number the way by arithmetic coding: each answer narrows a range in proportion to how likely it
/// is, and stopping is an answer too, likely at a leaf and rare at a question. Every way to a first leaf fits several times over.
/// </para>
/// <para>
/// The sixth word checks the other five, as an ISBN's last digit does: weights 2 to 6 modulo the prime 503 find every single
/// misheard word and every two words that changed places. Words of an older edition of the advice fit each other, but the way
/// they number now has other answers or leads elsewhere, so its check differs (but for one case in 4,096), and no place is shown.
/// </para>
/// <para>
/// Dates, and anything somebody typed, are not in the words. A way too long for them is told in fewer answers: "skip" as "not
/// sure", then without the loops, then by the shortest way that gives the same place the same advice; at the very last, cut short.
/// </para>
/// </remarks>
public static class PathCode
{
    /// <summary>How many words a code has.</summary>
    public const int Length = 6;

    private const int Checks = 4096;
    private static readonly ulong Base = (ulong)PathWordList.All.Length;
    private static readonly ulong Numbers = Power(Base, Length - 1);
    private static readonly ulong Ways = Numbers / Checks;

    // Spreads ways that differ little over words that differ much. Digits of e; any number without the factor 503 would do.
    private const ulong Spread = 2_718_281_828_459UL;
    private static readonly ulong Gather = Inverse(Spread % Numbers, Numbers);

    /// <summary>The words for a trail; what no longer holds of it is left out.</summary>
    public static PathWords For(Library library, ImmutableArray<Answer> trail)
    {
        ArgumentNullException.ThrowIfNull(library);
        Way way = library.Follow(trail);
        ImmutableArray<Answer> held = trail[..way.Held];
        if (Number(library, held) is { } whole)
        {
            return new PathWords(Words(whole), PathFit.EachAnswer);
        }

        ImmutableArray<Answer> plain = [.. held.Select(a => Answers.IsOpen(a.Choice) ? a with { Choice = Answers.NotSure } : a)];
        ulong? place = Number(library, plain)
            ?? Number(library, WithoutLoops(library, plain))
            ?? (Shortest(library, way) is { } shortest ? Number(library, shortest) : null);
        if (place is { } there)
        {
            return new PathWords(Words(there), PathFit.Place);
        }

        for (int length = plain.Length - 1; ; length--)
        {
            if (Number(library, plain[..length]) is { } near)
            {
                return new PathWords(Words(near), PathFit.Nearest);
            }
        }
    }

    /// <summary>What typed words say: capitals, commas, numbers before the words and extra spaces don't matter.</summary>
    public static PathReading Read(Library library, string typed)
    {
        ArgumentNullException.ThrowIfNull(library);
        string[] words = Split(typed);
        if (words.Length != Length)
        {
            return new PathReading.WrongCount(words.Length);
        }

        Span<ulong> digits = stackalloc ulong[Length];
        for (int i = 0; i < Length; i++)
        {
            if (PathWordList.NumberOf(words[i]) is not { } number)
            {
                return new PathReading.Unknown(words[i], PathWordList.Near(words[i]));
            }

            digits[i] = (ulong)number;
        }

        if (CheckDigit(digits[..^1]) != digits[^1])
        {
            return new PathReading.Misheard();
        }

        ulong spread = 0;
        foreach (ulong digit in digits[..^1])
        {
            spread = (spread * Base) + digit;
        }

        ulong coded = Times(spread, Gather, Numbers);
        return coded < Ways * Checks && Trail(library, coded % Ways) is { } trail && Number(library, trail) == coded
            ? new PathReading.Found(trail)
            : new PathReading.OtherEdition();
    }

    /// <summary>Whether these words look like a code rather than a question: six of them, at least five ours.</summary>
    public static bool LooksLike(string typed)
    {
        string[] words = Split(typed);
        return words.Length == Length && words.Count(w => PathWordList.NumberOf(w) is not null) >= Length - 1;
    }

    private static string[] Split(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        char[] letters = [.. typed.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) ? c : ' ')];
        return new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static ImmutableArray<string> Words(ulong coded)
    {
        ulong rest = Times(coded, Spread % Numbers, Numbers);
        Span<ulong> digits = stackalloc ulong[Length - 1];
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            (rest, digits[i]) = Math.DivRem(rest, Base);
        }

        var words = ImmutableArray.CreateBuilder<string>(Length);
        foreach (ulong digit in digits)
        {
            words.Add(PathWordList.All[(int)digit]);
        }

        words.Add(PathWordList.All[(int)CheckDigit(digits)]);
        return words.MoveToImmutable();
    }

    private static ulong CheckDigit(ReadOnlySpan<ulong> digits)
    {
        ulong sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            sum += ((ulong)i + 2) * digits[i];
        }

        return sum % Base;
    }

    // The number of a way with its check, or null when the range runs out before its end.
    private static ulong? Number(Library library, ImmutableArray<Answer> trail)
    {
        (ulong low, ulong range) = (0, Ways);
        Way way = library.Beginning;
        foreach (string? choice in trail.Select(a => a.Choice).Append(null))
        {
            ImmutableArray<(string? Choice, uint Weight)> open = Open(library, way);
            ulong total = Total(open);
            ulong before = 0;
            foreach ((string? next, uint weight) in open)
            {
                if (next == choice)
                {
                    ulong from = range * before / total;
                    (low, range) = (low + from, (range * (before + weight) / total) - from);
                    break;
                }

                before += weight;
            }

            if (range == 0)
            {
                return null;
            }

            way = choice is null ? way : library.After(way, choice)!;
        }

        return (Check(trail, way) * Ways) + low;
    }

    // The way with this number, or null when the number stands for none.
    private static ImmutableArray<Answer>? Trail(Library library, ulong number)
    {
        (ulong low, ulong range) = (0, Ways);
        Way way = library.Beginning;
        var trail = ImmutableArray.CreateBuilder<Answer>();
        while (trail.Count <= Conversation.LongestTrail)
        {
            ImmutableArray<(string? Choice, uint Weight)> open = Open(library, way);
            ulong total = Total(open);
            ulong before = 0;
            string? chosen = null;
            foreach ((string? choice, uint weight) in open)
            {
                ulong from = range * before / total;
                ulong to = range * (before + weight) / total;
                if (number - low < to)
                {
                    (low, range, chosen) = (low + from, to - from, choice);
                    break;
                }

                before += weight;
            }

            if (chosen is null)
            {
                return trail.ToImmutable();
            }

            trail.Add(new Answer(way.Step.Id, chosen));
            way = library.After(way, chosen)!;
        }

        return null;
    }

    // What can come next and how likely it is. Null is stopping here.
    private static ImmutableArray<(string? Choice, uint Weight)> Open(Library library, Way way)
    {
        var open = ImmutableArray.CreateBuilder<(string?, uint)>();
        void Add(string choice, uint weight)
        {
            if (library.TryNext(way.Step, choice, out _))
            {
                open.Add((choice, weight));
            }
        }

        foreach (Choice choice in way.Step.Choices)
        {
            Add(choice.Id, 4);
        }

        if (way.Step.Leaf is null)
        {
            Add(Answers.NotSure, 2);
            Add(Answers.Skip, 1);
            Add(Answers.RatherNotSay, 1);
        }

        foreach (Choice ramp in library.OffRamps.Where(r => way.Step.Choices.All(c => c.Id != r.Id)))
        {
            Add(ramp.Id, 1);
        }

        open.Add((null, way.Step.Leaf is null ? 1u : Math.Max(1, (uint)Total(open.ToImmutable()))));
        return open.ToImmutable();
    }

    private static ulong Total(ImmutableArray<(string? Choice, uint Weight)> open)
    {
        ulong total = 0;
        foreach ((_, uint weight) in open)
        {
            total += weight;
        }

        return total;
    }

    // FNV-1a over the answers and where they lead, folded to 12 bits.
    private static ulong Check(ImmutableArray<Answer> trail, Way end)
    {
        ulong hash = 14695981039346656037;
        void Add(string text)
        {
            foreach (char c in text)
            {
                hash = unchecked((hash ^ c) * 1099511628211);
            }

            hash = unchecked((hash ^ '\n') * 1099511628211);
        }

        foreach (Answer answer in trail)
        {
            Add(answer.Step);
            Add(answer.Choice);
        }

        Add(end.Step.Id);
        hash ^= hash >> 33;
        hash = unchecked(hash * 0xff51afd7ed558ccd);
        return (hash >> 40) % Checks;
    }

    // The same way without the rounds that came back to where they began.
    private static ImmutableArray<Answer> WithoutLoops(Library library, ImmutableArray<Answer> trail)
    {
        List<Answer> kept = [];
        List<string> states = [State(library.Beginning)];
        Way way = library.Beginning;
        foreach (Answer answer in trail)
        {
            way = library.After(way, answer.Choice)!;
            string state = State(way);
            int seen = states.IndexOf(state);
            if (seen >= 0)
            {
                kept.RemoveRange(seen, kept.Count - seen);
                states.RemoveRange(seen + 1, states.Count - seen - 1);
                continue;
            }

            kept.Add(answer);
            states.Add(state);
        }

        return [.. kept];
    }

    // The cheapest way to the same step on which every guard that is asked is answered as this parent answered it, and none is
    // missing that shapes the advice there.
    private static ImmutableArray<Answer>? Shortest(Library library, Way end)
    {
        string[] matters = [.. (end.Step.Leaf?.When ?? []).Select(w => w.Guard).Append(Library.Country).Where(end.Said.ContainsKey)];
        var queue = new PriorityQueue<(Way Way, ImmutableArray<Answer> Trail), double>();
        var best = new Dictionary<string, double>(StringComparer.Ordinal);
        queue.Enqueue((library.Beginning, []), 0);
        while (queue.TryDequeue(out (Way Way, ImmutableArray<Answer> Trail) at, out double cost))
        {
            if (at.Way.Step.Id == end.Step.Id && at.Way.Resume == end.Resume && matters.All(at.Way.Said.ContainsKey))
            {
                return at.Trail;
            }

            if (cost > best.GetValueOrDefault(State(at.Way), double.MaxValue))
            {
                continue;
            }

            ImmutableArray<(string? Choice, uint Weight)> open = Open(library, at.Way);
            double total = Total(open);
            foreach ((string? choice, uint weight) in open)
            {
                if (choice is null || !Agrees(at.Way, choice, end))
                {
                    continue;
                }

                Way next = library.After(at.Way, choice)!;
                double then = cost + Math.Log2(total / weight);
                string state = State(next);
                if (then < best.GetValueOrDefault(state, double.MaxValue))
                {
                    best[state] = then;
                    queue.Enqueue((next, at.Trail.Add(new Answer(at.Way.Step.Id, choice))), then);
                }
            }
        }

        return null;
    }

    private static bool Agrees(Way at, string choice, Way end)
    {
        if (!at.Step.IsGuard)
        {
            return choice is not (Answers.Skip or Answers.RatherNotSay);
        }

        return end.Said.GetValueOrDefault(at.Step.Id["guard/".Length..]) == choice;
    }

    private static string State(Way way) => $"{way.Step.Id}>{way.Resume}>{string.Join(',', way.Said.Select(s => $"{s.Key}={s.Value}"))}";

    private static ulong Times(ulong a, ulong b, ulong modulus) => (ulong)((UInt128)a * b % modulus);

    private static ulong Power(ulong number, int times) => times == 0 ? 1 : number * Power(number, times - 1);

    // By Euclid: the number that undoes a multiplication.
    private static ulong Inverse(ulong number, ulong modulus)
    {
        (Int128 r, Int128 next, Int128 t, Int128 after) = (modulus, number, 0, 1);
        while (next != 0)
        {
            Int128 quotient = r / next;
            (r, next) = (next, r - (quotient * next));
            (t, after) = (after, t - (quotient * after));
        }

        return (ulong)(t < 0 ? t + modulus : t);
    }
}
