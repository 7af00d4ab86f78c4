namespace Syndication.Worker.Mail.Bounces;

/// <summary>A maildir on this machine: mails are files in <c>new</c> and, where a reader looked at them, in <c>cur</c>.</summary>
/// <param name="folder">Absolute path.</param>
internal sealed class MaildirSource(string folder) : IReturnedMailSource
{
    private static readonly string[] Parts = ["new", "cur"];

    /// <inheritdoc/>
    public string Name => "The maildir";

    /// <inheritdoc/>
    public async Task<int> ReadAsync(Func<ReadOnlyMemory<byte>, Task> read, CancellationToken cancellationToken)
    {
        try
        {
            var count = 0;
            foreach (var part in Parts.Select(part => Path.Combine(folder, part)).Where(Directory.Exists))
            {
                // Dot files are no mails, and a link may lead anywhere.
                foreach (var file in new DirectoryInfo(part).EnumerateFiles().Where(IsMail).OrderBy(file => file.Name, StringComparer.Ordinal).ToList())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (await ReadBeginningAsync(file.FullName, cancellationToken) is not { } mail) continue;
                    await read(mail);
                    File.Delete(file.FullName);
                    count++;
                }
            }

            return count;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MailSourceException($"{Name} {folder} cannot be read: {exception.Message}", exception);
        }
    }

    private static bool IsMail(FileInfo file) => !file.Name.StartsWith('.') && file.LinkTarget is null;

    private static async Task<byte[]?> ReadBeginningAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await BoundedStream.ReadAsync(file, ReturnedMailParser.LongestMail, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            // A mail reader moved or deleted it just now.
            return null;
        }
    }
}
