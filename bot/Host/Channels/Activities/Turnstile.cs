namespace AdviceBot.Host.Channels.Activities;

/// <summary>Lets one at a time through for each conversation. Two conversations may now and then share a gate, which only costs a moment.</summary>
public sealed class Turnstile
{
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the gate; dispose what it gives to let the next one through.</summary>
    public async ValueTask<IDisposable> EnterAsync(string name, CancellationToken stop)
    {
        SemaphoreSlim gate = gates[(uint)string.GetHashCode(name, StringComparison.Ordinal) % gates.Length];
        await gate.WaitAsync(stop);
        return new Passing(gate);
    }

    private sealed class Passing(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
