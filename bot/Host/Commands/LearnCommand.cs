using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Core.Sentences;
using AdviceBot.Core.Understanding;
using AdviceBot.Host.Content;

namespace AdviceBot.Host.Commands;

/// <summary>learn [--out FOLDER]: learns which sentences call for a card, and which need is meant, from the examples in the content. The same examples give the same bytes.</summary>
public static class LearnCommand
{
    private const int Variants = 2;

    /// <summary>Runs the command. It takes about a minute.</summary>
    public static int Run(Arguments arguments, LibraryParts parts, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(output);
        string folder = arguments.Value("out") ?? Path.Combine(AppRoot.Find(), "bot", "Host", "Content");
        string content = Path.Combine(AppRoot.Find(), "content");
        ImmutableArray<UrgencyExample> examples = UrgencyExamplesFile.Read(content, parts);
        LearnedUrgency urgency = Learn(parts.Urgency, examples);
        ImmutableArray<NeedExample> needs = NeedExamplesFile.Read(content, parts);
        Write(folder, "urgency-learned.bin", LearnedUrgencyFormat.ToBytes(urgency), examples.Length, output);
        Write(folder, "needs-learned.bin", Learn(LearnedFile.Sentences(parts.Urgency, urgency), needs).ToBytes(), needs.Length, output);
        output.WriteLine("Build again to use them.");
        return 0;
    }

    /// <summary>Learns which need is meant.</summary>
    public static LearnedNeeds Learn(SentenceReader sentences, ImmutableArray<NeedExample> examples)
    {
        ArgumentNullException.ThrowIfNull(sentences);

        // A long story is read sentence by sentence later, and of no one sentence has anybody said that it holds the need.
        return LearnedNeeds.Learn(
        [
            .. examples.AsParallel().AsOrdered()
                .Select(example => (example.Need, Message: sentences.Read(example.Text)))
                .Where(read => !read.Message.Sentences.IsEmpty)
                .Select(read => (read.Need, (ReadOnlyMemory<float>)read.Message.VectorOf(string.Join(' ', read.Message.Sentences.SelectMany(sentence => sentence))))),
        ]);
    }

    /// <summary>Learns from examples.</summary>
    public static LearnedUrgency Learn(UrgencyRules rules, ImmutableArray<UrgencyExample> examples)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ImmutableSortedDictionary<string, int> common = UrgencyLearner.CommonWords(examples);
        var english = new PlainEnglish(rules, LearnedFile.Encoder.Pieces, common);
        var spotter = new UrgencySpotter(rules);

        // Some ways of asking for a passage are cries for help themselves, and no example of an ordinary message: those the rules take for
        // one, and those that stand among the urgent examples word for word.
        HashSet<string> cries = [.. examples.Where(e => e.Category is not null).Select(e => e.Text)];
        (UrgencyExample Example, string Text)[] all =
        [
            .. examples.SelectMany(e => e.Variants(Variants), (e, text) => (e, text))
                .Where(one => one.text.Length > 0 && (one.e.How != UrgencyExamplesFile.Ask || (!cries.Contains(one.text) && spotter.Spot(one.text)?.Strength != UrgencyStrength.Hard))),
        ];
        Lesson[] lessons =
        [
            .. all.AsParallel().AsOrdered().SelectMany(one => Read(one.Example, english.Sentences(one.Text)).Select(plain => new Lesson(
                one.Example.Category ?? LearnedUrgency.Ordinary, one.Text, plain, one.Example.Family, [.. LearnedFile.Encoder.Encode(plain)]))),
        ];
        return new UrgencyLearner([LearnedUrgency.Ordinary, .. rules.Categories.Select(category => category.Code)], [.. lessons]).Learn(common, UrgencyExamplesFile.Mark(examples));
    }

    private static void Write(string folder, string name, byte[] learned, int examples, TextWriter output)
    {
        File.WriteAllBytes(Path.Combine(folder, name), learned);
        output.WriteLine($"Learned from {examples} examples: {learned.Length} bytes in {name}.");
    }

    // Of an ordinary message every part is ordinary; which part of an urgent one is, nobody has said.
    private static IEnumerable<string> Read(UrgencyExample example, ImmutableArray<ImmutableArray<string>> sentences) =>
        example.Category is null
            ? [.. ReadingWindows.Whole(sentences) is { } whole ? [whole] : Array.Empty<string>(), .. ReadingWindows.Parts(sentences)]
            : [string.Join(' ', sentences.SelectMany(sentence => sentence))];
}
