using System.Collections.Immutable;

namespace AdviceBot.Core.Understanding;

/// <summary>What counts as urgent, as the editors wrote it: words, ways of saying things, and what makes them harmless.</summary>
/// <param name="Categories">The kinds of urgent message, the one to show first when several fit at the top.</param>
/// <param name="SameAs">Other ways of writing a word, such as "im" for "i am". Keys and values in small letters.</param>
/// <param name="Emoji">Pictures that stand for words.</param>
/// <param name="Groups">Words that mean much the same here.</param>
/// <param name="Verbs">Groups of doing words, which come in several forms.</param>
/// <param name="TypedWrong">Words to recognise with a typing error or two.</param>
/// <param name="NotTypedWrong">Words that look like typing errors and aren't, or like two words run together.</param>
/// <param name="Idioms">Ways of saying something else altogether; the words in them are not read for anything else.</param>
/// <param name="Guards">What makes an urgent wording harmless: long ago, a question, somebody else's words.</param>
/// <param name="Rules">The ways people say that something is urgent.</param>
public sealed record UrgencyRules(
    ImmutableArray<UrgentCategory> Categories,
    ImmutableDictionary<string, string> SameAs,
    ImmutableDictionary<string, string> Emoji,
    ImmutableArray<WordGroup> Groups,
    ImmutableArray<WordGroup> Verbs,
    ImmutableArray<string> TypedWrong,
    ImmutableArray<string> NotTypedWrong,
    ImmutableArray<UrgencyPattern> Idioms,
    ImmutableArray<UrgencyGuard> Guards,
    ImmutableArray<UrgencyRule> Rules);

/// <summary>Words that mean much the same here, such as the words for a partner.</summary>
/// <param name="Name">How patterns call it: partner, in <c>&lt;partner&gt;</c>.</param>
/// <param name="Entries">One word or several; another group in pointed brackets; ^ in front when it must begin a clause.</param>
public sealed record WordGroup(string Name, ImmutableArray<string> Entries);

/// <summary>Where a guard has to stand to count.</summary>
public enum GuardPlace
{
    /// <summary>Before the urgent words, in the same sentence.</summary>
    Before,

    /// <summary>Before or after the urgent words, in the same sentence.</summary>
    Around,

    /// <summary>Anywhere in the message.</summary>
    Anywhere,
}

/// <summary>Something that makes an urgent wording harmless, such as "years ago" or "the report says".</summary>
/// <param name="Name">The name rules use to ignore it.</param>
/// <param name="Becomes">What is left: a soft line, or nothing.</param>
/// <param name="Place">Where it has to stand.</param>
/// <param name="Within">How many words away it may be.</param>
/// <param name="Patterns">The ways it is said.</param>
/// <param name="Except">What takes its force away again when it stands in the same message, such as "right now".</param>
public sealed record UrgencyGuard(
    string Name,
    UrgencyStrength? Becomes,
    GuardPlace Place,
    int Within,
    ImmutableArray<UrgencyPattern> Patterns,
    ImmutableArray<UrgencyPattern> Except);

/// <summary>One urgent thing and the ways people say it.</summary>
/// <param name="Name">Says what it is about, such as "partner-hits-me".</param>
/// <param name="Category">The code of its kind.</param>
/// <param name="Any">The ways it is said; one is enough.</param>
/// <param name="With">If there are any, one of these has to stand in the message too.</param>
/// <param name="Unless">If one of these stands in the message, it doesn't count.</param>
/// <param name="Ignores">Names of guards that don't hold for it.</param>
/// <param name="Yes">Messages it must spot.</param>
/// <param name="No">Messages it must leave alone, or at most meet softly.</param>
public sealed record UrgencyRule(
    string Name,
    string Category,
    UrgencyStrength Strength,
    ImmutableArray<UrgencyPattern> Any,
    ImmutableArray<UrgencyPattern> With,
    ImmutableArray<UrgencyPattern> Unless,
    ImmutableArray<string> Ignores,
    ImmutableArray<string> Yes,
    ImmutableArray<string> No);
