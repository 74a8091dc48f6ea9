using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace AdviceBot.Browser;

/// <summary>What is looked at on a page: looks.js and axe, put into it where they aren't yet.</summary>
public static class Looks
{
    private static readonly string Script = Read() + ";\n" + new BundledAxeScriptProvider().GetScript() + ";\n0";

    /// <summary>What axe finds, best practices included, each with where it was: by every rule, by one, or without one ("-name").</summary>
    public static async Task<IReadOnlyList<string>> Axe(this IPage page, string where, string? rule = null) =>
        [.. (await page.Look<string[]>("rule => looks.axe(rule)", rule)).Select(f => $"{where}: {f}")];

    /// <summary>Asks something of the page.</summary>
    public static async Task<T> Look<T>(this IPage page, string script, object? argument = null)
    {
        await page.Prepare();
        return await page.EvaluateAsync<T>(script, argument);
    }

    /// <summary>Changes something of the page.</summary>
    public static async Task Alter(this IPage page, string script, object? argument = null)
    {
        await page.Prepare();
        await page.EvaluateAsync(script, argument);
    }

    /// <summary>How many things a screen reader comes to before the first answer; each landmark, paragraph and piece of text counts.</summary>
    public static async Task<int> StepsToTheFirstAnswer(this IPage page)
    {
        ICDPSession tools = await page.Context.NewCDPSessionAsync(page);
        JsonElement tree = (await tools.SendAsync("Accessibility.getFullAXTree"))!.Value;
        await tools.DetachAsync();
        JsonElement[] nodes = [.. tree.GetProperty("nodes").EnumerateArray()];
        var byId = nodes.ToDictionary(n => n.GetProperty("nodeId").GetString()!);
        string first = (await page.Locator("form[data-step] .choice").First.InnerTextAsync()).Trim();
        int steps = 0;
        return Found(nodes[0]) ? steps : throw new InvalidOperationException($"No screen reader comes to \"{first}\".");

        bool Found(JsonElement node)
        {
            string role = node.GetProperty("ignored").GetBoolean() ? "none" : node.GetProperty("role").GetProperty("value").GetString()!;
            steps += role is "RootWebArea" or "generic" or "none" or "InlineTextBox" or "LineBreak" ? 0 : 1;
            return (role == "button" && node.GetProperty("name").GetProperty("value").GetString()!.Trim() == first)
                || node.GetProperty("childIds").EnumerateArray().Any(id => Found(byId[id.GetString()!]));
        }
    }

    private static async Task Prepare(this IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'looks' in window"))
        {
            await page.EvaluateAsync(Script);
        }
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(Looks).Assembly.GetManifestResourceStream("looks.js")!);
        return reader.ReadToEnd();
    }
}
