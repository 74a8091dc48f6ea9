using System.Collections.Immutable;

namespace AdviceBot.Core.Understanding;

/// <summary>The word groups of the rules, written out in full.</summary>
public sealed class UrgencyLexicon
{
    private const int DeepestNesting = 8;

    private readonly UrgencyRules rules;
    private readonly Dictionary<string, ImmutableArray<string>> groups = [];
    private readonly Dictionary<string, ImmutableArray<Wording>> expanded = [];

    /// <summary>Reads the groups of the rules.</summary>
    /// <exception cref="FormatException">Two groups have one name, or a doing word has the wrong number of forms.</exception>
    public UrgencyLexicon(UrgencyRules rules)
    {
        this.rules = rules;
        foreach (WordGroup group in rules.Groups)
        {
            AddGroup(group.Name, group.Entries);
        }

        foreach (WordGroup verbs in rules.Verbs)
        {
            WordForms[] forms = [.. verbs.Entries.Where(entry => !entry.Contains('<', StringComparison.Ordinal)).Select(WordForms.Of)];
            string[] others = [.. verbs.Entries.Where(entry => entry.Contains('<', StringComparison.Ordinal))];
            AddForms("", form => [.. form.Present, .. form.Ongoing, .. form.Past]);
            AddForms(":s", form => form.Present);
            AddForms(":ing", form => form.Ongoing);
            AddForms(":ed", form => form.Past);

            void AddForms(string ending, Func<WordForms, IEnumerable<string>> chosen) => AddGroup(
                verbs.Name + ending,
                [.. forms.SelectMany(chosen), .. others.Select(other => other.Replace(">", ending + ">", StringComparison.Ordinal))]);
        }
    }

    /// <summary>Every wording of a choice in a pattern: plain words, or groups written out.</summary>
    /// <exception cref="FormatException">There is no such group, or groups contain each other.</exception>
    public ImmutableArray<Wording> Expand(string choice) => Expand(choice, 0);

    /// <summary>The vocabulary of the rules together with these words.</summary>
    public Vocabulary MakeVocabulary(IEnumerable<string> words) =>
        new(words, rules.SameAs, rules.TypedWrong, rules.NotTypedWrong);

    private void AddGroup(string name, ImmutableArray<string> entries)
    {
        if (!groups.TryAdd(name, entries))
        {
            throw new FormatException($"there are two groups called \"{name}\"");
        }
    }

    private ImmutableArray<Wording> Expand(string choice, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new FormatException($"\"{choice}\" is nested too deeply: groups may not contain each other");
        }

        if (expanded.TryGetValue(choice, out ImmutableArray<Wording> ready))
        {
            return ready;
        }

        bool atClauseStart = choice.StartsWith("^ ", StringComparison.Ordinal);
        ImmutableArray<Wording> wordings = [new([], atClauseStart)];
        foreach (string piece in choice.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(atClauseStart ? 1 : 0))
        {
            bool optional = piece[^1] == '?';
            ImmutableArray<Wording> pieces = WordingsOf(optional ? piece[..^1] : piece, depth);
            ImmutableArray<Wording> sofar = wordings;
            wordings =
            [
                .. sofar.SelectMany(_ => pieces, (start, rest) =>
                    new Wording([.. start.Words, .. rest.Words], start.AtClauseStart || (start.Words.IsEmpty && rest.AtClauseStart))),
                .. optional ? sofar : [],
            ];
        }

        return expanded[choice] = wordings;
    }

    private ImmutableArray<Wording> WordingsOf(string piece, int depth)
    {
        if (piece is not ['<', .. var name, '>'])
        {
            string plain = piece.Replace("'", "", StringComparison.Ordinal);
            string words = rules.SameAs.GetValueOrDefault(plain, plain);
            return [new([.. words.Split(' ')], false)];
        }

        static Wording Single(string word) => new([word], false);

        switch (piece)
        {
            case Vocabulary.Number: return [Single(Vocabulary.Number), Single(Vocabulary.Age), Single(Vocabulary.Year)];
            case Vocabulary.Age or Vocabulary.Year: return [Single(piece)];
        }

        return groups.TryGetValue(name, out ImmutableArray<string> entries)
            ? [.. entries.SelectMany(entry => Expand(entry, depth + 1))]
            : throw new FormatException($"there is no group called \"{name}\"");
    }
}

/// <summary>Words in a row that count as one entry of a group.</summary>
/// <param name="AtClauseStart">Whether they count only where a clause begins.</param>
public sealed record Wording(ImmutableArray<string> Words, bool AtClauseStart);
