using System.Text;
using System.Text.RegularExpressions;

namespace AdviceBot.Host.Importing;

/// <summary>Reads a file as text, or says why it is none.</summary>
public static partial class PlainFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text: UTF-8, UTF-16 with its mark, or for a web page the encoding it names.</summary>
    /// <exception cref="UnreadableException">It is binary, in another encoding, or can't be opened.</exception>
    public static string Read(string path, string name)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableException($"{name}: this can't be opened: {e.Message}");
        }

        string text = Decode(bytes, name);
        int odd = text.AsSpan().IndexOfAnyExceptInRange('\u0020', '\uFFFF') < 0 ? 0 : text.Count(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\f' or '\u0085'));
        return odd > text.Length / 1000
            ? throw new UnreadableException($"{name}: this is no text but binary data. Save the document as text, Markdown or HTML.")
            : text.ReplaceLineEndings("\n");
    }

    private static string Decode(byte[] bytes, string name)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes, 2, bytes.Length - 2);
        }

        if (bytes.AsSpan().Contains((byte)0))
        {
            throw new UnreadableException($"{name}: this is no text but binary data. Save the document as text, Markdown or HTML.");
        }

        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            // Older web pages say so when they are written in the letters of Western Windows.
            string head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 2048));
            if (Path.GetExtension(name) is ".html" or ".htm" && WesternCharset().IsMatch(head))
            {
                return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
            }

            throw new UnreadableException($"{name}: this is not UTF-8, so some letters can't be read. Save the document as UTF-8.");
        }
    }

    [GeneratedRegex(@"charset\s*=\s*[""']?(windows-1252|iso-8859-1|latin-?1)", RegexOptions.IgnoreCase)]
    private static partial Regex WesternCharset();
}
