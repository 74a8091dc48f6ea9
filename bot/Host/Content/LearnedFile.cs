using AdviceBot.Core.Understanding;

namespace AdviceBot.Host.Content;

/// <summary>The sentence encoder and what was learned with it. Both lie inside the program: no file can be missing.</summary>
public static class LearnedFile
{
    private static readonly Lazy<SentenceEncoder> TheEncoder = new(() => new SentenceEncoder(Bytes("encoder.bin")));
    private static readonly Lazy<LearnedUrgency> TheLearned = new(() => LearnedUrgencyFormat.FromBytes(Bytes("urgency-learned.bin")));

    /// <summary>Turns sentences into numbers.</summary>
    public static SentenceEncoder Encoder => TheEncoder.Value;

    /// <summary>What the command "learn" made of the examples.</summary>
    public static LearnedUrgency Learned => TheLearned.Value;

    /// <summary>Reads beside the rules. It is made when first needed, or ahead of that in the background.</summary>
    /// <remarks>If what was learned can't be read, the rules stand alone: a message is never refused for it. A test tells of it first.</remarks>
    public static Lazy<UrgencyReader?> Reader(UrgencyRules rules) => new(() =>
    {
        try
        {
            return new UrgencyReader(rules, Encoder, Learned);
        }
        catch (FormatException)
        {
            return null;
        }
    });

    private static byte[] Bytes(string name)
    {
        using Stream stream = typeof(LearnedFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
