using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AdviceBot.Core.Content;

/// <summary>The keys messages.yaml must have, each with the places its sentence fills.</summary>
public static class MessageKeys
{
    /// <summary>Key to places.</summary>
    public static FrozenDictionary<string, ImmutableArray<string>> All { get; } = Make(
        "start-ask", "start-hint", "more-ask", "more-hint",
        "not-sure", "something-else", "skip", "rather-not-say",
        "open-until time", "open-always", "opens-next when", "opens-next-uncertain when", "closed-now", "hours-unknown",
        "date-day-off date", "date-leap-birthday", "date-passed", "date-if-it-goes-ahead date", "date-beyond", "date-checked-again date", "date-read date", "no-such-day", "date-not-here",
        "date-is-it date", "date-yes date", "date-which", "date-other", "date-another", "date-several first last", "date-short-month month days",
        "date-no-month", "date-no-day", "date-far-year year", "told-within date", "told-last-day date", "told-late date late", "told-after date",
        "told-before date start", "told-day-off",
        "advice-changed", "stale-button", "too-long", "how-to-leave", "started-again", "deleted", "watched", "not-watched", "nothing-to-go-back-to", "long-way",
        "here-it-is", "try-this", "nothing-else", "i-found", "which-do-you-mean", "leads-to about", "see-also", "choose-one",
        "dont-have", "dont-have-twice", "solicitor-now", "england-only", "end-ask", "end-ask-more",
        "go-on", "more-help", "leave-page", "place-lost",
        "page-skip-to", "page-eyebrow", "page-get-help", "page-danger", "page-always", "page-back", "page-start-again", "page-path", "page-change",
        "page-change-what asked", "page-changing answer", "page-your-answer", "page-own-words", "page-own-words-first",
        "page-own-words-hint", "page-send", "page-sources", "page-source-parts", "page-differs", "page-edition edition", "page-reviewed date",
        "page-pending", "page-words", "page-strength-law", "page-strength-guidance", "page-strength-practice", "page-strength-tip",
        "page-strength-service", "page-advice", "page-answer-more", "page-do-now", "page-jumps", "page-avoid", "page-ask", "page-take",
        "page-dates", "page-dates-hint", "page-day", "page-month", "page-year", "page-date-send", "page-date-change",
        "page-date-forget", "page-date-given date", "page-by date", "page-around date", "page-day-off date", "page-date-who who", "page-date-from date", "page-date-differs",
        "page-if-late", "page-calendar", "page-calendar-hint", "page-calendar-dates", "page-calendar-title", "page-calendar-plain",
        "page-calendar-named", "page-calendar-remind", "page-calendar-none", "page-calendar-day", "page-calendar-week", "page-calendar-send",
        "calendar-title", "calendar-by what", "calendar-check",
        "page-helpers", "page-helpers-jump", "page-call number", "page-website", "page-new-tab", "page-free",
        "page-not-speak", "page-hours days opens closes", "page-hours-not-holidays", "page-also", "page-not-this",
        "page-to-question", "page-print", "page-print-how", "page-exit-keys", "page-watched", "page-alone", "page-delete", "page-safety", "page-help", "page-about", "page-begin", "page-offline",
        "page-help-title", "page-help-first", "page-help-always", "page-help-office", "page-trouble-title", "page-trouble", "page-try-again",
        "page-leaving", "page-adviser", "page-adviser-search", "page-adviser-search-send", "page-script", "page-script-title",
        "page-script-hint", "safety-title", "safety-kept-title", "safety-kept", "safety-not-kept", "safety-reads", "safety-language",
        "safety-device-title", "safety-device name", "safety-exit-title", "safety-exit", "safety-exit-keys", "safety-tabs", "safety-delete", "safety-with-title", "safety-with", "safety-spy-title", "safety-spy", "safety-network", "safety-teams", "safety-history-title", "safety-history",
        "safety-private", "safety-other-title", "safety-other", "safety-calls", "safety-print",
        "console-how", "console-date-how", "console-told-how", "console-calendar-how", "console-no-calendar",
        "chat-preview", "chat-how", "chat-how-back", "chat-kept", "chat-teams", "chat-website address", "chat-app", "chat-private emergency",
        "webchat-title", "webchat-start", "webchat-size", "webchat-page", "webchat-once", "webchat-device name", "webchat-write", "webchat-loading", "webchat-failed", "webchat-over",
        "webchat-none", "webchat-no-script",
        "teams-short", "teams-full address", "teams-again", "teams-again-about", "teams-look", "teams-look-about", "teams-talk", "teams-talk-about");

    private static FrozenDictionary<string, ImmutableArray<string>> Make(params string[] keys) => keys
        .Concat(Keeping.KeepMessageKeys.All)
        .Select(k => k.Split(' '))
        .ToFrozenDictionary(k => k[0], k => ImmutableArray.Create(k, 1, k.Length - 1), StringComparer.Ordinal);
}
