namespace AdviceBot.Host.Channels.WebPage.Keep;

/// <summary>What a form asks to be made.</summary>
public enum PaperKind
{
    /// <summary>Nothing known: the place itself is shown.</summary>
    None,

    /// <summary>The page of notes.</summary>
    Notes,

    /// <summary>The sheet for a meeting.</summary>
    Sheet,

    /// <summary>The list of letters.</summary>
    Letters,

    /// <summary>One letter.</summary>
    Letter,

    /// <summary>The boxes to tick for a letter before court.</summary>
    Check,

    /// <summary>The questions that follow from the ticks.</summary>
    Questions,
}

/// <summary>How a paper is handed over.</summary>
public enum PaperForm
{
    /// <summary>As a page, to read and print.</summary>
    Page,

    /// <summary>As a file that a browser opens.</summary>
    Html,

    /// <summary>As a Word file.</summary>
    Word,

    /// <summary>As text, to copy.</summary>
    Text,
}

/// <summary>One posted form about papers, understood. There is no field for anybody's own words: those never leave the page.</summary>
/// <param name="Letter">The letter's id.</param>
/// <param name="Ticked">Ids of what a letter before court says.</param>
/// <param name="Title">Id of what it says about court.</param>
public sealed record KeepRequest(string? Place, PaperKind Kind, PaperForm Form, string Letter, string[] Ticked, string? Title)
{
    /// <summary>Names of the fields.</summary>
    public const string Paper = "paper", As = "as", Id = "letter", Tick = "tick", About = "about";

    /// <summary>The request in a form; one that makes no sense asks for the place itself.</summary>
    public static KeepRequest Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        string? letter = One(form, Id);
        return new KeepRequest(
            One(form, WebPageReader.Place),
            letter is { Length: > 0 } ? PaperKind.Letter : Word<PaperKind>(One(form, Paper)),
            Word<PaperForm>(One(form, As)),
            letter ?? "",
            [.. form[Tick].OfType<string>().Take(20)],
            One(form, About));
    }

    private static T Word<T>(string? word)
        where T : struct, Enum =>
        word is not null && word.All(char.IsAsciiLetter) && Enum.TryParse(word, ignoreCase: true, out T value) ? value : default;

    private static string? One(IFormCollection form, string name) => form.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;
}
