using System.Security.Cryptography;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Content;
using AdviceBot.Host.Operations;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.WebChat;

/// <summary>Microsoft's Web Chat, unmodified, on our Direct Line: a page that starts it when somebody asks for it, and not before.</summary>
/// <remarks>Until then there is no token, no connection, no cookie, and nothing of its large program. Where npm has not brought it, the page says so and leads on.</remarks>
public static partial class WebChatChannel
{
    /// <summary>Where it stands.</summary>
    public const string Address = "/webchat";

    private static readonly string[] Either = [HttpMethods.Get, HttpMethods.Post];

    /// <summary>What it needs.</summary>
    public static void AddWebChat(this IServiceCollection services) => services.AddSingleton<WebChatBundle>();

    /// <summary>The page, and Web Chat's program.</summary>
    public static void MapWebChat(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        WebChatBundle bundle = app.Services.GetRequiredService<WebChatBundle>();
        app.MapMethods(Address, Either, context => PageAsync(context, bundle)).ExcludeFromDescription();
        app.MapGet(Address + "/{file}", bundle.SendAsync).ExcludeFromDescription();
        if (app.Environment.IsDevelopment() && !File.Exists(bundle.File))
        {
            NotInstalled(app.Logger);
        }
    }

    // With script the start never gets here: a form that is posted comes from a browser that runs none.
    private static async Task PageAsync(HttpContext context, WebChatBundle bundle)
    {
        IServiceProvider services = context.RequestServices;
        if (!services.GetRequiredService<Gate>().Admits(context, null))
        {
            await StaticPages.Trouble(context, StatusCodes.Status429TooManyRequests);
            return;
        }

        bool isPosted = HttpMethods.IsPost(context.Request.Method);
        string? program = !isPosted && services.GetRequiredService<IOptions<BotSettings>>().Value.DirectLine.Enabled ? bundle.Find() : null;
        string? nonce = null;
        if (program is not null)
        {
            nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
            context.Response.Headers.ContentSecurityPolicy = Policy(context.Request, nonce, services.GetRequiredService<HeaderPolicy>().Framers);
        }

        await new DrawnPage<WebChatPage>(
            (nameof(WebChatPage.Of), services.GetRequiredService<PageFrame>()),
            (nameof(WebChatPage.Words), services.GetRequiredService<LiveLibrary>().Current.Parents.Library.Messages),
            (nameof(WebChatPage.Nonce), nonce),
            (nameof(WebChatPage.Bundle), program),
            (nameof(WebChatPage.IsPosted), isPosted)).ExecuteAsync(context);
    }

    // What Web Chat needs and nothing more: scripts and styles by nonce, the one empty style it adds without, and our own address. It writes markup
    // itself, so it can't run under Trusted Types: where its program isn't on the page, the page has the policy of all others.
    private static string Policy(HttpRequest request, string nonce, string framers)
    {
        string host = request.Host.ToUriComponent();
        string sockets = host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-' or '[' or ']') && host.Length > 0 ? $" ws://{host} wss://{host}" : "";
        return $"default-src 'none'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors {framers}; connect-src 'self'{sockets}; img-src blob: data:; "
            + $"script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'nonce-{nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
    }

    [LoggerMessage(LogLevel.Information, "Web Chat is not installed, and /webchat says so. To have it: npm ci --ignore-scripts --prefix webchat")]
    private static partial void NotInstalled(ILogger logger);
}
