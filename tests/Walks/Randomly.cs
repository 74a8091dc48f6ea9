using FsCheck;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace AdviceBot.Tests.Walks;

/// <summary>Runs a property on many generated values, always the same ones.</summary>
public static class Randomly
{
    /// <summary>The seed of every run. A failure prints it with the smallest value that fails.</summary>
    public const ulong Seed = 20261122;

    private const ulong Gamma = 9;

    /// <summary>Checks it so many times; throws with the smallest value found that fails.</summary>
    public static void Check<T>(ITestOutputHelper output, int times, Gen<T> values, Action<T> property)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine($"{times} times from seed {Seed},{Gamma}");
        var replay = new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None);
        Config config = Config.QuickThrowOnFailure.WithMaxTest(times).WithEndSize(40).WithReplay(FSharpOption<Replay>.Some(replay)).WithQuietOnSuccess(true);
        FsCheck.Check.One(config, FsCheck.Fluent.Prop.ForAll(FsCheck.Fluent.Arb.From(values), property));
    }
}
