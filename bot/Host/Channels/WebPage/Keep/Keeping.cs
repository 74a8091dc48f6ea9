using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Keeping;
using AdviceBot.Host.Content;
using AdviceBot.Host.Keeping;
using AdviceBot.Host.State;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AdviceBot.Host.Channels.WebPage.Keep;

/// <summary>The routes of papers and of an adviser's six words.</summary>
public static class KeepRoutes
{
    /// <summary>Where papers are asked for: one neutral address for all of them.</summary>
    public const string Address = "/paper";

    /// <summary>Where an adviser types six words.</summary>
    public const string PlaceAddress = WebPageChannel.AdviserAddress + "/place";

    /// <summary>Maps them for one reader.</summary>
    public static void Map(IEndpointRouteBuilder app, Audience reader)
    {
        string address = AddressFor(reader);
        app.MapGet(address, () => Results.LocalRedirect(reader == Audience.Adviser ? WebPageChannel.AdviserAddress : WebPageChannel.Address)).ExcludeFromDescription();
        Keeping keeping = app.ServiceProvider.GetRequiredService<Keeping>();
        PageDoor door = app.ServiceProvider.GetRequiredService<PageDoor>();
        app.MapPost(address, door.Open((context, form) => keeping.AnswerAsync(KeepRequest.Read(form), reader, context.RequestAborted))).ExcludeFromDescription();
        if (reader == Audience.Adviser)
        {
            app.MapGet(PlaceAddress, () => Results.LocalRedirect(WebPageChannel.AdviserAddress)).ExcludeFromDescription();
            app.MapPost(PlaceAddress, door.Open((context, form) =>
                keeping.PlaceAsync(form[WebPageReader.Place], form[WebPageReader.Words].ToString(), context.RequestAborted))).ExcludeFromDescription();
        }
    }

    /// <summary>The address for one reader.</summary>
    public static string AddressFor(Audience reader) => reader == Audience.Adviser ? WebPageChannel.AdviserAddress + Address : Address;
}

/// <summary>Makes a paper from a place, hands it over, and keeps nothing.</summary>
public sealed class Keeping(TurnRunner runner, SealedStore store, LiveLibrary live, PageFrame frame, TimeProvider clock, IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>What every saved file is called: it says nothing to whoever finds it.</summary>
    public const string FileName = "notes";

    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The page or file that answers a form.</summary>
    public async Task<IResult> AnswerAsync(KeepRequest request, Audience reader, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        Turned turned = await runner.RunAsync(store, request.Place, new Message.Started(), stop, reader);
        Library library = live.Current.For(reader).Library;
        var view = new PageView(library, frame, turned.Handle, turned.Replies, After: turned.After);
        var papers = new Papers(library, helper => Numbers.Hours(helper, library.Messages));
        Way way = library.Follow(turned.After);
        if (request.Kind == PaperKind.Letters && papers.LettersAt(way) is { IsEmpty: false } letters)
        {
            return new DrawnPage<LettersPage>(("View", view), ("Letters", letters));
        }

        if (request.Kind == PaperKind.Check && papers.HasCheck(way))
        {
            return new DrawnPage<CheckPage>(("View", view), ("Check", library.Parts.Keep.Check), ("Papers", papers), ("Ticked", request.Ticked), ("About", request.Title));
        }

        return Paper(request, papers, way, turned, library) is { } paper
            ? await HandOverAsync(paper, request, papers, view)
            : new DrawnPage<WebPageWriter>(("View", view));
    }

    /// <summary>The place six words lead to, or what is wrong with them.</summary>
    public async Task<IResult> PlaceAsync(string? place, string words, CancellationToken stop)
    {
        Library library = live.Current.For(Audience.Adviser).Library;
        PathReading reading = PathCode.Read(library, words.Length > Engine.LongestQuestion ? "" : words);
        string? handle = reading is PathReading.Found found
            ? await store.KeepAsync(null, Conversation.New with { Trail = found.Trail }, stop)
            : place;
        Turned turned = await runner.RunAsync(store, handle, new Message.Started(), stop, Audience.Adviser);
        return new DrawnPage<WebPageWriter>(("View", new PageView(library, frame, turned.Handle, [PathAnswer.Of(reading, library.Messages), .. turned.Replies], After: turned.After)));
    }

    private Paper? Paper(KeepRequest request, Papers papers, Way way, Turned turned, Library library) => request.Kind switch
    {
        PaperKind.Notes when way.Step.Leaf is not null && Papers.IsSafe(way) =>
            papers.Notes(turned.Replies, way, PathCode.For(library, turned.After.Trail), London.DayOf(clock.GetUtcNow())),
        PaperKind.Sheet when papers.SheetAt(way) is { } sheet => papers.MeetingSheet(sheet, way, turned.After.Dates, turned.Replies),
        PaperKind.Letter when !papers.LettersAt(way).IsEmpty && papers.Letter(request.Letter) is { } letter => papers.Letter(letter),
        PaperKind.Questions when papers.HasCheck(way) && library.Parts.Keep.Check is { } check => papers.Questions(check, request.Ticked, request.Title),
        _ => null,
    };

    private async Task<IResult> HandOverAsync(Paper paper, KeepRequest request, Papers papers, PageView view)
    {
        bool withTitle = request.Kind != PaperKind.Letter;
        switch (request.Form)
        {
            case PaperForm.Html:
                return Results.Text(await FileAsync(paper, view, withTitle, request.Kind == PaperKind.Sheet), "text/html; charset=utf-8").Attached($"{FileName}.html");
            case PaperForm.Word:
                return Results.File(PaperWord.Of(paper, withTitle), Word, $"{FileName}.docx");
            case PaperForm.Text:
                return new DrawnPage<TextPage>(("View", view), ("Request", request), ("Text", PaperText.Of(paper, withTitle)));
            default:
                Letter? letter = request.Kind == PaperKind.Letter ? papers.Letter(request.Letter) : null;
                return new DrawnPage<PaperPage>(("View", view), ("Paper", paper), ("Request", request), ("Letter", letter), ("Know", letter is null ? [] : papers.Know(letter)));
        }
    }

    private async Task<string> FileAsync(Paper paper, PageView view, bool withTitle, bool isSheet)
    {
        using IServiceScope scope = services.CreateScope();
        using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["View"] = view, ["Paper"] = paper, ["WithTitle"] = withTitle, ["IsSheet"] = isSheet });
        return "<!DOCTYPE html>\n" + await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<PaperFile>(parameters)).ToHtmlString());
    }
}

/// <summary>An answer that a browser saves instead of showing.</summary>
internal static class AttachedResult
{
    /// <summary>The same answer as a file with this name.</summary>
    public static IResult Attached(this IResult answer, string name) => new Answer(answer, name);

    private sealed class Answer(IResult inner, string name) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentDisposition = $"attachment; filename={name}";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
