using AdviceBot.Core;
using AdviceBot.Host.Content;
using AdviceBot.Host.Operations;
using AdviceBot.Host.State;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>What every call of a page passes: is it a page of ours that asks, did somebody leave it, and is there room.</summary>
/// <remarks>Danger comes before room: a message that needs a card is answered however many came before it.</remarks>
public sealed class PageDoor(SealedStore store, StaticPages pages, Gate gate, Leavers leavers, LiveLibrary live)
{
    /// <summary>The first page of a visit.</summary>
    public RequestDelegate OpenFirst(Func<HttpContext, Task<IResult>> call) => async context =>
    {
        if (leavers.Left(context))
        {
            await pages.GoneAsync(context);
            return;
        }

        using IDisposable? room = await gate.EnterAsync(() => false, context.RequestAborted);
        if (room is null || !gate.Admits(context, null))
        {
            await RefuseAsync(context, room);
            return;
        }

        await AnswerAsync(context, room, call(context));
    };

    /// <summary>A posted form.</summary>
    public RequestDelegate Open(Func<HttpContext, IFormCollection, Task<IResult>> call) => Open(form => form, (context, form) => call(context, form));

    /// <summary>A posted form in which danger may be said.</summary>
    /// <param name="read">What the form asks.</param>
    /// <param name="call">Answers it; the message in it has been looked at for danger already, where that had to be known here.</param>
    public RequestDelegate Open(Func<IFormCollection, PageRequest> read, Func<HttpContext, PageRequest, Task<IResult>> call) =>
        Open(read, call, (engine, request) => request with { Message = engine.Look(request.Message) }, (engine, request) => engine.IsUrgent(request.Message));

    private RequestDelegate Open<T>(
        Func<IFormCollection, T> read, Func<HttpContext, T, Task<IResult>> call, Func<Engine, T, T>? look = null, Func<Engine, T, bool>? isUrgent = null) => OpenAlways(async (context, form) =>
    {
        T asked = read(form);
        bool IsUrgent()
        {
            Engine engine = live.Current.Parents;
            asked = look is null ? asked : look(engine, asked);
            return isUrgent?.Invoke(engine, asked) == true;
        }

        using IDisposable? room = await gate.EnterAsync(IsUrgent, context.RequestAborted);
        if (room is null || (!gate.Admits(context, store.Counted(form[WebPageReader.Place])) && !IsUrgent()))
        {
            await RefuseAsync(context, room);
            return;
        }

        await AnswerAsync(context, room, call(context, asked));
    });

    /// <summary>A posted form that is answered however many ask.</summary>
    public RequestDelegate OpenAlways(Func<HttpContext, IFormCollection, Task> call) => async context =>
    {
        // Before asking whose page sends it: WebKit's Back sends a form again in the name of the site it comes from.
        IFormCollection form = await WebPageChannel.FormAsync(context);
        bool isOurs = OurPage.Asks(context.Request);
        if (await store.WasEndedAsync(form[WebPageReader.Place], context.RequestAborted) || (!isOurs && leavers.Left(context)))
        {
            await pages.GoneAsync(context);
            return;
        }

        if (!isOurs)
        {
            await StaticPages.Trouble(context, StatusCodes.Status403Forbidden);
            return;
        }

        leavers.Forget(context);
        await call(context, form);
    };

    /// <summary>The way out: the conversation is over, on every page that still holds it.</summary>
    public async Task LeaveAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await store.EndAsync(await PlaceAsync(context));
        leavers.Remember(context);
        await pages.LeaveAsync(context);
    }

    // Whoever leaves is let out, whatever came of their form.
    private static async Task<string?> PlaceAsync(HttpContext context)
    {
        try
        {
            return (await WebPageChannel.FormAsync(context))[WebPageReader.Place];
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }

    // Sending takes as long as somebody's line takes, and nobody's place.
    private static async Task AnswerAsync(HttpContext context, IDisposable room, Task<IResult> call)
    {
        IResult answer = await call;
        if (answer is IDrawn page)
        {
            await page.DrawAsync(context);
        }

        room.Dispose();
        await answer.ExecuteAsync(context);
    }

    private static Task RefuseAsync(HttpContext context, IDisposable? room) =>
        StaticPages.Trouble(context, room is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status429TooManyRequests);
}
