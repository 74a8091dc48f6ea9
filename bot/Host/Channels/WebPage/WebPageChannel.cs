using System.Text;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Content;
using AdviceBot.Host.Operations;
using AdviceBot.Host.Language;
using AdviceBot.Host.State;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>Plain pages: complete without script, cookie or storage. The conversation travels sealed in the page's form.</summary>
/// <remarks>Every move is posted, so nothing a person chose or typed is ever in an address, a history or a server's log.</remarks>
public static class WebPageChannel
{
    /// <summary>The conversation.</summary>
    public const string Address = "/";

    /// <summary>The same for advisers, who see what waits for sign-off.</summary>
    public const string AdviserAddress = "/adviser";

    /// <summary>The urgent help page.</summary>
    public const string HelpAddress = "/help";

    /// <summary>What is and isn't kept.</summary>
    public const string SafetyAddress = "/safety";

    /// <summary>The way out without script.</summary>
    public const string LeaveAddress = "/leave";

    /// <summary>What the pages need.</summary>
    public static void AddWebPage(this IServiceCollection services)
    {
        services.AddSingleton<Assets>();
        services.AddSingleton(s =>
        {
            PageSettings page = s.GetRequiredService<IOptions<BotSettings>>().Value.Page;
            return new PageFrame(page.Name, page.ExitTo, s.GetRequiredService<Assets>()) { SharesWords = s.GetRequiredService<ILanguageService>() is not NoLanguage };
        });
        services.AddSingleton<StaticPages>();
        services.AddSingleton<PageDoor>();
        services.AddSingleton<Leavers>();
        services.AddSingleton<ISweep>(s => s.GetRequiredService<Leavers>());
        services.AddSingleton<Turning>();
        services.AddSingleton<Keep.Keeping>();
    }

    /// <summary>The routes.</summary>
    public static void MapWebPage(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        IServiceProvider services = app.ServiceProvider;
        StaticPages pages = services.GetRequiredService<StaticPages>();
        pages.Draw();
        services.GetRequiredService<Assets>().Map(app);
        Map(app, Address, Audience.Parent);
        Keep.KeepRoutes.Map(app, Audience.Parent);
        if (services.GetRequiredService<IOptions<BotSettings>>().Value.Adviser.Enabled || services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            Map(app, AdviserAddress, Audience.Adviser);
            Keep.KeepRoutes.Map(app, Audience.Adviser);
            if (services.GetRequiredService<Counts>() is { IsOn: true } counts)
            {
                app.MapGet(AdviserAddress + "/counts", (LiveLibrary live) => Results.Text(counts.Shown(live.Current.Advisers.Library))).ExcludeFromDescription();
            }
        }

        // Never refused for asking often, and nobody waits for a place: whoever presses these may be in danger or leaving, and they cost next to nothing.
        PageDoor door = services.GetRequiredService<PageDoor>();
        app.MapGet(HelpAddress, pages.HelpAsync).ExcludeFromDescription();
        app.MapPost(HelpAddress, door.OpenAlways((context, _) => pages.HelpAsync(context))).ExcludeFromDescription();
        app.MapGet(SafetyAddress, pages.SafetyAsync).ExcludeFromDescription();
        app.MapPost(SafetyAddress, door.OpenAlways((context, _) => pages.SafetyAsync(context))).ExcludeFromDescription();
        app.MapGet(LeaveAddress, pages.GoneAsync).ExcludeFromDescription();
        app.MapPost(LeaveAddress, door.LeaveAsync).ExcludeFromDescription();
        app.MapFallback("{*path}", NotHere.AnswerAsync).ExcludeFromDescription();
    }

    private static void Map(IEndpointRouteBuilder app, string address, Audience reader)
    {
        Turning turning = app.ServiceProvider.GetRequiredService<Turning>();
        PageDoor door = app.ServiceProvider.GetRequiredService<PageDoor>();
        app.MapGet(address, door.OpenFirst(context =>
            turning.AnswerAsync(new PageRequest(null, new Message.Started(), Shown.Page, [], []), reader, context.RequestAborted))).ExcludeFromDescription();
        app.MapPost(address, door.Open(WebPageReader.Read, (context, request) => turning.AnswerAsync(request, reader, context.RequestAborted))).ExcludeFromDescription();
    }

    // A form that can't be read is an empty one: the page then shows the start. One that breaks off may have held their place, which
    // the start would have them lose: they are asked to send it again.
    internal static async Task<IFormCollection> FormAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        }
        catch (InvalidDataException)
        {
            return FormCollection.Empty;
        }
        catch (IOException e) when (e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The form breaks off.", e);
        }
    }
}

/// <summary>One turn on the page: runs it, and chooses how it is shown.</summary>
public sealed class Turning(TurnRunner runner, SealedStore store, LiveLibrary live, PageFrame frame, BotClosedDays closed, TimeProvider clock)
{
    /// <summary>The page that answers a form.</summary>
    public async Task<IResult> AnswerAsync(PageRequest request, Audience reader, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        Turned turned = await runner.RunAsync(store, request.Place, request.Message, stop, reader);
        Library library = live.Current.For(reader).Library;
        if (request.Shown == Shown.Calendar && turned.Replies.OfType<Reply.KeyDates>().FirstOrDefault(d => !d.Calendar.IsEmpty) is { } dates)
        {
            (string[] days, bool named, Reminder reminder) = request.Calendar;
            string file = CalendarEntries.File(dates, days, named, reminder, library.Messages, clock.GetUtcNow());
            return Results.File(Encoding.UTF8.GetBytes(file), CalendarFile.Type, CalendarFile.Name);
        }

        var view = new PageView(library, frame, turned.Handle, [.. Again(library, request), .. turned.Replies], request.Shown == Shown.Print, turned.After);
        return request.Shown == Shown.Script && reader == Audience.Adviser
            ? new DrawnPage<ScriptPage>(("View", view))
            : new DrawnPage<WebPageWriter>(("View", view));
    }

    // An answer to somebody's own words is not kept, so the page to be printed says what was on it.
    private IEnumerable<Reply> Again(Library library, PageRequest request)
    {
        if (request.Shown is Shown.Page or Shown.Calendar)
        {
            yield break;
        }

        Passage[] passages = [.. request.Passages.Select(library.Passage).OfType<Passage>()];
        if (passages.Length > 0)
        {
            yield return new Reply.Answer(library.Messages.Text("i-found"), [.. passages], []);
        }

        if (request.Helpers.Length > 0)
        {
            yield return new Reply.Helpers(new Signposter(library, closed.Days).All(request.Helpers, clock.GetUtcNow()));
        }
    }
}
