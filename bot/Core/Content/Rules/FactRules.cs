using System.Collections.Frozen;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Core.Content.Rules;

/// <summary>What holds between facts and conflicts.</summary>
public static class FactRules
{
    /// <summary>Every flaw of these.</summary>
    public static IEnumerable<Flaw> Check(LibraryParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        FrozenDictionary<string, Fact> facts = parts.Facts.ToFrozenDictionary(f => f.Id, StringComparer.Ordinal);
        FrozenDictionary<string, Conflict> conflicts = parts.Conflicts.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);
        return [.. parts.Facts.SelectMany(f => Of(f, facts, conflicts)), .. parts.Conflicts.SelectMany(c => Of(c, facts))];
    }

    private static IEnumerable<Flaw> Of(Fact fact, FrozenDictionary<string, Fact> facts, FrozenDictionary<string, Conflict> conflicts)
    {
        string where = $"fact:{fact.Id}";
        foreach (string pair in fact.PairWith.Where(p => !facts.ContainsKey(p)))
        {
            yield return new Flaw(where, $"{fact.Id} is paired with {pair}, which facts.yaml does not have.{Meant(pair, facts.Keys)}");
        }

        foreach (string conflict in fact.Conflicts.Where(c => !conflicts.ContainsKey(c)))
        {
            yield return new Flaw(where, $"{fact.Id} belongs to {conflict}, which conflicts.yaml does not have. Mend the id, or add the conflict.");
        }

        Conflict[] known = [.. fact.Conflicts.Select(c => conflicts.GetValueOrDefault(c)).OfType<Conflict>()];
        bool hasSide = fact.ConflictRole switch
        {
            ConflictRole.Lead => known.Any(c => c.Lead.Contains(fact.Id)),
            ConflictRole.Other => known.Any(c => c.Other.Contains(fact.Id) || c.Sides == Sides.None),
            _ => true,
        };
        if (!hasSide)
        {
            string role = fact.ConflictRole == ConflictRole.Lead ? "lead" : "other";
            yield return new Flaw(where, $"{fact.Id} says \"conflict_role: {role}\", but no conflict it belongs to has it under \"{role}\". Make facts.yaml and conflicts.yaml agree.");
        }
    }

    private static IEnumerable<Flaw> Of(Conflict conflict, FrozenDictionary<string, Fact> facts)
    {
        string where = $"conflict:{conflict.Id}";
        foreach ((string id, ConflictRole role) in conflict.Lead.Select(f => (f, ConflictRole.Lead)).Concat(conflict.Other.Select(f => (f, ConflictRole.Other))))
        {
            if (!facts.TryGetValue(id, out Fact? fact))
            {
                yield return new Flaw(where, $"There is no fact \"{id}\" in facts.yaml.{Meant(id, facts.Keys)}");
            }
            else if (!fact.Conflicts.Contains(conflict.Id) || fact.ConflictRole != role)
            {
                string side = role == ConflictRole.Lead ? "lead" : "other";
                yield return new Flaw(where, $"{id} is the \"{side}\" side of {conflict.Id}, but facts.yaml says otherwise. Give it \"conflicts: [{conflict.Id}]\" and \"conflict_role: {side}\" there.");
            }
        }

        if (conflict.Sides != Sides.None && (conflict.Lead.IsEmpty || conflict.Other.IsEmpty))
        {
            yield return new Flaw(where, $"{conflict.Id} has two sides to show, but names facts of one only. Fill \"lead\" and \"other\".");
        }
        else if (conflict.Sides == Sides.None && !(conflict.Lead.IsEmpty && conflict.Other.IsEmpty))
        {
            yield return new Flaw(where, $"{conflict.Id} has no two sides to show, but names facts for them. Change \"sides\", or take the facts out.");
        }
    }

    private static string Meant(string wrong, IEnumerable<string> names) => PlainWords.Nearest(wrong, names) is { } name ? $" Did you mean \"{name}\"?" : " Mend the id.";
}
