namespace MimeKit.Encodings;

/// <summary>Decodes content piece by piece.</summary>
public interface IMimeDecoder
{
    /// <summary>The encoding it reads.</summary>
    ContentEncoding Encoding { get; }

    /// <summary>A copy in the same state.</summary>
    IMimeDecoder Clone();

    /// <summary>How many bytes of output so many bytes of input need at most.</summary>
    int EstimateOutputLength(int inputLength);

    /// <summary>Decodes a piece; what is incomplete is kept for the next.</summary>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException">The output is smaller than <see cref="EstimateOutputLength"/> asks.</exception>
    int Decode(byte[] input, int startIndex, int length, byte[] output);

    /// <summary>Forgets what is kept.</summary>
    void Reset();
}
