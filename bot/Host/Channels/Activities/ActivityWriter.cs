using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using AdviceBot.Core;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>One turn's replies as activities, the way a channel can show them. Whom they go to is the channel's business.</summary>
/// <remarks>
/// Chat windows get text that says everything, buttons under the last message, and small cards for numbers to press and dates to
/// give. Teams gets cards, in at most three messages, whose previews say nothing of what they are about. All else gets plain words.
/// One for each edition of the messages: what was drawn of passages, questions, endings and helpers is kept, as it will go over the wire.
/// </remarks>
/// <param name="name">The charity's neutral name.</param>
/// <param name="exitTo">Where "Leave this page" goes.</param>
public sealed class ActivityWriter(Messages messages, string name, string exitTo)
{
    /// <summary>Most characters of one message in Teams, well under its 80 KB of two bytes each.</summary>
    public const int TeamsMessage = 30_000;

    private readonly DrawnText text = new(messages);
    private readonly DrawnCard card = new(messages, name);
    private readonly ReplyParts withExit = new(messages, exitTo);
    private readonly ReplyParts withoutExit = new(messages, null);

    // What was drawn of parts that last, by their blocks and their buttons, and for as long as somebody holds those.
    private readonly ConditionalWeakTable<Block[], Activity> inText = [];
    private readonly ConditionalWeakTable<Block[], CardsOfPart> inCards = [];
    private readonly ConditionalWeakTable<PartButton[], SuggestedActions> suggested = [];

    /// <summary>Whether it writes with these sentences.</summary>
    public bool IsFor(Messages those) => ReferenceEquals(messages, those);

    /// <summary>The activities.</summary>
    public ImmutableArray<Activity> Write(ImmutableArray<Reply> replies, ChannelManner manner)
    {
        ArgumentNullException.ThrowIfNull(manner);
        ImmutableArray<Part> parts = (manner.Drawing == Drawing.Text ? withExit : withoutExit).Of(replies);
        ImmutableArray<Activity> drawn = manner.Drawing switch
        {
            Drawing.Text => [.. parts.Select(Text)],
            Drawing.Cards => InCards(parts),
            Drawing.Plain => InPlain(parts, replies),
            _ => throw new UnreachableException(),
        };
        if (drawn.IsEmpty)
        {
            return drawn;
        }

        bool asks = replies[^1] is Reply.Question;
        Activity last = drawn[^1] with { SuggestedActions = Suggested(parts, manner), InputHint = asks ? "expectingInput" : "acceptingInput" };
        return drawn.SetItem(drawn.Length - 1, last);
    }

    private Activity Text(Part part)
    {
        if (!part.IsLasting || part.Blocks.IsEmpty)
        {
            return InText(part);
        }

        Block[] blocks = ImmutableCollectionsMarshal.AsArray(part.Blocks)!;
        if (inText.TryGetValue(blocks, out Activity? known))
        {
            return known;
        }

        Activity drawn = InText(part);
        WireWords.Keep(drawn.Text!);
        if (drawn.Speak is { } spoken)
        {
            WireWords.Keep(spoken);
        }

        foreach (Attachment card in drawn.Attachments ?? [])
        {
            Keep(card);
        }

        return inText.GetOrAdd(blocks, drawn);
    }

    private Activity InText(Part part)
    {
        (string words, string spoken) = (text.Markdown(part.Blocks), text.Spoken(part.Blocks));
        ImmutableArray<Attachment> cards = [.. new[] { card.Calls(part.Calls) }.OfType<Attachment>(), .. part.Dates.Select(card.Date)];
        return Message() with
        {
            Text = words,
            TextFormat = "markdown",
            Speak = spoken == words && cards.IsEmpty ? null : spoken,
            Attachments = cards.IsEmpty ? null : cards,
            AttachmentLayout = cards.Length > 1 ? "list" : null,
        };
    }

    // The question in a message of its own; all before it in one, or two when it is long.
    private ImmutableArray<Activity> InCards(ImmutableArray<Part> parts)
    {
        if (parts.IsEmpty)
        {
            return [];
        }

        var before = parts[..^1].SelectMany(p => Whole(p).AsEnumerable()).ToImmutableArray();
        return [.. Halves(before).Select(Cards), Cards(Whole(parts[^1]))];
    }

    private ImmutableArray<Attachment> Whole(Part part)
    {
        if (!part.IsLasting || part.Blocks.IsEmpty)
        {
            return [.. card.Whole(part)];
        }

        // The last passage of an answer has its blocks from the passage, and a button of its own.
        Block[] blocks = ImmutableCollectionsMarshal.AsArray(part.Blocks)!;
        if (inCards.TryGetValue(blocks, out CardsOfPart? known))
        {
            return known.Buttons == part.Buttons ? known.Cards : [.. card.Whole(part)];
        }

        ImmutableArray<Attachment> cards = [.. card.Whole(part)];
        foreach (Attachment one in cards)
        {
            Keep(one);
        }

        inCards.TryAdd(blocks, new CardsOfPart(part.Buttons, cards));
        return cards;
    }

