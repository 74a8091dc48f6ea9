using System.Reflection;
using System.Text.Json;
using AdviceBot.Host;
using Xunit;

namespace AdviceBot.Tests.House;

/// <summary>appsettings.json shows every setting there is, with its default.</summary>
public class SettingsTests
{
    private static readonly string File = Path.Combine(RealBot.Root, "appsettings.json");

    [Fact]
    public void Every_setting_stands_in_the_file_and_nothing_else_does() => Assert.Equal(InCode(typeof(BotSettings), "").Order(), InFile(Root(), "").Order());

    [Fact]
    public void What_stands_in_the_file_is_the_default_where_the_code_has_one()
    {
        // Lists stand in the file alone: read into a list that has something already, they would be added to it.
        JsonElement file = Root();
        JsonElement code = JsonSerializer.SerializeToElement(new BotSettings());
        foreach (string setting in InCode(typeof(BotSettings), ""))
        {
            JsonElement inCode = At(code, setting);
            if (inCode.ValueKind is not (JsonValueKind.Null or JsonValueKind.Array) && inCode.ToString().Length > 0)
            {
                Assert.Equal((setting, inCode.ToString()), (setting, At(file, setting).ToString()));
            }
        }
    }

    [Fact]
    public void Every_setting_is_explained_in_the_file()
    {
        string[] lines = System.IO.File.ReadAllLines(File);
        foreach (string setting in InCode(typeof(BotSettings), ""))
        {
            string name = $"\"{setting.Split(':')[^1]}\":";
            int at = Array.FindIndex(lines, l => l.TrimStart().StartsWith(name, StringComparison.Ordinal));
            Assert.True(at > 0 && lines[at - 1].TrimStart().StartsWith("//", StringComparison.Ordinal), $"{setting} has no line above it that says what it is.");
        }
    }

    private static IEnumerable<string> InCode(Type type, string path) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .SelectMany(p => p.PropertyType.IsClass && p.PropertyType.Assembly == typeof(BotSettings).Assembly ? InCode(p.PropertyType, path + p.Name + ":") : [path + p.Name]);

    private static IEnumerable<string> InFile(JsonElement element, string path) => element.EnumerateObject()
        .SelectMany(p => p.Value.ValueKind == JsonValueKind.Object ? InFile(p.Value, path + p.Name + ":") : [path + p.Name]);

    private static JsonElement At(JsonElement element, string setting) =>
        setting.Split(':').Aggregate(element, (inside, name) => inside.GetProperty(name));

    private static JsonElement Root()
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        return JsonDocument.Parse(System.IO.File.ReadAllText(File), options).RootElement.GetProperty(BotSettings.Section).Clone();
    }
}
