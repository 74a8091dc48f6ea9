using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;

namespace AdviceBot.Host.Channels.Teams;

/// <summary>One entry of the menu Teams shows over the box to write in. Pressed, its title is sent.</summary>
public sealed record TeamsCommand(string Title, string Description);

/// <summary>What a Teams administrator gets to see of the bot, and what Teams must know of it.</summary>
/// <param name="AppId">The app id of the Azure bot; also the id of the package.</param>
/// <param name="Website">Where the pages are served, without a slash at the end.</param>
/// <param name="Name">At most 30 letters; neutral, since it stands in the list of chats.</param>
/// <param name="Developer">Who runs it.</param>
/// <param name="Privacy">The page that says what is kept.</param>
/// <param name="Terms">The page that says on what terms it is used.</param>
/// <param name="Version">Such as 1.0.0; to be raised with every change that is uploaded.</param>
/// <param name="Brief">One line about it.</param>
/// <param name="Full">What it does, and what stays in Teams.</param>
public sealed partial record TeamsApp(
    Guid AppId,
    Uri Website,
    string Name,
    string Developer,
    Uri Privacy,
    Uri Terms,
    string Version,
    string Brief,
    string Full,
    ImmutableArray<TeamsCommand> Commands)
{
    // Addresses anybody can take for an hour, or that others share: whoever takes them next could speak as this app.
    private static readonly string[] Passing =
        ["ngrok.io", "ngrok.app", "ngrok-free.app", "ngrok.dev", "devtunnels.ms", "trycloudflare.com", "loca.lt", "localhost.run", "serveo.net", "localtunnel.me"];

    /// <summary>What Teams would refuse, or a family would be ill served by, each in a sentence; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (AppId == Guid.Empty)
        {
            yield return "The app id is all zeros. Take it from the Azure bot's page \"Configuration\".";
        }

        foreach ((string what, Uri address) in new[] { ("website", Website), ("privacy page", Privacy), ("terms page", Terms) })
        {
            if (!address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0)
            {
                yield return $"The {what} must be an https address, such as https://advice.charity.org.uk.";
            }
            else if (address.OriginalString.Length > 2048)
            {
                yield return $"The address of the {what} is longer than 2048 letters.";
            }
        }

        if (Website.IsAbsoluteUri && IsPassing(Website.Host))
        {
            yield return $"{Website.Host} is this machine, a bare number or a passing tunnel. Use an address that stays yours.";
        }

        foreach ((string what, string text, int most) in new[]
        {
            ("name", Name, 30), ("developer", Developer, 32), ("short description", Brief, 80), ("full description", Full, 4000),
        })
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > most)
            {
                yield return $"The {what} must have 1 to {most} letters; it has {text.Trim().Length}.";
            }
        }

        if (Microsoft().IsMatch(Name))
        {
            yield return "The name may not have Microsoft's or Teams' name in it.";
        }

        if (Brief.Trim().Length > 0 && Full.Contains(Brief.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            yield return "The full description may not repeat the short one.";
        }

        if (!Numbers().IsMatch(Version))
        {
            yield return $"The version \"{Version}\" must be three numbers without zeros before them, such as 1.0.0.";
        }

        if (Commands.Length is 0 or > 12 || Commands.Any(c => c.Title.Trim().Length is 0 or > 128 || c.Description.Trim().Length is 0 or > 4000))
        {
            yield return "There must be 1 to 12 commands, each with a title of at most 128 letters and a description.";
        }

        if (Commands.DistinctBy(c => c.Title, StringComparer.OrdinalIgnoreCase).Count() < Commands.Length)
        {
            yield return "Two commands have the same title.";
        }
    }

    private static bool IsPassing(string host) =>
        !host.Contains('.', StringComparison.Ordinal)
        || IPAddress.TryParse(host.Trim('[', ']'), out _)
        || Passing.Any(p => host.Equals(p, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + p, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\b(microsoft|teams)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Microsoft();

    [GeneratedRegex(@"^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\z")]
    private static partial Regex Numbers();
}
