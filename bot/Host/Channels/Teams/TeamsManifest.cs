using System.Text.Encodings.Web;
using System.Text.Json;

namespace AdviceBot.Host.Channels.Teams;

/// <summary>manifest.json of a Teams app, schema 1.22: what Microsoft's own samples use, and later versions still take.</summary>
public static class TeamsManifest
{
    /// <summary>Names of the icons in the package.</summary>
    public const string Colour = "color.png", Outline = "outline.png";

    private const string Schema = "1.22";

    /// <summary>The file's bytes. Only a chat of one's own is declared: no team, no group, no file.</summary>
    public static byte[] Write(TeamsApp app)
    {
        ArgumentNullException.ThrowIfNull(app);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", $"https://developer.microsoft.com/json-schemas/teams/v{Schema}/MicrosoftTeams.schema.json");
            json.WriteString("manifestVersion", Schema);
            json.WriteString("version", app.Version);
            json.WriteString("id", app.AppId.ToString("D"));
            json.WriteStartObject("developer");
            json.WriteString("name", app.Developer);
            json.WriteString("websiteUrl", app.Website.AbsoluteUri);
            json.WriteString("privacyUrl", app.Privacy.AbsoluteUri);
            json.WriteString("termsOfUseUrl", app.Terms.AbsoluteUri);
            json.WriteEndObject();
            Pair(json, "name", app.Name, app.Name);
            Pair(json, "description", app.Brief, app.Full);
            json.WriteStartObject("icons");
            json.WriteString("color", Colour);
            json.WriteString("outline", Outline);
            json.WriteEndObject();
            json.WriteString("accentColor", TeamsIcons.Accent);
            json.WriteStartObject("localizationInfo");
            json.WriteString("defaultLanguageTag", "en-gb");
            json.WriteEndObject();
            json.WriteStartArray("bots");
            Bot(json, app);
            json.WriteEndArray();
            json.WriteStartArray("staticTabs");
            foreach (string tab in (string[])["conversations", "about"])
            {
                json.WriteStartObject();
                json.WriteString("entityId", tab);
                Personal(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("validDomains");
            json.WriteStringValue(app.Website.IdnHost);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Bot(Utf8JsonWriter json, TeamsApp app)
    {
        json.WriteStartObject();
        json.WriteString("botId", app.AppId.ToString("D"));
        Personal(json);
        json.WriteBoolean("supportsFiles", false);
        json.WriteBoolean("isNotificationOnly", false);
        json.WriteStartArray("commandLists");
        json.WriteStartObject();
        Personal(json);
        json.WriteStartArray("commands");
        foreach (TeamsCommand command in app.Commands)
        {
            json.WriteStartObject();
            json.WriteString("title", command.Title);
            json.WriteString("description", command.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Personal(Utf8JsonWriter json)
    {
        json.WriteStartArray("scopes");
        json.WriteStringValue("personal");
        json.WriteEndArray();
    }

    private static void Pair(Utf8JsonWriter json, string name, string brief, string full)
    {
        json.WriteStartObject(name);
        json.WriteString("short", brief);
        json.WriteString("full", full);
        json.WriteEndObject();
    }
}
