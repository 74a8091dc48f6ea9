using System.Collections.Immutable;
using AdviceBot.Core.Content;

namespace AdviceBot.Core.Keeping;

/// <summary>One stage of the way through child protection, such as "A conference".</summary>
/// <param name="Say">What happens there.</param>
/// <param name="Column">Its place in the picture, from 1.</param>
/// <param name="Row">Its place in the picture, from 1.</param>
/// <param name="Next">What usually comes next.</param>
public sealed record Stage(
    string Id, string Name, string Say, ImmutableArray<Fact> Facts, int Column, int Row, ImmutableArray<Onward> Next);

/// <summary>A way from one stage to another.</summary>
/// <param name="To">The other stage's id.</param>
/// <param name="IsDrawn">Whether the picture has a line for it.</param>
public sealed record Onward(string To, Point Point, bool IsDrawn);

/// <summary>The whole way, from the first worry to the end of a plan or to court, and where each step of a guide stands on it.</summary>
/// <param name="Stages">In the order in which they are read out.</param>
/// <param name="Places">A guide's or a step's id to a stage's id, <see cref="Any"/> or <see cref="None"/>.</param>
public sealed record Process(ImmutableArray<Stage> Stages, ImmutableSortedDictionary<string, string> Places)
{
    /// <summary>For places where a family can be at any stage.</summary>
    public const string Any = "any";

    /// <summary>For places that are no part of the way.</summary>
    public const string None = "none";

    /// <summary>No process at all.</summary>
    public static readonly Process Empty = new([], ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>Where a step stands; null when it is no part of the way, or outside England, where the way is another.</summary>
    public Whereabouts? At(Way way)
    {
        ArgumentNullException.ThrowIfNull(way);
        string place = Places.GetValueOrDefault(way.Step.Id) ?? Places.GetValueOrDefault(way.Step.GuideId) ?? None;
        return place == None || !InEngland(way) ? null : new Whereabouts(this, Stages.FirstOrDefault(s => s.Id == place));
    }

    /// <summary>Whether this family's child lives in England, as far as was said. "Not sure" counts as no: other nations have other rules.</summary>
    public static bool InEngland(Way way)
    {
        ArgumentNullException.ThrowIfNull(way);
        return way.Said.GetValueOrDefault(Library.Country, Library.England) == Library.England;
    }
}

/// <summary>Where a family stands on the way.</summary>
/// <param name="Here">The stage; null where it can be any.</param>
public sealed record Whereabouts(Process Process, Stage? Here)
{
    /// <summary>What usually comes next from here, for this reader.</summary>
    public ImmutableArray<(Stage To, Point Point)> Next(Library library)
    {
        ArgumentNullException.ThrowIfNull(library);
        return
        [
            .. (Here?.Next ?? [])
                .Where(n => library.Shows(n.Point.Status))
                .Select(n => (Process.Stages.First(s => s.Id == n.To), n.Point)),
        ];
    }
}
