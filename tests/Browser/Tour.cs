using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace AdviceBot.Browser;

/// <summary>What is looked for on every step.</summary>
public enum Check
{
    /// <summary>axe, best practices included; the colours again in the dark on every fourth step.</summary>
    Axe,

    /// <summary>No scrolling sideways at 360, 320 and at 400% of 1280 by 1024; question and first answer within the screen.</summary>
    Narrow,

    /// <summary>Nothing cut, and nothing wider than the screen, with text at 200% and wide spacing.</summary>
    Large,

    /// <summary>One heading of the first rank, at most six answers, wide and high enough for a thumb.</summary>
    Buttons,

    /// <summary>At most 20 things before the first answer of a question.</summary>
    Reader,

    /// <summary>Nothing asked of anybody else, and nothing against the page's own policy.</summary>
    Strangers,
}

/// <summary>A walk over every step of every guide, by several pages at once, that looks at everything on each.</summary>
/// <remarks>Every step is seen whole. What unfolds is read by axe where it is first met: the same passage is the same everywhere.</remarks>
public sealed class Tour
{
    private readonly ConcurrentBag<(Check Check, string Finding)> findings = [];
    private readonly ConcurrentDictionary<Check, int> looks = new();
    private readonly ConcurrentDictionary<string, bool> unfolded = new();

    private Tour()
    {
    }

    /// <summary>How many steps there are.</summary>
    public int Steps { get; private set; }

    /// <summary>Walks over all.</summary>
    public static async Task<Tour> Of(BrowserApp app)
    {
        var tour = new Tour();
        IReadOnlyList<(string Step, string Place)> steps = await app.EveryStep();
        tour.Steps = steps.Count;
        var waiting = new ConcurrentQueue<(int, (string Step, string Place))>(steps.Index());
        await Task.WhenAll(Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 2, 4)).Select(async _ =>
        {
            IPage page = await app.Visit();
            page.Request += (_, request) => tour.Note(Check.Strangers, request.Url.StartsWith(app.Address, StringComparison.Ordinal) || request.Url.StartsWith("data:", StringComparison.Ordinal) ? [] : [request.Url]);
            page.Console += (_, message) => tour.Note(Check.Strangers, message.Type == "error" ? [message.Text] : []);
            page.PageError += (_, error) => tour.Note(Check.Strangers, [error]);
            await page.GotoAsync(app.Address + "/");
            while (waiting.TryDequeue(out (int Number, (string Step, string Place) At) next))
            {
                string at = await page.Look<string>("place => looks.go(place)", next.At.Place);
                if (at != next.At.Step)
                {
                    throw new InvalidOperationException($"The page is at {at}, not at {next.At.Step}.");
                }

                await tour.See(page, at, isQuestion: app.Library.Step(at)!.Leaf is null, inTheDark: next.Number % 4 == 0);
            }

            await page.Context.CloseAsync();
        }));
        return tour;
    }

    /// <summary>What was found, a line each; empty when all is well.</summary>
    public string Found(Check check) => string.Join('\n', findings.Where(f => f.Check == check).Select(f => f.Finding).Distinct().Take(40));

    /// <summary>How often it was looked for.</summary>
    public int Looks(Check check) => looks.GetValueOrDefault(check);

    /// <summary>Looks at one step as it stands on a page of 360 by 640.</summary>
    internal async Task See(IPage page, string step, bool isQuestion, bool inTheDark)
    {
        Note(Check.Buttons, await page.Look<string[]>("() => looks.buttons()"), step);
        if (isQuestion)
        {
            int before = await page.StepsToTheFirstAnswer();
            Note(Check.Reader, before <= 20 ? [] : [$"{before} things before the first answer"], step);
        }

        string[] fresh = [.. (await page.Look<string[]>("() => looks.folds()")).Where(key => unfolded.TryAdd(key, true))];
        await page.Alter("keys => looks.unfold(keys)", fresh);
        Note(Check.Axe, await page.Axe(step));
        if (inTheDark)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            Note(Check.Axe, await page.Axe(step + " in the dark", "color-contrast"));
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }

        await page.Alter("() => looks.unfold(null)");
        await page.Alter("() => looks.enlarge(true)");
        Note(Check.Large, await page.Look<string[]>("() => [...looks.cut(), ...looks.isTooWide() ? ['wider than the screen'] : []]"), step);
        await page.Alter("() => looks.enlarge(false)");
        foreach ((int width, int height) in new[] { (320, 640), (320, 256), (360, 640) })
        {
            await page.SetViewportSizeAsync(width, height);
            Note(
                Check.Narrow,
                await page.Look<string[]>("() => [...looks.isTooWide() ? ['too wide'] : [], ...looks.outOfSight().map(part => part + ' out of sight')]"),
                $"{step} at {width} by {height}");
        }
    }

    private void Note(Check check, IEnumerable<string> found, string? where = null)
    {
        looks.AddOrUpdate(check, 1, (_, n) => n + 1);
        foreach (string finding in found)
        {
            findings.Add((check, where is null ? finding : $"{where}: {finding}"));
        }
    }

    /// <summary>A tour that has seen nothing yet, to try the looks themselves.</summary>
    internal static Tour Nowhere() => new();
}
