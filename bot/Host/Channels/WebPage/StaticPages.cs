using System.Text;
using System.Text.Encodings.Web;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host.Content;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.Features;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>Pages that stand when everything else is down: drawn once at the start, kept in memory.</summary>
/// <remarks>
/// When the words change they are drawn again; if that fails, the last good ones stay. The visitor's place is put in as
/// they are sent, so that the way back from them loses nothing.
/// </remarks>
public sealed partial class StaticPages(LiveLibrary live, PageFrame frame, IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>Stands where the visitor's place goes.</summary>
    public const string PlaceMark = "--place--";

    /// <summary>The calm page where not even our own words are there. A test holds its numbers against helpers.yaml.</summary>
    public const string LastResort =
        "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Advice</title></head><body>"
        + "<form method=\"post\" action=\"/leave\"><button>Leave this page</button></form><main><h1>We can't show this page just now</h1>"
        + "<p>Nothing you did caused it. Please try again in a moment. You can also call one of these.</p><ul>"
        + "<li>In danger now: <a href=\"tel:999\">999</a>. On a mobile, press 55 when asked if you can't speak.</li>"
        + "<li>Samaritans, day and night: <a href=\"tel:116123\">116 123</a>. Or text SHOUT to 85258.</li>"
        + "<li>Domestic abuse helpline, day and night: <a href=\"tel:08082000247\">0808 2000 247</a></li>"
        + "<li>Advice line, weekdays: <a href=\"tel:08088010366\">0808 801 0366</a></li>"
        + "</ul><p><a href=\"/\">Try again</a></p></main></body></html>";

    /// <summary>The way out where not even our own words are there: a blank page that goes elsewhere at once.</summary>
    /// <remarks>A redirect would be stopped by form-action.</remarks>
    public static string LastWayOut(string exit) =>
        $"<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url={HtmlEncoder.Default.Encode(exit)}\"><title>Advice</title></head><body></body></html>";

    private volatile Drawn? drawn;

    /// <summary>The urgent help page.</summary>
    public Task HelpAsync(HttpContext context) => SendAsync(context, StatusCodes.Status200OK, Current().Help);

    /// <summary>What is and isn't kept, and how to hide a visit.</summary>
    public Task SafetyAsync(HttpContext context) => SendAsync(context, StatusCodes.Status200OK, Current().Safety);

    /// <summary>A blank page that goes elsewhere at once.</summary>
    public Task LeaveAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        // Of ours only the style and the script lie in the browser's cache; they go too, and with them any page it held ready to bring back.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return SendAsync(context, StatusCodes.Status200OK, Current().Leaving);
    }

    /// <summary>Nothing, and a way to begin: for whoever comes back to a page that somebody left.</summary>
    public Task GoneAsync(HttpContext context) => SendAsync(context, StatusCodes.Status200OK, Current().Gone);

    /// <summary>Who can be reached, in one line: for programs that are refused.</summary>
    public string WhoToCall => Current().WhoToCall;

    /// <summary>The calm page as it goes to somebody whose place isn't known.</summary>
    public string TroubleNow => Placed(drawn?.Trouble ?? LastResort, "");

    /// <summary>The calm page shown when something went wrong: nobody's fault, and the numbers on it.</summary>
    public static Task Trouble(HttpContext context, int status)
    {
        ArgumentNullException.ThrowIfNull(context);
        string page = context.RequestServices?.GetService<StaticPages>()?.drawn?.Trouble ?? LastResort;
        if (Operations.Trouble.IsWorthAnother(status))
        {
            context.Response.Headers.RetryAfter = Operations.Gate.RetryAfter;
        }

        return SendAsync(context, status, page);
    }

    /// <summary>Draws the pages now.</summary>
    public void Draw() => drawn = Draw(live.Current);

    private Drawn Current()
    {
        Bot bot = live.Current;
        if (drawn is { } last && ReferenceEquals(last.From, bot))
        {
            return last;
        }

        try
        {
            drawn = Draw(bot);
        }
        catch (Exception e) when (drawn is { } kept)
        {
            Kept(logs.CreateLogger<StaticPages>(), e.GetType().Name);
            drawn = kept with { From = bot };
        }

        return drawn!;
    }

    private Drawn Draw(Bot bot)
    {
        Library library = bot.Parents.Library;
        var words = new Dictionary<string, object?> { ["Of"] = frame, ["Words"] = library.Messages };
        var people = Reachable.In(library);
        var help = new Dictionary<string, object?>(words) { ["People"] = people };
        return new Drawn(
            bot,
            Render<HelpPage>(help),
            Render<SafetyPage>(words),
            Render<HelpPage>(new(help) { ["IsTrouble"] = true }),
            Render<LeavingPage>(words),
            Render<GonePage>(words),
            string.Join("; ", people.All.Where(h => h.Phone is not null).DistinctBy(h => h.Phone).Select(h => $"{h.Name} {h.Phone}")));
    }

    private string Render<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        using IServiceScope scope = services.CreateScope();
        return Render<T>(scope.ServiceProvider, logs, parameters);
    }

    /// <summary>A page as text.</summary>
    public static string Render<T>(IServiceProvider services, ILoggerFactory logs, Dictionary<string, object?> parameters)
        where T : IComponent
    {
        using var renderer = new HtmlRenderer(services, logs);
        return renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString()).GetAwaiter().GetResult();
    }

    private static Task SendAsync(HttpContext context, int status, string page)
    {
        string place = context.Features.Get<IFormFeature>()?.Form?[WebPageReader.Place].ToString() ?? "";
        bool isOurs = place.Length <= State.SealedStore.LongestHandle && place.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Placed(page, isOurs ? place : ""), Encoding.UTF8, context.RequestAborted);
    }

    private static string Placed(string page, string place) => page.Replace(PlaceMark, place, StringComparison.Ordinal);

    [LoggerMessage(LogLevel.Warning, "the help page could not be drawn again ({Kind}); the last one stays")]
    private static partial void Kept(ILogger logger, string kind);

    private sealed record Drawn(Bot From, string Help, string Safety, string Trouble, string Leaving, string Gone, string WhoToCall);
}
