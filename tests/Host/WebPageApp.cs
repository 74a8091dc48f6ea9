using System.IO.Compression;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AdviceBot.Tests.Host;

/// <summary>The real application with the real words, on a Sunday night, for tests of the page.</summary>
public sealed class WebPageApp : WebApplicationFactory<Program>
{
    /// <summary>23.10 on Sunday 22 November 2026: the advice line is shut.</summary>
    public static readonly DateTimeOffset Night = new(2026, 11, 22, 23, 10, 0, TimeSpan.Zero);

    private readonly string state = Directory.CreateTempSubdirectory("advicebot-page").FullName;

    /// <summary>The clock; tests may replace it before the first request.</summary>
    public TimeProvider Clock { get; init; } = new StoppedClock(Night);

    /// <summary>Settings a test needs, such as AdviceBot:Adviser:Enabled.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Somebody who opens the page.</summary>
    public Visitor Visit() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false }));

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("AdviceBot:State:Path", state);
        builder.UseSetting("AdviceBot:Limits:PerConversation", "1000000");
        foreach ((string key, string value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton(Clock)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(state))
        {
            Folders.Delete(state);
        }

        if (disposing && Directory.Exists(state + "-keys"))
        {
            Folders.Delete(state + "-keys");
        }
    }
}

/// <summary>One application for all tests of the page: reading the words takes longest.</summary>
[CollectionDefinition(nameof(WebPageApp))]
public sealed class WebPageApps : ICollectionFixture<WebPageApp>;

/// <summary>A clock that stands still.</summary>
public sealed class StoppedClock(DateTimeOffset at) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => at;
}

/// <summary>A browser without script: reads pages, presses buttons.</summary>
public sealed class Visitor(HttpClient client)
{
    private static readonly HtmlParser Parser = new();

    /// <summary>The page last shown.</summary>
    public IHtmlDocument Page { get; private set; } = Parser.ParseDocument("");

    /// <summary>The answer it came in.</summary>
    public HttpResponseMessage Answer { get; private set; } = new();

    /// <summary>Its bytes as sent.</summary>
    public int Bytes { get; private set; }

    /// <summary>Its source.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Where the page's step is, such as "conference/which-meeting".</summary>
    public string? Step => Page.QuerySelector("form[data-step]")?.GetAttribute("data-step");

    /// <summary>The sealed place of the page.</summary>
    public string Place => Page.QuerySelector("input[name=place]")!.GetAttribute("value")!;

    /// <summary>Words on the page, spaces evened out.</summary>
    public string Words => string.Join(' ', Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Opens an address.</summary>
    public Task<Visitor> Open(string address = "/") => Send(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Presses the choice with this id in the current step's form.</summary>
    public async Task<Visitor> Choose(params string[] choices)
    {
        foreach (string choice in choices)
        {
            await Press($"[data-choice='{choice}']");
        }

        return this;
    }

    /// <summary>Presses a button, as a browser does: the fields of its form and its own name go along.</summary>
    public Task<Visitor> Press(string button) => Press(Page.QuerySelector(button) ?? throw new InvalidOperationException($"no {button} on {Words}"));

    /// <summary>Presses this button.</summary>
    public Task<Visitor> Press(IElement button)
    {
        IElement form = button.Closest("form")!;
        List<KeyValuePair<string, string>> fields =
            [.. form.QuerySelectorAll("input[name], textarea[name]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, Value(i)))];
        if (button.GetAttribute("name") is { } name)
        {
            fields.Add(new(name, button.GetAttribute("value") ?? ""));
        }

        return Post(button.GetAttribute("formaction") ?? form.GetAttribute("action")!, fields);
    }

    /// <summary>Writes in the page's box and sends it.</summary>
    public Task<Visitor> Write(string words)
    {
        ((IHtmlTextAreaElement)Page.QuerySelector("#words")!).Value = words;
        return Press(".own-words button");
    }

    /// <summary>Types into a field.</summary>
    public Visitor Fill(string field, string value)
    {
        ((IHtmlInputElement)Page.QuerySelector(field)!).Value = value;
        return this;
    }

    /// <summary>Posts fields as they are, honest or not.</summary>
    public Task<Visitor> Post(string address, IEnumerable<KeyValuePair<string, string>> fields) =>
        Send(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) });

    private static string Value(IElement field) => field is IHtmlTextAreaElement area ? area.Value : ((IHtmlInputElement)field).Value;

    private async Task<Visitor> Send(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        Answer = await client.SendAsync(request);
        byte[] bytes = await Answer.Content.ReadAsByteArrayAsync();
        Bytes = bytes.Length;
        Stream stream = new MemoryStream(bytes);
        if (Answer.Content.Headers.ContentEncoding.Contains("gzip"))
        {
            stream = new GZipStream(stream, CompressionMode.Decompress);
        }

        using var reader = new StreamReader(stream);
        Source = await reader.ReadToEndAsync();
        Page = Parser.ParseDocument(Source);
        return this;
    }
}
