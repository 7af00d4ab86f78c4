using MimeKit.Parsing;

namespace MimeKit;

public partial class MimeMessage
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="FormatException">The stream holds no message.</exception>
    public static MimeMessage Load(ParserOptions options, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new EntityReader(options.Clone(), InputBytes.Read(stream, cancellationToken)).ReadMessage();
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="FormatException">The stream holds no message.</exception>
    public static MimeMessage Load(Stream stream, CancellationToken cancellationToken = default) =>
        Load(ParserOptions.Default, stream, cancellationToken);

    /// <summary>Reads a message from a file.</summary>
    /// <exception cref="FormatException">The file holds no message.</exception>
    public static MimeMessage Load(string fileName, CancellationToken cancellationToken = default)
    {
        using var stream = File.OpenRead(fileName);
        return Load(stream, cancellationToken);
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="FormatException">The stream holds no message.</exception>
    public static async Task<MimeMessage> LoadAsync(ParserOptions options, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var data = await InputBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return new EntityReader(options.Clone(), data).ReadMessage();
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="FormatException">The stream holds no message.</exception>
    public static Task<MimeMessage> LoadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        LoadAsync(ParserOptions.Default, stream, cancellationToken);

    /// <summary>Reads a message from a file.</summary>
    /// <exception cref="FormatException">The file holds no message.</exception>
    public static async Task<MimeMessage> LoadAsync(string fileName, CancellationToken cancellationToken = default)
    {
        var stream = File.OpenRead(fileName);
        await using (stream.ConfigureAwait(false))
            return await LoadAsync(stream, cancellationToken).ConfigureAwait(false);
    }
}
