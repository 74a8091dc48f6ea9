using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Understanding;

/// <summary>Looks at every message for danger before anything else reads it.</summary>
/// <remarks>
/// A fixed set of rules, what was learned from examples, and nothing that can fail: no network, no file, no other service. It never measures
/// how much danger somebody is in. It only says which card fits the words, by who does what to whom and when.
/// </remarks>
public sealed class UrgencySpotter
{
    private const int WordsANegationReaches = 4;

    // Learning the patterns takes a good part of a start, and the same rules teach the same.
    private static readonly ConditionalWeakTable<UrgencyRules, Learned> Known = [];

    private readonly UrgencyRules rules;
    private readonly Func<UrgencyReader?> reader;
    private readonly PatternMatcher matcher;
    private readonly ImmutableArray<Role> roles;
    private readonly bool[] negates;
    private readonly bool[] isSubject;
    private readonly Dictionary<string, int> orderByCode;

    /// <summary>Learns the rules.</summary>
    /// <param name="reader">What reads beside the rules what a message means; null for the rules alone.</param>
    /// <exception cref="FormatException">A pattern speaks of a group that doesn't exist.</exception>
    public UrgencySpotter(UrgencyRules rules, Func<UrgencyReader?>? reader = null)
    {
        this.rules = rules;
        this.reader = reader ?? (() => null);
        Learned learned = Known.GetValue(rules, static r => new Learned(r));
        matcher = learned.Matcher;
        roles = learned.Roles;
        negates = learned.Negates;
        isSubject = learned.IsSubject;
        orderByCode = learned.OrderByCode;
    }

    private enum Part
    {
        Idiom,
        Guard,
        GuardExcept,
        Rule,
        RuleWith,
        RuleUnless,
    }

    /// <summary>What is urgent in a message; null if nothing is.</summary>
    /// <param name="text">The message as typed. The first 32,000 characters are read.</param>
    public UrgentFinding? Spot(string text) => Spot(text, out _);

    /// <summary>What is urgent in a message; null if nothing is.</summary>
    /// <param name="plain">The message as it was read beside the rules, for who reads it next; null where nothing reads beside them.</param>
    public UrgentFinding? Spot(string text, out PlainMessage? plain)
    {
        (UrgencyWord[] words, List<PatternMatch> matches) = Look(text);
        UrgentFinding? ruled = SpotByRules(words, matches);
        plain = null;
        if (reader() is not { } beside)
        {
            return ruled;
        }

        plain = beside.Sentences.Read(text);
        if (ruled?.Strength == UrgencyStrength.Hard)
        {
            // A word that nearly always means danger doesn't always: then the gentle line stands, with its number.
            return beside.IsSurelyOrdinary(plain) ? ruled with { Strength = UrgencyStrength.Soft } : ruled;
        }

        if (beside.Read(plain, HasExcuse(matches)) is not { } read || (read.Strength == UrgencyStrength.Soft && ruled is not null))
        {
            return ruled;
        }

        UrgentCategory first = rules.Categories[orderByCode[read.Category]];
        return new UrgentFinding(
            first,
            read.Strength,
            $"reads like: {read.Like}",
            read.Also is { } also && rules.Categories[orderByCode[also]] is var second && second.Word != first.Word ? second : null);
    }

    /// <summary>Whether something in a message makes urgent words harmless: an idiom, long ago, a question, somebody else's words.</summary>
    public bool HasExcuse(string text) => HasExcuse(Look(text).Matches);

    /// <summary>What the rules alone find.</summary>
    public UrgentFinding? SpotByRules(string text)
    {
        (UrgencyWord[] words, List<PatternMatch> matches) = Look(text);
        return SpotByRules(words, matches);
    }

    private (UrgencyWord[] Words, List<PatternMatch> Matches) Look(string text)
    {
        UrgencyWord[] words = UrgencyText.Read(text, matcher.Vocabulary, rules.Emoji);
        return (words, matcher.Find(words, null));
    }

    private bool HasExcuse(List<PatternMatch> matches) =>
        matches.Any(match => roles[match.Pattern].Part == Part.Idiom)
        || matches.Any(match => roles[match.Pattern].Part == Part.Guard
            && !matches.Any(other => roles[other.Pattern].Part == Part.GuardExcept && roles[other.Pattern].Index == roles[match.Pattern].Index));

