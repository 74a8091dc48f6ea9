using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Host;
using AdviceBot.Host.State;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;

namespace AdviceBot.Sdk;

/// <summary>Microsoft.Bot.Builder.Dialogs: asks the question at hand with its choices, until a way ends. For a bot that has other dialogs besides ours.</summary>
/// <remarks>The dialog keeps no state of its own: where the family is stands in our store, under the conversation's name.</remarks>
public sealed class StepDialog : ComponentDialog
{
    private readonly TurnRunner runner;
    private readonly KeptStore store;

    /// <summary>A dialog over the same turns as every channel.</summary>
    public StepDialog(TurnRunner runner, KeptStore store)
        : base(nameof(StepDialog))
    {
        (this.runner, this.store) = (runner, store);
        AddDialog(new ChoicePrompt(nameof(ChoicePrompt), Fits, defaultLocale: "en-gb"));
        AddDialog(new WaterfallDialog(nameof(WaterfallDialog), [AskAsync, AnswerAsync]));
        InitialDialogId = nameof(WaterfallDialog);
    }

    // Whatever they write is taken: what is no choice is a question in their own words, or a cry for help.
    private static Task<bool> Fits(PromptValidatorContext<FoundChoice> prompt, CancellationToken stop) => Task.FromResult(true);

    private async Task<DialogTurnResult> AskAsync(WaterfallStepContext step, CancellationToken stop)
    {
        Message message = step.Options as Message ?? new Message.Started();
        Turned turned = await runner.RunAsync(store, Handle(step.Context), message, stop);
        foreach (string words in turned.Replies.Select(Words).OfType<string>())
        {
            await step.Context.SendActivityAsync(words, cancellationToken: stop);
        }

        if (turned.Replies[^1] is not Reply.Question question || question.IsEnding)
        {
            return await step.EndDialogAsync(turned.After, stop);
        }

        ImmutableArray<Button> buttons = [.. question.Choices, .. question.Open, .. question.Always];
        return await step.PromptAsync(
            nameof(ChoicePrompt),
            new PromptOptions { Prompt = MessageFactory.Text(question.Ask), Choices = [.. buttons.Select(b => new Choice(b.Label))] },
            stop);
    }

    private async Task<DialogTurnResult> AnswerAsync(WaterfallStepContext step, CancellationToken stop)
    {
        Message said = new Message.Typed(step.Context.Activity.Text ?? "");
        return await step.ReplaceDialogAsync(InitialDialogId, said, stop);
    }

    private static string Handle(ITurnContext context) => $"dialog/{context.Activity.ChannelId}/{context.Activity.Conversation.Id}";

    // In plain words; a bot that wants cards takes AdviceActivities instead.
    private static string? Words(Reply reply) => reply switch
    {
        Reply.Urgent urgent => string.Join("\n\n", urgent.Lines.Select(l => l.Text)),
        Reply.Gentle gentle => gentle.Text,
        Reply.Said said => said.Text,
        Reply.NotEnglish other => string.Join("\n\n", other.Lines.Concat(other.English).Select(l => l.Text)),
        Reply.Answer answer => string.Join("\n\n", answer.Passages.Select(p => $"{p.Title}\n\n{p.Text}")),
        Reply.Advice advice => string.Join("\n\n", advice.Passages.Select(p => $"{p.Title}\n\n{p.Text}")),
        Reply.Ending ending => string.Join("\n\n", new[] { ending.SolicitorNow, ending.Title }.Concat(ending.DoNow.Select(p => p.Text)).OfType<string>()),
        Reply.Helpers helpers => string.Join('\n', helpers.People.Select(p => $"{p.Helper.Name}: {p.Helper.Phone ?? p.Helper.Text} {p.When}")),
        _ => null,
    };
}
