using System.Text;
using AdviceBot.Host.Channels.Activities;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Wire = AdviceBot.Host.Channels.Activities;

namespace AdviceBot.Sdk;

/// <summary>Microsoft.Bot.Builder: hands each activity to the same turns as our own connector, and sends what they say.</summary>
/// <remarks>Between the SDK's activities and ours stands the JSON that both read and write, so nothing is translated twice.</remarks>
public sealed class AdviceActivities(ActivityTurns turns) : ActivityHandler
{
    private static readonly JsonSerializerSettings Plain = new() { NullValueHandling = NullValueHandling.Ignore, MaxDepth = WireJson.Deepest };

    /// <inheritdoc/>
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) => AnswerAsync(turnContext, cancellationToken);

    /// <inheritdoc/>
    protected override Task OnConversationUpdateActivityAsync(ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => AnswerAsync(turnContext, cancellationToken);

    /// <inheritdoc/>
    protected override Task OnInstallationUpdateActivityAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => AnswerAsync(turnContext, cancellationToken);

    /// <inheritdoc/>
    protected override Task OnEventActivityAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => AnswerAsync(turnContext, cancellationToken);

    /// <inheritdoc/>
    protected override Task OnEndOfConversationActivityAsync(ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) => AnswerAsync(turnContext, cancellationToken);

    private async Task AnswerAsync(ITurnContext context, CancellationToken stop)
    {
        byte[] json = Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(context.Activity, Plain));
        if (WireJson.Read(json) is not { } incoming)
        {
            return;
        }

        Note[] notes = incoming.ChannelId == ChannelManner.Teams ? [new("chat-teams")] : [];
        Answered answered = await turns.AnswerAsync($"sdk/{incoming.ChannelId}/{incoming.Conversation?.Id}", incoming, new Delivery(incoming.Id), ChannelManner.Of(incoming.ChannelId), [.. notes], stop);
        IActivity[] replies = [.. answered.Activities.Select(Theirs)];
        if (replies.Length > 0)
        {
            await context.SendActivitiesAsync(replies, stop);
        }
    }

    private static IActivity Theirs(Wire.Activity ours) =>
        JsonConvert.DeserializeObject<Microsoft.Bot.Schema.Activity>(Encoding.UTF8.GetString(WireJson.Write(ours)), Plain)!;
}
