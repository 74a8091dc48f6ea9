using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace AdviceBot.Browser;

/// <summary>WebKit (its GTK port, in a small browser of its own, on a screen that is only drawn in memory), by WebDriver.</summary>
public sealed class WebKit : OtherBrowser
{
    private readonly HttpClient driver = new();
    private readonly Process screen;
    private readonly Process program;
    private string session = "";

    private WebKit(Line line, Process screen, string display)
        : base(line)
    {
        this.screen = screen;
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        driver.BaseAddress = new($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo(Programs.WebKitDriver!, [$"--port={port}"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DISPLAY"] = ":" + display;
        start.Environment["GDK_BACKEND"] = "x11";
        program = Process.Start(start)!;
        _ = program.StandardOutput.ReadToEndAsync();
        _ = program.StandardError.ReadToEndAsync();
    }

    /// <summary>Opens one, which keeps nothing on the disk.</summary>
    public static async Task<WebKit> OpenAsync(bool script, Line line)
    {
        Process screen = Process.Start(new ProcessStartInfo(Programs.Screen!, ["-displayfd", "1", "-screen", "0", "360x640x24", "-nolisten", "tcp"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _ = screen.StandardError.ReadToEndAsync();
        string display = await screen.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("There is no screen.");
        var webkit = new WebKit(line, screen, display);
        await webkit.StartAsync(script);
        return webkit;
    }

    /// <inheritdoc/>
    public override async Task GoAsync(string address)
    {
        await PostAsync("/url", new { url = address });
        await UntilAsync($"location.href === '{address}' && document.readyState === 'complete'");
    }

    /// <inheritdoc/>
    public override async Task TraverseAsync(int way)
    {
        await PostAsync(way < 0 ? "/back" : "/forward", new { });
        await Task.Delay(500);
    }

    /// <inheritdoc/>
    public override async Task ReloadAsync()
    {
        await PostAsync("/refresh", new { });
        await Task.Delay(500);
    }

    /// <inheritdoc/>
    public override Task KeyAsync(char key) => ActAsync("key", new { type = "keyDown", value = key }, new { type = "keyUp", value = key });

    /// <inheritdoc/>
    public override async Task<int> CookiesAsync() => (await driver.GetFromJsonAsync<JsonElement>(session + "/cookie")).GetProperty("value").GetArrayLength();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (session.Length > 0)
        {
            (await driver.DeleteAsync(new Uri(session, UriKind.Relative))).Dispose();
        }

        driver.Dispose();
        foreach (Process one in new[] { program, screen })
        {
            one.Kill(entireProcessTree: true);
            await one.WaitForExitAsync();
            one.Dispose();
        }

        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task<string?> EvaluateAsync(string expression) =>
        await PostAsync("/execute/sync", new { script = $"return ({expression});", args = Array.Empty<int>() }) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <inheritdoc/>
    protected override Task PressAtAsync(int x, int y) =>
        ActAsync("pointer", new { type = "pointerMove", x, y }, new { type = "pointerDown", button = 0 }, new { type = "pointerUp", button = 0 });

    private async Task StartAsync(bool script)
    {
        string[] args = ["--automation", "--full-screen", $"--enable-javascript-markup={(script ? "true" : "false")}"];
        object wanted = new Dictionary<string, object>
        {
            ["pageLoadStrategy"] = "none",
            ["unhandledPromptBehavior"] = "accept",
            ["webkitgtk:browserOptions"] = new { binary = Programs.WebKitBrowser, args },
        };
        for (int tries = 0; session.Length == 0; tries++)
        {
            try
            {
                JsonElement? made = await PostAsync("/session", new { capabilities = new { alwaysMatch = wanted } });
                session = $"/session/{made?.GetProperty("sessionId").GetString() ?? throw new InvalidOperationException("There is no WebKit.")}";
            }
            catch (HttpRequestException) when (tries < 100)
            {
                // Its driver is still starting.
                await Task.Delay(100);
            }
        }

        // As large as the screen.
        await PostAsync("/window/rect", new { width = 360, height = 640 });
    }

    private Task ActAsync(string kind, params object[] actions) => PostAsync("/actions", new { actions = new[] { new { type = kind, id = kind, actions } } });

    // What it answers; null where it can't be done just now.
    private async Task<JsonElement?> PostAsync(string command, object body)
    {
        using HttpResponseMessage answer = await driver.PostAsJsonAsync(new Uri(session + command, UriKind.Relative), body);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("value") : null;
    }
}
