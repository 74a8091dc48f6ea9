using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host.Content;
using AdviceBot.Host.State;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace AdviceBot.Browser;

/// <summary>The real application on a port of its own, and a browser.</summary>
public sealed class BrowserApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string state = Directory.CreateTempSubdirectory("advicebot-browser").FullName;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private int visitors;
    private int lines;
    private Task<Tour>? tour;

    /// <summary>Where the application is served.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The site that leaving leads to.</summary>
    public OtherSite Elsewhere { get; } = new();

    /// <summary>The words, as parents see them.</summary>
    public Library Library => Services.GetRequiredService<LiveLibrary>().Current.Parents.Library;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Programs.Chromium is null && Enum.GetValues<Make>().All(make => Programs.WhyNo(make) is not null))
        {
            return;
        }

        await Elsewhere.StartAsync();
        UseKestrel(0);
        StartServer();
        Address = ClientOptions.BaseAddress.ToString().TrimEnd('/').Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        if (Programs.Chromium is null)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Programs.Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>Every step, looked at once for all tests.</summary>
    public Task<Tour> Tour => tour ??= Browser.Tour.Of(this);

    /// <summary>Somebody with a device.</summary>
    public async Task<IPage> Visit(BrowserNewContextOptions? device = null)
    {
        // Each is somebody else's browser: one who left without script gets a blank first page, and the next must not.
        BrowserNewContextOptions own = new(device ?? Devices.Phone);
        own.UserAgent ??= $"Mozilla/5.0 AppleWebKit/537.36 Chrome/150.0.0.0 Visitor/{Interlocked.Increment(ref visitors)}";
        IBrowserContext context = await browser!.NewContextAsync(own);
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>Somebody with another browser than Chromium, on a phone.</summary>
    public Task<OtherBrowser> Visit(Make make, bool script) =>
        OtherBrowser.OpenAsync(make, script, new Line((byte)(2 + Interlocked.Increment(ref lines)), new Uri(Address).Port));

    /// <summary>A sealed place for every step a parent can come to, with the trail that leads there.</summary>
    public async Task<IReadOnlyList<(string Step, string Place)>> EveryStep()
    {
        SealedStore store = Services.GetRequiredService<SealedStore>();
        var places = new List<(string, string)>();
        foreach (Conversation conversation in Conversations())
        {
            places.Add((Library.Follow(conversation.Trail).Step.Id, await store.KeepAsync(null, conversation, default)));
        }

        return places;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        await DisposeAsync();
        await Elsewhere.DisposeAsync();
        Directory.Delete(state, recursive: true);
        Directory.Delete(state + "-keys", recursive: true);
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("AdviceBot:State:Path", state);
        builder.UseSetting("AdviceBot:Limits:PerAddress", "1000000");
        builder.UseSetting("AdviceBot:Clock:FixedAt", "2026-11-22T23:10:00Z");
        builder.UseSetting("AdviceBot:Page:ExitTo", Elsewhere.Weather);
    }

    private IEnumerable<Conversation> Conversations()
    {
        var seen = new HashSet<string>();
        var ways = new Queue<Conversation>([Conversation.New]);
        while (ways.TryDequeue(out Conversation? conversation))
        {
            Way way = Library.Follow(conversation.Trail);
            bool isNew = seen.Add(way.Step.Id + way.Resume);
            if (isNew && (way.Resume is null || seen.Add(way.Step.Id)))
            {
                yield return conversation;
            }

            if (isNew)
            {
                foreach (string choice in way.Step.Choices.Concat(Library.OffRamps).Select(c => c.Id).Append(Answers.NotSure))
                {
                    Conversation next = conversation.Add(new Answer(way.Step.Id, choice));
                    if (Library.Follow(next.Trail).Held == next.Trail.Length)
                    {
                        ways.Enqueue(next);
                    }
                }
            }
        }
    }
}

/// <summary>One application and one browser for all tests here.</summary>
[CollectionDefinition(nameof(BrowserApp))]
public sealed class BrowserApps : ICollectionFixture<BrowserApp>;

/// <summary>Devices people come with.</summary>
public static class Devices
{
    public static BrowserNewContextOptions Phone => Sized(360, 640);

    public static BrowserNewContextOptions Small => Sized(320, 640);

    /// <summary>A screen of 1280 by 1024 at 400%.</summary>
    public static BrowserNewContextOptions Magnified => Sized(320, 256);

    public static BrowserNewContextOptions Desk => Sized(1280, 800);

    public static BrowserNewContextOptions Dark => new(Phone) { ColorScheme = ColorScheme.Dark };

    public static BrowserNewContextOptions Forced => new(Phone) { ForcedColors = ForcedColors.Active, ColorScheme = ColorScheme.Dark };

    public static BrowserNewContextOptions WithoutScript => new(Phone) { JavaScriptEnabled = false };

    private static BrowserNewContextOptions Sized(int width, int height) => new() { ViewportSize = new() { Width = width, Height = height }, ReducedMotion = ReducedMotion.Reduce };
}
