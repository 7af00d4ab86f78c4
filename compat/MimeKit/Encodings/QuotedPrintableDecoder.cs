namespace MimeKit.Encodings;

/// <summary>Decodes quoted-printable (RFC 2045 §6.7) or the Q encoding of encoded-words (RFC 2047 §4.2); what is not valid passes as it is.</summary>
public class QuotedPrintableDecoder : IMimeDecoder
{
    private enum State
    {
        Text,
        Equals,
        SoftBreak,
        Digit,
    }

    private readonly bool rfc2047;
    private State state;
    private byte first;

    /// <summary>Creates a decoder.</summary>
    /// <param name="rfc2047">Whether an underscore means a space.</param>
    public QuotedPrintableDecoder(bool rfc2047) => this.rfc2047 = rfc2047;

    /// <summary>Creates a decoder of content.</summary>
    public QuotedPrintableDecoder() : this(rfc2047: false)
    {
    }

    /// <inheritdoc/>
    public ContentEncoding Encoding => ContentEncoding.QuotedPrintable;

    /// <inheritdoc/>
    public IMimeDecoder Clone() => new QuotedPrintableDecoder(rfc2047) { state = state, first = first };

    /// <inheritdoc/>
    public int EstimateOutputLength(int inputLength) => inputLength + 3;

    /// <inheritdoc/>
    public int Decode(byte[] input, int startIndex, int length, byte[] output)
    {
        EncoderArguments.Validate(input, startIndex, length, output, EstimateOutputLength(length));
        return Decode(input.AsSpan(startIndex, length), output);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        state = State.Text;
        first = 0;
    }

    internal int Decode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var written = 0;
        foreach (var next in input)
            written += DecodeByte(next, output[written..]);
        return written;
    }

    private int DecodeByte(byte next, Span<byte> output)
    {
        switch (state)
        {
            case State.Equals:
                if (next == '\n')
                    state = State.Text;
                else if (next == '\r')
                    state = State.SoftBreak;
                else if (Uri.IsHexDigit((char)next))
                {
                    first = next;
                    state = State.Digit;
                }
                else
                {
                    state = State.Text;
                    return Copy(output, (byte)'=', next);
                }

                return 0;
            case State.SoftBreak:
                state = State.Text;
                return next == '\n' ? 0 : Copy(output, (byte)'=', (byte)'\r', next);
            case State.Digit:
                state = State.Text;
                return Uri.IsHexDigit((char)next)
                    ? Copy(output, (byte)((Uri.FromHex((char)first) << 4) | Uri.FromHex((char)next)))
                    : Copy(output, (byte)'=', first, next);
            default:
                if (next == '=')
                {
                    state = State.Equals;
                    return 0;
                }

                return Copy(output, rfc2047 && next == '_' ? (byte)' ' : next);
        }
    }

    private static int Copy(Span<byte> output, params ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(output);
        return bytes.Length;
    }
}
