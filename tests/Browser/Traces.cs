using System.Net;
using Xunit;

namespace AdviceBot.Browser;

/// <summary>What must hold in every browser of the way out, and of what is left behind. Each question is a JavaScript function without arguments.</summary>
public static class Traces
{
    /// <summary>Whether the way out is in sight, uncovered at its middle and near each corner, and large enough for a thumb: "true true true".</summary>
    public const string Sight =
        """
        () => {
          const exit = document.querySelector('.exit'), box = exit.getBoundingClientRect();
          const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].map(([x, y]) => document.elementFromPoint(box.left + x * box.width, box.top + y * box.height));
          const seen = box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
          return `${seen} ${points.every(p => p && (p === exit || exit.contains(p)))} ${box.width >= 44 && box.height >= 44}`;
        }
        """;

    /// <summary>Leaves, and gives the milliseconds until the page is blank; a huge number where it isn't, once the press has been dealt with.</summary>
    public const string Blank =
        """
        () => {
          const start = performance.now();
          document.querySelector('.exit').click();
          return document.body.childElementCount === 0 && document.documentElement.hidden ? performance.now() - start : 1e9;
        }
        """;

    /// <summary>What the browser keeps for us: <see cref="NothingHeld"/>, or more.</summary>
    public const string Held =
        """
        async () => JSON.stringify([localStorage.length, sessionStorage.length, document.cookie, window.name,
          (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length, (await indexedDB.databases()).length])
        """;

    /// <summary>No storage, cookie, name, cache, service worker or database.</summary>
    public const string NothingHeld = "[0,0,\"\",\"\",0,0,0]";

    /// <summary>What a browser would fill in, put in a title, or show on hover though the page doesn't say it, a line each; empty where there is nothing.</summary>
    public const string Telling =
        """
        () => [
          ...[...document.querySelectorAll('[title], audio, video, [autoplay], object, embed, iframe')].map(e => 'no ' + e.outerHTML.slice(0, 80)),
          ...[...document.querySelectorAll('form')].filter(f => f.autocomplete !== 'off').map(f => 'form ' + f.outerHTML.slice(0, 80)),
          ...[...document.querySelectorAll('a[href^=http]')].filter(a => !a.textContent.includes(a.href.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, ''))).map(a => 'hover ' + a.href),
          ...(document.title === 'Advice' ? [] : ['title ' + document.title]),
          ...(location.search || location.hash ? ['address ' + location.href] : []),
        ].join('\n')
        """;

    /// <summary>Nothing of ours is in what a browser shows.</summary>
    public static void Nothing(string content, string when)
    {
        ArgumentNullException.ThrowIfNull(content);
        foreach (string word in new[] { "conference", "What is happening", "child", "999", "helpline", "place-lost", "data-step", Typed })
        {
            Assert.False(content.Contains(word, StringComparison.OrdinalIgnoreCase), $"{when}: {word} in {content[..Math.Min(600, content.Length)]}");
        }
    }

    /// <summary>A word that nobody else writes, to be written and looked for.</summary>
    public const string Typed = "zebrafinch";

    /// <summary>A sealed place that was left is answered with nothing.</summary>
    /// <param name="address">Where the application is.</param>
    /// <param name="place">The place.</param>
    public static async Task RefusedAsync(string address, string place)
    {
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent([new("place", place), new("do", "look")]);
        using HttpResponseMessage again = await client.PostAsync(new Uri(address + "/"), form);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Nothing(await again.Content.ReadAsStringAsync(), "the old state");
    }
}
