using AdviceBot.Core.Search;
using AdviceBot.Core.Sentences;
using AdviceBot.Core.Understanding;

namespace AdviceBot.Host.Content;

/// <summary>The sentence encoder and what was learned with it. Both lie inside the program: no file can be missing.</summary>
public static class LearnedFile
{
    private static readonly Lazy<SentenceEncoder> TheEncoder = new(() => new SentenceEncoder(Bytes("encoder.bin")));
    private static readonly Lazy<LearnedUrgency> TheLearned = new(() => LearnedUrgencyFormat.FromBytes(Bytes("urgency-learned.bin")));

    private static readonly Lazy<LearnedNeeds> TheNeeds = new(() => LearnedNeeds.FromBytes(Bytes("needs-learned.bin")));

    /// <summary>Turns sentences into numbers.</summary>
    public static SentenceEncoder Encoder => TheEncoder.Value;

    /// <summary>What the command "learn" made of the urgency examples.</summary>
    public static LearnedUrgency Learned => TheLearned.Value;

    /// <summary>What the command "learn" made of the ways people put their needs.</summary>
    public static LearnedNeeds Needs => TheNeeds.Value;

    /// <summary>Begins to unpack all of it beside other work: a start has more to do than one processor can.</summary>
    public static void Begin()
    {
        Task.Run(() => Encoder);
        Task.Run(() => (Learned, Needs));
    }

    /// <summary>Makes plain sentences of messages, by the words that the rules and the examples know.</summary>
    public static SentenceReader Sentences(UrgencyRules rules, LearnedUrgency learned)
    {
        ArgumentNullException.ThrowIfNull(learned);
        return new(new PlainEnglish(rules, Encoder.Pieces, learned.Common), Encoder);
    }

    /// <summary>Reads beside the rules. It is made when first needed, or ahead of that in the background.</summary>
    /// <remarks>If what was learned can't be read, the rules stand alone: a message is never refused for it. A test tells of it first.</remarks>
    public static Lazy<UrgencyReader?> Reader(UrgencyRules rules) => new(() =>
    {
        try
        {
            return new UrgencyReader(Sentences(rules, Learned), Learned);
        }
        catch (FormatException)
        {
            return null;
        }
    });

    /// <summary>Reads which need is meant; null if what was learned can't be read: then the search goes by the words alone.</summary>
    /// <param name="sentences">What reads beside the rules.</param>
    public static MeaningReader? Meaning(SentenceReader? sentences)
    {
        try
        {
            return sentences is null ? null : new MeaningReader(Needs, sentences.Read);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] Bytes(string name)
    {
        using Stream stream = typeof(LearnedFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length);
        stream.ReadExactly(bytes);
        return bytes;
    }
}
