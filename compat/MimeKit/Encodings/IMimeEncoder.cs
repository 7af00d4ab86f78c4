namespace MimeKit.Encodings;

/// <summary>Encodes content piece by piece.</summary>
public interface IMimeEncoder
{
    /// <summary>The encoding it makes.</summary>
    ContentEncoding Encoding { get; }

    /// <summary>A copy in the same state.</summary>
    IMimeEncoder Clone();

    /// <summary>How many bytes of output so many bytes of input need at most.</summary>
    int EstimateOutputLength(int inputLength);

    /// <summary>Encodes a piece; what is incomplete is kept for the next.</summary>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException">The output is smaller than <see cref="EstimateOutputLength"/> asks.</exception>
    int Encode(byte[] input, int startIndex, int length, byte[] output);

    /// <summary>Encodes the last piece and starts afresh.</summary>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException">The output is smaller than <see cref="EstimateOutputLength"/> asks.</exception>
    int Flush(byte[] input, int startIndex, int length, byte[] output);

    /// <summary>Forgets what is kept.</summary>
    void Reset();
}
