using System.Diagnostics;
using System.Text.RegularExpressions;
using WebDriverBiDi;
using WebDriverBiDi.BrowsingContext;
using WebDriverBiDi.Input;
using WebDriverBiDi.Script;
using WebDriverBiDi.Session;
using WebDriverBiDi.Storage;

namespace AdviceBot.Browser;

/// <summary>Firefox without a window, by WebDriver BiDi.</summary>
public sealed partial class Firefox : OtherBrowser
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // It writes down what is open so often.
    private static readonly TimeSpan WritesEvery = TimeSpan.FromSeconds(1);

    private readonly DirectoryInfo profile;
    private BiDiDriver driver = new(Patience);
    private Process program;
    private string tab = "";

    private Firefox(Line line, bool script)
        : base(line)
    {
        profile = Directory.CreateTempSubdirectory("advicebot-firefox");

        // It asks nobody but this machine: all else goes to a proxy that isn't there. "To display this page, information must be sent again": somebody confirms.
        // Opened again after it was killed it brings back what was open, as it comes.
        File.WriteAllText(Path.Combine(profile.FullName, "user.js"),
            $"""
            user_pref("javascript.enabled", {(script ? "true" : "false")});
            user_pref("dom.confirm_repost.testing.always_accept", true);
            user_pref("network.proxy.type", 1);
            user_pref("network.proxy.http", "127.0.0.1");
            user_pref("network.proxy.http_port", 9);
            user_pref("network.proxy.ssl", "127.0.0.1");
            user_pref("network.proxy.ssl_port", 9);
            user_pref("browser.sessionstore.resume_from_crash", true);
            user_pref("browser.sessionstore.interval", {WritesEvery.TotalMilliseconds});
            user_pref("browser.sessionstore.interval.idle", {WritesEvery.TotalMilliseconds});
            """);
        program = Launch();
    }

    /// <summary>Opens one, with a fresh profile.</summary>
    public static async Task<Firefox> OpenAsync(bool script, Line line)
    {
        var firefox = new Firefox(line, script);
        await firefox.ConnectAsync();
        await firefox.TakeAsync((await firefox.driver.BrowsingContext.CreateAsync(new(CreateType.Tab))).BrowsingContextId);
        return firefox;
    }

    /// <summary>Ends it as a phone does that needs the room, and opens it again on the same profile; goes on in the tab that was brought back.</summary>
    public async Task RestartAsync()
    {
        await Task.Delay(3 * WritesEvery);
        await driver.DisposeAsync();
        await KillAsync();
        driver = new(Patience);
        program = Launch();
        await ConnectAsync();
        for (int tries = 0; ; tries++)
        {
            IList<BrowsingContextInfo> open = (await driver.BrowsingContext.GetTreeAsync(new())).ContextTree;
            if (open.FirstOrDefault(t => t.Url.StartsWith("http", StringComparison.Ordinal)) is { } back)
            {
                await driver.BrowsingContext.ActivateAsync(new(back.BrowsingContextId));
                await TakeAsync(back.BrowsingContextId);
                return;
            }

            if (tries == 100)
            {
                throw new InvalidOperationException($"Nothing was brought back: {string.Join(' ', open.Select(t => t.Url))}");
            }

            await Task.Delay(100);
        }
    }

    /// <inheritdoc/>
    public override async Task GoAsync(string address) =>
        await driver.BrowsingContext.NavigateAsync(new(tab, address) { Wait = ReadinessState.Complete });

    /// <inheritdoc/>
    public override async Task TraverseAsync(int way)
    {
        try
        {
            await driver.BrowsingContext.TraverseHistoryAsync(new(tab, way));
        }
        catch (WebDriverBiDiException)
        {
            // There is nothing that way.
        }

        await Task.Delay(300);
    }

    /// <inheritdoc/>
    public override async Task ReloadAsync()
    {
        try
        {
            await driver.BrowsingContext.ReloadAsync(new(tab) { Wait = ReadinessState.Complete });
        }
        catch (WebDriverBiDiException)
        {
            // It went elsewhere, or nowhere.
        }
    }

    /// <inheritdoc/>
    public override async Task KeyAsync(char key)
    {
        var keys = new KeySourceActions();
        keys.Actions.Add(new KeyDownAction(key.ToString()));
        keys.Actions.Add(new KeyUpAction(key.ToString()));
        await ActAsync(keys);
    }

    /// <inheritdoc/>
    public override async Task<int> CookiesAsync() => (await driver.Storage.GetCookiesAsync(new())).Cookies.Count;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await driver.DisposeAsync();
        profile.Delete(recursive: true);
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task<string?> EvaluateAsync(string expression)
    {
        try
        {
            return await driver.Script.EvaluateAsync(new(expression, new ContextTarget(tab), awaitPromise: true)) is EvaluateResultSuccess { Result: StringRemoteValue text } ? text.Value : null;
        }
        catch (WebDriverBiDiException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task PressAtAsync(int x, int y)
    {
        var pointer = new PointerSourceActions();
        pointer.Actions.Add(new PointerMoveAction { X = x, Y = y });
        pointer.Actions.Add(new PointerDownAction(0));
        pointer.Actions.Add(new PointerUpAction(0));
        await ActAsync(pointer);
    }

    [GeneratedRegex("listening on (ws://.+)")]
    private static partial Regex Listening();

    private Process Launch() => Process.Start(new ProcessStartInfo(Programs.Firefox!, ["--headless", "--no-remote", "--profile", profile.FullName, "--remote-debugging-port", "0"])
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    })!;

    private async Task ConnectAsync()
    {
        _ = program.StandardOutput.ReadToEndAsync();
        Match said;
        do
        {
            said = Listening().Match(await program.StandardError.ReadLineAsync() ?? throw new InvalidOperationException("Firefox ended before it began."));
        }
        while (!said.Success);

        _ = program.StandardError.ReadToEndAsync();
        await driver.StartAsync(said.Groups[1].Value + "/session");
        await driver.Session.NewSessionAsync(new());
    }

    private async Task TakeAsync(string which)
    {
        tab = which;
        await driver.BrowsingContext.SetViewportAsync(new() { BrowsingContextId = tab, Viewport = new() { Width = 360, Height = 640 } });
    }

    private async Task CloseAsync()
    {
        try
        {
            await driver.Browser.CloseAsync(new());
            await program.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
            program.Dispose();
        }
        catch (Exception e) when (e is WebDriverBiDiException or OperationCanceledException)
        {
            await KillAsync();
        }
    }

    private async Task KillAsync()
    {
        program.Kill(entireProcessTree: true);
        await program.WaitForExitAsync();
        program.Dispose();
    }

    private async Task ActAsync(SourceActions what)
    {
        var command = new PerformActionsCommandParameters(tab);
        command.Actions.Add(what);
        await driver.Input.PerformActionsAsync(command);
    }
}
