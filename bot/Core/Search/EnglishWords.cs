using System.Collections.Frozen;

namespace AdviceBot.Core.Search;

/// <summary>Whether a word is everyday English, or how people in England type it: to tell English from other languages.</summary>
internal static class EnglishWords
{
    // Dialect, short forms and the abbreviations of social work, which no list of everyday words has.
    private static readonly FrozenSet<string> Besides =
        """
        mam nan gran hun innit bairn bairns wee lad lass lads lasses aye naw och gonnae dinnae cannae didnae ken lassie
        ain s t m ll ve re d st nd rd th am pm mins hrs etc vs ie eg info sw ss cp uni gp hv cafcass camhs ehcp iro lado plo icpc rcpc cin taf eha mash dv sgo
        cant wont dont didnt doesnt isnt wasnt arent werent couldnt wouldnt shouldnt havent hasnt hadnt im ive id hes shes its theyre theyve weve youre
        cafe naive resume fiance fiancee thats whats yeah yep nope yh yea nah kk
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it is one, in small letters without apostrophes.</summary>
    public static bool Has(string word) =>
        CommonWords.All.Contains(word) || CommonWords.Weak.Contains(word) || Besides.Contains(word) || Words.IsTextSpeak(word);
}
