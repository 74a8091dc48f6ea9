using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace AdviceBot.Host.Operations;

/// <summary>One connection. Whoever takes nothing of what is sent for too long is cut off, also while it is being closed.</summary>
/// <remarks>
/// Until then it holds what the system keeps for it and 64 KiB more, since nothing more is made while it waits. The time counts for what is sent at once,
/// and grows with it (<see cref="Limits.Unread"/>), so that a slow phone isn't taken for a deaf one.
/// </remarks>
internal sealed class Line : ConnectionContext
{
    private readonly ConnectionContext inner;
    private readonly TimeSpan patience;
    private readonly Action gone;
    private int isDisposed;

    /// <summary>A connection just accepted.</summary>
    /// <param name="patience">How long what was sent may lie there.</param>
    /// <param name="gone">Told once, when it takes no room any more.</param>
    public Line(ConnectionContext inner, TimeSpan patience, Action gone)
    {
        (this.inner, this.patience, this.gone) = (inner, patience, gone);
        inner.Transport = new Both(inner.Transport.Input, new PatientWriter(inner.Transport.Output, patience, CutOff));
    }

    /// <inheritdoc/>
    public override IDuplexPipe Transport { get => inner.Transport; set => inner.Transport = value; }

    /// <inheritdoc/>
    public override string ConnectionId { get => inner.ConnectionId; set => inner.ConnectionId = value; }

    /// <inheritdoc/>
    public override IFeatureCollection Features => inner.Features;

    /// <inheritdoc/>
    public override IDictionary<object, object?> Items { get => inner.Items; set => inner.Items = value; }

    /// <inheritdoc/>
    public override CancellationToken ConnectionClosed { get => inner.ConnectionClosed; set => inner.ConnectionClosed = value; }

    /// <inheritdoc/>
    public override EndPoint? LocalEndPoint { get => inner.LocalEndPoint; set => inner.LocalEndPoint = value; }

    /// <inheritdoc/>
    public override EndPoint? RemoteEndPoint { get => inner.RemoteEndPoint; set => inner.RemoteEndPoint = value; }

    /// <inheritdoc/>
    public override void Abort(ConnectionAbortedException abortReason) => inner.Abort(abortReason);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        // It ends when what was sent last has been taken.
        Task ends = inner.DisposeAsync().AsTask();
        try
        {
            await ends.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            CutOff();
            await ends;
        }
        finally
        {
            if (Interlocked.Exchange(ref isDisposed, 1) == 0)
            {
                gone();
            }

            await base.DisposeAsync();
        }
    }

    private void CutOff() => inner.Abort(new ConnectionAbortedException("Nothing of what was sent was taken."));

    private sealed record Both(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
