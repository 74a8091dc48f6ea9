using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Understanding;

/// <summary>Reads messages as plain sentences that can be turned into numbers.</summary>
public sealed class SentenceReader(PlainEnglish english, SentenceEncoder encoder)
{
    /// <summary>A message in plain words. No number is made before somebody asks for it.</summary>
    public PlainMessage Read(string text) => new(english.Sentences(text), encoder);
}
