using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host.Channels.WebPage;
using AdviceBot.Host.Content;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdviceBot.Host.Commands;

/// <summary>help-page [--out FILE]: the page with the numbers as one file, which a proxy shows while the bot is away.</summary>
public static class HelpPageCommand
{
    /// <summary>Prints it, or writes it to the file, whole or not at all.</summary>
    /// <param name="page">The name on it, and where "Leave this page" leads.</param>
    /// <returns>0; 1 when the file can't be written.</returns>
    public static int Run(Arguments arguments, LibraryParts parts, PageSettings page, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        string text = Page(parts, page);
        if (arguments.Value("out") is not { } file)
        {
            output.Write(text);
            return 0;
        }

        if (!WholeFile.TryWrite(file, to => to.Write(System.Text.Encoding.UTF8.GetBytes(text))))
        {
            errors.WriteLine($"{file} can't be written.");
            return 1;
        }

        output.WriteLine($"wrote {file}");
        return 0;
    }

    /// <summary>The page.</summary>
    public static string Page(LibraryParts parts, PageSettings page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var library = new Library(parts, Audience.Parent);
        using ServiceProvider none = new ServiceCollection().BuildServiceProvider();
        return StaticPages.Render<AwayPage>(none, NullLoggerFactory.Instance, new()
        {
            ["Of"] = new PageFrame(page.Name, page.ExitTo, new Assets()),
            ["Words"] = library.Messages,
            ["People"] = Reachable.In(library),
        });
    }
}
