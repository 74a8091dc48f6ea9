using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using Xunit;

namespace AdviceBot.Tests.Walks;

/// <summary>The bot makes up nothing: every sentence of advice it shows stands word for word in content.</summary>
public sealed partial class EveryWordTests
{
    private static readonly ImmutableArray<ImmutableArray<Reply>> Places =
        [.. Walker.Ways(RealBot.Library).Select(t => RealBot.Parents.Turn(Conversation.New with { Trail = t }, new Message.Started(), RealBot.Morning).Replies)];

    [Fact]
    public void Every_passage_shown_says_what_its_file_says_with_the_numbers_filled_in()
    {
        Passage[] shown = [.. Places.SelectMany(p => p).OfType<Reply.Advice>().SelectMany(a => a.Passages).Distinct()];
        Assert.True(shown.Length > 150, $"Only {shown.Length} passages were shown.");
        foreach (Passage passage in shown)
        {
            string file = ContentFolder.Files.All[$"passages/{passage.Topic}/{passage.Id}.md"].ReplaceLineEndings("\n");
            string body = file[(file.IndexOf("\n---\n", StringComparison.Ordinal) + 5)..];
            Assert.Equal(Words(Filled(body)), Words(passage.Text));
            Assert.Equal(Words(Filled(body)), Words(Tag().Replace(passage.Html.Replace("</li>", "\n", StringComparison.Ordinal), "").Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)));
            Assert.Contains($"title: {passage.Title}", file.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_point_title_question_and_label_stands_in_a_file_of_the_guides()
    {
        string guides = Words(string.Join('\n', ContentFolder.Files.All
            .Where(f => f.Key.StartsWith("guides/", StringComparison.Ordinal) || f.Key is "guards.yaml" or "messages.yaml" or "key-dates.yaml")
            .Select(f => f.Value)));
        foreach (string sentence in Places.SelectMany(p => p).SelectMany(Sentences).ToHashSet())
        {
            Assert.True(guides.Contains(Words(sentence), StringComparison.Ordinal), $"\"{sentence}\" stands nowhere in content.");
        }
    }

    [Fact]
    public void Every_sentence_of_messages_that_is_said_is_a_message_filled()
    {
        foreach (Reply.Said said in Places.SelectMany(p => p).OfType<Reply.Said>())
        {
            Assert.Equal(RealBot.Library.Messages.Text(said.Key), said.Text);
        }
    }

    private static IEnumerable<string> Sentences(Reply reply) => reply switch
    {
        Reply.Ending ending => ending.DoNow.Concat(ending.Avoid).Concat(ending.Take).Concat(ending.Questions.SelectMany(q => q.Points)).Select(p => p.Text)
            .Append(ending.Title).Concat(ending.SolicitorNow is { } now ? [now] : []),
        Reply.Question question => question.Choices.Concat(question.Open).Concat(question.Always).Select(b => b.Label).Append(question.Ask)
            .Concat(question.Hint is { } hint ? [hint] : []),
        Reply.KeyDates dates => dates.Wanted.Select(w => w.Ask),
        _ => [],
    };

    private static string Filled(string text) => Place().Replace(text, m => RealBot.Library.Helper(m.Groups[1].Value)?.Phone ?? m.Value);

    // The words alone: marks of Markdown, quotes of YAML and line ends aside.
    private static string Words(string text) => Space().Replace(Mark().Replace(text, ""), " ").Trim();

    [GeneratedRegex(@"\{([a-z0-9-]+)\}")]
    private static partial Regex Place();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("[\"*>•]|(?<=\\n)- ")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
