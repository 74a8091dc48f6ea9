using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>A topic our sources only touch, such as contact with a child in care: part of an answer, and a person for the rest.</summary>
/// <param name="Id">The topic, such as "contact-in-care".</param>
/// <param name="Say">What we don't have, and who does.</param>
/// <param name="Contact">Helper ids, the first place to go first.</param>
/// <param name="Show">Ids of the passages that come nearest, best first.</param>
/// <param name="Asks">How people ask about it.</param>
public sealed record Brushed(
    string Id, string Say, ImmutableArray<string> Contact, ImmutableArray<string> Show, ImmutableArray<string> Asks);
