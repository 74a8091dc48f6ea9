namespace AdviceBot.Core.Keeping;

/// <summary>The keys messages.yaml must have for everything a family can hold, each with the places its sentence fills.</summary>
internal static class KeepMessageKeys
{
    /// <summary>As <see cref="Content.MessageKeys"/> writes them: key, then places.</summary>
    public static readonly string[] All =
    [
        "where-title", "where-here", "where-next", "where-any", "where-picture count stage", "where-picture-any count",
        "where-list", "keep-title", "keep-hint", "keep-notes", "keep-sheet name", "keep-letters", "keep-check",
        "keep-words-title", "keep-words", "keep-words-place", "keep-words-nearest", "keep-words-hold", "notes-title",
        "notes-made date", "paper-html", "paper-word", "paper-text", "paper-text-title", "paper-file", "paper-always", "paper-print-how",
        "sheet-title", "sheet-when", "sheet-where", "sheet-day", "sheet-time", "sheet-place", "sheet-what", "sheet-who",
        "sheet-ask", "sheet-own-question", "sheet-say", "sheet-write", "sheet-take", "sheet-with", "sheet-with-name",
        "sheet-check-dates", "sheet-numbers", "sheet-social-worker", "sheet-solicitor", "sheet-name-number", "sheet-decided",
        "sheet-decided-hint", "letters-title", "letters-fit", "letters-more", "letters-back", "letter-to to", "letter-date", "letter-today",
        "letter-know", "letter-write", "letter-paper", "letter-files", "check-title", "check-hint", "check-about-court",
        "check-items", "check-not-sure", "check-send", "check-change", "check-questions", "check-missing", "check-there",
        "check-complete", "check-always", "place-title", "place-label", "place-send", "place-found", "place-count count",
        "place-unknown word", "place-near word near", "place-misheard", "place-edition",
    ];
}
