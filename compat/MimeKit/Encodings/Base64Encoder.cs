using System.Buffers.Text;

namespace MimeKit.Encodings;

/// <summary>Encodes as base64 (RFC 2045 §6.8) in lines that end in a bare line feed.</summary>
public class Base64Encoder : IMimeEncoder
{
    private readonly int bytesPerLine;
    private readonly byte[] pending;
    private int pendingLength;

    /// <summary>Creates an encoder.</summary>
    /// <param name="maxLineLength">The longest line, 60 to 998; above 76 counts as 76.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLineLength"/> is not from 60 to 998.</exception>
    public Base64Encoder(int maxLineLength = 76)
    {
        if (maxLineLength is < FormatOptions.MinimumLineLength or > FormatOptions.MaximumLineLength)
            throw new ArgumentOutOfRangeException(nameof(maxLineLength));
        bytesPerLine = Math.Min(maxLineLength, 76) / 4 * 3;
        pending = new byte[bytesPerLine];
    }

    /// <inheritdoc/>
    public ContentEncoding Encoding => ContentEncoding.Base64;

    /// <inheritdoc/>
    public IMimeEncoder Clone()
    {
        var clone = new Base64Encoder(bytesPerLine / 3 * 4) { pendingLength = pendingLength };
        pending.CopyTo(clone.pending, 0);
        return clone;
    }

    /// <inheritdoc/>
    public int EstimateOutputLength(int inputLength)
    {
        var lines = ((inputLength + bytesPerLine) / bytesPerLine) + 1;
        return lines * ((bytesPerLine / 3 * 4) + 1);
    }

    /// <inheritdoc/>
    public int Encode(byte[] input, int startIndex, int length, byte[] output)
    {
        EncoderArguments.Validate(input, startIndex, length, output, EstimateOutputLength(length));

        var written = 0;
        var rest = input.AsSpan(startIndex, length);
        while (rest.Length > 0)
        {
            var count = Math.Min(bytesPerLine - pendingLength, rest.Length);
            rest[..count].CopyTo(pending.AsSpan(pendingLength));
            pendingLength += count;
            rest = rest[count..];
            if (pendingLength == bytesPerLine)
                written += WriteLine(output.AsSpan(written));
        }

        return written;
    }

    /// <inheritdoc/>
    public int Flush(byte[] input, int startIndex, int length, byte[] output)
    {
        var written = Encode(input, startIndex, length, output);
        if (pendingLength > 0)
            written += WriteLine(output.AsSpan(written));
        return written;
    }

    /// <inheritdoc/>
    public void Reset() => pendingLength = 0;

    private int WriteLine(Span<byte> output)
    {
        Base64.EncodeToUtf8(pending.AsSpan(0, pendingLength), output, out _, out var written);
        output[written++] = (byte)'\n';
        pendingLength = 0;
        return written;
    }
}
