namespace MimeKit.Encodings;

internal static class EncoderArguments
{
    public static void Validate(byte[] input, int startIndex, int length, byte[] output, int needed)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (startIndex < 0 || startIndex > input.Length)
            throw new ArgumentOutOfRangeException(nameof(startIndex));
        if (length < 0 || length > input.Length - startIndex)
            throw new ArgumentOutOfRangeException(nameof(length));
        ArgumentNullException.ThrowIfNull(output);
        if (output.Length < needed)
            throw new ArgumentException("The output buffer is not large enough.", nameof(output));
    }
}
