using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>Who stands on a page that outlives its moment.</summary>
/// <remarks>Whether somebody is there now depends on the moment. Such a page doesn't know it, so it gives the hours.</remarks>
/// <param name="Always">By day and by night, the emergency services first.</param>
/// <param name="Office">On working days.</param>
public sealed record Reachable(ImmutableArray<HelperNow> Always, ImmutableArray<HelperNow> Office)
{
    /// <summary>Those of a library.</summary>
    public static Reachable In(Library library)
    {
        ArgumentNullException.ThrowIfNull(library);
        ImmutableArray<Helper> helpers = library.Parts.Helpers;
        IEnumerable<Helper> emergency = helpers.Where(h => h.Kind == HelperKind.Emergency);
        IEnumerable<Helper> always = helpers.Where(h => h.Kind != HelperKind.Emergency && h.Hours is { Spans.IsEmpty: true });
        IEnumerable<Helper> office = new[] { Signposter.AdviceLine, Signposter.Solicitor, Signposter.ChildrensServices }.Select(library.Helper).OfType<Helper>();
        return new Reachable(Now(emergency.Concat(always), library.Messages), Now(office, library.Messages));
    }

    /// <summary>All of them, in that order.</summary>
    public IEnumerable<Helper> All => Always.Concat(Office).Select(h => h.Helper);

    private static ImmutableArray<HelperNow> Now(IEnumerable<Helper> helpers, Messages messages) =>
        [.. helpers.Select(h => new HelperNow(h, h.Hours is { Spans.IsEmpty: true } ? Opening.Always : Opening.Unknown, Numbers.Hours(h, messages)))];
}
