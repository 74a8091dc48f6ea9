using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

public class ChoiceMatcherTests
{
    private static readonly ImmutableArray<Choice> Meetings =
    [
        new("first", "The first conference", null, ["initial", "icpc"]),
        new("review", "A review conference", null, ["rcpc"]),
        new("cannot-go", "I can't get there", null, ["cant go", "no lift"]),
        new("happened", "It has already happened", null, ["its been"]),
        new("soon", "Soon, or I have no report yet", null, []),
        new("talk", "I want to talk to someone today", null, ["human"]),
    ];

    private const int Own = 5;

    [Theory]
    [InlineData("1", "first")]
    [InlineData(" 3. ", "cannot-go")]
    [InlineData("6", "talk")] // the buttons on every screen are numbered on
    [InlineData("The first conference", "first")]
    [InlineData("the FIRST conference!!", "first")]
    [InlineData("its the first conference", "first")]
    [InlineData("icpc", "first")]
    [InlineData("its been", "happened")]
    [InlineData("human", "talk")]
    public void A_number_a_label_or_another_name_means_its_choice(string typed, string choice) => Assert.Equal(choice, Match(typed));

    [Theory]
    [InlineData("first", "first")]
    [InlineData("happened", "happened")]
    [InlineData("already happened", "happened")]
    [InlineData("soon", "soon")]
    [InlineData("i have no report yet", "soon")]
    public void Part_of_a_label_means_its_choice_where_no_other_has_it(string typed, string choice) => Assert.Equal(choice, Match(typed));

    [Theory]
    [InlineData("the first conferance", "first")]
    [InlineData("a reveiw conference", "review")]
    [InlineData("it has allready happend", "happened")]
    [InlineData("humna", "talk")]
    public void A_small_misspelling_means_its_choice(string typed, string choice) => Assert.Equal(choice, Match(typed));

    [Theory]
    [InlineData("i can go")]
    [InlineData("it hasnt already happened")]
    [InlineData("it has not already happened")]
    [InlineData("report")] // on the button it says there is none
    [InlineData("it has alreadynot happened")]
    public void The_opposite_of_a_choice_is_not_taken_for_it(string typed) => Assert.Null(Match(typed));

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("99")]
    [InlineData("conference")] // on two buttons
    [InlineData("today")] // a word of a button on every screen is no answer to this question
    [InlineData("i")]
    [InlineData("can i bring my mum to the first conference")]
    [InlineData("ipc")] // too short to guess
    public void What_fits_none_or_several_means_none(string typed) => Assert.Null(Match(typed));

    [Fact]
    public void Yes_and_no_in_many_words_mean_the_buttons_of_those_names()
    {
        ImmutableArray<Choice> buttons = [new("yes", "Yes, they know", null, []), new("no", "No, they don't", null, [])];
        Assert.Equal("yes", ChoiceMatcher.Match("yep", buttons, 2)?.Id);
        Assert.Equal("no", ChoiceMatcher.Match("Nah.", buttons, 2)?.Id);
    }

    [Fact]
    public void Every_label_and_other_name_of_every_step_means_its_own_choice()
    {
        Library library = RealBot.Library;
        HashSet<string> commands = [.. library.Messages.Commands.SelectMany(c => c.Value).Select(PlainWords.Of)];
        foreach (Step step in library.Guides.SelectMany(g => g.Steps).Concat(library.Parts.Guards))
        {
            foreach (Choice choice in step.Choices)
            {
                Assert.Equal((step.Id, choice.Id), (step.Id, ChoiceMatcher.Match(choice.Label, step.Choices, step.Choices.Length)?.Id));
                foreach (string name in choice.Say.Where(n => !commands.Contains(PlainWords.Of(n))))
                {
                    Assert.Equal((step.Id, name, choice.Id), (step.Id, name, ChoiceMatcher.Match(name, step.Choices, step.Choices.Length)?.Id));
                }
            }
        }
    }

    [Fact]
    public void A_label_with_one_letter_left_out_means_its_own_choice_or_none()
    {
        List<string> misread = [];
        foreach (Step step in RealBot.Library.Guides.SelectMany(g => g.Steps))
        {
            foreach (Choice choice in step.Choices)
            {
                string plain = PlainWords.Of(choice.Label);
                for (int i = 0; i < plain.Length; i++)
                {
                    string typed = plain.Remove(i, 1);
                    string? meant = ChoiceMatcher.Match(typed, step.Choices, step.Choices.Length)?.Id;

                    // "We have move" is what people say who want to move.
                    bool right = meant is null || meant == choice.Id || typed == "we have move";
                    if (!right)
                    {
                        misread.Add($"{step.Id}: \"{typed}\" of {choice.Id} was taken for {meant}");
                    }
                }
            }
        }

        Assert.True(misread.Count == 0, string.Join('\n', misread));
    }

    [Fact]
    public void No_other_name_of_a_choice_is_hidden_by_a_command_that_means_something_else()
    {
        // At a leaf "not sure" and the like have no button, so there they may be anything.
        Library library = RealBot.Library;
        Dictionary<string, string> commands = library.Messages.Commands
            .SelectMany(c => c.Value, (c, words) => (Words: PlainWords.Of(words), c.Key))
            .DistinctBy(c => c.Words)
            .ToDictionary(c => c.Words, c => c.Key);
        IEnumerable<string> hidden =
            from step in library.Guides.SelectMany(g => g.Steps).Concat(library.Parts.Guards)
            from choice in step.Choices
            from name in choice.Say
            where commands.TryGetValue(PlainWords.Of(name), out string? command)
                && command != "danger" && library.OffRamps.All(r => r.Id != command)
            select $"{step.Id}: \"{name}\" of \"{choice.Label}\" is the command {commands[PlainWords.Of(name)]}";
        Assert.True(!hidden.Any(), string.Join('\n', hidden));
    }

    private static string? Match(string typed) => ChoiceMatcher.Match(typed, Meetings, Own)?.Id;
}
