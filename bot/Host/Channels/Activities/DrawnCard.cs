using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>Parts as Adaptive Cards. A card's fallback text loses nothing, and no card has more buttons than Teams shows.</summary>
public sealed class DrawnCard(Messages messages, string name)
{
    private readonly DrawnText text = new(messages);

    /// <summary>A part in full; buttons beyond six stand in cards of their own.</summary>
    public IEnumerable<Attachment> Whole(Part part)
    {
        ImmutableArray<CardPress>[] sixes = [.. part.Buttons.Select(Press).Chunk(AdaptiveCard.MostActions).Select(ImmutableArray.Create)];
        string fallback = text.Plain(part.Blocks) + Buttons(part.Buttons);
        // The first line is the charity's neutral name: a glance at a list of chats shows no more.
        yield return Card([Neutral(), .. Elements(part.Blocks)], sixes.FirstOrDefault(), fallback);
        for (int i = 1; i < sixes.Length; i++)
        {
            string labels = string.Join('\n', sixes[i].Select(a => "• " + a.Title));
            yield return Card([Neutral()], sixes[i], labels);
        }

        foreach (Attachment date in part.Dates.Select(Date))
        {
            yield return date;
        }
    }

    /// <summary>Only the numbers to press, for channels whose text says everything else.</summary>
    public Attachment? Calls(ImmutableArray<Call> calls) => calls.IsEmpty ? null : Card(
        [],
        [.. calls.Take(AdaptiveCard.MostActions).Select(c => new CardPress("Action.OpenUrl", messages.Text("page-call", ("number", c.Number)), Url: $"tel:{c.Dial}"))],
        string.Join('\n', calls.Select(c => $"{c.Name}: {c.Number}")));

    /// <summary>A field for one date.</summary>
    public Attachment Date(DateBox box)
    {
        CardElement field = new("Input.Date")
        {
            Id = "date",
            Label = box.Ask,
            Value = box.Given?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        string send = messages.Text(box.Given is null ? "page-date-send" : "page-date-change");
        var value = new PressValue { Do = PressValue.GiveDate, Event = box.Event };
        return Card([field], [new CardPress("Action.Submit", send, value.ToJson())], box.Ask);
    }

    private static Attachment Card(ImmutableArray<CardElement> body, ImmutableArray<CardPress>? actions, string fallback) =>
        new(AdaptiveCard.ContentType, new AdaptiveCard(body, actions is { IsDefaultOrEmpty: false } some ? some : null, fallback));

    private CardElement Neutral() => new("TextBlock") { Text = name, Size = "Small", IsSubtle = true, Wrap = true };

    private IEnumerable<CardElement> Elements(ImmutableArray<Block> blocks)
    {
        for (int i = 0; i < blocks.Length; i++)
        {
            if (!blocks[i].IsDifference)
            {
                yield return Element(blocks[i]);
                continue;
            }

            int end = i;
            while (end + 1 < blocks.Length && blocks[end + 1].IsDifference)
            {
                end++;
            }

            IEnumerable<Block> label = blocks[i].Kind == BlockKind.Label ? [] : [new Block(BlockKind.Label, messages.Text("page-differs"))];
            yield return new CardElement("Container") { Style = "emphasis", Items = [.. label.Concat(blocks[i..(end + 1)]).Select(Element)] };
            i = end;
        }
    }

    private static CardElement Element(Block block)
    {
        string words = DrawnText.InCard(block);
        return new CardElement("TextBlock")
        {
            Text = block.Kind == BlockKind.Item ? "• " + words : words,
            Wrap = true,
            Weight = block.Kind is BlockKind.Heading or BlockKind.Label ? "Bolder" : null,
            Size = block.Kind switch { BlockKind.Heading => "Medium", BlockKind.Small => "Small", _ => null },
            IsSubtle = block.Kind == BlockKind.Small ? true : null,
            Spacing = block.Kind == BlockKind.Item ? "Small" : null,
        };
    }

    private static CardPress Press(PartButton button) => button.Address is { } address
        ? new CardPress("Action.OpenUrl", button.Label, Url: address)
        : new CardPress("Action.Submit", button.Label, Submit(button));

    // In Teams the press shows in the chat as the words of the button; elsewhere the same member is ignored.
    private static JsonElement Submit(PartButton button)
    {
        JsonElement value = button.Value.ToJson();
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in value.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            writer.WriteStartObject("msteams");
            writer.WriteString("type", "messageBack");
            writer.WriteString("text", button.Label);
            writer.WriteString("displayText", button.Label);
            writer.WritePropertyName("value");
            value.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }

    private static string Buttons(ImmutableArray<PartButton> buttons) =>
        buttons.IsEmpty ? "" : "\n\n" + string.Join('\n', buttons.Select(b => b.Address is { } at ? $"• {b.Label}: {at}" : $"• {b.Label}"));
}
