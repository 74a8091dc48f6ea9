using AdviceBot.Benchmarks;
using BenchmarkDotNet.Running;

// micro: what a turn and a page cost inside one process (BenchmarkDotNet; further words go to it, such as --filter *Search*).
// search: a search over the real advice and over 10,000 and 100,000 passages; what each index costs.
// compare: the published bot beside a bare Kestrel endpoint, in one run: CPU a turn, start, memory.
// messages: the published bot's POST /api/messages beside that endpoint and a small bot on the JavaScript SDK.
// tokens: what checking the token of an incoming activity costs.
// urgency: what it costs to look at a message for danger, by its length; what loading the sentence encoder costs.
// bare: that endpoint.
switch (args)
{
    case ["bare", .. var rest]:
        await Bare.RunAsync(rest);
        return 0;
    case ["compare", .. var rest]:
        return await Comparison.RunAsync(rest);
    case ["search", .. var rest]:
        BenchmarkRunner.Run<SearchSpeed>(null, rest);
        return 0;
    case ["messages", .. var rest]:
        return await MessageLoad.RunAsync(rest);
    case ["tokens"]:
        return await TokenSpeed.RunAsync();
    case ["urgency"]:
        return UrgencySpeed.Run();
    case ["micro", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(Bare).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest);
        return 0;
    default:
        Console.Error.WriteLine("Say micro, search, compare, messages, tokens, urgency or bare.");
        return 2;
}
