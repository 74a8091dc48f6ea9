using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Understanding;

/// <summary>Which of the buttons at hand somebody means by typing.</summary>
public static class ChoiceMatcher
{
    /// <summary>Words that may be left out of an answer without changing it.</summary>
    private static readonly HashSet<string> Small =
        new(StringComparer.Ordinal) { "a", "an", "the", "i", "im", "its", "it", "is", "my", "me", "we", "have", "ive", "weve", "am", "to", "of", "in", "on", "please", "think" };

    /// <summary>Words that turn a sentence into its opposite: "I can go" is no slip for "can't go".</summary>
    private static readonly HashSet<string> Negations = new(StringComparer.Ordinal)
    {
        "no", "not", "never", "none", "nobody", "nothing", "without", "cannot", "cant", "dont", "doesnt", "didnt", "wont", "wouldnt", "isnt", "arent",
        "wasnt", "werent", "hasnt", "havent", "hadnt", "couldnt", "shouldnt", "aint",
    };

    private const int FewWords = 4;

    // What is compared of each button, made once for as long as the button is in use.
    private static readonly ConditionalWeakTable<Choice, Told> Known = [];

    private static readonly string[] Yes = ["yes", "y", "yeah", "yep", "yh", "yea", "aye", "yup", "ya"];
    private static readonly string[] No = ["no", "n", "nope", "nah", "na"];

    /// <summary>The choice meant, or null when none or several fit.</summary>
    /// <remarks>
    /// Tried in turn: its number as shown; its label or one of its aliases; a part of the label between commas, such as "soon"
    /// of "Soon, or I have no report yet"; a few words that stand on one of the step's own buttons only, such as "happened" for
    /// "It has already happened"; and last any label or alias with a small misspelling: one slip in words of four letters or
    /// more, two in twelve or more. What turns words into their opposite is never taken for a slip. A long message is a question,
    /// not a choice.
    /// </remarks>
    /// <param name="typed">What they wrote.</param>
    /// <param name="choices">The buttons in the order they are shown, so that "2" means the second.</param>
    /// <param name="own">How many of them, from the first, belong to the step itself; the rest stand on every screen.</param>
    public static Choice? Match(string typed, ImmutableArray<Choice> choices, int own)
    {
        string plain = PlainWords.Of(typed);
        if (plain.Length == 0)
        {
            return null;
        }

        if (plain.Length <= 2 && int.TryParse(plain, out int number) && number >= 1 && number <= choices.Length)
        {
            return choices[number - 1];
        }

        string core = Core(plain);
        return Only(choices, c => Of(c).Names.Contains(plain))
            ?? (core.Length > 0 ? Only(choices, c => Of(c).Cores.Contains(core)) : null)
            ?? YesOrNo(plain, choices)
            ?? (core.Length > 0 ? Only(choices, c => Of(c).Clauses.Contains(core)) : null)
            ?? (core.Length >= 4 ? Only(choices[..own], c => Of(c).Names.Any(name => Holds(name, core))) : null)
            ?? (core.Length >= 4 ? Misspelt(core, choices) : null);
    }

    /// <summary>Whether these plain words only say yes.</summary>
    public static bool SaysYes(string plain) => Yes.Contains(plain) || plain is "thats right" or "right" or "correct" or "that is right" or "yes it is" or "ok" or "yes thats right";

    /// <summary>Whether these plain words only say no.</summary>
    public static bool SaysNo(string plain) => No.Contains(plain) || plain is "thats wrong" or "wrong" or "neither" or "none of these" or "another day" or "no another day" or "no it isnt";

    /// <summary>The plain words on a button.</summary>
    public static string Label(Choice choice) => Of(choice).Names[0];

    private static Told Of(Choice choice) => Known.GetValue(choice, static c => new Told(c));

    private static bool Holds(string name, string core)
    {
        string[] words = core.Split(' ');
        return words.Length <= FewWords && IsNegative(name) == IsNegative(core) && words.All(name.Split(' ').Contains);
    }

    private static bool IsNegative(string plain) => plain.Split(' ').Any(Negations.Contains);

    private static Choice? YesOrNo(string plain, ImmutableArray<Choice> choices) =>
        Yes.Contains(plain) ? choices.FirstOrDefault(c => c.Id == "yes")
        : No.Contains(plain) ? choices.FirstOrDefault(c => c.Id == "no")
        : null;

    // What is near two choices is a guess, above all when they are each other's opposite: "beno plan" is near "a plan" too.
    private static Choice? Misspelt(string core, ImmutableArray<Choice> choices) =>
        Only(choices, c => Of(c).Cores.Any(name => IsNear(core, name))) is { } choice
        && Of(choice) is var told
        && told.Names.Zip(told.Cores).Any(name => IsNear(core, name.Second) && IsNegative(core) == IsNegative(name.First))
            ? choice
            : null;

    // "We move" is no slip for "we moved": one is still to come.
    private static bool IsNear(string typed, string name)
    {
        int limit = Math.Min(typed.Length, name.Length) switch { < 4 => 0, < 12 => 1, _ => 2 };
        return limit > 0 && !name.Equals(typed + "d", StringComparison.Ordinal) && PlainWords.Slips(typed, name, limit) <= limit;
    }

    private static string Core(string plain) => string.Join(' ', plain.Split(' ').Where(word => !Small.Contains(word)));

    private static Choice? Only(ImmutableArray<Choice> choices, Func<Choice, bool> fits)
    {
        Choice? found = null;
        foreach (Choice choice in choices)
        {
            if (fits(choice))
            {
                if (found is not null)
                {
                    return null;
                }

                found = choice;
            }
        }

        return found;
    }

    /// <summary>A button's label and aliases in plain words, the same without small words, and the parts of its label.</summary>
    private sealed class Told(Choice choice)
    {
        public string[] Names { get; } = [PlainWords.Of(choice.Label), .. choice.Say.Select(PlainWords.Of)];

        public string[] Cores { get; } = [Core(PlainWords.Of(choice.Label)), .. choice.Say.Select(say => Core(PlainWords.Of(say)))];

        public string[] Clauses { get; } =
            [.. choice.Label.Split(',', ';', '.').Where(clause => clause != choice.Label).Select(PlainWords.Of).Where(clause => clause.Length > 0).Select(Core)];
    }
}
