using System.ComponentModel;
using System.Globalization;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Content;
using AdviceBot.Host.Operations;

namespace AdviceBot.Host.Channels.Api;

/// <summary>Read-only JSON for other programs: answers, helpers and key dates. No state, no cookie.</summary>
public static class ApiRoutes
{
    private const int MostPassages = 20;

    /// <summary>The routes.</summary>
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder api = app.MapGroup("/api");
        api.MapGet("/answers", Answers)
            .WithSummary("What the bot would answer to these words as a first message, or inside a guide")
            .Produces<AnswersJson>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/helpers", Helpers).AddEndpointFilter(CountedAsync)
            .WithSummary("Every helper and whether they can be reached")
            .Produces<HelperJson[]>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/key-dates", KeyDates).AddEndpointFilter(CountedAsync)
            .WithSummary("What must happen by when after an event")
            .Produces<KeyDateJson[]>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult Answers(HttpContext context, Gate gate, StaticPages pages, LiveLibrary live, TimeProvider clock, string? q, [Description("How many passages at most, from 1 to 20; 5 if left out.")] string? top, string? guide)
    {
        if (string.IsNullOrWhiteSpace(q))
        {
            return Results.Problem("Give the words to answer as ?q=...", statusCode: StatusCodes.Status400BadRequest);
        }

        int most = 5;
        if (top is not null && !(int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out most) && most is >= 1 and <= MostPassages))
        {
            return Results.Problem($"\"top\" is from 1 to {MostPassages}.", statusCode: StatusCodes.Status400BadRequest);
        }

        Engine engine = live.Current.Parents;
        if (guide is not null && engine.Library.Guide(guide) is null)
        {
            string known = string.Join(", ", engine.Library.Guides.Select(g => g.Id));
            return Results.Problem($"There is no such guide. There are: {known}.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (!gate.Admits(context, null) && !engine.IsUrgent(new Message.Typed(q)))
        {
            return TooMany(context, pages);
        }

        return Results.Json(AnswersJson.Of(Answering.Ask(engine, q, guide, most, clock.GetUtcNow())), ApiJson.Default.AnswersJson);
    }

    // Where nothing is asked in words, nothing can be urgent: who asks too often is refused before any work is done.
    private static async ValueTask<object?> CountedAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        HttpContext context = call.HttpContext;
        return context.RequestServices.GetRequiredService<Gate>().Admits(context, null)
            ? await next(call)
            : TooMany(context, context.RequestServices.GetRequiredService<StaticPages>());
    }

    private static IResult TooMany(HttpContext context, StaticPages pages)
    {
        context.Response.Headers.RetryAfter = Gate.RetryAfter;
        return Results.Problem(pages.WhoToCall, statusCode: StatusCodes.Status429TooManyRequests);
    }

    private static IResult Helpers(LiveLibrary live, TimeProvider clock, BotClosedDays closed, string? at)
    {
        DateTimeOffset moment = clock.GetUtcNow();
        if (at is not null && !DateTimeOffset.TryParse(Whole(at), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment))
        {
            return Results.Problem("\"at\" is a date and time such as 2026-11-23T09:30:00Z.", statusCode: StatusCodes.Status400BadRequest);
        }

        Library library = live.Current.Parents.Library;
        var signposter = new Signposter(library, closed.Days);
        return Results.Json(
            (HelperJson[])[.. signposter.All(library.Parts.Helpers.Select(h => h.Id), moment).Select(HelperJson.Of)],
            ApiJson.Default.HelperJsonArray);
    }

    // A plus that was not escaped arrives as a space. Without a T the space stands between day and time.
    private static string Whole(string at) => at.Contains('T', StringComparison.Ordinal) ? at.Replace(' ', '+') : at;

    private static IResult KeyDates(LiveLibrary live, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "event")] string? happened, string? date)
    {
        var calculator = new KeyDateCalculator(live.Current.Parents.Library);
        if (happened is null || !calculator.Events.Contains(happened))
        {
            return Results.Problem($"\"event\" is one of: {string.Join(", ", calculator.Events)}.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly on))
        {
            return Results.Problem("\"date\" is a day such as 2026-11-24.", statusCode: StatusCodes.Status400BadRequest);
        }

        return calculator.After(happened, on) is { } dates
            ? Results.Json((KeyDateJson[])[.. dates.Select(KeyDateJson.Of)], ApiJson.Default.KeyDateJsonArray)
            : Results.Problem(live.Current.Parents.Library.Messages.Text("date-beyond"), statusCode: StatusCodes.Status422UnprocessableEntity);
    }
}