    private static void Keep(Attachment attachment) => WireKept.Keep(attachment, static a => JsonSerializer.SerializeToUtf8Bytes(a, WireJson.Context.Attachment));

    private static IEnumerable<ImmutableArray<Attachment>> Halves(ImmutableArray<Attachment> cards)
    {
        int[] sizes = [.. cards.Select(Size)];
        int total = sizes.Sum();
        if (total <= TeamsMessage)
        {
            return cards.IsEmpty ? [] : [cards];
        }

        int at = 0;
        for (int sum = 0; at < cards.Length - 1 && sum + sizes[at] <= total / 2; at++)
        {
            sum += sizes[at];
        }

        return at == 0 ? [cards] : [cards[..at], cards[at..]];
    }

    private static int Size(Attachment attachment) => WireKept.Length(attachment) ?? JsonSerializer.SerializeToUtf8Bytes(attachment, WireJson.Context.Attachment).Length;

    private Activity Cards(ImmutableArray<Attachment> cards) => Message() with
    {
        Summary = messages.Text("chat-preview"),
        Attachments = cards,
        AttachmentLayout = cards.Length > 1 ? "list" : null,
    };

    private ImmutableArray<Activity> InPlain(ImmutableArray<Part> parts, ImmutableArray<Reply> replies)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        words.AddRange(parts.Select(p => text.Plain(p.Blocks)));
        if (words.Count > 0)
        {
            int offered = -1;
            int number = 0;
            // Offers are lettered and a step's buttons numbered: that is what the engine understands when somebody types them.
            IEnumerable<string> lines = parts.SelectMany(p => p.Buttons).Select(b => b.Value switch
            {
                { Want: not null } => $"{(char)('a' + ++offered)}) {b.Label}",
                { Choice: not null } => $"{++number}) {b.Label}",
                _ => null,
            }).OfType<string>();
            string how = messages.Text(replies[^1] is Reply.Question ? "chat-how" : "chat-how-back");
            words[^1] = string.Join("\n\n", new[] { words[^1], string.Join('\n', lines), how }.Where(w => w.Length > 0));
        }

        return [.. words.Select(w => Message() with { Text = w, TextFormat = "plain" })];
    }

    // Mostly those of the question alone, the same whenever it is asked.
    private SuggestedActions? Suggested(ImmutableArray<Part> parts, ChannelManner manner)
    {
        bool isAlone = ReferenceEquals(manner, ChannelManner.Chat) && parts[^1] is { IsLasting: true, Buttons.IsEmpty: false } && parts.Count(p => !p.Buttons.IsEmpty) == 1;
        if (!isAlone)
        {
            return Suggest([.. parts.SelectMany(p => p.Buttons)], manner);
        }

        PartButton[] buttons = ImmutableCollectionsMarshal.AsArray(parts[^1].Buttons)!;
        if (suggested.TryGetValue(buttons, out SuggestedActions? known))
        {
            return known;
        }

        SuggestedActions actions = Suggest(parts[^1].Buttons, manner)!;
        WireKept.Keep(actions, static a => JsonSerializer.SerializeToUtf8Bytes(a, WireJson.Context.SuggestedActions));
        return suggested.GetOrAdd(buttons, actions);
    }

    private static SuggestedActions? Suggest(ImmutableArray<PartButton> buttons, ChannelManner manner)
    {
        // Buttons that leave the chat or say another's words can't stand in for their ids.
        ImmutableArray<CardAction> actions = [.. buttons
            .Where(b => manner.CanCarryIds || (b.Address is null && b.Value.Choice is not null))
            .OrderBy(b => b.Rank)
            .Take(manner.Suggested)
            .Select(b => Suggest(b, manner))];
        return actions.IsEmpty ? null : new SuggestedActions([], actions);
    }

    private static CardAction Suggest(PartButton button, ChannelManner manner) => button switch
    {
        { Address: { } address } => new("openUrl", button.Label, JsonSerializer.SerializeToElement(address, WireJson.Context.String)),
        _ when manner.CanCarryIds => new("messageBack", button.Label, button.Value.ToJson(), button.Label, button.Label),
        _ => new("imBack", button.Label, JsonSerializer.SerializeToElement(button.Label, WireJson.Context.String)),
    };

    private static Activity Message() => new() { InputHint = "acceptingInput" };

    private sealed record CardsOfPart(ImmutableArray<PartButton> Buttons, ImmutableArray<Attachment> Cards);
}
