using System.Globalization;
using System.Threading.Channels;
using CsvHelper;
using CsvHelper.Configuration;
using Syndication.Worker.Storage.Importing;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Reads a file of subscribers batch by batch; what it holds in memory does not grow with the file.</summary>
internal static class ImportFileReader
{
    private const int BatchSize = 10_000;
    private const int MostOfAField = 1 << 16;
    private const int MostOfAHeader = 1 << 16;

    /// <summary>A parser at the start of a file, in UTF-8 or, where it starts with a mark, UTF-16.</summary>
    public static CsvParser Open(Stream file)
    {
        var reader = new StreamReader(file, detectEncodingFromByteOrderMarks: true, bufferSize: MostOfAHeader);
        return new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = GuessDelimiter(file),
            MaxFieldSize = MostOfAField,
            BadDataFound = null,
            DetectColumnCountChanges = false,
        });
    }

    /// <summary>The first line's fields; null where there is none or it is no text.</summary>
    public static async Task<string[]?> ReadHeaderAsync(CsvParser parser)
    {
        try
        {
            return await parser.ReadAsync() ? parser.Record : null;
        }
        catch (CsvHelperException)
        {
            return null;
        }
    }

    /// <summary>Reads to the end, and completes the batches.</summary>
    /// <param name="parser">Behind the header.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="lines">Makes lines of fields.</param>
    /// <param name="position">How far the file has been read.</param>
    /// <param name="batches">Where batches go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Why the rest cannot be read; null where all was.</returns>
    public static async Task<string?> ReadAsync(
        CsvParser parser, ImportColumns columns, ImportLineReader lines, Func<long> position, ChannelWriter<ImportBatch> batches, CancellationToken cancellationToken)
    {
        var batch = new ImportBatchBuilder();
        string? trouble = null;
        if (!columns.HasHeader) Add(batch, parser, columns, lines);
        try
        {
            while (await parser.ReadAsync())
            {
                Add(batch, parser, columns, lines);
                if (batch.Read >= BatchSize) await batches.WriteAsync(batch.Take(position()), cancellationToken);
            }
        }
        catch (CsvHelperException)
        {
            batch.Refuse(parser.RawRow, ImportReasons.Malformed, "");
            trouble = string.Create(CultureInfo.InvariantCulture, $"line {parser.RawRow} has a field of more than {MostOfAField} characters; a quotation mark is not closed before it");
        }

        if (batch.Read > 0) await batches.WriteAsync(batch.Take(position()), cancellationToken);
        return trouble;
    }

    private static void Add(ImportBatchBuilder batch, CsvParser parser, ImportColumns columns, ImportLineReader lines)
    {
        var fields = parser.Record!;
        if (fields.Length != columns.Count) batch.Refuse(parser.RawRow, ImportReasons.Malformed, columns.Address(fields));
        else if (lines.Read(parser.RawRow, fields, out var refusal) is { } line) batch.Add(line);
        else batch.Refuse(parser.RawRow, refusal, columns.Address(fields));
    }

    /// <summary>Spreadsheets of many countries write semicolons, and some exports tabs: the one that the first line has most of.</summary>
    private static string GuessDelimiter(Stream file)
    {
        var start = new byte[4096];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var end = start.AsSpan(0, length).IndexOfAny((byte)'\n', (byte)'\r');
        var first = start.AsSpan(0, end < 0 ? length : end);
        var (commas, semicolons, tabs) = (first.Count((byte)','), first.Count((byte)';'), first.Count((byte)'\t'));
        return semicolons > commas && semicolons >= tabs ? ";" : tabs > commas ? "\t" : ",";
    }
}
