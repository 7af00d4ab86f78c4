using System.Globalization;
using CsvHelper;
using Syndication.Worker.Storage.Importing;

namespace Syndication.Worker.Cli;

/// <summary>The file of lines that an import did not take: <c>line,reason,address</c>, for the eyes of ops alone.</summary>
internal sealed class ImportReport : IAsyncDisposable
{
    private readonly CsvWriter? writer;

    private ImportReport(CsvWriter? writer) => this.writer = writer;

    /// <summary>Opens it; null writes nothing.</summary>
    public static ImportReport Open(FileInfo? file)
    {
        if (file is null) return new ImportReport(null);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var csv = new CsvWriter(new StreamWriter(file.FullName, options), CultureInfo.InvariantCulture);
        foreach (var name in new[] { "line", "reason", "address" }) csv.WriteField(name);
        csv.NextRecord();
        return new ImportReport(csv);
    }

    /// <summary>Adds lines.</summary>
    public async Task WriteAsync(IReadOnlyList<ImportRefusal> refused)
    {
        if (writer is null) return;
        foreach (var each in refused)
        {
            writer.WriteField(each.Line);
            writer.WriteField(each.Reason);
            writer.WriteField(each.Address);
            await writer.NextRecordAsync();
        }

        await writer.FlushAsync();
    }

    /// <summary>What a reason means.</summary>
    public static string Explain(string reason) => reason switch
    {
        ImportReasons.Known => "subscribed already, or twice in the file",
        ImportReasons.Suppressed => "never mailed: bounced, complained, erased, or by ops",
        ImportReasons.Unsubscribed => "has left, and only the reader can come back",
        ImportReasons.Unconfirmed => "nothing says that they confirmed; --confirmed takes them on your word",
        ImportReasons.Inactive => "switched off in the other service",
        ImportReasons.Address => "no e-mail address",
        ImportReasons.Status => "a status that is not understood",
        ImportReasons.Newsletter => "no such newsletter, or none named: --newsletter",
        ImportReasons.Schedule => "the newsletter has no such schedule",
        ImportReasons.TimeZone => "no IANA time zone",
        _ => "fewer or more fields than the header, or an open quotation mark",
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (writer is not null) await writer.DisposeAsync();
    }
}
