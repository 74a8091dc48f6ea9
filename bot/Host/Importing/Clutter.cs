using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace AdviceBot.Host.Importing;

/// <summary>Knows what stands on web pages and is no advice: navigation, cookie banners, feedback forms, share links, footers.</summary>
public static partial class Clutter
{
    /// <summary>Whether a line is clutter wherever it stands.</summary>
    public static bool Is(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        string text = line.Trim().TrimEnd('.', '!', '…', '»', '›', '>', ':');
        return text.Length == 0 || !text.Any(char.IsLetterOrDigit) || Control().IsMatch(text) || Feedback().IsMatch(text) || Cookies().IsMatch(text) || Sharing().IsMatch(text) || Small().IsMatch(text);
    }

    /// <summary>Whether an element of a web page with this class, id or role holds clutter.</summary>
    public static bool IsMark(string mark) => Mark().IsMatch(mark);

    /// <summary>The blocks without clutter; what comes after the beginning of a footer is cut off.</summary>
    public static ImmutableArray<Block> Without(IReadOnlyList<Block> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);

        // Words such as "Subscribe" begin a footer only near the end; above, they could be part of the advice.
        int end = blocks.Count;
        for (int i = blocks.Count * 2 / 3; i < blocks.Count; i++)
        {
            if (Footer().IsMatch(blocks[i].Text.Trim()))
            {
                end = i;
                break;
            }
        }

        return [.. blocks.Take(end).Where(b => !Is(b.Text))];
    }

    [GeneratedRegex(
        """
        ^(skip\ (to|navigation|links?)\b.*|menu|main\ menu|search|home|home\ ?page|back|back\ to\ (the\ )?top|top(\ of\ (the\ )?page)?|print|print\ (this\ )?(page|article)
        |next|previous|next\ page|previous\ page|next\ steps|find\ out\ more|read\ more|learn\ more|show\ (all|more|less)|view\ all|hide|open|close|close\ (form|menu|this)|cancel|submit|send|ok
        |log\ ?in|sign\ in|sign\ up|log\ ?out|register|donate(\ now)?|about\ us|contact\ us|navigation|breadcrumbs?|you\ are\ here\b.*|on\ this\ page|in\ this\ section|contents
        |footer|header|site\ ?map|accessibility(\ statement)?|privacy(\ (policy|notice))?|terms(\ (and|&)\ conditions|\ of\ use)?|jump\ to\b.*|expand(\ all)?|collapse(\ all)?|loading
        |telephone\ handler|generic\ filters|exact\ matches\ only|cover\ your\ tracks|exit\ (this\ )?(site|page)|quick\ exit|leave\ this\ site|hide\ this\ page|people\ pie\ chart|uat\ \(release\)
        |image(:.*)?|photo(:.*)?|video|play(\ video)?|download(\ pdf)?|page\ \d+(\ of\ \d+)?|\d+\ min(ute)?s?\ read|advertisement)$
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Control();

    [GeneratedRegex(@"^((was|did|is|has|how) (this|our) (page|advice|article|information|content|answer|site)\b.*(help|useful|clear|rate).*|how helpful was\b.*|why wasn.t this\b.*|(please )?tell us (more|what|why|how)\b.*|thank(s| you)\b.*feedback\b.*|(give|send|leave)( us)?( your)? feedback\b.*|feedback|report (a|an) (problem|error|issue)\b.*|rate this\b.*|yes, this (page|helped)\b.*|no, this (page|did)\b.*|(yes|no))$", RegexOptions.IgnoreCase)]
    private static partial Regex Feedback();

    [GeneratedRegex(@"\b(uses?|set|storing|store) (\w+ ){0,3}cookies\b|^(accept|reject|allow|manage|decline)( all| only)?( \w+)? ?cookies\b|^cookies?( (on this site|policy|settings|preferences|notice))?$|^(accept|reject|allow) all$", RegexOptions.IgnoreCase)]
    private static partial Regex Cookies();

    [GeneratedRegex(@"^(share( (this|on|via|with)\b.*)?|tweet( this)?|email( this)?( page)?|follow us\b.*|like us on\b.*|facebook|twitter|x|linkedin|whatsapp|instagram|youtube|copy link)$", RegexOptions.IgnoreCase)]
    private static partial Regex Sharing();

    [GeneratedRegex(@"^(©|\(c\)|copyright\b).*|all rights reserved|^(registered )?charity (no|number|registration)\b.*|^(page )?last (updated|reviewed|modified)\b.{0,40}$|^published:? .{0,30}\d{4}$", RegexOptions.IgnoreCase)]
    private static partial Regex Small();

    [GeneratedRegex(@"^(subscribe\b.*newsletter\b.*|sign up (to|for)\b.*newsletter\b.*|newsletter|contact us|follow us\b.*|donate now|footer|related (pages|content|links|articles)|you may also\b.*|more from\b.*|(was|did) this (page|advice|article|information|content)\b.*(help|useful).*|(registered )?charity (no|number)\b.*|©.*|copyright\b.*)[.!?:]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Footer();

    [GeneratedRegex(@"(^|[\s_-])(nav|navbar|navigation|menu|breadcrumbs?|cookies?|consent|gdpr|footer|site-?header|masthead|banner|skip|skiplinks?|share|sharing|social|feedback|helpful|survey|newsletter|subscribe|sidebar|related|pagination|pager|promo|advert|ads|popup|modal|search|contentinfo|complementary|exit)(?=$|[\s_-])", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();
}
