using System.Buffers;
using System.Diagnostics;
using System.Text;
using AdviceBot.Host.Channels.WebPage;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace AdviceBot.Host.Operations;

/// <summary>What the server refuses before any of our code runs gets the calm page with the numbers too, and not a bare status.</summary>
/// <remarks>
/// A first line or headers that are no HTTP, too long or too slow never become a request. The server tells of each as it refuses it, and until then nothing
/// has been sent: so the answer is given here, and it finds that there is one. Who speaks HTTP/2 gets what that protocol has for it, which has no room for a page.
/// </remarks>
public sealed class EarlyRefusals(StaticPages pages, HeaderPolicy policy) : IObserver<KeyValuePair<string, object?>>
{
    private const string Refused = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    /// <summary>Listens from now on, and to nothing else.</summary>
    public void Listen(DiagnosticListener server)
    {
        ArgumentNullException.ThrowIfNull(server);
        server.Subscribe(this, static name => name == Refused);
    }

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: Refused, Value: IFeatureCollection features } && features.Get<IHttp2StreamIdFeature>() is null)
        {
            Answer(features);
        }
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
    }

    private void Answer(IFeatureCollection features)
    {
        IHttpResponseFeature? response = features.Get<IHttpResponseFeature>();
        IHttpResponseBodyFeature? body = features.Get<IHttpResponseBodyFeature>();
        IConnectionTransportFeature? line = features.Get<IConnectionTransportFeature>();
        if (response is null or { HasStarted: true } || body is null || line is null)
        {
            return;
        }

        byte[] page = Encoding.UTF8.GetBytes(pages.TroubleNow);
        policy.Set(response.Headers);
        response.Headers.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentLength = page.Length;
        response.Headers.Connection = "close";
        if (Trouble.IsWorthAnother(response.StatusCode))
        {
            response.Headers.RetryAfter = Gate.RetryAfter;
        }

        // Nothing here waits for anybody: the head lies in the line's buffer, the page fits in behind it, and whoever doesn't read it is not waited for.
        if (body.StartAsync() is { IsCompletedSuccessfully: true })
        {
            line.Transport.Output.Write(page);
            _ = line.Transport.Output.FlushAsync().AsTask().ContinueWith(static t => _ = t.Exception, TaskScheduler.Default);
        }
    }
}
