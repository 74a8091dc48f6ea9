using AdviceBot.Core.Sentences;

namespace AdviceBot.Core.Search;

/// <summary>What an index learns when it is built: which words tell one need from another and our topics from foreign ones, and what misspelt words of the asks were meant to be.</summary>
/// <remarks>Learning it is most of the work of a start, and the same words always give the same bits: whoever keeps it starts sooner.</remarks>
public sealed class LearnedAsks
{
    private const string Mark = "ASKS1";

    internal LearnedAsks(IReadOnlyDictionary<string, IReadOnlyList<Mended>> mended, ScopeModel scope, NeedModel? needs)
    {
        Mended = mended;
        Scope = scope;
        Needs = needs;
    }

    internal IReadOnlyDictionary<string, IReadOnlyList<Mended>> Mended { get; }

    internal ScopeModel Scope { get; }

    /// <summary>Null where there are too few or too many passages for it.</summary>
    internal NeedModel? Needs { get; }

    /// <summary>Reads what <see cref="ToBytes"/> wrote on a machine like this one.</summary>
    /// <exception cref="FormatException">The bytes are something else, or end too early.</exception>
    public static LearnedAsks FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var from = new LearnedReader(bytes);
            if (from.Text() != Mark)
            {
                throw new FormatException("this is not what was learned of asks");
            }

            Dictionary<string, IReadOnlyList<Mended>> mended = new(StringComparer.Ordinal);
            for (int left = from.Number(); left > 0; left--)
            {
                string word = from.Text();
                List<Mended> meant = [];
                foreach (double weight in from.Raw<double>())
                {
                    meant.Add(new(from.Text(), weight));
                }

                mended[word] = meant;
            }

            ScopeModel scope = ScopeModel.ReadFrom(ref from);
            return new(mended, scope, from.Number() > 0 ? NeedModel.ReadFrom(ref from) : null);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new FormatException("what was learned of asks ends too early", e);
        }
    }

    /// <summary>As bytes, to be kept beside this very program on this very machine.</summary>
    public byte[] ToBytes()
    {
        var to = new LearnedWriter();
        to.Text(Mark);
        to.Number(Mended.Count);
        foreach ((string word, IReadOnlyList<Mended> meant) in Mended)
        {
            to.Text(word);
            to.Raw<double>([.. meant.Select(m => m.Weight)]);
            foreach (Mended one in meant)
            {
                to.Text(one.Words);
            }
        }

        Scope.WriteTo(to);
        to.Number(Needs is null ? 0 : 1);
        Needs?.WriteTo(to);
        return to.All;
    }

    /// <summary>Whether it can be of an index with so many features and passages.</summary>
    internal bool Fits(int features, int passages) => Scope.Features == features && Needs?.Fits(features, passages) is not false;
}
