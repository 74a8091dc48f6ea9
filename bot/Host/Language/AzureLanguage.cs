using System.Collections.Immutable;
using System.Text.Json;
using AdviceBot.Core;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AdviceBot.Host.Language;

/// <summary>Azure AI Language, by its REST interface of 2023-04-01: language, personal parts and mood of a message, all asked at once.</summary>
/// <remarks>
/// It is told to log nothing of what it reads, and we log nothing of what it says. After several failures running it is left alone
/// for a while, so that a service that is down costs families no time.
/// </remarks>
public sealed partial class AzureLanguage : ILanguageService
{
    /// <summary>Longest a family waits for hints.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(800);

    /// <summary>How long it is left alone.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private const string Operation = "/language/:analyze-text?api-version=2023-04-01";
    private const int LargestAnswer = 64 * 1024;
    private const int FailuresBeforeRest = 3;
    private const int MostSpans = 200;

    // What tells who somebody is. Its other kinds, such as "social worker" or a date, are what a question is about.
    private static readonly string[] Identifying =
        ["Person", "PhoneNumber", "Email", "Address", "URL", "IPAddress", "UKNationalInsuranceNumber", "UKNationalHealthNumber"];

    // Below these it is a guess.
    private const double SureOfLanguage = 0.8, SureOfPerson = 0.6, SureOfDistress = 0.95;

    private readonly HttpPipeline pipeline;
    private readonly Uri address;
    private readonly string key;
    private readonly ILogger<AzureLanguage> log;
    private readonly TimeProvider clock;
    private int failures;
    private long restsUntil;

    /// <summary>A service at this address.</summary>
    /// <param name="clock">Measures its rests and how long a family waits; the system's when left out.</param>
    public AzureLanguage(Uri endpoint, string key, ILogger<AzureLanguage> log, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        address = new Uri(endpoint, Operation);
        (this.key, this.log, this.clock) = (key, log, clock ?? TimeProvider.System);
        // Neither redirects nor cookies nor a proxy: words go to this address or nowhere.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        var options = new Options { Transport = new HttpClientTransport(client) };
        options.Retry.MaxRetries = 0;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        pipeline = HttpPipelineBuilder.Build(options);
    }

    /// <inheritdoc/>
    public async Task<Hints> HintsAsync(string text, CancellationToken stop)
    {
        if (clock.GetTimestamp() < Volatile.Read(ref restsUntil))
        {
            return Hints.None;
        }

        using var late = new CancellationTokenSource(Longest, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            Task<string?> language = AskAsync("LanguageDetection", text, "", Detected, limit.Token);
            Task<ImmutableArray<PersonalSpan>> personal = AskAsync("PiiEntityRecognition", text, $"\"stringIndexType\":\"Utf16CodeUnit\",\"piiCategories\":[{string.Join(',', Identifying.Select(c => $"\"{c}\""))}],", Spans, limit.Token);
            Task<bool> mood = AskAsync("SentimentAnalysis", text, "", IsDistressed, limit.Token);
            await Task.WhenAll(language, personal, mood);
            Volatile.Write(ref failures, 0);
            // What it makes of people and moods it reads as English; of another language that says nothing.
            bool isEnglish = await language is null or "en";
            return new Hints(await language, await personal, isEnglish && await mood);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            Failed(log, e.GetType().Name);
            if (Interlocked.Increment(ref failures) >= FailuresBeforeRest)
            {
                Volatile.Write(ref failures, 0);
                Volatile.Write(ref restsUntil, clock.GetTimestamp() + (long)(Rest.TotalSeconds * clock.TimestampFrequency));
            }

            return Hints.None;
        }
    }

    private async Task<T> AskAsync<T>(string kind, string text, string more, Func<JsonElement, T> read, CancellationToken stop)
    {
        using HttpMessage message = pipeline.CreateMessage();
        message.BufferResponse = false;
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(address);
        message.Request.Headers.SetValue("Ocp-Apim-Subscription-Key", key);
        message.Request.Headers.SetValue("Content-Type", "application/json");
        string language = kind == "LanguageDetection" ? "" : "\"language\":\"en\",";
        message.Request.Content = RequestContent.Create(BinaryData.FromString(
            $$$"""{"kind":"{{{kind}}}","parameters":{"modelVersion":"latest",{{{more}}}"loggingOptOut":true},"analysisInput":{"documents":[{"id":"1",{{{language}}}"text":"{{{JsonEncodedText.Encode(text)}}}"}]}}"""));
        await pipeline.SendAsync(message, stop);
        if (message.Response.Status != StatusCodes.Status200OK || message.Response.ContentStream is not { } body)
        {
            throw new HttpRequestException($"{message.Response.Status}");
        }

        using JsonDocument answer = JsonDocument.Parse(await BoundedAsync(body, stop), new JsonDocumentOptions { MaxDepth = 16 });
        return read(answer.RootElement.GetProperty("results").GetProperty("documents")[0]);
    }

    private static async Task<ReadOnlyMemory<byte>> BoundedAsync(Stream body, CancellationToken stop)
    {
        byte[] bytes = new byte[LargestAnswer + 1];
        int length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
        return length > LargestAnswer ? throw new InvalidDataException() : bytes.AsMemory(0, length);
    }

    private static string? Detected(JsonElement document)
    {
        JsonElement found = document.GetProperty("detectedLanguage");
        return found.GetProperty("confidenceScore").GetDouble() >= SureOfLanguage && found.GetProperty("iso6391Name").GetString() is { Length: > 0 and < 20 } code && code != "(Unknown)"
            ? code.ToLowerInvariant()
            : null;
    }

    private static ImmutableArray<PersonalSpan> Spans(JsonElement document) =>
    [
        .. document.GetProperty("entities").EnumerateArray().Take(MostSpans)
            .Where(e => e.GetProperty("confidenceScore").GetDouble() >= SureOfPerson && Identifying.Contains(e.GetProperty("category").GetString()))
            .Select(e => new PersonalSpan(e.GetProperty("offset").GetInt32(), e.GetProperty("length").GetInt32())),
    ];

    private static bool IsDistressed(JsonElement document) => document.GetProperty("confidenceScores").GetProperty("negative").GetDouble() >= SureOfDistress;

    [LoggerMessage(LogLevel.Warning, "The language service gave no hints ({Kind}); the turn went on without")]
    private static partial void Failed(ILogger logger, string kind);

    private sealed class Options : ClientOptions;
}
