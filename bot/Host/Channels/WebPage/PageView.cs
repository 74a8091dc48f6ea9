using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>Everything one page is made of; each part of the page reads from it.</summary>
/// <param name="Library">The words, as this reader may see them.</param>
/// <param name="Frame">What every page has around it.</param>
/// <param name="Place">The sealed conversation, to come back with.</param>
/// <param name="Replies">What is said.</param>
/// <param name="IsPrinted">Whether everything is unfolded and the buttons are left out.</param>
/// <param name="After">Where the family has got to; null where nothing of theirs is shown.</param>
public sealed record PageView(
    Library Library, PageFrame Frame, string Place, ImmutableArray<Reply> Replies, bool IsPrinted = false, Conversation? After = null)
{
    /// <summary>Where its forms go.</summary>
    public string Address => ForAdviser ? WebPageChannel.AdviserAddress : WebPageChannel.Address;

    /// <summary>Whether an adviser reads it: what waits for sign-off is marked.</summary>
    public bool ForAdviser => Library.Reader == Audience.Adviser;

    /// <summary>Whether somebody may see the screen: less is shown, and nothing is offered to save or print.</summary>
    public bool IsWatched => After is { IsWatched: true };

    /// <summary>A sentence of the page's own.</summary>
    public string Say(string key) => Library.Messages.Text(key);

    /// <summary>The same with one place filled.</summary>
    public string Say(string key, string place, string value) => Library.Messages.Text(key, (place, value));
}

/// <summary>What every page has around it.</summary>
/// <param name="Name">The charity's name in the header and title.</param>
/// <param name="ExitTo">Where "Leave this page" goes.</param>
public sealed record PageFrame(string Name, string ExitTo, Assets Assets)
{
    /// <summary>Whether a service outside looks at what people write; the safety page says so.</summary>
    public bool SharesWords { get; init; }
}
