using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AdviceBot.Host.Channels.WebPage;

/// <summary>An answer that can be drawn before it is sent: drawing takes the machine's time, sending takes the reader's.</summary>
public interface IDrawn
{
    /// <summary>Draws it now; what is left to do is sending.</summary>
    Task DrawAsync(HttpContext context);
}

/// <summary>A page as an answer: drawn whole, then sent in one piece.</summary>
/// <remarks>
/// The framework's own result prepares for streaming, forms, saved state and scripts that our pages don't have, and sends a page bit by bit.
/// This draws the same bytes without it, and without the services it needs (AddRazorComponents), which cost every start and every page.
/// </remarks>
/// <param name="with">What the page needs.</param>
public sealed class DrawnPage<TPage>(params (string Name, object? Value)[] with) : IResult, IDrawn
    where TPage : IComponent
{
    private PageBytes? drawn;

    /// <inheritdoc/>
    public async Task DrawAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IServiceProvider services = context.RequestServices;
        var parameters = ParameterView.FromDictionary(with.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal));
        var bytes = new PageBytes();
        await using (var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>()))
        {
            await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(parameters)).WriteHtmlTo(bytes));
        }

        drawn = bytes;
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (drawn is null)
        {
            await DrawAsync(httpContext);
        }

        using PageBytes bytes = drawn!;
        HttpResponse response = httpContext.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Written.Length;
        await response.Body.WriteAsync(bytes.Written, httpContext.RequestAborted);
    }

    /// <summary>Takes a page's letters as UTF-8. Nothing of the page is left behind in memory that is used again.</summary>
    private sealed class PageBytes : TextWriter
    {
        private byte[] buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        private int length;

        public override Encoding Encoding => Encoding.UTF8;

        public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, length);

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer)
        {
            int most = Encoding.UTF8.GetMaxByteCount(buffer.Length);
            if (this.buffer.Length - length < most)
            {
                Grow(most);
            }

            length += Encoding.UTF8.GetBytes(buffer, this.buffer.AsSpan(length));
        }

        protected override void Dispose(bool disposing)
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            buffer = [];
            length = 0;
            base.Dispose(disposing);
        }

        private void Grow(int more)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * buffer.Length, length + more));
            Written.Span.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            buffer = larger;
        }
    }
}
