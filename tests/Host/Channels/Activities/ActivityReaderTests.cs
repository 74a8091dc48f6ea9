using System.Text;
using AdviceBot.Core;
using AdviceBot.Host.Channels.Activities;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.Activities;

/// <summary>What activities of all kinds are taken for.</summary>
public sealed class ActivityReaderTests
{
    [Theory]
    [InlineData("""{"type":"message","text":"hello"}""", "hello")]
    [InlineData("""{"type":"message"}""", "")]
    [InlineData("""{"type":"message","text":null,"value":null}""", "")]
    [InlineData("""{"type":"message","value":"A letter came"}""", "A letter came")]
    [InlineData("""{"type":"message","text":"A letter came","value":"A letter came"}""", "A letter came")]
    [InlineData("""{"type":"message","text":"hello","value":{"foreign":1}}""", "hello")]
    [InlineData("""{"type":"message","channelId":"msteams","recipient":{"id":"28:b"},"text":"<at>Advice</at>&nbsp;hello","entities":[{"type":"mention","mentioned":{"id":"28:b","name":"Advice"},"text":"<at>Advice</at>"}]}""", "hello")]
    [InlineData("""{"type":"message","channelId":"msteams","recipient":{"id":"28:b"},"text":"<at>Advice</at> hello","entities":[{"type":"mention","mentioned":{"id":"28:b","name":"Advice"}}]}""", "hello")]
    [InlineData("""{"type":"message","channelId":"msteams","recipient":{"id":"28:b"},"text":"<at>Ann</at> hello","entities":[{"type":"mention","mentioned":{"id":"29:ann"},"text":"<at>Ann</at>"}]}""", "<at>Ann</at> hello")]
    public void Words_are_typed(string json, string expected) => Assert.Equal(new Message.Typed(expected), Said(json));

    [Fact]
    public void Buttons_carry_their_step_whatever_their_words_say()
    {
        string[] values =
        [
            """{"step":"start/more","choice":"ending"}""",
            """{"step":"start/more","choice":"ending","msteams":{"type":"messageBack"}}""",
            "\"{\\\"step\\\":\\\"start/more\\\",\\\"choice\\\":\\\"ending\\\"}\"",
        ];
        Assert.All(values, v => Assert.Equal(new Message.Pressed("start/more", "ending"), Said($$"""{"type":"message","text":"something else","value":{{v}}}""")));
    }

    [Fact]
    public void Every_move_comes_back_as_it_was_sent()
    {
        (PressValue Value, Message Message)[] moves =
        [
            (new() { Step = "a/b", Choice = "c" }, new Message.Pressed("a/b", "c")),
            (new() { Do = PressValue.Back }, new Message.Back()),
            (new() { Do = PressValue.Again }, new Message.StartAgain()),
            (new() { Do = PressValue.Danger }, new Message.InDanger()),
            (new() { Do = PressValue.Look }, new Message.Started()),
            (new() { Do = PressValue.NotThis }, new Message.NotThis()),
            (new() { Do = PressValue.Forget, Event = "conference" }, new Message.Undated("conference")),
            (new() { Want = "conference" }, new Message.Wanted("conference")),
            (new() { More = "A1" }, new Message.MoreHelp("A1")),
        ];
        Assert.All(moves, m => Assert.Equal(m.Message, PressValue.Read(m.Value.ToJson())));
    }

    [Theory]
    [InlineData("""{"do":"date","event":"conference","date":"2026-11-24"}""", "24", "11", "2026")]
    [InlineData("""{"do":"date","event":"conference","day":"24","month":"11","year":"2026"}""", "24", "11", "2026")]
    [InlineData("""{"do":"date","event":"conference","date":""}""", "", "", "")]
    [InlineData("""{"do":"date","event":"conference","date":"24 November"}""", "", "", "")]
    public void A_date_field_gives_its_day(string value, string day, string month, string year) =>
        Assert.Equal(new Message.Dated("conference", day, month, year), Said($$"""{"type":"message","value":{{value}}}"""));

