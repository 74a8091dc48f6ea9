using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Understanding;
using AdviceBot.Host.Content;

namespace AdviceBot.Host.Commands;

/// <summary>learn [--out FILE]: learns from content/urgency-examples which sentences call for a card. The same examples give the same bytes.</summary>
public static class LearnCommand
{
    private const int Variants = 2;

    /// <summary>Runs the command. It takes about a minute.</summary>
    public static int Run(Arguments arguments, LibraryParts parts, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(output);
        string file = arguments.Value("out") ?? Path.Combine(AppRoot.Find(), "bot", "Host", "Content", "urgency-learned.bin");
        ImmutableArray<UrgencyExample> examples = UrgencyExamplesFile.Read(Path.Combine(AppRoot.Find(), "content"), parts.Passages);
        byte[] learned = LearnedUrgencyFormat.ToBytes(Learn(parts.Urgency, examples));
        File.WriteAllBytes(file, learned);
        output.WriteLine($"Learned from {examples.Length} lines: {learned.Length} bytes in {file}. Build again to use them.");
        return 0;
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
                .Where(one => one.text.Length > 0 && (one.e.How != "ask" || (!cries.Contains(one.text) && spotter.Spot(one.text)?.Strength != UrgencyStrength.Hard))),
        ];
        Lesson[] lessons =
        [
            .. all.AsParallel().AsOrdered().SelectMany(one => Read(one.Example, english.Sentences(one.Text)).Select(plain => new Lesson(
                one.Example.Category ?? LearnedUrgency.Ordinary, one.Text, plain, one.Example.Family, [.. LearnedFile.Encoder.Encode(plain)]))),
        ];
        return new UrgencyLearner([LearnedUrgency.Ordinary, .. rules.Categories.Select(category => category.Code)], [.. lessons]).Learn(common, UrgencyExamplesFile.Mark(examples));
    }
    // Of an ordinary message every part is ordinary; which part of an urgent one is, nobody has said.
    private static IEnumerable<string> Read(UrgencyExample example, ImmutableArray<ImmutableArray<string>> sentences) =>
        example.Category is null
            ? [.. ReadingWindows.Whole(sentences) is { } whole ? [whole] : Array.Empty<string>(), .. ReadingWindows.Parts(sentences)]
            : [string.Join(' ', sentences.SelectMany(sentence => sentence))];
}
