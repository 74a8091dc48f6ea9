using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Content.Rules;
using AdviceBot.Host;
using AdviceBot.Host.Content;
using AdviceBot.Host.State;
using BenchmarkDotNet.Attributes;

namespace AdviceBot.Benchmarks;

/// <summary>What one turn of the engine costs, by what the person sends.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class TurnBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    private Engine engine = null!;
    private Conversation atLeaf = Conversation.New;
    private byte[] bytes = [];

    /// <summary>Loads the real content once.</summary>
    [GlobalSetup]
    public void Load()
    {
        engine = Real.Bot().Parents;
        atLeaf = Conversation.New with
        {
            Trail =
            [
                new Answer(Library.Start, "conference"),
                new Answer("guard/country", "england"),
                new Answer("guard/who", "parent"),
            ],
        };
        bytes = ConversationFormat.Write(atLeaf);
    }

    /// <summary>The first screen.</summary>
    [Benchmark]
    public TurnResult FirstScreen() => engine.Turn(Conversation.New, new Message.Started(), Now);

    /// <summary>A button.</summary>
    [Benchmark]
    public TurnResult Button() => engine.Turn(Conversation.New, new Message.Pressed(Library.Start, "conference"), Now);

    /// <summary>A question in a guide.</summary>
    [Benchmark]
    public TurnResult Question() => engine.Turn(atLeaf, new Message.Typed("can i bring my sister to the meeting with me"), Now);

    /// <summary>A long story on the first screen.</summary>
    [Benchmark]
    public TurnResult Story() => engine.Turn(Conversation.New, new Message.Typed(Words.Story), Now);

    /// <summary>A conversation to bytes and back.</summary>
    [Benchmark]
    public Conversation? Format() => ConversationFormat.Read(ConversationFormat.Write(atLeaf)) ?? ConversationFormat.Read(bytes);
}

/// <summary>What proving the content costs.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class CheckBenchmarks
{
    private LibraryParts parts = null!;

    /// <summary>Loads the real content once.</summary>
    [GlobalSetup]
    public void Load() => parts = Real.Parts();

    /// <summary>Reading and checking the folder.</summary>
    [Benchmark]
    public ContentReading ReadAndCheck() => ContentFolder.Read(Real.Folder, new DateOnly(2026, 11, 22));

    /// <summary>The rules alone.</summary>
    [Benchmark]
    public ImmutableArray<Flaw> Rules() =>
        [.. PassageRules.Check(parts, new DateOnly(2026, 11, 22)), .. GuideRules.Check(parts), .. OtherRules.Check(parts, new DateOnly(2026, 11, 22))];
}

/// <summary>The real content.</summary>
internal static class Real
{
    public static string Folder { get; } = Path.Combine(AppRoot.Find(), "content");

    public static LibraryParts Parts() => ContentFolder.Read(Folder, new DateOnly(2026, 11, 22)).Parts;

    public static Bot Bot() => Host.Bot.Make(Parts(), showPending: false, []);
}

/// <summary>Words to try with.</summary>
internal static class Words
{
    public const string Story =
        "They came on Tuesday when I was still in my dressing gown, and she said there will be a meeting about my two. My mum says I should "
        + "not go but I want to tell them how well my eldest does at school now. Can I see what they wrote about me before the day? I have no "
        + "solicitor and I can't sleep for worry.";
}