    [Theory]
    [InlineData("""{"foreign":1}""")]
    [InlineData("""{"choice":5}""")]
    [InlineData("""{"choice":""}""")]
    [InlineData("""{"do":"unknown"}""")]
    [InlineData("""{"do":"forget"}""")]
    [InlineData("[1]")]
    [InlineData("5")]
    [InlineData("true")]
    public void A_value_that_is_none_of_ours_is_a_stale_button(string value) =>
        Assert.Equal(new Message.Pressed("", ""), Said($$"""{"type":"message","value":{{value}}}"""));

    [Fact]
    public void An_endless_id_is_no_id() =>
        Assert.Equal(new Message.Pressed("", ""), Said($$$"""{"type":"message","value":{"choice":"{{{new string('x', 300)}}}"}}"""));

    [Theory]
    [InlineData("""{"type":"conversationUpdate","recipient":{"id":"bot"},"membersAdded":[{"id":"bot"},{"id":"ann"}]}""", typeof(Heard.Arrived))]
    [InlineData("""{"type":"conversationUpdate","recipient":{"id":"bot"},"membersAdded":[{"id":"bot"}]}""", typeof(Heard.Nothing))]
    [InlineData("""{"type":"conversationUpdate","recipient":{"id":"bot"},"membersAdded":[null,{}]}""", typeof(Heard.Nothing))]
    [InlineData("""{"type":"conversationUpdate","conversation":{"isGroup":true},"membersAdded":[{"id":"ann"}]}""", typeof(Heard.Nothing))]
    [InlineData("""{"type":"installationUpdate","action":"add"}""", typeof(Heard.Arrived))]
    [InlineData("""{"type":"installationUpdate","action":"remove"}""", typeof(Heard.Left))]
    [InlineData("""{"type":"installationUpdate","action":"upgrade"}""", typeof(Heard.Nothing))]
    [InlineData("""{"type":"event","name":"webchat/join"}""", typeof(Heard.Arrived))]
    [InlineData("""{"type":"event","name":"other"}""", typeof(Heard.Nothing))]
    [InlineData("""{"type":"invoke","name":"x"}""", typeof(Heard.Invoked))]
    [InlineData("""{"type":"endOfConversation"}""", typeof(Heard.Left))]
    [InlineData("""{"type":"message","conversation":{"conversationType":"groupChat"},"text":"x"}""", typeof(Heard.InGroup))]
    [InlineData("""{"type":"Message","text":"x"}""", typeof(Heard.Nothing))]
    public void Other_kinds_are_what_they_are(string json, Type expected) => Assert.IsType(expected, ActivityReader.Read(Parsed(json)));

    [Fact]
    public void What_the_schema_has_besides_is_dropped() =>
        Assert.NotNull(WireJson.Read(Encoding.UTF8.GetBytes("""{"type":"message","callerId":"urn:x","attachments":5,"relatesTo":{"bot":null},"importance":[],"expiration":{},"label":1,"new":{"a":[null]}}""")));

    [Fact]
    public void Times_always_go_forward_by_a_millisecond_at_least()
    {
        DateTimeOffset now = RealBot.Morning.AddTicks(12_345);
        DateTimeOffset first = WireTime.Next(DateTimeOffset.MinValue, now);
        Assert.Equal("2026-11-24T10:00:00.001Z", WireTime.Of(first));
        Assert.Equal("2026-11-24T10:00:00.002Z", WireTime.Of(WireTime.Next(first, now)));
        Assert.Equal("2026-11-24T10:00:00.002Z", WireTime.Of(WireTime.Next(first, now.AddHours(-1))));
    }

    private static Message Said(string json) => Assert.IsType<Heard.Said>(ActivityReader.Read(Parsed(json))).Message;

    private static Incoming Parsed(string json) => WireJson.Read(Encoding.UTF8.GetBytes(json)) ?? throw new ArgumentException(json);
}
