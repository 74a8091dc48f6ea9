using System.Collections.Immutable;
using AdviceBot.Core.Content;
using AdviceBot.Host.Content;
using Xunit;

namespace AdviceBot.Tests.Host.Content;

public class PassageFilesTests
{
    private static readonly Dictionary<string, string> Numbers = new() { ["advice-line"] = "0808 801 0366" };

    [Fact]
    public void Paragraphs_lists_and_differences_become_text_and_html()
    {
        (string text, string html) = PassageText.Render("Yes, **go**\nif you can.\n\n- Ask when.\n- Ask where.\n\n> Others say no.", Numbers);
        Assert.Equal("Yes, go if you can.\n\n• Ask when.\n• Ask where.\n\nOthers say no.", text);
        Assert.Contains("<blockquote class=\"difference\">", html, StringComparison.Ordinal);
        Assert.Contains("<li>Ask when.</li>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_helper_s_name_becomes_the_number_and_can_be_rung()
    {
        (string text, string html) = PassageText.Render("Ring {advice-line}.", Numbers);
        Assert.Equal("Ring 0808 801 0366.", text);
        Assert.Contains("<a href=\"tel:08088010366\">0808 801 0366</a>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <b onclick=x>bold</b> move")]
    public void Html_is_shown_and_never_obeyed(string markdown)
    {
        string html = PassageText.Render(markdown, Numbers).Html;
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b ", html, StringComparison.OrdinalIgnoreCase);
    }
}
