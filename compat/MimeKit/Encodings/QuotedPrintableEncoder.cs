namespace MimeKit.Encodings;

/// <summary>
/// Encodes as quoted-printable (RFC 2045 §6.7). Lines end in a bare line feed, which writing a message turns into the
/// line end it uses; a carriage return before a line feed is dropped. Text without a final line end gets a soft one.
/// </summary>
public class QuotedPrintableEncoder : IMimeEncoder
{
    private const int None = -1;

    private readonly int maxLineLength;
    private int lineLength;

    // A blank before a line end must be encoded, so the latest byte waits for its successor.
    private int saved = None;

    /// <summary>Creates an encoder.</summary>
    /// <param name="maxLineLength">The longest line, 60 to 998; above 76 counts as 76, the limit of RFC 2045.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLineLength"/> is not from 60 to 998.</exception>
    public QuotedPrintableEncoder(int maxLineLength = 76)
    {
        if (maxLineLength is < FormatOptions.MinimumLineLength or > FormatOptions.MaximumLineLength)
            throw new ArgumentOutOfRangeException(nameof(maxLineLength));
        this.maxLineLength = Math.Min(maxLineLength, 76);
    }

    /// <inheritdoc/>
    public ContentEncoding Encoding => ContentEncoding.QuotedPrintable;

    /// <inheritdoc/>
    public IMimeEncoder Clone() => new QuotedPrintableEncoder(maxLineLength) { lineLength = lineLength, saved = saved };

    /// <inheritdoc/>
    public int EstimateOutputLength(int inputLength)
    {
        var bytes = (inputLength + 1) * 3;
        return bytes + ((bytes / (maxLineLength - 4)) * 2) + 4;
    }

    /// <inheritdoc/>
    public int Encode(byte[] input, int startIndex, int length, byte[] output)
    {
        EncoderArguments.Validate(input, startIndex, length, output, EstimateOutputLength(length));
        return Encode(input.AsSpan(startIndex, length), output);
    }

    /// <inheritdoc/>
    public int Flush(byte[] input, int startIndex, int length, byte[] output)
    {
        EncoderArguments.Validate(input, startIndex, length, output, EstimateOutputLength(length));
        var written = Encode(input.AsSpan(startIndex, length), output);
        if (saved != None)
        {
            written += EncodeBeforeLineEnd((byte)saved, output.AsSpan(written));
            output[written++] = (byte)'=';
            output[written++] = (byte)'\n';
        }

        Reset();
        return written;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        lineLength = 0;
        saved = None;
    }

    private int Encode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var written = 0;
        foreach (var next in input)
        {
            if (next is (byte)'\n' or (byte)'\r')
            {
                if (saved != None && (next == '\r' || saved != '\r'))
                    written += EncodeBeforeLineEnd((byte)saved, output[written..]);
                saved = next;
                if (next == '\r')
                    continue;
                output[written++] = (byte)'\n';
                lineLength = 0;
                saved = None;
                continue;
            }

            if (saved != None)
                written += EncodeWithinLine((byte)saved, output[written..]);
            saved = next;
        }

        return written;
    }

    private int EncodeWithinLine(byte value, Span<byte> output)
    {
        var isPlain = IsSafe(value) || IsBlank(value);
        var written = isPlain ? Copy(value, output) : Escape(value, output);
        lineLength += written;

        // As in MimeKit the line is broken only once it is full, so that an escape may pass the limit by two.
        if (lineLength + 1 >= maxLineLength)
            written += BreakLine(output[written..]);
        return written;
    }

    private int EncodeBeforeLineEnd(byte value, Span<byte> output)
    {
        var written = IsSafe(value) ? Copy(value, output) : Escape(value, output);
        lineLength += written;
        return written;
    }

    private int BreakLine(Span<byte> output)
    {
        output[0] = (byte)'=';
        output[1] = (byte)'\n';
        lineLength = 0;
        return 2;
    }

    private static int Copy(byte value, Span<byte> output)
    {
        output[0] = value;
        return 1;
    }

    private static int Escape(byte value, Span<byte> output)
    {
        var digits = "0123456789ABCDEF"u8;
        output[0] = (byte)'=';
        output[1] = digits[value >> 4];
        output[2] = digits[value & 15];
        return 3;
    }

    private static bool IsSafe(byte value) => value is > (byte)' ' and < 127 and not (byte)'=';

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';
}
