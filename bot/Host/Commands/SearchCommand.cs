using System.Globalization;
using System.Text.Json;
using AdviceBot.Core;
using AdviceBot.Core.Search;

namespace AdviceBot.Host.Commands;

/// <summary>search "TEXT" [--top N] [--json] [--explain]: what free text finds, and why.</summary>
public static class SearchCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Runs the command.</summary>
    /// <param name="args">What follows "search".</param>
    public static int Run(string[] args, Engine engine, TextWriter output)
    {
        int top = 5;
        string? text = null;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--top" && i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out int n))
            {
                top = n;
                i++;
            }
            else if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                text ??= args[i];
            }
        }

        if (text is null)
        {
            output.WriteLine("Say what to look for: search \"TEXT\" [--top N] [--json] [--explain]");
            return 2;
        }

        bool explain = args.Contains("--explain");
        Findings found = engine.Find(Conversation.New, text, explain);
        if (args.Contains("--json"))
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    kind = KindName(found.Kind),
                    confidence = Math.Round(found.Confidence, 4),
                    found.Guides,
                    found.Elsewhere,
                    passages = found.Hits.Take(top).Select(h => new
                    {
                        h.Passage.Id,
                        h.Passage.Title,
                        h.Score,
                        parts = explain ? h.Parts.Select(p => new { p.Word, p.From, p.Field, p.Score }) : null,
                    }),
                },
                Json));
            return 0;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{KindName(found.Kind)}, confidence {found.Confidence:0.00}"));
        if (found.Elsewhere is not null)
        {
            output.WriteLine($"about something else: {found.Elsewhere}");
        }

        if (!found.Guides.IsEmpty)
        {
            output.WriteLine($"guides: {string.Join(", ", found.Guides)}");
        }

        foreach (Hit hit in found.Hits.Take(top))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hit.Score,7:0.000}  {hit.Passage.Id}: {hit.Passage.Title}"));
            if (explain)
            {
                foreach (ScorePart part in hit.Parts)
                {
                    string from = part.From == "" || part.From == part.Word ? "" : $" (from \"{part.From}\")";
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {part.Score,8:0.0000}  {part.Field,-8} {part.Word}{from}"));
                }
            }
        }

        return 0;
    }

    /// <summary>The outcome in the words of the contract.</summary>
    public static string KindName(FindingsKind kind) => kind switch
    {
        FindingsKind.Answered => "answered",
        FindingsKind.Abstained => "abstained",
        _ => "asked-back",
    };
}
