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

    private readonly BiDiDriver driver = new(Patience);
    private readonly DirectoryInfo profile;
    private readonly Process program;
    private string tab = "";

    private Firefox(Line line, bool script)
        : base(line)
    {
        profile = Directory.CreateTempSubdirectory("advicebot-firefox");

        // It asks nobody but this machine: all else goes to a proxy that isn't there. "To display this page, information must be sent again": somebody confirms.
        File.WriteAllText(Path.Combine(profile.FullName, "user.js"),
            $"""
            user_pref("javascript.enabled", {(script ? "true" : "false")});
            user_pref("dom.confirm_repost.testing.always_accept", true);
            user_pref("network.proxy.type", 1);
            user_pref("network.proxy.http", "127.0.0.1");
            user_pref("network.proxy.http_port", 9);
            user_pref("network.proxy.ssl", "127.0.0.1");
            user_pref("network.proxy.ssl_port", 9);
            """);
        program = Process.Start(new ProcessStartInfo(Programs.Firefox!, ["--headless", "--no-remote", "--profile", profile.FullName, "--remote-debugging-port", "0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Opens one, with a fresh profile.</summary>
    public static async Task<Firefox> OpenAsync(bool script, Line line)
    {
        var firefox = new Firefox(line, script);
        await firefox.StartAsync();
        return firefox;
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
        try
        {
            await driver.Browser.CloseAsync(new());
            await program.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
        }
        catch (Exception e) when (e is WebDriverBiDiException or OperationCanceledException)
        {
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync();
        }

        program.Dispose();
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

    private async Task StartAsync()
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
        tab = (await driver.BrowsingContext.CreateAsync(new(CreateType.Tab))).BrowsingContextId;
        await driver.BrowsingContext.SetViewportAsync(new() { BrowsingContextId = tab, Viewport = new() { Width = 360, Height = 640 } });
    }

    private async Task ActAsync(SourceActions what)
    {
        var command = new PerformActionsCommandParameters(tab);
        command.Actions.Add(what);
        await driver.Input.PerformActionsAsync(command);
    }
}
