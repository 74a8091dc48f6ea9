using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdviceBot.Core;
using AdviceBot.Host.Channels.Teams;
using AdviceBot.Host.Commands;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.Teams;

/// <summary>The file a Teams administrator uploads: what Teams takes, what an onlooker may see, and what is refused beforehand.</summary>
public class TeamsPackageTests
{
    private const string AppId = "11111111-2222-3333-4444-555555555555";

    private static readonly string[] Good = ["--app-id", AppId, "--website", "https://advice.charity.org.uk/"];

    [Fact]
    public async Task Holds_the_manifest_and_both_icons_and_nothing_else()
    {
        using ZipArchive zip = await Package();
        Assert.Equal(["manifest.json", "color.png", "outline.png"], zip.Entries.Select(e => e.FullName));
        JsonObject manifest = Manifest(zip);
        Assert.Equal((AppId, AppId, "1.22"), ((string?)manifest["id"], (string?)manifest["bots"]![0]!["botId"], (string?)manifest["manifestVersion"]));
        Assert.Equal("https://advice.charity.org.uk/safety", (string?)manifest["developer"]!["privacyUrl"]);
        Assert.Equal("""["advice.charity.org.uk"]""", manifest["validDomains"]!.ToJsonString());
        // A parent's situation doesn't belong where others read along.
        string[] scopes = [.. manifest["bots"]!.AsArray().Concat(manifest["staticTabs"]!.AsArray()).Concat(manifest["bots"]![0]!["commandLists"]!.AsArray()).Select(s => s!["scopes"]!.ToJsonString())];
        Assert.All(scopes, s => Assert.Equal("""["personal"]""", s));
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public async Task Icons_are_square_pictures_of_the_size_Teams_wants(string name, int side)
    {
        using ZipArchive zip = await Package();
        byte[] rows = Pixels(Bytes(zip, name), side);
        (byte Red, byte Green, byte Blue, byte Opacity) At(int x, int y) =>
            (rows[(y * ((side * 4) + 1)) + 1 + (x * 4)], rows[(y * ((side * 4) + 1)) + 2 + (x * 4)], rows[(y * ((side * 4) + 1)) + 3 + (x * 4)], rows[(y * ((side * 4) + 1)) + 4 + (x * 4)]);
        (byte, byte, byte, byte) corner = At(0, 0), middle = At(side / 2, side / 2);
        Assert.Equal((255, 255, 255, 255), middle);
        if (name == "outline.png")
        {
            Assert.Equal(0, corner.Item4);
            Assert.All(Enumerable.Range(0, side * side), i => Assert.Equal((255, 255, 255), (At(i % side, i / side).Red, At(i % side, i / side).Green, At(i % side, i / side).Blue)));
            // No padding: the shape reaches all four edges.
            Assert.All(new[] { At(side / 2, 0), At(0, side / 2), At(side - 1, side / 2), At(side / 2, side - 1) }, p => Assert.True(p.Opacity > 0));
        }
        else
        {
            Assert.Equal((0x17, 0x45, 0x4F, 255), corner);
            Assert.All(Enumerable.Range(0, side * side), i => Assert.Equal(255, At(i % side, i / side).Opacity));
        }
    }

    [NodeFact("teams")]
    public async Task Holds_against_every_schema_Microsoft_has_published_since()
    {
        using ZipArchive zip = await Package("--name", "Family advice", "--developer", "A charity", "--version", "1.2.10");
        JsonObject good = Manifest(zip);
        (string What, Action<JsonObject> Do)[] faults =
        [
            ("an unknown member", m => m["extra"] = 1),
            ("a scope in small letters", m => m["bots"]![0]!["scopes"] = new JsonArray("groupchat")),
            ("a name too long", m => m["name"]!["short"] = new string('a', 31)),
            ("a version of the schema that is another", m => m["manifestVersion"] = "1.5"),
            ("two bots", m => m["bots"]!.AsArray().Add(m["bots"]![0]!.DeepClone())),
            ("no icons", m => m.Remove("icons")),
            ("a bot for no scope", m => m["bots"]![0]!.AsObject().Remove("scopes")),
        ];
        JsonObject[] bad = [.. faults.Select(f =>
        {
            JsonObject copy = good.DeepClone().AsObject();
            f.Do(copy);
            return copy;
        })];
        JsonNode told = JsonNode.Parse(NodeTool.Run("teams", "check.mjs", new JsonArray([good.DeepClone(), .. bad]).ToJsonString()))!;
        Assert.Contains("1.22", told["versions"]!.AsArray().Select(v => (string?)v));
        Assert.True(told["versions"]!.AsArray().Count >= 9, told["versions"]!.ToJsonString());
        Assert.Equal("[]", told["faults"]![0]!.ToJsonString());
        Assert.All(faults.Index(), f => Assert.True(told["faults"]![f.Index + 1]!.AsArray().Count > 0, $"{f.Item.What} was let through"));
    }

    [Fact]
    public async Task What_an_onlooker_sees_of_it_says_nothing_of_what_it_is_about()
    {
        using ZipArchive zip = await Package();
        string manifest = Manifest(zip).ToJsonString();
        string[] telling = ["child", "protection", "social", "council", "abuse", "danger", "harm", "court", "conference", "urgent", "emergency", "police"];
        Assert.All(telling, word => Assert.DoesNotContain(word, manifest, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("stays in your Teams history", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_of_the_menu_is_one_the_bot_understands()
    {
        ImmutableArray<TeamsCommand> commands = TeamsPackage.Commands(RealBot.Library.Messages);
        Assert.InRange(commands.Length, 1, 12);
        Conversation at = RealBot.Parents.Turn(Conversation.New, new Message.Typed(RealBot.Library.Step("start/what-is-happening")!.Choices[0].Label), RealBot.Morning).After;
        Assert.NotEmpty(at.Trail);
        string[] said = [.. commands.Select(c => Heard(at, c.Title))];
        Assert.DoesNotContain(said, s => s.Contains("dont-have", StringComparison.Ordinal) || s.Contains(nameof(Reply.Answer), StringComparison.Ordinal));
        Assert.Equal(commands.Length, said.Distinct().Count());
    }

    [Theory]
    [InlineData("hi")]
    [InlineData("Hello")]
    [InlineData("help")]
    public void Hi_hello_and_help_are_answered(string word)
    {
        TurnResult turn = RealBot.Parents.Turn(Conversation.New, new Message.Typed(word), RealBot.Morning);
        Assert.IsType<Reply.Question>(turn.Replies[^1]);
        Assert.DoesNotContain(turn.Replies.OfType<Reply.Said>(), s => s.Key.StartsWith("dont-have", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_words_make_the_same_file() => Assert.Equal(await File(), await File());

    [Theory]
    [InlineData("no app id", "--website https://a.org.uk --out x.zip", 2)]
    [InlineData("Say which bot", "", 2)]
    [InlineData("wants a value after it", "--app-id", 2)]
    [InlineData("There is no option --appid. Did you mean", "--appid x", 2)]
    [InlineData("\"7\" is no app id", "--app-id 7 --website https://a.org.uk --out x.zip", 1)]
    [InlineData("all zeros", "--app-id 00000000-0000-0000-0000-000000000000 --website https://a.org.uk --out x.zip", 1)]
    [InlineData("must be an https address", "--app-id ID --website http://a.org.uk --out x.zip", 1)]
    [InlineData("must be an https address", "--app-id ID --website advice --out x.zip", 1)]
    [InlineData("must be an https address", "--app-id ID --website https://me:pass@a.org.uk --out x.zip", 1)]
    [InlineData("The privacy page must be an https address", "--app-id ID --website https://a.org.uk --privacy javascript:1 --out x.zip", 1)]
    [InlineData("The terms page must be an https address", "--app-id ID --website https://a.org.uk --terms /terms --out x.zip", 1)]
    [InlineData("passing tunnel", "--app-id ID --website https://x1.ngrok-free.app --out x.zip", 1)]
    [InlineData("passing tunnel", "--app-id ID --website https://localhost:3978 --out x.zip", 1)]
    [InlineData("passing tunnel", "--app-id ID --website https://10.0.0.4 --out x.zip", 1)]
    [InlineData("The name must have 1 to 30 letters", "--app-id ID --website https://a.org.uk --name 1234567890123456789012345678901 --out x.zip", 1)]
    [InlineData("The developer must have 1 to 32 letters", "--app-id ID --website https://a.org.uk --developer 123456789012345678901234567890123 --out x.zip", 1)]
    [InlineData("Microsoft's or Teams' name", "--app-id ID --website https://a.org.uk --name Teams-advice --out x.zip", 1)]
    [InlineData("three numbers", "--app-id ID --website https://a.org.uk --version 1.0 --out x.zip", 1)]
    [InlineData("three numbers", "--app-id ID --website https://a.org.uk --version 1.02.0 --out x.zip", 1)]
    [InlineData("can't be written", "--app-id ID --website https://a.org.uk --out /no/such/folder/x.zip", 1)]
    public async Task What_is_wrong_is_said_in_words_and_nothing_is_written(string expected, string words, int code)
    {
        (int given, string output, string errors) = await Run([.. words.Replace(" ID ", $" {AppId} ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(code, given);
        Assert.True(errors.Contains(expected, StringComparison.Ordinal) || (expected == "no app id" && errors.StartsWith("Say which bot", StringComparison.Ordinal)), errors);
        Assert.Equal("", output);
        Assert.False(Path.Exists("x.zip"));
    }

    [Fact]
    public void What_the_store_refuses_is_found_beforehand()
    {
        var good = new TeamsApp(
            Guid.Parse(AppId), new("https://a.org.uk"), "Advice", "Charity", new("https://a.org.uk/safety"), new("https://a.org.uk/safety"), "1.0.0",
            "Short words", "Longer words", [new("Start again", "From the beginning")]);
        Assert.Empty(good.Problems());
        TeamsApp[] bad =
        [
            good with { Brief = new string('a', 81) },
            good with { Brief = " " },
            good with { Full = new string('a', 4001) },
            good with { Full = "It says short words again" },
            good with { Commands = [] },
            good with { Commands = [.. Enumerable.Range(0, 13).Select(i => new TeamsCommand($"{i}", "x"))] },
            good with { Commands = [new(new string('a', 129), "x")] },
            good with { Commands = [new("a", "x"), new("A", "y")] },
            good with { Commands = [new("a", "")] },
            good with { Privacy = new("https://a.org.uk/" + new string('a', 2048)) },
        ];
        Assert.All(bad, b => Assert.Single(b.Problems()));
    }

    private static string Heard(Conversation at, string words)
    {
        TurnResult turn = RealBot.Parents.Turn(at, new Message.Typed(words), RealBot.Morning);
        return string.Join(' ', turn.Replies.Select(r => r is Reply.Said said ? said.Key : r is Reply.Question question ? question.Step : r.GetType().Name));
    }

    private static async Task<byte[]> File(params string[] more)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("advicebot-teams").FullName, "app.zip");
        (int code, string output, string errors) = await Run([.. Good, .. more, "--out", file]);
        Assert.True(code == 0, errors);
        Assert.StartsWith($"wrote {file};", output, StringComparison.Ordinal);
        byte[] bytes = await System.IO.File.ReadAllBytesAsync(file);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return bytes;
    }

    private static async Task<ZipArchive> Package(params string[] more) => new(new MemoryStream(await File(more)));

    private static async Task<(int Code, string Output, string Errors)> Run(string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int code = await CommandLine.RunAsync(["teams-package", .. words], output, errors, TextReader.Null);
        return (code, output.ToString(), errors.ToString());
    }

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using Stream stream = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static JsonObject Manifest(ZipArchive zip) => JsonNode.Parse(Bytes(zip, "manifest.json"))!.AsObject();

    // Reads a PNG of eight bits a colour by its specification, checksums and all.
    private static byte[] Pixels(byte[] png, int side)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        using var packed = new MemoryStream();
        List<string> chunks = [];
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            string name = Encoding.ASCII.GetString(png, at + 4, 4);
            byte[] data = png[(at + 8)..(at + 8 + length)];
            Assert.Equal(Sum(png[(at + 4)..(at + 8 + length)]), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            chunks.Add(name);
            if (name == "IHDR")
            {
                Assert.Equal((side, side), (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(4))));
                Assert.Equal([8, 6, 0, 0, 0], data[8..]);
            }
            else if (name == "IDAT")
            {
                packed.Write(data);
            }

            at += 12 + length;
        }

        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks);
        packed.Position = 0;
        using var rows = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionMode.Decompress))
        {
            stream.CopyTo(rows);
        }

        Assert.Equal(side * ((side * 4) + 1), rows.Length);
        return rows.ToArray();
    }

    // CRC-32 bit by bit, written apart from the one under test.
    private static uint Sum(byte[] bytes)
    {
        uint sum = 0xFFFFFFFF;
        foreach (byte b in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool low = ((sum ^ (uint)(b >> bit)) & 1) == 1;
                sum = low ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
            }
        }

        return ~sum;
    }
}
