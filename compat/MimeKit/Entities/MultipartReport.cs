using System.Diagnostics.CodeAnalysis;
using MimeKit.Parsing;

namespace MimeKit;

/// <summary>A report about mail, such as a bounce (RFC 6522).</summary>
public class MultipartReport : Multipart
{
    /// <summary>Creates a report.</summary>
    /// <param name="reportType">Such as "delivery-status".</param>
    /// <exception cref="ArgumentNullException"><paramref name="reportType"/> is null.</exception>
    public MultipartReport(string reportType) : base("report") => ReportType = reportType;

    internal MultipartReport(ParsedEntity parsed) : base(parsed)
    {
    }

    /// <summary>The kind of report.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    [DisallowNull]
    public string? ReportType
    {
        get => ContentType.Parameters["report-type"];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ContentType.Parameters["report-type"] = value.Trim();
        }
    }
}
