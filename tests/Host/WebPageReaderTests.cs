using AdviceBot.Core;
using AdviceBot.Host.Channels.WebPage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace AdviceBot.Tests.Host;

public class WebPageReaderTests
{
    public static TheoryData<string, Message> Forms => new()
    {
        { "", new Message.Started() },
        { "do=look", new Message.Started() },
        { "do=back", new Message.Back() },
        { "do=again", new Message.StartAgain() },
        { "do=delete", new Message.Deleted() },
        { "do=watched", new Message.Watched(true) },
        { "do=alone", new Message.Watched(false) },
        { "do=danger", new Message.InDanger() },
        { "do=not-this", new Message.NotThis() },
        { "step=guard/who&choice=parent", new Message.Pressed("guard/who", "parent") },
        { "change=2", new Message.Reopened(2) },
        { "want=conference-chair", new Message.Wanted("conference-chair") },
        { "more=S2", new Message.MoreHelp("S2") },
        { "words=hello there", new Message.Typed("hello there") },
        { "words=", new Message.Typed("") },
        { "do=date&event=conference&day=24&month=11&year=2026", new Message.Dated("conference", "24", "11", "2026") },
        { "do=date", new Message.Dated("", "", "", "") },
        { "do=forget&event=conference", new Message.Undated("conference") },
        { "change=-1", new Message.Started() },
        { "change=a lot", new Message.Started() },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_pressed_button_is_the_message_it_stands_for(string form, Message message) =>
        Assert.Equal(message, WebPageReader.Read(Form(form)).Message);

    [Fact]
    public void A_danger_button_wins_over_the_step_it_was_pressed_at() =>
        Assert.IsType<Message.InDanger>(WebPageReader.Read(Form("do=danger&step=guard/who")).Message);

    private static FormCollection Form(string fields) => new(fields.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(f => f.Split('='))
        .ToDictionary(f => f[0], f => new StringValues(f[1])));
}
