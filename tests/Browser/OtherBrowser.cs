using System.Globalization;

namespace AdviceBot.Browser;

/// <summary>Browsers besides Chromium.</summary>
public enum Make
{
    Firefox,
    WebKit,
}

/// <summary>A browser besides Chromium at the size of a phone, 360 by 640, driven by what browsers have in common: addresses, the keyboard, the pointer, the history.</summary>
/// <param name="line">How it reaches the application; it goes with the browser.</param>
public abstract class OtherBrowser(Line line) : IAsyncDisposable
{
    /// <summary>Opens one.</summary>
    /// <param name="make">Which.</param>
    /// <param name="script">Whether pages may run theirs. What is asked of a page here is answered either way.</param>
    /// <param name="line">How it reaches the application.</param>
    public static async Task<OtherBrowser> OpenAsync(Make make, bool script, Line line) =>
        make == Make.Firefox ? await Firefox.OpenAsync(script, line) : await WebKit.OpenAsync(script, line);

    /// <summary>How it reaches the application.</summary>
    public Line Line { get; } = line;

    /// <summary>Goes to an address, and waits until something is there.</summary>
    public abstract Task GoAsync(string address);

    /// <summary>Back (-1) or forward (1), as far as there is anything.</summary>
    public abstract Task TraverseAsync(int way);

    /// <summary>Loads the page anew; a form that it came by is sent again.</summary>
    public abstract Task ReloadAsync();

    /// <summary>Presses a key and lets it go: a letter, or one of <see cref="Keys"/>.</summary>
    public abstract Task KeyAsync(char key);

    /// <summary>How many cookies there are.</summary>
    public abstract Task<int> CookiesAsync();

    /// <summary>What a JavaScript expression gives, as text; of a promise, what it comes to.</summary>
    public async Task<string> AskAsync(string expression)
    {
        for (int tries = 0; ; tries++)
        {
            if (await EvaluateAsync(expression) is { } text)
            {
                return text;
            }

            // Between two pages.
            Assert(tries < 100, $"Nothing answers {expression}");
            await Task.Delay(100);
        }
    }

    /// <summary>Waits until an expression is true of the page.</summary>
    public async Task UntilAsync(string condition)
    {
        for (int tries = 0; await AskAsync($"String(!!({condition}))") != "true"; tries++)
        {
            Assert(tries < 300, $"It never came to {condition} at {await AskAsync("location.href")}: {await AskAsync("document.body ? document.body.innerText.slice(0, 300) : ''")}");
            await Task.Delay(50);
        }
    }

    /// <summary>Presses the first that a selector finds, in its middle.</summary>
    public async Task PressAsync(string selector)
    {
        string[] at = (await AskAsync(
            $$"""
            (() => {
              const pressed = document.querySelector("{{selector}}");
              pressed.scrollIntoView({ block: 'center', behavior: 'instant' });
              const box = pressed.getBoundingClientRect();
              return Math.round(box.left + box.width / 2) + ' ' + Math.round(box.top + box.height / 2);
            })()
            """)).Split(' ');
        await PressAtAsync(int.Parse(at[0], CultureInfo.InvariantCulture), int.Parse(at[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Presses what leads on, and waits for the next page, drawn by script or not.</summary>
    public async Task FollowAsync(string selector)
    {
        await AskAsync("(document.querySelector('main').setAttribute('data-old', ''), '')");
        await PressAsync(selector);
        await UntilAsync("document.querySelector('main:not([data-old])') && document.readyState === 'complete'");
    }

    /// <summary>What the page holds. Of a page of the browser's own ("this site can't be reached"), what it says.</summary>
    public Task<string> ContentAsync() => AskAsync("/^http/.test(document.URL) ? document.documentElement.outerHTML : document.body ? document.body.innerText : ''");

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Task.Yield();
        Line.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What an expression gives; null where no page answers just now.</summary>
    protected abstract Task<string?> EvaluateAsync(string expression);

    /// <summary>Presses the main button of the pointer there.</summary>
    protected abstract Task PressAtAsync(int x, int y);

    private static void Assert(bool held, string otherwise)
    {
        if (!held)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}

/// <summary>Keys without a letter, as WebDriver names them.</summary>
public static class Keys
{
    public const char Enter = '\uE007';
    public const char Shift = '\uE008';
    public const char Escape = '\uE00C';
}
