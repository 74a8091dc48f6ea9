using System.Text;
using System.Text.Json;
using AdviceBot.Host.Channels.Activities;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.Activities;

/// <summary>An activity is taken out of its JSON by hand, and comes out as the serialiser would have read it.</summary>
public sealed class IncomingJsonTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":"message","id":"1","channelId":"test","serviceUrl":"https://a.example","text":"hello","textFormat":"plain","locale":"en-GB","deliveryMode":"expectReplies"}""")]
    [InlineData("""{"type":"event","name":"webchat/join","action":"add","localTimestamp":"2026-11-22T10:38:51.042Z","localTimezone":"Europe/London"}""")]
    [InlineData("""{"from":{"id":"u","name":"Ann","role":"user","more":[1]},"recipient":{"id":null},"conversation":{"id":"c","isGroup":true,"conversationType":"personal","tenantId":"t"}}""")]
    [InlineData("""{"from":null,"conversation":{},"value":null,"entities":null,"membersAdded":null,"text":null}""")]
    [InlineData("""{"conversation":{"isGroup":false}}""")]
    [InlineData("""{"conversation":{"isGroup":null}}""")]
    [InlineData("""{"value":{"step":"a/b","choice":"c"},"channelData":[1,{"x":"y"}]}""")]
    [InlineData("""{"value":"words"}""")]
    [InlineData("""{"value":false,"channelData":1.50}""")]
    [InlineData("""{"entities":[{"type":"mention"},null,1],"membersAdded":[{"id":"a"},null,{}]}""")]
    [InlineData("""{"entities":[],"membersAdded":[]}""")]
    [InlineData("""{"te\u0078t":"escaped","Text":"another","TEXT":"a third"}""")]
    [InlineData("""{"text":1}""")]
    [InlineData("""{"from":"somebody"}""")]
    [InlineData("""{"from":[]}""")]
    [InlineData("""{"from":{"id":7}}""")]
    [InlineData("""{"conversation":{"isGroup":"true"}}""")]
    [InlineData("""{"entities":{}}""")]
    [InlineData("""{"membersAdded":[1]}""")]
    [InlineData("""{"membersAdded":"a"}""")]
    [InlineData("""{"unknown":{"text":1},"timestamp":"now"}""")]
    public void Is_what_the_serialiser_reads(string json) => Assert.Equal(Written(BySerialiser(json)), Written(WireJson.Read(Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void Outlives_the_bytes_it_came_in()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("""{"value":{"step":"a/b"},"channelData":{"tenant":1},"entities":[{"type":"mention"}]}""");
        Incoming activity = WireJson.Read(bytes)!;
        Array.Clear(bytes);
        Assert.Equal("a/b", activity.Value!.Value.GetProperty("step").GetString());
        Assert.Equal(1, activity.ChannelData!.Value.GetProperty("tenant").GetInt32());
        Assert.Equal("mention", activity.Entities!.Value[0].GetProperty("type").GetString());
    }

    private static Incoming? BySerialiser(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, WireJson.Context.Incoming);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Written(Incoming? activity) => JsonSerializer.Serialize(activity!, WireJson.Context.Incoming);
}
