using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Host.Language;
using Azure;
using Azure.AI.TextAnalytics;

namespace AdviceBot.Sdk;

/// <summary>Azure.AI.TextAnalytics: the same hints as <see cref="AzureLanguage"/>, by Microsoft's client.</summary>
public sealed class TextAnalyticsHints : ILanguageService
{
    private static readonly PiiEntityCategory[] Identifying =
    [
        PiiEntityCategory.Person, PiiEntityCategory.PhoneNumber, PiiEntityCategory.Email, PiiEntityCategory.Address,
        PiiEntityCategory.UKNationalInsuranceNumber, PiiEntityCategory.UKNationalHealthNumber,
    ];

    private readonly TextAnalyticsClient client;
    private readonly ILogger<TextAnalyticsHints> log;

    /// <summary>A client for a resource's address and key.</summary>
    public TextAnalyticsHints(Uri endpoint, string key, ILogger<TextAnalyticsHints> log)
    {
        var options = new TextAnalyticsClientOptions();
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = AzureLanguage.Longest;
        options.Diagnostics.IsLoggingContentEnabled = false;
        client = new TextAnalyticsClient(endpoint, new AzureKeyCredential(key), options);
        this.log = log;
    }

    /// <inheritdoc/>
    public async Task<Hints> HintsAsync(string text, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(AzureLanguage.Longest);
        try
        {
            // Only the calls for several documents let it be told to keep nothing.
            string[] documents = [text];
            var quiet = new TextAnalyticsRequestOptions { DisableServiceLogs = true };
            var identifying = new RecognizePiiEntitiesOptions { DisableServiceLogs = true };
            Array.ForEach(Identifying, identifying.CategoriesFilter.Add);
            var language = client.DetectLanguageBatchAsync(documents, options: quiet, cancellationToken: limit.Token);
            var personal = client.RecognizePiiEntitiesAsync(text, "en", identifying, limit.Token);
            var mood = client.AnalyzeSentimentAsync(text, "en", new AnalyzeSentimentOptions { DisableServiceLogs = true }, limit.Token);
            await Task.WhenAll(language, personal, mood);
            DetectedLanguage detected = (await language).Value[0].PrimaryLanguage;
            string? code = detected.ConfidenceScore >= 0.8 ? detected.Iso6391Name : null;
            ImmutableArray<PersonalSpan> spans = [.. (await personal).Value.Where(e => e.ConfidenceScore >= 0.6).Select(e => new PersonalSpan(e.Offset, e.Length))];
            return new Hints(code, spans, code is null or "en" && (await mood).Value.ConfidenceScores.Negative >= 0.95);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogWarning("Text Analytics gave no hints ({Kind})", e.GetType().Name);
            return Hints.None;
        }
    }
}
