using Microsoft.Playwright;
using Xunit;

namespace AdviceBot.Browser;

/// <summary>Every step of every guide, looked at from all sides in one walk.</summary>
[Collection(nameof(BrowserApp))]
public sealed class EveryStepTests(BrowserApp app)
{
    [BrowserFact]
    public Task No_step_has_a_finding_of_axe_in_light_or_dark() => NothingFound(Check.Axe);

    [BrowserFact]
    public Task No_step_needs_scrolling_sideways_however_small_the_screen() => NothingFound(Check.Narrow);

    [BrowserFact]
    public Task Text_twice_as_large_with_wide_spacing_is_not_cut() => NothingFound(Check.Large);

    [BrowserFact]
    public Task Answers_are_few_and_their_buttons_wide_and_high_enough_for_a_thumb() => NothingFound(Check.Buttons);

    [BrowserFact]
    public Task A_screen_reader_comes_to_the_first_answer_within_twenty_steps() => NothingFound(Check.Reader, least: 40);

    [BrowserFact]
    public Task No_step_asks_anything_of_anybody_else_or_breaks_its_own_policy() => NothingFound(Check.Strangers);

    [BrowserFact]
    public async Task Each_look_sees_the_fault_put_before_it()
    {
        IPage page = await app.Visit();
        await page.GotoAsync(app.Address + "/");
        await page.Alter(
            """
            () => {
              const main = document.querySelector('main');
              const put = (name, style, words) => { const e = document.createElement(name); e.className = name + '-put'; Object.assign(e.style, style); e.append(words); main.prepend(e); };
              Object.assign(document.querySelector('.choice').style, { minHeight: '0', height: '20px', padding: '0' });
              put('img', { display: 'block', width: '500px', height: '2px' }, '');
              document.querySelector('img').src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
              put('div', { height: '1rem', overflow: 'hidden' }, 'These words are cut where they end, once they are large');
              for (let i = 0; i < 12; i++) put('p', {}, 'one more');
            }
            """);
        var tour = Tour.Nowhere();
        await tour.See(page, "here", isQuestion: true, inTheDark: false);
        Assert.Contains("image-alt", tour.Found(Check.Axe), StringComparison.Ordinal);
        Assert.Contains("too wide", tour.Found(Check.Narrow), StringComparison.Ordinal);
        Assert.Contains("div-put", tour.Found(Check.Large), StringComparison.Ordinal);
        Assert.Contains("high", tour.Found(Check.Buttons), StringComparison.Ordinal);
        Assert.Contains("before the first answer", tour.Found(Check.Reader), StringComparison.Ordinal);
    }

    private async Task NothingFound(Check check, int? least = null)
    {
        Tour tour = await app.Tour;
        Assert.Equal("", tour.Found(check));
        Assert.True(tour.Looks(check) >= (least ?? tour.Steps), $"looked only {tour.Looks(check)} times at {tour.Steps} steps");
    }
}
