using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host;
using AdviceBot.Host.State;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AdviceBot.Tests.Host.State;

/// <summary>A page left open over a change of the bot, or of the advice, or spoilt on its way: the person is told kindly and goes on where the trail still holds.</summary>
public sealed class OldStateTests
{
    private const int Old = 1_000;
    private const int Corrupt = 500;

    private static readonly Library Library = RealBot.Library;
    private static readonly EphemeralDataProtectionProvider Keys = new();
    private static readonly SealedStore Store = new(Keys, TimeProvider.System, new EndedConversations(new MemoryTable(), TimeProvider.System));

    private readonly Random random = new(5);
    private readonly TurnRunner runner;

    public OldStateTests()
    {
        var clock = new AdviceBot.Host.Operations.FixedClock(RealBot.Morning);
        runner = new TurnRunner(Words.Live(ContentFolder.Path, clock), clock, NullLogger<TurnRunner>.Instance);
    }

    [Fact]
    public async Task A_thousand_of_other_editions_go_on_where_the_trail_still_holds()
    {
        int held = 0;
        for (int i = 0; i < Old; i++)
        {
            ImmutableArray<Answer> walk = Walk(random.Next(1, 9));
            (ImmutableArray<Answer> trail, int expected) = Foreign(walk, i % 6);
            (byte[] bytes, bool isCut) = Edition(trail, i % 5);
            Turned turned = await TurnAsync(bytes);
            Way way = Library.Follow(trail);
            Assert.Equal(expected, way.Held);
            Assert.Equal(way.Step.Id, Step(turned));
            Assert.Equal(expected < trail.Length || isCut, turned.Replies.Any(r => r is Reply.Said { Key: "advice-changed" }));
            held += expected;
        }

        Assert.True(held > Old, $"the walks should lead somewhere: {held}");
    }

    [Fact]
    public async Task Five_hundred_spoilt_ones_are_answered_kindly()
    {
        int kept = 0;
        for (int i = 0; i < Corrupt; i++)
        {
            byte[] bytes = ConversationFormat.Write(Conversation.New with { Trail = Walk(random.Next(1, 9)) });
            string handle = i % 2 == 0 ? Seal(Spoil(bytes)) : WebEncoders.Base64UrlEncode(Spoil(WebEncoders.Base64UrlDecode(Seal(bytes))));
            Turned turned = await runner.RunAsync(Store, handle, new Message.Started(), default);
            bool isTold = turned.Replies.Any(r => r is Reply.Said { Key: "place-lost" or "advice-changed" });
            bool isPlace = (await Store.OpenAsync(handle, default)) is { } open && Library.Follow(open.Trail).Held == open.Trail.Length;
            Assert.True(isTold || isPlace, $"number {i}");
            Assert.NotNull(Step(turned));
            kept += isPlace ? 1 : 0;
        }

        Assert.True(kept < Corrupt / 2, $"{kept} were spoilt where it does not matter");
    }

    [Fact]
    public async Task Rows_of_other_editions_and_spoilt_ones_are_answered_in_chats_too()
    {
        var table = new MemoryTable();
        var store = new KeptStore(table, Keys, new AdviceBot.Host.Operations.FixedClock(RealBot.Morning), NullLogger<KeptStore>.Instance);
        IDataProtector protector = Keys.CreateProtector("AdviceBot.Kept.v1");
        for (int i = 0; i < Corrupt; i++)
        {
            Conversation somewhere = Conversation.New with { Trail = Walk(random.Next(1, 9)) };
            byte[] name = SHA256.HashData(Encoding.UTF8.GetBytes($"x{i}"));
            byte[] plain = (i % 3) switch
            {
                0 => ConversationFormat.Write(somewhere),
                1 => Spoil(Kept.Start(somewhere).After(somewhere, (ulong)i, isOnItsWay: true).Write()),
                _ => Kept.Start(somewhere).After(somewhere, (ulong)i, isOnItsWay: true).Write(),
            };
            byte[] row = protector.Protect([.. name, .. plain]);
            await table.WriteAsync(System.Buffers.Text.Base64Url.EncodeToString(name), new StateRow(i % 7 == 0 ? Spoil(row) : row, RealBot.Morning, RealBot.Morning, 1), 0, default);
            Found found = await store.FindAsync($"x{i}", default);
            Assert.Equal(found.Kept is null, found.IsLost);
            if (i % 3 != 1 && i % 7 != 0)
            {
                Assert.Equal(somewhere, found.Kept!.Conversation);
            }
        }
    }

    private Task<Turned> TurnAsync(byte[] bytes) => runner.RunAsync(Store, Seal(bytes), new Message.Started(), default);

    private static string Seal(byte[] bytes) => Store.Seal(bytes);

    private static string? Step(Turned turned) => (turned.Replies[^1] as Reply.Question)?.Step;

    // A real way through the real advice.
    private ImmutableArray<Answer> Walk(int length)
    {
        Way way = Library.Beginning;
        var trail = ImmutableArray.CreateBuilder<Answer>();
        while (trail.Count < length && way.Step.Choices.Length > 0)
        {
            Choice choice = way.Step.Choices[random.Next(way.Step.Choices.Length)];
            if (Library.After(way, choice.Id) is not { } next)
            {
                break;
            }

            trail.Add(new Answer(way.Step.Id, choice.Id));
            way = next;
        }

        return trail.ToImmutable();
    }

    // The trail as another library would have it, and how much of it still holds here.
    private (ImmutableArray<Answer> Trail, int Held) Foreign(ImmutableArray<Answer> walk, int kind)
    {
        int at = random.Next(walk.Length);
        return kind switch
        {
            0 => (walk, walk.Length),
            // A step was renamed.
            1 => (walk.SetItem(at, walk[at] with { Step = walk[at].Step + "-of-old" }), at),
            // A button is gone.
            2 => (walk.SetItem(at, walk[at] with { Choice = "gone" }), at),
            // Another charity's library altogether.
            3 => ([new Answer("accueil/bonjour", "oui"), .. walk], 0),
            // It goes on into a guide that there is no more.
            4 => ([.. walk, new Answer("retired/step", "yes")], walk.Length),
            _ => (walk.SetItem(at, new Answer("é ł ง 😢", "\u0000")), at),
        };
    }

    // The bytes as another edition of the format would have written them.
    private static (byte[] Bytes, bool IsCut) Edition(ImmutableArray<Answer> trail, int kind)
    {
        JsonObject now = JsonNode.Parse(ConversationFormat.Write(Conversation.New with { Trail = trail, Misses = 1, Offered = ["x"] }))!.AsObject();
        switch (kind)
        {
            case 0:
                now.Remove("V");
                return (Bytes(now), false);
            case 1:
                now["V"] = 0;
                now.Remove("M");
                now["O"] = "x y z";
                return (Bytes(now), false);
            case 2:
                now["V"] = 9;
                now["Mood"] = new JsonObject { ["new"] = new JsonArray(1, 2, 3) };
                now["D"] = new JsonObject { ["conference"] = "2026-12-01" };
                return (Bytes(now), false);
            case 3:
                // The next edition writes an answer as three things.
                ((JsonArray)now["T"]!).Add("three");
                return (Bytes(now), true);
            default:
                return (Bytes(now), false);
        }

        static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private byte[] Spoil(byte[] bytes)
    {
        byte[] spoilt = [.. bytes];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            spoilt[random.Next(spoilt.Length)] ^= (byte)(1 << random.Next(8));
        }

        return random.Next(4) == 0 ? spoilt[..random.Next(spoilt.Length)] : spoilt;
    }
}
