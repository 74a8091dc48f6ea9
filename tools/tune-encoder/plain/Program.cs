// Writes messages out as the sentence encoder reads them. Each line read is any fields, a tab and a message; each line written is the same
// fields, then what the rules alone find (hard, soft, none), whether they see an excuse, and the plain sentences with " | " between.
// Run from the root: dotnet run --project tools/tune-encoder/plain < messages.tsv
using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Search;
using AdviceBot.Core.Understanding;
using AdviceBot.Host;
using AdviceBot.Host.Content;

string content = Path.Combine(AppRoot.Find(), "content");
LibraryParts parts = ContentFolder.Read(content, DateOnly.FromDateTime(DateTime.Today)).Parts;
ImmutableArray<UrgencyExample> examples = UrgencyExamplesFile.Read(content, parts);
if (args is ["examples"])
{
    // Every example as a line, written out to at most so many variants, for the tuner to begin from: kind, how, line, need, words.
    // The kind is "-" where nobody has said whether it is urgent, the need where nobody has said what is asked for.
    foreach (UrgencyExample example in examples.Where(e => e.How != UrgencyExamplesFile.Ask))
    {
        foreach (string text in example.Variants(6))
        {
            Console.WriteLine($"{example.Category ?? "ordinary"}\t{example.How}\t{example.Family}\t-\t{text}");
        }
    }

    foreach ((int line, NeedExample example) in NeedExamplesFile.Read(content, parts).Index())
    {
        Console.WriteLine($"{(example.Need == NeedExample.Foreign ? "-" : "ordinary")}\task\tn{line}\t{example.Need}\t{example.Text}");
    }

    return;
}

var english = new PlainEnglish(parts.Urgency, LearnedFile.Encoder.Pieces, UrgencyLearner.CommonWords(examples));
var spotter = new UrgencySpotter(parts.Urgency);
while (Console.ReadLine() is { } line)
{
    int tab = line.LastIndexOf('\t');
    string message = line[(tab + 1)..];
    string ruled = spotter.SpotByRules(message)?.Strength.ToString() ?? "None";
    string plain = string.Join(" | ", english.Sentences(message).Select(sentence => string.Join(' ', sentence)));
    Console.WriteLine($"{line[..Math.Max(tab, 0)]}\t{ruled}\t{spotter.HasExcuse(message)}\t{plain}");
}
