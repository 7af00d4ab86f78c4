using System.Globalization;
using Syndication.Worker.Mail;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Bounces;

/// <summary>The folder of mails that could not be read, for ops to look at; anybody may write to a bounce address, so it does not grow without end.</summary>
/// <param name="mail">Names the folder.</param>
/// <param name="time">Names the files.</param>
internal sealed class KeptMails(MailOptions mail, TimeProvider time)
{
    /// <summary>The most mails that are kept; the oldest make room.</summary>
    public const int Most = 1000;

    /// <summary>The folder; null where no bounces are configured.</summary>
    public string? Folder => mail.Bounces?.Kept;

    /// <summary>How many are there.</summary>
    public int Count() => Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "*.eml").Count() : 0;

    /// <summary>Keeps a mail and returns its file's name.</summary>
    /// <exception cref="IOException">It cannot be written; the mail must stay where it came from.</exception>
    public string Keep(ReadOnlyMemory<byte> content)
    {
        if (Folder is not { } folder) return "";
        Directory.CreateDirectory(folder);
        var files = Directory.GetFiles(folder, "*.eml");
        // Names begin with the time, so their order is that of coming in.
        foreach (var old in files.Order(StringComparer.Ordinal).Take(files.Length - Most + 1)) File.Delete(old);
        var name = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z-'", CultureInfo.InvariantCulture) + RandomId.New()[..8] + ".eml";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(Path.Combine(folder, name), options);
        file.Write(content.Span);
        file.Flush(flushToDisk: true);
        return name;
    }
}
