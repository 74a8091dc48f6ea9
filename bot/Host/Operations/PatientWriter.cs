using System.IO.Pipelines;

namespace AdviceBot.Host.Operations;

/// <summary>Writes on as <paramref name="inner"/> does, and says so when that has waited too long for the other side.</summary>
/// <param name="tooLong">Must make the waiting end.</param>
internal sealed class PatientWriter(PipeWriter inner, TimeSpan patience, Action tooLong) : PipeWriter
{
    /// <inheritdoc/>
    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    /// <inheritdoc/>
    public override long UnflushedBytes => inner.UnflushedBytes;

    /// <inheritdoc/>
    public override void Advance(int bytes) => inner.Advance(bytes);

    /// <inheritdoc/>
    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    /// <inheritdoc/>
    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    /// <inheritdoc/>
    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    /// <inheritdoc/>
    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    /// <inheritdoc/>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        long bytes = inner.UnflushedBytes;
        return Wait(inner.FlushAsync(cancellationToken), bytes);
    }

    /// <inheritdoc/>
    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        long bytes = inner.UnflushedBytes + source.Length;
        return Wait(inner.WriteAsync(source, cancellationToken), bytes);
    }

    // Nearly always it needn't be waited for.
    private ValueTask<FlushResult> Wait(ValueTask<FlushResult> flush, long bytes) =>
        flush.IsCompleted ? flush : WaitAsync(flush.AsTask(), Limits.Unread(patience, bytes));

    private async ValueTask<FlushResult> WaitAsync(Task<FlushResult> flush, TimeSpan most)
    {
        try
        {
            return await flush.WaitAsync(most);
        }
        catch (TimeoutException)
        {
            tooLong();
            return await flush;
        }
    }
}
