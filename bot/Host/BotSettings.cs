using System.ComponentModel.DataAnnotations;
using AdviceBot.Host.Channels.Connector;
using AdviceBot.Host.Channels.DirectLine;
using AdviceBot.Host.Channels.WebChat;
using AdviceBot.Host.Channels.Embedding;
using AdviceBot.Host.Language;

namespace AdviceBot.Host;

/// <summary>Every setting, under "AdviceBot" in appsettings.json, where each default stands with its meaning.</summary>
public sealed class BotSettings
{
    /// <summary>The name of the section.</summary>
    public const string Section = "AdviceBot";

    /// <summary>Where the words are.</summary>
    [Required]
    public ContentSettings Content { get; init; } = new();

    /// <summary>Where state is kept.</summary>
    [Required]
    public StateSettings State { get; init; } = new();

    /// <summary>Proxies that stand before the bot.</summary>
    [Required]
    public ProxySettings Proxy { get; init; } = new();

    /// <summary>Counts of steps and cards.</summary>
    [Required]
    public StatisticsSettings Statistics { get; init; } = new();

    /// <summary>How much anybody may ask.</summary>
    [Required]
    public LimitsSettings Limits { get; init; } = new();

    /// <summary>What time it is, for tests and demonstrations.</summary>
    [Required]
    public ClockSettings Clock { get; init; } = new();

    /// <summary>Days the charity is shut besides weekends and bank holidays.</summary>
    public IReadOnlyList<DateOnly> ClosedDays { get; init; } = [];

    /// <summary>How the page looks and where the exit leads.</summary>
    [Required]
    public PageSettings Page { get; init; } = new();

    /// <summary>The adviser workspace.</summary>
    [Required]
    public AdviserSettings Adviser { get; init; } = new();

    /// <summary>Direct Line, for chat windows.</summary>
    [Required]
    public DirectLineSettings DirectLine { get; init; } = new();

    /// <summary>Microsoft's Web Chat, on Direct Line.</summary>
    [Required]
    public WebChatSettings WebChat { get; init; } = new();

    /// <summary>The connector, for Teams and what else Azure Bot Service brings.</summary>
    [Required]
    public ConnectorSettings Connector { get; init; } = new();

    /// <summary>Which pages may show the bot in a frame.</summary>
    [Required]
    public EmbeddingSettings Embedding { get; init; } = new();

    /// <summary>Azure AI Language, for hints; off unless it has an endpoint.</summary>
    [Required]
    public LanguageSettings Language { get; init; } = new();
}

/// <summary>Where the words are, and whether what waits for sign-off is shown.</summary>
public sealed class ContentSettings
{
    /// <summary>The content folder, from the application's folder or absolute.</summary>
    [Required]
    public string Path { get; init; } = "content";

    /// <summary>Show parents what waits for the charity's sign-off.</summary>
    public bool ShowPending { get; init; }
}

/// <summary>Where state is kept.</summary>
public sealed class StateSettings
{
    /// <summary>A folder for keys and state, from the application's folder or absolute.</summary>
    [Required]
    public string Path { get; init; } = "state";

    /// <summary>The folder of the keys that seal conversations; null: beside the state folder, its name with -keys. Best on another disk, and in no backup with it.</summary>
    public string? KeysPath { get; init; }

    /// <summary>The folder of what the program can make again, so that a start is quick: that the words were proven, and what the search learned from them (50 MB). Nothing of anybody. null: the state folder.</summary>
    public string? CachePath { get; init; }

    /// <summary>Where chats are kept between turns: memory; sqlite, which outlasts a restart; or postgres, for several machines.</summary>
    [Required]
    public string Store { get; init; } = "sqlite";

    /// <summary>The connection string for postgres.</summary>
    public string? Postgres { get; init; }
}

/// <summary>Proxies that stand before the bot.</summary>
public sealed class ProxySettings
{
    /// <summary>Their addresses, or networks such as 10.0.0.0/8. Only from these is it believed who asks, and whether by HTTPS.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];
}

/// <summary>Counts of steps and cards for the charity.</summary>
public sealed class StatisticsSettings
{
    /// <summary>Whether they are counted, and shown at /adviser/counts where the adviser's pages are served.</summary>
    public bool Enabled { get; init; }
}

/// <summary>How much anybody may ask. Whoever is in danger is answered in any case.</summary>
public sealed class LimitsSettings
{
    /// <summary>Whether there are limits; false is refused in Production.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Pages and messages a minute from one address, behind which a whole library may sit.</summary>
    [Range(1, int.MaxValue)]
    public int PerAddress { get; init; } = 1200;

    /// <summary>Messages a minute of one conversation.</summary>
    [Range(1, int.MaxValue)]
    public int PerConversation { get; init; } = 300;

    /// <summary>Beginnings of chats a minute from one address.</summary>
    [Range(1, int.MaxValue)]
    public int BeginningsPerAddress { get; init; } = 120;

    /// <summary>Answers in the making at once.</summary>
    [Range(1, int.MaxValue)]
    public int MostAtOnce { get; init; } = 64;

    /// <summary>Messages that wait for a moment while so many answers are in the making.</summary>
    [Range(0, int.MaxValue)]
    public int MostWaiting { get; init; } = 64;

    /// <summary>Connections open at once; whoever comes beyond them gets the calm page with the numbers, and the line is closed.</summary>
    [Range(1, int.MaxValue)]
    public int MostLines { get; init; } = 10_000;

    /// <summary>Seconds that what is sent may lie untaken before the line is cut off.</summary>
    [Range(1, 600)]
    public int LongestUnread { get; init; } = 30;
}

/// <summary>What time it is.</summary>
public sealed class ClockSettings
{
    /// <summary>The whole process lives at this moment; refused in Production.</summary>
    public DateTimeOffset? FixedAt { get; init; }
}

/// <summary>How the page looks and where the exit leads.</summary>
public sealed class PageSettings
{
    /// <summary>The charity's name in the page's header. Keep it neutral: somebody may look over a shoulder.</summary>
    [Required]
    public string Name { get; init; } = "Advice";

    /// <summary>Where "Leave this page" goes: something dull that loads fast.</summary>
    [Required]
    [Url]
    public string ExitTo { get; init; } = "https://www.bbc.co.uk/weather";
}

/// <summary>The adviser workspace.</summary>
public sealed class AdviserSettings
{
    /// <summary>Whether /adviser is served. It shows what parents don't see, so in Production it stands behind the charity's own sign-in.</summary>
    public bool Enabled { get; init; }
}

/// <summary>Days the charity is shut besides weekends and bank holidays, as everything that signposts needs them.</summary>
public sealed record BotClosedDays(System.Collections.Immutable.ImmutableHashSet<DateOnly> Days);
