using System.Security.Cryptography;
using System.Text;
using MimeKit.IO;

namespace MimeKit.Cryptography;

/// <summary>Brings headers and bodies into the form that is signed (RFC 6376 §3.4).</summary>
internal sealed class DkimCanonicalizer(FormatOptions options)
{
    /// <summary>Writes the named fields, repeated names from the bottom up; a name with no field left signs its absence (§5.4.2).</summary>
    public void WriteHeaders(MimeMessage message, string[] fields, DkimCanonicalizationAlgorithm algorithm, MessageOutput output)
    {
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var headers = field.StartsWith("content-", StringComparison.Ordinal) ? message.Body?.Headers : message.Headers;
            if (headers is null)
                continue;

            var index = used.GetValueOrDefault(field, headers.Count) - 1;
            while (index >= 0 && !headers[index].Field.Equals(field, StringComparison.OrdinalIgnoreCase))
                index--;
            used[field] = Math.Max(index, 0);
            if (index >= 0)
                WriteHeader(headers[index], algorithm, output);
        }
    }

    /// <summary>Writes the signature's own header, which goes in without a line end.</summary>
    public void WriteSignatureHeader(Header signature, DkimCanonicalizationAlgorithm algorithm, MessageOutput output)
    {
        WriteHeader(signature, algorithm, output);
        output.Truncate(output.Length - 2);
    }

    public byte[] HashBody(MimeMessage message, DkimSignatureAlgorithm signature, DkimCanonicalizationAlgorithm algorithm)
    {
        using var body = new MessageOutput(NewLineFormat.Dos, 64 * 1024);
        message.RenderBody(options, body);
        using var canonical = new MessageOutput(NewLineFormat.Dos, body.Length + 2);
        WriteBody(body.Written, algorithm, canonical);
        return signature == DkimSignatureAlgorithm.RsaSha1 ? HashSha1(canonical.Written) : SHA256.HashData(canonical.Written);
    }

    // RFC 6376 §3.3.1: still defined, so still made; a domain chooses it knowingly.
#pragma warning disable CA5350
    private static byte[] HashSha1(ReadOnlySpan<byte> bytes) => SHA1.HashData(bytes);
#pragma warning restore CA5350

    private void WriteHeader(Header header, DkimCanonicalizationAlgorithm algorithm, MessageOutput output)
    {
        var value = header.GetRawValue(options);
        if (algorithm == DkimCanonicalizationAlgorithm.Simple)
        {
            output.WriteRaw(header.RawField);
            output.WriteRaw(":"u8);
            output.Write(value);
            return;
        }

        output.WriteAscii(header.Field.ToLowerInvariant());
        output.WriteRaw(":"u8);
        WriteWords(value, " \t\r\n"u8, output);
        output.WriteNewLine();
    }

    // §3.4.4: runs of blanks become one space, those at the ends of lines go, and so do empty lines at the end.
    private static void WriteBody(ReadOnlySpan<byte> body, DkimCanonicalizationAlgorithm algorithm, MessageOutput output)
    {
        var emptyLines = 0;
        while (!body.IsEmpty)
        {
            var end = body.IndexOf("\r\n"u8);
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? [] : body[(end + 2)..];
            if (algorithm == DkimCanonicalizationAlgorithm.Relaxed)
                line = line.TrimEnd(" \t"u8);
            if (line.IsEmpty)
            {
                emptyLines++;
                continue;
            }

            for (; emptyLines > 0; emptyLines--)
                output.WriteNewLine();
            if (algorithm == DkimCanonicalizationAlgorithm.Relaxed)
                WriteLine(line, output);
            else
                output.WriteRaw(line);
            output.WriteNewLine();
        }

        // §3.4.3: an empty body is one line end in the simple form.
        if (output.Length == 0 && algorithm == DkimCanonicalizationAlgorithm.Simple)
            output.WriteNewLine();
    }

    private static void WriteLine(ReadOnlySpan<byte> line, MessageOutput output)
    {
        // Most lines are as they have to be already.
        if (line.IndexOf((byte)'\t') < 0 && line.IndexOf("  "u8) < 0)
        {
            output.WriteRaw(line);
            return;
        }

        if (line[0] is (byte)' ' or (byte)'\t')
            output.WriteRaw(" "u8);
        WriteWords(line, " \t"u8, output);
    }

    private static void WriteWords(ReadOnlySpan<byte> text, ReadOnlySpan<byte> space, MessageOutput output)
    {
        var first = true;
        while (true)
        {
            var start = text.IndexOfAnyExcept(space);
            if (start < 0)
                return;
            text = text[start..];
            var length = text.IndexOfAny(space);
            var word = length < 0 ? text : text[..length];
            if (!first)
                output.WriteRaw(" "u8);
            output.WriteRaw(word);
            text = text[word.Length..];
            first = false;
        }
    }
}
