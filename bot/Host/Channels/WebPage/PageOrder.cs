using System.Collections.Immutable;
using AdviceBot.Core;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>Which reply is the page's main heading, and what stands before and after the question.</summary>
/// <remarks>
/// The engine's order holds, with two exceptions: why own words led to a question stands next to it; and passages that help with a question stand below its buttons, so that the
/// question and its first answer are seen and heard first on a small screen.
/// </remarks>
/// <param name="Head">The reply that has the h1.</param>
/// <param name="Before">What stands before the question, in order.</param>
/// <param name="After">What stands below it.</param>
public sealed record PageOrder(Reply Head, ImmutableArray<Reply> Before, ImmutableArray<Reply> After)
{
    /// <summary>The order for what one turn said.</summary>
    public static PageOrder Of(ImmutableArray<Reply> replies)
    {
        Reply head = replies.OfType<Reply.Urgent>().FirstOrDefault()
            ?? replies.OfType<Reply.Answer>().FirstOrDefault()
            ?? replies.OfType<Reply.Ending>().FirstOrDefault()
            ?? replies.OfType<Reply.Offer>().FirstOrDefault()
            ?? replies[^1];
        bool helpsToChoose = !replies.OfType<Reply.Ending>().Any();
        int advice = helpsToChoose ? IndexOf<Reply.Advice>(replies) : -1;
        ImmutableArray<Reply> said = replies[^1] is Reply.Question ? replies[..^1] : replies;
        // Why own words led to the next question is said right above it.
        if (advice < 0 && said.FirstOrDefault(r => r is Reply.Said { Key: "leads-to" }) is { } why)
        {
            said = said.Remove(why).Add(why);
        }

        return advice < 0 ? new(head, said, []) : new(head, said[..advice], said[advice..]);
    }

    private static int IndexOf<T>(ImmutableArray<Reply> replies)
    {
        for (int i = 0; i < replies.Length; i++)
        {
            if (replies[i] is T)
            {
                return i;
            }
        }

        return -1;
    }
}
