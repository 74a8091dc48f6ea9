using System.Collections.Concurrent;
using System.Text.Json;

namespace AdviceBot.Benchmarks;

/// <summary>What everything is measured beside: Kestrel, a form read and a page of fixed bytes sent back, or JSON in and out.</summary>
internal static class Bare
{
    /// <summary>About the size of the bot's pages, so that what differs is the work and not the bytes.</summary>
    private const int PageBytes = 16_000;

    /// <summary>The size of a short reply to one activity, unless a caller wants more.</summary>
    private const int ReplyLetters = 4_000;

    public static async Task RunAsync(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        byte[] page = new byte[PageBytes];
        Array.Fill(page, (byte)'a');
        app.MapGet("/", () => Results.Bytes(page, "text/html"));
        app.MapPost("/", async (HttpRequest request) =>
        {
            _ = await request.ReadFormAsync();
            return Results.Bytes(page, "text/html");
        });
        var replies = new ConcurrentDictionary<int, byte[]>();
        app.MapPost("/api/messages", async (HttpRequest request, int? letters) =>
        {
            using JsonDocument activity = await JsonDocument.ParseAsync(request.Body);
            return Results.Bytes(replies.GetOrAdd(letters ?? ReplyLetters, Reply), "application/json; charset=utf-8");
        });
        await app.RunAsync();
    }

    private static byte[] Reply(int letters) =>
        JsonSerializer.SerializeToUtf8Bytes(new { activities = new[] { new { type = "message", text = new string('a', letters) } } });
}
