using System.Text.Json.Nodes;
using AdviceBot.Core;
using AdviceBot.Host.Content;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.Clients;

/// <summary>The real clients of the npm registry against the bot on a real port.</summary>
[Collection(nameof(ChannelApp))]
public sealed class ClientTests
{
    [NodeFact]
    public async Task Microsofts_Direct_Line_client_polls_streams_reconnects_and_renews()
    {
        await using var app = new ChannelApp();
        using var script = new NodeScript("directline.mjs");
        await script.Say($"bot {new JsonObject { ["url"] = Serve(app), ["secret"] = ChannelApp.Secret }.ToJsonString()}");
        IReadOnlyList<string> held = await script.Finish(app.Clock.Advance);
        Assert.True(held.Count >= 42, $"{held.Count} held");
    }

    [NodeFact]
    public async Task The_JavaScript_SDK_as_a_channel_posts_and_takes_the_replies()
    {
        using var script = new NodeScript("connector.mjs");
        JsonObject channel = await script.Hear("ready");
        string self = (string)channel["self"]!;
        await using var app = new ChannelApp
        {
            IsOutsideReal = true,
            Environment = "Development",
            Clock = new MovableClock(DateTimeOffset.UtcNow),
            Settings = new()
            {
                ["Connector:AppId"] = (string)channel["appId"]!,
                ["Connector:MetadataAddress"] = self + "/metadata",
                ["Connector:TokenEndpoint"] = self + "/token",
                ["Connector:AllowedServiceHosts:0"] = "127.0.0.1",
            },
        };
        await script.Say($"bot {new JsonObject { ["url"] = Serve(app) }.ToJsonString()}");
        IReadOnlyList<string> held = await script.Finish(app.Clock.Advance);
        Assert.True(held.Count >= 44, $"{held.Count} held");
    }

    private static string Serve(ChannelApp app)
    {
        app.UseKestrel(0);
        app.StartServer();
        // The search is built in the background; a busy machine takes longer for it than a client waits.
        _ = app.Services.GetRequiredService<LiveLibrary>().Current.Parents.Find(Conversation.New, "hello");
        return app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal);
    }
}
