using AdviceBot.Core.Content;
using AdviceBot.Host.Channels.Teams;
using AdviceBot.Host.Channels.WebPage;

namespace AdviceBot.Host.Commands;

/// <summary>teams-package --app-id GUID --website URL --out FILE.zip: the file a Teams administrator uploads.</summary>
public static class TeamsPackageCommand
{
    /// <summary>Options that take a value.</summary>
    public static readonly string[] Options = ["app-id", "website", "out", "name", "developer", "privacy", "terms", "version"];

    private const string How = "teams-package --app-id GUID --website URL --out FILE.zip [--name NAME] [--developer NAME] [--privacy URL] [--terms URL] [--version 1.0.0]";

    /// <summary>Writes it.</summary>
    /// <returns>0; 1 when Teams would refuse it or the file can't be written, saying why; 2 when something it needs isn't said.</returns>
    public static int Run(Arguments arguments, Messages messages, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        if (arguments.Plain.Count > 0 || arguments.Value("app-id") is not { } id || arguments.Value("website") is not { } website || arguments.Value("out") is not { } file)
        {
            errors.WriteLine($"Say which bot, where its pages are and where to write: {How}");
            return 2;
        }

        if (!Guid.TryParseExact(id, "D", out Guid appId))
        {
            errors.WriteLine($"\"{id}\" is no app id. It looks like 11111111-2222-3333-4444-555555555555; the Azure bot's page \"Configuration\" shows it as Microsoft App ID.");
            return 1;
        }

        string site = website.TrimEnd('/');
        string safety = site + WebPageChannel.SafetyAddress;
        string name = arguments.Value("name") ?? new PageSettings().Name;
        var app = new TeamsApp(
            appId,
            Address(site),
            name,
            arguments.Value("developer") ?? name,
            Address(arguments.Value("privacy") ?? safety),
            Address(arguments.Value("terms") ?? safety),
            arguments.Value("version") ?? "1.0.0",
            messages.Text("teams-short"),
            messages.Text("teams-full", ("address", site)),
            TeamsPackage.Commands(messages));
        string[] problems = [.. app.Problems()];
        if (problems.Length > 0)
        {
            Array.ForEach(problems, errors.WriteLine);
            return 1;
        }

        try
        {
            File.WriteAllBytes(file, TeamsPackage.Write(app));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.WriteLine($"{file} can't be written: {e.Message}");
            return 1;
        }

        output.WriteLine($"wrote {file}; upload it in the Teams admin centre, under \"Manage apps\"");
        return 0;
    }

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? address) ? address : new Uri("", UriKind.Relative);
}
