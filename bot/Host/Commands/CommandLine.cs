using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Core.Dates;
using AdviceBot.Host.Content;

namespace AdviceBot.Host.Commands;

/// <summary>The verbs: check, chat, search, eval, script, import, learn, teams-package, help-page. Without one the program serves.</summary>
public static class CommandLine
{
    private static readonly ImmutableArray<string> Verbs = ["check", "chat", "search", "eval", "script", "import", "learn", "teams-package", "help-page"];

    /// <summary>Whether these arguments are a command rather than settings of the service.</summary>
    public static bool IsCommand(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return args.Length > 0 && !args[0].StartsWith('-') && !args[0].Contains('=', StringComparison.Ordinal);
    }

    /// <summary>Runs a command.</summary>
    /// <returns>The exit code: 0 done, 1 something is wrong with the content or input, 2 the words of the call are off.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, TextReader input)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            string[] rest = args[1..];
            return args[0] switch
            {
                "check" => CheckCommand.Run(new Arguments(rest, ["content", "draw"], []), output, errors),
                "chat" => await ChatCommand.RunAsync(input, output, errors),
                "search" when Array.IndexOf(rest, "--content") is >= 0 and var at && at + 1 < rest.Length =>
                    WithPassages(rest[at + 1], errors, bot => SearchCommand.Run([.. rest[..at], .. rest[(at + 2)..]], bot.Advisers, output)),
                "search" => WithBot(errors, bot => SearchCommand.Run(rest, bot.Parents, output)),
                "eval" when rest.Contains("--stages") => WithBot(errors, bot => StagesCommand.Run(rest, bot.Parents.Library, output)),
                "eval" => WithBot(errors, bot => EvalCommand.Run(rest, (words, guide) => EvalCommand.Answer(bot.Parents, words, guide), output)),
                "script" => WithWords(errors, parts => ScriptCommand.Run(new Arguments(rest, ["out"], []), parts, output, errors)),
                "teams-package" => WithWords(errors, parts => TeamsPackageCommand.Run(new Arguments(rest, TeamsPackageCommand.Options, []), parts.Messages, output, errors)),
                "help-page" => WithPage(errors, (parts, page) => HelpPageCommand.Run(new Arguments(rest, ["out"], []), parts, page, output, errors)),
                "learn" => WithWords(errors, parts => LearnCommand.Run(new Arguments(rest, ["out"], []), parts, output)),
                "import" => ImportCommand.Run(new Arguments(rest, ["out"], []), output, errors),
                _ => Unknown(args[0], errors),
            };
        }
        catch (ArgumentException e)
        {
            errors.WriteLine(e.Message);
            return 2;
        }
    }

    private static int WithBot(TextWriter errors, Func<Bot, int> run) =>
        WithWords(errors, parts => run(Bot.Make(parts, showPending: false, [])));

    // Imported passages wait for somebody to check them, so only advisers find them.
    private static int WithPassages(string folder, TextWriter errors, Func<Bot, int> run) => WithWords(errors, parts =>
    {
        var problems = new Problems();
        LibraryParts others = ContentFolder.WithPassages(folder, parts, problems);
        return problems.AreNone ? run(Bot.Make(others, showPending: false, [])) : Report(problems.All, errors);
    });

    // As the service itself would show it: with its words, its name and its exit.
    private static int WithPage(TextWriter errors, Func<LibraryParts, PageSettings, int> run)
    {
        var place = new HostApplicationBuilderSettings { ContentRootPath = AppRoot.Find() };
        BotSettings settings = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(place).Configuration.GetSection(BotSettings.Section).Get<BotSettings>() ?? new();
        return WithWords(errors, parts => run(parts, settings.Page), Path.GetFullPath(settings.Content.Path, place.ContentRootPath));
    }

    private static int WithWords(TextWriter errors, Func<LibraryParts, int> run, string? folder = null)
    {
        ContentReading reading = ContentFolder.ReadToServe(folder ?? Path.Combine(AppRoot.Find(), "content"), London.DayOf(TimeProvider.System.GetUtcNow()), proven: null);
        return reading.Problems.IsEmpty ? run(reading.Parts) : Report(reading.Problems, errors);
    }

    private static int Unknown(string verb, TextWriter errors)
    {
        errors.WriteLine($"There is no command \"{verb}\".{Nearest.Hint(verb, Verbs)} There are: {string.Join(", ", Verbs)}.");
        return 2;
    }

    /// <summary>Prints problems of the content, each on a line.</summary>
    public static int Report(ImmutableArray<Problem> problems, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (Problem problem in problems)
        {
            output.WriteLine(problem);
        }

        return problems.IsEmpty ? 0 : 1;
    }
}
