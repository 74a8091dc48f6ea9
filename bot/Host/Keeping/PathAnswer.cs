using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;

namespace AdviceBot.Host.Keeping;

/// <summary>What to tell an adviser about the six words they typed.</summary>
public static class PathAnswer
{
    /// <summary>The sentence.</summary>
    public static Reply.Said Of(PathReading reading, Messages messages)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(messages);
        (string key, string text) = reading switch
        {
            PathReading.Found => Say("place-found"),
            PathReading.WrongCount count => ("place-count", messages.Text("place-count", ("count", count.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)))),
            PathReading.Unknown { Near.IsEmpty: true } unknown => ("place-unknown", messages.Text("place-unknown", ("word", unknown.Word))),
            PathReading.Unknown unknown => ("place-near", messages.Text("place-near", ("word", unknown.Word), ("near", string.Join(" or ", unknown.Near)))),
            PathReading.Misheard => Say("place-misheard"),
            _ => Say("place-edition"),
        };
        return new Reply.Said(key, text);

        (string, string) Say(string name) => (name, messages.Text(name));
    }
}
