using Microsoft.Playwright;

namespace AdviceBot.Browser;

/// <summary>Whether the page's script is to be gone around, as in a browser without one.</summary>
public enum Script
{
    Used,
    Around,
}

/// <summary>What people do on the page.</summary>
public static class Steps
{
    /// <summary>Chooses one answer after the other.</summary>
    public static async Task Choose(this IPage page, params string[] choices)
    {
        foreach (string choice in choices)
        {
            await page.Press($"form[data-step] [data-choice='{choice}'], .always [data-choice='{choice}']");
        }
    }

    /// <summary>Writes in the box and sends it.</summary>
    public static async Task Write(this IPage page, string words)
    {
        await page.Locator("#words").FillAsync(words);
        await page.Press(".own-words button");
    }

    /// <summary>Presses a button and waits for the next page, drawn by script or not.</summary>
    public static async Task Press(this IPage page, string button, Script script = Script.Used)
    {
        await page.EvaluateAsync("() => document.querySelector('main').setAttribute('data-old', '')");
        if (script == Script.Around)
        {
            await page.EvaluateAsync(
                """
                button => {
                  const pressed = document.querySelector(button), field = document.createElement('input');
                  field.type = 'hidden'; field.name = pressed.name; field.value = pressed.value;
                  pressed.form.append(field);
                  HTMLFormElement.prototype.submit.call(pressed.form);
                }
                """,
                button);
        }
        else
        {
            await page.Locator(button).First.ClickAsync();
        }

        await page.Locator("main:not([data-old])").WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.Load);
    }

    /// <summary>Waits until they are at an address. Asked again and again: Playwright can miss word of it while its wait is only beginning.</summary>
    public static async Task Arrive(this IPage page, string address)
    {
        for (int tries = 0; page.Url != address; tries++)
        {
            if (tries == 300)
            {
                throw new TimeoutException($"They are still at {page.Url}, not at {address}.");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>What a page that may still be changing holds. Of one of the browser's own ("this site can't be reached"), its words without its styles.</summary>
    public static async Task<string> Shown(this IPage page)
    {
        await page.WaitForTimeoutAsync(150);
        for (int tries = 0; ; tries++)
        {
            // Another page may come while it is asked for its words.
            try
            {
                string at = page.Url;
                string shown = at.StartsWith("chrome-error", StringComparison.Ordinal) ? await page.Locator("body").InnerTextAsync() : await page.ContentAsync();
                if (page.Url == at)
                {
                    return shown;
                }
            }
            catch (PlaywrightException) when (tries < 10)
            {
                await page.WaitForTimeoutAsync(100);
            }
        }
    }
}
