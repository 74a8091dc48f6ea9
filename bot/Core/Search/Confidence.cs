namespace AdviceBot.Core.Search;

/// <summary>How sure the search may be of what it found.</summary>
/// <remarks>Logistic curves over a few signs, fitted on asks and decoys held out in turn.</remarks>
internal static class Confidence
{
    /// <summary>Below this likelihood of being one of our topics the search says it has nothing.</summary>
    public const double ScopeLimit = 0.6;

    /// <summary>The same inside a guide, where somebody has told us already that they are in the right place.</summary>
    public const double ScopeLimitInside = 0.1;

    /// <summary>Of fewer words the meaning can't be told so surely that it speaks against one of our topics.</summary>
    public const int WordsForMeaning = 3;

    /// <summary>Below this likelihood of a right first passage the search asks back.</summary>
    public const double AskBackLimit = 0.15;

    /// <summary>A refused message this alike to a decoy is told where its topic is answered.</summary>
    public const double ForeignLimit = 0.25;

    /// <summary>A message this alike to a topic we only have a part of is told so.</summary>
    public const double PartLimit = 0.45;

    /// <summary>... unless an ask of a passage is so much more alike.</summary>
    public const double PartBeside = 0.85;

    /// <summary>A message of so few words may be a single word with "the" or "my" beside it.</summary>
    public const int FewWords = 4;

    /// <summary>A single word that more than this share of our passages have ("meeting") is asked back.</summary>
    public const double EverydayWord = 0.15;

    /// <summary>Below this likelihood of one need, a single word is asked back.</summary>
    public const double SureOfOneWord = 0.5;

    /// <summary>Words that say nothing by themselves are refused only when they are this alike to a decoy ("how are you").</summary>
    public const double SurelyForeign = 0.6;

    /// <summary>A need less likely than this has no say in who is pointed to.</summary>
    public const double Unlikely = 0.01;

    /// <summary>A score so much lower is e times less likely.</summary>
    public const double Spread = 0.25;

    /// <summary>Two needs are asked about when the first is at least this likely ...</summary>
    public const double OneOfTwo = 0.3;

    /// <summary>... and the second less likely by no more than this share ...</summary>
    public const double HardlyMore = 0.2;

    /// <summary>... of a message of one sentence with no more than so many telling words: more words say which is meant.</summary>
    public const int FewTelling = 6;

    /// <summary>How likely a message is about one of our topics.</summary>
    /// <param name="lean">What the scope model says.</param>
    /// <param name="alike">Likeness of the best ask.</param>
    /// <param name="foreign">Likeness of the best decoy.</param>
    /// <param name="meaning">What its meaning says, where that is read.</param>
    public static double InScope(double lean, double alike, double foreign, double? meaning) =>
        Exact.Sigmoid((meaning is { } meant ? (0.5 * lean) + meant : lean + 0.2) + (4 * (alike - foreign)) - 2.0);

    /// <summary>How likely the first passage is a right one.</summary>
    public static double Right(double alike, double likelihood, double margin, double inScope) =>
        Exact.Sigmoid(-4.9 + (2.2 * alike) + (3.2 * likelihood) + (0.4 * margin) + (4.4 * inScope));
}
