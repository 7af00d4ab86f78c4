using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Feeds.Rendering;

/// <summary>The values that attributes may have.</summary>
internal static partial class HtmlAttributeValue
{
    /// <summary>The value in its safe form, or null where the attribute goes.</summary>
    /// <param name="name">The attribute in lower case.</param>
    /// <param name="value">Its value with entities decoded.</param>
    /// <param name="addresses">Makes addresses absolute.</param>
    public static string? Of(string name, string value, AddressResolver addresses) => name switch
    {
        "href" => addresses.Resolve(value, link: true),
        "src" or "poster" => value.AsSpan().IsWhiteSpace() ? null : addresses.Resolve(value, link: false),
        "cite" => addresses.Resolve(value, link: false),
        "srcset" => SourceSet(value, addresses),
        "style" or "align" => Alignment(value),
        "width" or "height" or "colspan" or "rowspan" or "span" or "start" => Number(value),
        "controls" or "open" or "reversed" or "default" => "",
        _ => value,
    };

    // Markdown's tables say where a column stands in a style, which may not stay.
    private static string? Alignment(string value) => value switch
    {
        "text-align: left;" => "left",
        "text-align: center;" => "center",
        "text-align: right;" => "right",
        _ => AlignmentIn(value),
    };

    private static string? AlignmentIn(string value) => value.Length < 200 && Aligned().Match(value) is { Success: true } match ? match.Groups["side"].Value.ToLowerInvariant() : null;

    private static string? Number(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= -99_999 and <= 99_999
            ? number.ToString(CultureInfo.InvariantCulture)
            : value.EndsWith('%') && value.Length < 5 ? value : null;

    // HTML Standard §4.8.4.3.1: addresses with an optional width or density, separated by commas; an address may hold commas inside.
    private static string? SourceSet(string value, AddressResolver addresses)
    {
        var output = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length;)
        {
            while (at < value.Length && (char.IsWhiteSpace(value[at]) || value[at] == ',')) at++;
            var start = at;
            while (at < value.Length && !char.IsWhiteSpace(value[at])) at++;
            var address = value[start..at].TrimEnd(',');
            var descriptor = "";
            if (at > start && value[at - 1] != ',')
            {
                var end = value.IndexOf(',', at);
                descriptor = value[at..(end < 0 ? value.Length : end)].Trim();
                at = end < 0 ? value.Length : end + 1;
            }

            if (address.Length == 0 || addresses.Resolve(address, link: false) is not { } url) continue;
            output.Append(output.Length == 0 ? "" : ", ").Append(url.Replace(",", "%2C", StringComparison.Ordinal));
            if (Descriptor().IsMatch(descriptor)) output.Append(' ').Append(descriptor);
        }

        return output.Length == 0 ? null : output.ToString();
    }

    [GeneratedRegex("(?:^|text-align:)\\s*(?<side>left|right|center|justify)\\s*(?:;|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Aligned();

    [GeneratedRegex("^[0-9]+(\\.[0-9]+)?[wxh]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Descriptor();
}
