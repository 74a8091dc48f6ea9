using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Host.Channels.Activities;
using AdviceBot.Tests.Walks;
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
    public void Every_place_goes_over_the_wire_the_same_whatever_was_drawn_before()
    {
        ActivityWriter writer = New();
        foreach (ImmutableArray<Answer> trail in Walker.Ways(Library))
        {
            Conversation at = Conversation.New with { Trail = trail };
            foreach (Message message in (Message[])[new Message.Started(), .. trail.IsEmpty ? [] : (Message[])[new Message.Reopened(trail.Length - 1)]])
            {
                ImmutableArray<Reply> replies = RealBot.Parents.Turn(at, message, RealBot.Morning).Replies;
                foreach (ChannelManner manner in new[] { ChannelManner.Chat, ChannelManner.InTeams, ChannelManner.Of("sms"), ChannelManner.Of("telegram") })
                {
                    byte[] anew = Wire(New().Write(replies, manner));
                    Assert.Equal(anew, Wire(writer.Write(replies, manner)));
                    Assert.Equal(anew, Wire(writer.Write(replies, manner)));
                }
            }
        }
    }

    [Fact]
    public void A_question_an_ending_and_helpers_are_known_by_all_their_words()
    {
        ActivityWriter writer = New();
        ImmutableArray<Reply> replies = RealBot.Parents.Turn(RealBot.Come("start/what-is-happening: conference"), new Message.Started(), RealBot.Morning).Replies;
        var question = (Reply.Question)replies[^1];
        Point point = new("Keep the letter", [], Status.Published);
        var ending = new Reply.Ending("CF-1", "Time to get ready", null, [point], [], [new AskWhom("chair", "The chair", [point])], []);
        Reply[][] all =
        [
            [question],
            [question with { Path = [] }],
            [question with { Ask = "Something else?" }],
            [question with { Hint = "Something else." }],
            [question with { Choices = [question.Choices[0] with { Label = "Another label" }, .. question.Choices[1..]] }],
            [question with { Choices = [question.Choices[0] with { Choice = "another" }, .. question.Choices[1..]] }],
            [question with { Choices = question.Choices[1..] }],
            [question with { Open = [] }],
            [question with { Always = [] }],
            [question with { Chosen = question.Choices[0].Choice }],
            [question with { Step = question.Step + "-other" }],
            [new Reply.Said("said", "Another before it."), question],
            [new Reply.Offer("Choose", [new Offered("x", "An offer")]), question],
            [ending],
            [ending with { Title = "Another" }],
            [ending with { SolicitorNow = "See a solicitor first." }],
            [ending with { DoNow = [point with { Text = "Another" }] }],
            [ending with { Avoid = [point] }],
            [ending with { Take = [point] }],
            [ending with { Questions = [new AskWhom("chair", "The chair", [])] }],
            [ending with { Questions = [new AskWhom("chair", "Another", [point])] }],
        ];
        foreach (Reply[] turn in all.Concat(all))
        {
            Assert.Equal(Wire(New().Write([.. turn], ChannelManner.Chat)), Wire(writer.Write([.. turn], ChannelManner.Chat)));
            Assert.Equal(Wire(New().Write([.. turn], ChannelManner.InTeams)), Wire(writer.Write([.. turn], ChannelManner.InTeams)));
        }
    }

    [Fact]
    public void What_is_written_member_by_member_is_what_the_serialiser_writes()
    {
        JsonElement some = JsonSerializer.SerializeToElement(new { a = new[] { "£\"", null }, b = 1.5 });
        Activity full = New().Write([new Reply.Helpers(new AdviceBot.Core.Signposting.Signposter(Library, []).All(["advice-line"], RealBot.Morning)), RealBot.Parents.Turn(Conversation.New, new Message.Started(), RealBot.Morning).Replies[^1]], ChannelManner.Chat)[^1] with
        {
            Id = "1", Timestamp = "2", LocalTimestamp = "3", LocalTimezone = "4", ChannelId = "5", From = new Account("6", "\u00e9 \"", "user"), Recipient = new Account("7"), ReplyToId = "8",
            Conversation = new Place("9", false, "personal", "10"), Locale = "cy", Summary = "11", Speak = "12 <b>", AttachmentLayout = "list", Name = "13", Entities = [some, some], ChannelData = some, Value = some,
            Attachments = [.. New().Write([new Reply.Advice([Library.Passages[0]])], ChannelManner.InTeams)[^1].Attachments!],
        };
        Assert.All(typeof(Activity).GetProperties(), p => Assert.NotNull(p.GetValue(full)));
        foreach (Activity activity in new[] { full, new Activity(), full with { Conversation = new Place(null, true), From = new Account(null), Entities = [] } })
        {
            Assert.Equal(Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(activity, WireJson.Context.Activity)), Encoding.UTF8.GetString(WireJson.Write(activity)));
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

    private static byte[] Wire(ImmutableArray<Activity> activities) => [.. activities.SelectMany(WireJson.Write)];

    // The same words in strings of their own, of which nothing can have been kept.
    private static ImmutableArray<Activity> Fresh(ImmutableArray<Activity> activities) =>
        [.. activities.Select(a => a with { Text = new string(a.Text.AsSpan()), Speak = a.Speak is null ? null : new string(a.Speak.AsSpan()) })];
}
