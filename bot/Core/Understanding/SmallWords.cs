using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AdviceBot.Core.Understanding;

/// <summary>Words that say nothing by themselves: pronouns, joining words, and days, times and numbers.</summary>
internal static class SmallWords
{
    // A comparison of nothing but these reads "tomorrow" like a farewell.
    private static readonly FrozenSet<string> All = """
        a an the and or but so if then than that this these those there here it its i im me my mine you your u we our us he him his she her they them their
        is am are was were be been being do does did done have has had having will would can could shall should may might must
        of to in on at by for from with about into over under after before since until till around out up down off as not no yes yeah ok okay
        think thought just only also very really please thanks thank hello hi
        today tonight tomorrow yesterday tomoz tmrw tomorow tommorow tommorrow 2moro 2morrow moro morrow nite 2nite now later soon next last week weeks day days month months year years hour hours minute minutes
        morning afternoon evening night noon midnight lunchtime weekend fortnight few couple ago end start beginning date time half past quarter
        monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
        january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
        christmas xmas easter boxing bank holiday eve one two three four five six seven eight nine ten eleven twelve twenty thirty first second third
        what when where who why how which am pm st nd rd th exit skip again
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether there is nothing else in these sentences.</summary>
    public static bool AreAll(ImmutableArray<ImmutableArray<string>> sentences) =>
        !sentences.SelectMany(sentence => sentence).Any(word => word.Any(char.IsLetter) && !All.Contains(word));
}
