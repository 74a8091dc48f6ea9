using System.Collections.Immutable;
using System.Text.Json;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host.Channels.Activities;
using Xunit;

namespace AdviceBot.Tests.Host.Channels.Activities;

/// <summary>What is kept of a drawing is what would be drawn.</summary>
public sealed class ActivityWriterTests
{
    private static readonly Library Library = RealBot.Library;

    [Fact]
    public void Every_passage_goes_over_the_wire_the_same_whether_it_was_drawn_before_or_not()
    {
        ActivityWriter writer = New();
        foreach (Passage passage in Library.Passages)
        {
            ImmutableArray<Reply> advice = [new Reply.Advice([passage])];
            byte[] first = Wire(writer.Write(advice, ChannelManner.Chat));
            Assert.Equal(first, Wire(writer.Write(advice, ChannelManner.Chat)));
            Assert.Equal(first, Wire(Fresh(New().Write(advice, ChannelManner.Chat))));
            // In an answer it stands below a heading, or below another passage.
            ImmutableArray<Reply> answer = [new Reply.Answer("What I found", [passage, passage], [])];
            Assert.Equal(Wire(New().Write(answer, ChannelManner.Chat)), Wire(writer.Write(answer, ChannelManner.Chat)));
        }
    }

    [Fact]
    public void Kept_words_are_escaped_like_all_others()
    {
        const string Words = "\"quoted\" \\ back, a new\nline, £5, ’ and 👨‍👩‍👧, <b> & \u0001";
        var said = new Activity { Text = Words, Speak = Words };
        byte[] fresh = WireJson.Write(said);
        Assert.Equal(fresh, WireJson.Write(said with { Text = WireWords.Keep(Words), Speak = Words }));
        Assert.Equal(Words, JsonDocument.Parse(fresh).RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public void A_helper_s_line_changes_when_they_open()
    {
        ActivityWriter writer = New();
        string closed = Line(RealBot.At("2026-11-22 10:00"));
        Assert.NotEqual(closed, Line(RealBot.At("2026-11-24 10:00")));
        Assert.Equal(closed, Line(RealBot.At("2026-11-22 10:00")));

        string Line(DateTimeOffset now) => writer.Write(
            [new Reply.Helpers(new AdviceBot.Core.Signposting.Signposter(Library, []).All(["advice-line"], now))], ChannelManner.Chat).Single().Text!;
    }

    private static ActivityWriter New() => new(Library.Messages, "Advice", "https://exit.example/");

    private static byte[] Wire(ImmutableArray<Activity> activities) => JsonSerializer.SerializeToUtf8Bytes(activities, WireJson.Context.ImmutableArrayActivity);

    // The same words in strings of their own, of which nothing can have been kept.
    private static ImmutableArray<Activity> Fresh(ImmutableArray<Activity> activities) =>
        [.. activities.Select(a => a with { Text = new string(a.Text.AsSpan()), Speak = a.Speak is null ? null : new string(a.Speak.AsSpan()) })];
}