    private UrgentFinding? SpotByRules(UrgencyWord[] words, List<PatternMatch> matches)
    {
        if (HiddenByIdioms(matches, words.Length) is { } hidden)
        {
            matches = matcher.Find(words, hidden);
        }

        // Nothing can hold where nothing was found: that is most messages.
        return matches.Exists(match => roles[match.Pattern].Part == Part.Rule) ? Choose(new Evidence(this, words, matches).Strengths()) : null;
    }

    private bool[]? HiddenByIdioms(List<PatternMatch> matches, int length)
    {
        bool[]? hidden = null;
        foreach (PatternMatch match in matches)
        {
            if (roles[match.Pattern].Part == Part.Idiom)
            {
                hidden ??= new bool[length];
                Array.Fill(hidden, true, match.Start, match.End - match.Start);
            }
        }

        return hidden;
    }

    private UrgentFinding? Choose(UrgencyStrength?[] strengths)
    {
        (int Order, UrgencyStrength Strength, string Rule)[] found =
        [
            .. rules.Rules
                .Select((rule, index) => (Order: orderByCode[rule.Category], Strength: strengths[index], rule.Name))
                .Where(spotted => spotted.Strength is not null)
                .Select(spotted => (spotted.Order, spotted.Strength!.Value, spotted.Name))
                .OrderByDescending(spotted => spotted.Value)
                .ThenBy(spotted => spotted.Order),
        ];
        if (found.Length == 0)
        {
            return null;
        }

        UrgentCategory first = rules.Categories[found[0].Order];
        UrgentCategory? second = found
            .Select(spotted => rules.Categories[spotted.Order])
            .FirstOrDefault(category => category.Word != first.Word);
        return new UrgentFinding(first, found[0].Strength, found[0].Rule, second);
    }

    /// <summary>Everything that follows from the rules alone.</summary>
    private sealed class Learned
    {
        public Learned(UrgencyRules rules)
        {
            var patterns = ImmutableArray.CreateBuilder<UrgencyPattern>();
            var all = ImmutableArray.CreateBuilder<Role>();
            Add(rules.Idioms, new Role(Part.Idiom, 0));
            for (int guard = 0; guard < rules.Guards.Length; guard++)
            {
                Add(rules.Guards[guard].Patterns, new Role(Part.Guard, guard));
                Add(rules.Guards[guard].Except, new Role(Part.GuardExcept, guard));
            }

            for (int rule = 0; rule < rules.Rules.Length; rule++)
            {
                Add(rules.Rules[rule].Any, new Role(Part.Rule, rule));
                Add(rules.Rules[rule].With, new Role(Part.RuleWith, rule));
                Add(rules.Rules[rule].Unless, new Role(Part.RuleUnless, rule));
            }

            var lexicon = new UrgencyLexicon(rules);
            Roles = all.ToImmutable();
            Matcher = new PatternMatcher(
                lexicon,
                patterns.ToImmutable(),
                [.. Roles.Select(role => role.Part is Part.GuardExcept or Part.RuleWith or Part.RuleUnless)]);
            Negates = Matcher.WordsOf(lexicon, "negators");
            IsSubject = Matcher.WordsOf(lexicon, "subjects");
            OrderByCode = rules.Categories.Select((category, order) => (category.Code, order)).ToDictionary();

            void Add(ImmutableArray<UrgencyPattern> some, Role role)
            {
                patterns.AddRange(some);
                all.AddRange(some.Select(_ => role));
            }
        }

        public PatternMatcher Matcher { get; }

        public ImmutableArray<Role> Roles { get; }

        public bool[] Negates { get; }

        public bool[] IsSubject { get; }

        public Dictionary<string, int> OrderByCode { get; }
    }

    /// <summary>What a pattern is for.</summary>
    private readonly record struct Role(Part Part, int Index);

    /// <summary>Everything found in one message, weighed.</summary>
    private sealed class Evidence
    {
        private readonly UrgencySpotter spotter;
        private readonly UrgencyWord[] words;
        private readonly List<PatternMatch> matches;
        private readonly List<PatternMatch>[] guards;
        private readonly bool[] guardIsOff;
        private readonly bool[] hasWith;
        private readonly bool[] hasUnless;
        private readonly bool[] clauseStarts;
        private readonly bool isAllQuoted;

