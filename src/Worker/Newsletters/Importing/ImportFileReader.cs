using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Syndication.Worker.Storage.Importing;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Reads a file of subscribers batch by batch; what it holds in memory does not grow with the file.</summary>
internal static class ImportFileReader
{
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

    /// <summary>Reads to the end.</summary>
    /// <param name="parser">Behind the header.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="lines">Makes lines of fields.</param>
    /// <param name="lanes">Where lines go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Why the rest cannot be read; null where all was.</returns>
    public static async Task<string?> ReadAsync(
        CsvParser parser, ImportColumns columns, ImportLineReader lines, ImportLanes lanes, CancellationToken cancellationToken)
    {
        string? trouble = null;
        if (!columns.HasHeader) await AddAsync(lanes, parser, columns, lines, cancellationToken);
        try
        {
            while (await parser.ReadAsync()) await AddAsync(lanes, parser, columns, lines, cancellationToken);
        }
        catch (CsvHelperException)
        {
            await lanes.RefuseAsync(new ImportRefusal(parser.RawRow, ImportReasons.Malformed, ""), cancellationToken);
            trouble = string.Create(CultureInfo.InvariantCulture, $"line {parser.RawRow} has a field of more than {MostOfAField} characters; a quotation mark is not closed before it");
        }

        await lanes.FlushAsync(cancellationToken);
        return trouble;
    }

    private static ValueTask AddAsync(ImportLanes lanes, CsvParser parser, ImportColumns columns, ImportLineReader lines, CancellationToken cancellationToken)
    {
        var fields = parser.Record!;
        var refusal = ImportReasons.Malformed;
        return fields.Length == columns.Count && lines.Read(parser.RawRow, fields, out refusal) is { } line
            ? lanes.AddAsync(line, cancellationToken)
            : lanes.RefuseAsync(new ImportRefusal(parser.RawRow, refusal, columns.Address(fields)), cancellationToken);
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
