using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace AdviceBot.Browser;

/// <summary>
/// A browser with a profile on the disk, in which somebody left, which was then closed: what it brings back by "reopen closed tab" and by restoring the
/// last session, and what lies in its profile.
/// </summary>
/// <remarks>Beside each stands one that shows that what it asks of the browser works: without leaving, it does bring our tab back.</remarks>
[Collection(nameof(BrowserApp))]
public sealed class ReopenedTests(BrowserApp app) : IDisposable
{
    private readonly string profile = Directory.CreateTempSubdirectory("advicebot-profile").FullName;
    private readonly string extension = Directory.CreateTempSubdirectory("advicebot-reopen").FullName;

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restored_session_shows_nothing_after_leaving_and_the_old_state_is_refused(bool script)
    {
        string place;
        await using (Profile first = await OpenAsync(script))
        {
            place = await first.TalkAsync();
            await first.LeaveAsync();
        }

        await using Profile again = await OpenAsync(script, "--restore-last-session");
        await again.RestoredAsync();
        await again.NothingAsync();
        await Traces.RefusedAsync(app.Address, place);
    }

    [BrowserFact]
    public async Task Without_leaving_the_session_is_restored_so_that_the_test_above_says_something()
    {
        await using (Profile first = await OpenAsync(script: true))
        {
            await first.TalkAsync();
        }

        await using Profile again = await OpenAsync(script: true, "--restore-last-session");
        IPage restored = await again.RestoredAsync();
        Assert.StartsWith(app.Address, restored.Url, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reopened_tab_shows_nothing_after_leaving_and_the_old_state_is_refused(bool script)
    {
        WriteExtension();
        await using Profile visit = await OpenAsync(script, Extended);
        string place = await visit.TalkAsync();
        await visit.LeaveAsync();
        IPage back = await visit.ReopenAsync(ExtensionId);
        await visit.NothingAsync(back);
        await Traces.RefusedAsync(app.Address, place);
    }

    [BrowserFact]
    public async Task Without_leaving_the_tab_is_reopened_so_that_the_test_above_says_something()
    {
        WriteExtension();
        await using Profile visit = await OpenAsync(script: true, Extended);
        await visit.TalkAsync();
        IPage back = await visit.ReopenAsync(ExtensionId);
        Assert.StartsWith(app.Address, back.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task After_leaving_with_script_the_profile_on_the_disk_holds_neither_words_nor_state()
    {
        string place;
        await using (Profile visit = await OpenAsync(script: true))
        {
            place = await visit.TalkAsync();
            await visit.LeaveAsync();
        }

        foreach (string mark in new[] { Traces.Typed, place, "What is happening" })
        {
            Assert.Empty(Holding(mark));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(profile, recursive: true);
        Directory.Delete(extension, recursive: true);
    }

    private string[] Extended => [$"--disable-extensions-except={extension}", $"--load-extension={extension}"];

    // That of an extension from a folder is made of the folder's name.
    private string ExtensionId => string.Concat(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(extension)))[..32].Select(c => (char)('a' + Convert.ToInt32(c.ToString(), 16))));

    // What "reopen closed tab" does, a keystroke that a browser without a window doesn't take.
    private void WriteExtension()
    {
        File.WriteAllText(Path.Combine(extension, "manifest.json"), """{"manifest_version":3,"name":"Reopen","version":"1","permissions":["sessions","tabs"]}""");
        File.WriteAllText(Path.Combine(extension, "page.html"), "<!DOCTYPE html><title>Reopen</title>");
    }

    private async Task<Profile> OpenAsync(bool script, params string[] args)
    {
        IPlaywright own = await Playwright.CreateAsync();
        IBrowserContext context = await own.Chromium.LaunchPersistentContextAsync(profile, new()
        {
            ExecutablePath = Programs.Chromium,
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = 360, Height = 640 },
            UserAgent = $"Mozilla/5.0 (profile {profile.GetHashCode(StringComparison.Ordinal)}) Chrome/120",
            IgnoreDefaultArgs = ["--disable-extensions"],
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", .. args],
        });
        context.SetDefaultTimeout(20_000);
        return new Profile(own, context, app);
    }

    private IEnumerable<string> Holding(string mark)
    {
        byte[] narrow = Encoding.UTF8.GetBytes(mark), wide = Encoding.Unicode.GetBytes(mark);
        foreach (string file in Directory.EnumerateFiles(profile, "*", SearchOption.AllDirectories))
        {
            ReadOnlySpan<byte> bytes = File.ReadAllBytes(file);
            if (bytes.IndexOf(narrow) >= 0 || bytes.IndexOf(wide) >= 0)
            {
                yield return Path.GetRelativePath(profile, file);
            }
        }
    }

    /// <summary>One browser on the profile.</summary>
    private sealed class Profile(IPlaywright playwright, IBrowserContext context, BrowserApp app) : IAsyncDisposable
    {
        private IPage? talking;

        // Goes some way and writes something; the sealed place they were at.
        public async Task<string> TalkAsync()
        {
            talking = await context.NewPageAsync();
            await talking.GotoAsync(app.Address + "/");
            foreach (string choice in new[] { "conference", "england" })
            {
                string before = await PlaceAsync();
                await talking.Locator($"[data-choice='{choice}']").First.ClickAsync();
                await MovedAsync(before);
            }

            string asked = await PlaceAsync();
            await talking.Locator("#words").FillAsync($"can my {Traces.Typed} come to the meeting");
            await talking.Locator(".own-words button").First.ClickAsync();
            await MovedAsync(asked);
            return await PlaceAsync();
        }

        public async Task LeaveAsync()
        {
            await talking!.Locator(".exit").ClickAsync();
            await talking.Arrive(app.Elsewhere.Weather);
            // The browser writes down where its tabs are a moment later.
            await talking.WaitForTimeoutAsync(3_000);
        }

        // The tab that has been brought back, not the blank one a browser starts with.
        public async Task<IPage> RestoredAsync()
        {
            for (int tries = 0; tries < 50; tries++)
            {
                if (context.Pages.FirstOrDefault(p => p.Url.StartsWith("http", StringComparison.Ordinal) || p.Url.StartsWith("chrome-error", StringComparison.Ordinal)) is { } page)
                {
                    await Task.Delay(500);
                    return page;
                }

                await Task.Delay(100);
            }

            throw new InvalidOperationException($"Nothing was restored: {string.Join(' ', context.Pages.Select(p => p.Url))}");
        }

        public async Task<IPage> ReopenAsync(string extensionId)
        {
            IPage own = await context.NewPageAsync();
            await own.GotoAsync($"chrome-extension://{extensionId}/page.html");
            await talking!.CloseAsync();
            await Task.Delay(1_000);
            IPage back = await context.RunAndWaitForPageAsync(() => own.EvaluateAsync("() => chrome.sessions.restore()"));
            await Task.Delay(1_500);
            return back;
        }

        public async Task NothingAsync()
        {
            foreach (IPage page in context.Pages.ToArray())
            {
                await NothingAsync(page);
            }
        }

        // Where it stands, reloaded, and each way through its history.
        public async Task NothingAsync(IPage page)
        {
            Traces.Nothing(await page.Shown(), $"as it came back, at {page.Url}");
            await Quietly(page.ReloadAsync(new() { Timeout = 5_000 }));
            Traces.Nothing(await page.Shown(), "reload");
            for (int back = 1; back <= 6; back++)
            {
                await Quietly(page.GoBackAsync(new() { Timeout = 2_000 }));
                Traces.Nothing(await page.Shown(), $"back {back} to {page.Url}");
                if (page.Url.StartsWith("chrome-error", StringComparison.Ordinal))
                {
                    // "Confirm form resubmission": somebody confirms.
                    await Quietly(page.ReloadAsync(new() { Timeout = 5_000 }));
                    Traces.Nothing(await page.Shown(), $"sent again {back}");
                }
            }

            for (int forward = 1; forward <= 6; forward++)
            {
                await Quietly(page.GoForwardAsync(new() { Timeout = 2_000 }));
                Traces.Nothing(await page.Shown(), $"forward {forward} to {page.Url}");
            }
        }

        public async ValueTask DisposeAsync()
        {
            await context.CloseAsync();
            playwright.Dispose();
        }

        private async Task<string> PlaceAsync() => (await talking!.Locator("input[name=place]").First.GetAttributeAsync("value"))!;

        private async Task MovedAsync(string before)
        {
            for (int tries = 0; tries < 100; tries++)
            {
                await Task.Delay(100);
                try
                {
                    if (await PlaceAsync() != before)
                    {
                        return;
                    }
                }
                catch (PlaywrightException)
                {
                    // Between two pages.
                }
            }

            throw new InvalidOperationException("The page did not change.");
        }

        private static Task Quietly(Task what) => what.ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