        public Evidence(UrgencySpotter spotter, UrgencyWord[] words, List<PatternMatch> matches)
        {
            this.spotter = spotter;
            this.words = words;
            this.matches = matches;
            guards = [.. spotter.rules.Guards.Select(_ => new List<PatternMatch>())];
            guardIsOff = new bool[guards.Length];
            hasWith = [.. spotter.rules.Rules.Select(rule => rule.With.IsEmpty)];
            hasUnless = new bool[hasWith.Length];
            clauseStarts = spotter.matcher.ClauseStarts(words);
            isAllQuoted = words.All(word => word.IsQuoted);
            foreach (PatternMatch match in matches)
            {
                Role role = spotter.roles[match.Pattern];
                switch (role.Part)
                {
                    case Part.Guard: guards[role.Index].Add(match); break;
                    case Part.GuardExcept: guardIsOff[role.Index] = true; break;
                    case Part.RuleWith: hasWith[role.Index] = true; break;
                    case Part.RuleUnless: hasUnless[role.Index] = true; break;
                }
            }
        }

        /// <summary>How strongly each rule holds; null where it doesn't.</summary>
        public UrgencyStrength?[] Strengths()
        {
            var strengths = new UrgencyStrength?[hasWith.Length];
            foreach (PatternMatch match in matches)
            {
                Role role = spotter.roles[match.Pattern];
                if (role.Part != Part.Rule || !hasWith[role.Index] || hasUnless[role.Index])
                {
                    continue;
                }

                UrgencyRule rule = spotter.rules.Rules[role.Index];
                if (strengths[role.Index] is null || strengths[role.Index] < rule.Strength)
                {
                    UrgencyStrength? strength = StrengthOf(match, rule);
                    strengths[role.Index] = strength > strengths[role.Index] || strengths[role.Index] is null ? strength : strengths[role.Index];
                }
            }

            return strengths;
        }

        private UrgencyStrength? StrengthOf(PatternMatch match, UrgencyRule rule)
        {
            if (IsNegated(match))
            {
                return null;
            }

            UrgencyStrength? strength = words[match.Start].IsQuoted && !isAllQuoted ? UrgencyStrength.Soft : rule.Strength;
            for (int index = 0; index < guards.Length; index++)
            {
                UrgencyGuard guard = spotter.rules.Guards[index];
                if (strength is not null && !guardIsOff[index] && strength > (guard.Becomes ?? (UrgencyStrength)(-1))
                    && !rule.Ignores.Contains(guard.Name) && Holds(guard, guards[index], match))
                {
                    strength = guard.Becomes;
                }
            }

            return strength;
        }

        // "Not" reaches forward over a few words, but not over a comma, an "and", or the beginning of what somebody does.
        private bool IsNegated(PatternMatch match)
        {
            if (spotter.isSubject[words[match.Start].Id])
            {
                return false;
            }

            for (int at = match.Start - 1; at >= 0 && at >= match.Start - WordsANegationReaches; at--)
            {
                if (clauseStarts[at + 1] || spotter.isSubject[words[at].Id])
                {
                    return false;
                }

                if (spotter.negates[words[at].Id])
                {
                    return true;
                }
            }

            return false;
        }

        private bool Holds(UrgencyGuard guard, List<PatternMatch> found, PatternMatch match)
        {
            if (guard.Place == GuardPlace.Anywhere)
            {
                return found.Count > 0;
            }

            int from = match.Start - guard.Within;
            int to = guard.Place == GuardPlace.Before ? match.Start : match.End + guard.Within;
            for (int index = FirstEndingFrom(found, from); index < found.Count && found[index].Start <= to; index++)
            {
                if (words[found[index].Start].Sentence == words[match.Start].Sentence)
                {
                    return true;
                }
            }

            return false;
        }

        // Matches stand in the order they end.
        private static int FirstEndingFrom(List<PatternMatch> found, int from)
        {
            int low = 0;
            int high = found.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = found[middle].End < from ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
