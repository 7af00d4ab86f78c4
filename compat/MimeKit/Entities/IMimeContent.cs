namespace MimeKit;

/// <summary>The content of a part, perhaps still encoded.</summary>
public interface IMimeContent : IDisposable
{
    /// <summary>How the stream's bytes are encoded.</summary>
    ContentEncoding Encoding { get; }

    /// <summary>How its lines end, if that is known.</summary>
    NewLineFormat? NewLineFormat { get; }

    /// <summary>The bytes as they are; null once disposed.</summary>
    Stream? Stream { get; }

    /// <summary>A stream of the decoded bytes, from the start.</summary>
    Stream Open();

    /// <summary>Writes the decoded bytes.</summary>
    void DecodeTo(Stream stream, CancellationToken cancellationToken = default);

    /// <summary>Writes the decoded bytes.</summary>
    Task DecodeToAsync(Stream stream, CancellationToken cancellationToken = default);

    /// <summary>Writes the bytes as they are.</summary>
    void WriteTo(Stream stream, CancellationToken cancellationToken = default);

    /// <summary>Writes the bytes as they are.</summary>
    Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default);
}
