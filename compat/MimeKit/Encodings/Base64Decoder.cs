namespace MimeKit.Encodings;

/// <summary>Decodes base64 (RFC 2045 §6.8); bytes outside its alphabet are passed over.</summary>
public class Base64Decoder : IMimeDecoder
{
    private int bits;
    private int count;
    private bool padded;

    /// <summary>Creates a decoder.</summary>
    public Base64Decoder()
    {
    }

    /// <inheritdoc/>
    public ContentEncoding Encoding => ContentEncoding.Base64;

    /// <inheritdoc/>
    public IMimeDecoder Clone() => new Base64Decoder { bits = bits, count = count, padded = padded };

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
        bits = 0;
        count = 0;
        padded = false;
    }

    internal int Decode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var written = 0;
        foreach (var next in input)
        {
            var value = Value(next);
            if (next == '=')
            {
                padded = true;
                count = 0;
                continue;
            }

            if (value < 0)
                continue;

            // Encoders that pad in the middle start a new group there.
            if (padded)
                Reset();

            bits = (bits << 6) | value;
            if (++count == 1)
                continue;

            output[written++] = (byte)(bits >> (6 - ((count - 1) * 2)));
            if (count == 4)
                count = 0;
        }

        return written;
    }

    private static int Value(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
