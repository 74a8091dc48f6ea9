using AdviceBot.Host.State;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AdviceBot.Tests.Host.State;

/// <summary>One slow moment of a database that machines share must not part them.</summary>
public class SharedTableTests
{
    private static readonly StateRow Row = new([1], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 7);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_fails_once_is_tried_again_and_written_once(bool isWrittenAllTheSame)
    {
        var shared = new Faltering { WritesAndFails = isWrittenAllTheSame };
        await using var steady = new SteadyTable(shared, NullLogger<SteadyTable>.Instance);
        await steady.HealAsync(default);
        shared.Failures = 1;
        Assert.True(await steady.WriteAsync("a", Row, 0, default));
        Assert.True(steady.IsSound);
        shared.Failures = 1;
        Assert.Equal(7, (await steady.ReadAsync("a", default))!.Version);
        Assert.True(steady.IsSound);
        Assert.Equal(7, (await shared.Inner.ReadAsync("a", default))!.Version);
    }

    [Fact]
    public async Task What_fails_twice_running_goes_on_in_memory_and_is_written_when_it_is_back()
    {
        var shared = new Faltering();
        await using var steady = new SteadyTable(shared, NullLogger<SteadyTable>.Instance);
        await steady.HealAsync(default);
        shared.Failures = 2;
        Assert.True(await steady.WriteAsync("a", Row, 0, default));
        Assert.False(steady.IsSound);
        Assert.Null(await shared.Inner.ReadAsync("a", default));
        await steady.HealAsync(default);
        Assert.True(steady.IsSound);
        Assert.Equal(7, (await shared.Inner.ReadAsync("a", default))!.Version);
    }

    private sealed class Faltering : IStateTable
    {
        public MemoryTable Inner { get; } = new();

        public int Failures { get; set; }

        public bool WritesAndFails { get; init; }

        public bool IsShared => true;

        public bool IsLasting => true;

        public async ValueTask<StateRow?> ReadAsync(string key, CancellationToken stop)
        {
            Falter();
            return await Inner.ReadAsync(key, stop);
        }

        public async ValueTask<bool> WriteAsync(string key, StateRow row, long replaces, CancellationToken stop)
        {
            bool isWritten = (WritesAndFails || Failures == 0) && await Inner.WriteAsync(key, row, replaces, stop);
            Falter();
            return isWritten;
        }

        public ValueTask DeleteAsync(string key, CancellationToken stop) => Inner.DeleteAsync(key, stop);

        public ValueTask SweepAsync(DateTimeOffset touchedBefore, DateTimeOffset startedBefore, DateTimeOffset touchedAfter, CancellationToken stop) =>
            Inner.SweepAsync(touchedBefore, startedBefore, touchedAfter, stop);

        public ValueTask ProbeAsync(CancellationToken stop) => ValueTask.CompletedTask;

        private void Falter()
        {
            if (Failures > 0)
            {
                Failures--;
                throw new IOException("too slow");
            }
        }
    }
}
