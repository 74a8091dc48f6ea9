using System.Collections.Concurrent;

namespace AdviceBot.Host.Content;

/// <summary>Where something stands in the content folder.</summary>
public sealed record Place(string File, int Line);

/// <summary>Remembers where each guide, step, choice and passage stands, so that a problem can name file and line.</summary>
/// <remarks>Keys: a guide's id, "guide/step", "guide/step#choice", "passage:id", "helper:id", "guard/id", "off-ramp/id", "rule:id".</remarks>
public sealed class Places
{
    // Guides are read side by side.
    private readonly ConcurrentDictionary<string, Place> places = new(StringComparer.Ordinal);

    /// <summary>Remembers one; the first of two with the same name stays.</summary>
    public void Note(string name, Place place) => places.TryAdd(name, place);

    /// <summary>Where it stands; the content folder itself when nobody noted it.</summary>
    public Place Of(string name) => places.GetValueOrDefault(name) ?? new Place(".", 1);
}
