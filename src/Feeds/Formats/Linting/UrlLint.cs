namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks addresses: rules 6 and 7.</summary>
internal static class UrlLint
{
    /// <summary>Checks the address of an element of the feed itself: http or https.</summary>
    public static void CheckWeb(string? url, string what, LintPlace place, LintReport report)
    {
        if (string.IsNullOrEmpty(url))
            report.Error(7, place, $"The address of {what} is missing.");
        else if (!FeedUrl.IsWeb(url))
            report.Error(7, place, $"The address of {what} is not an absolute http or https URL: {Short(url)}");
        else if (!FeedUrl.IsEncoded(url))
            report.Error(7, place, $"The address of {what} is not percent-encoded: {Short(url)}");
    }

    /// <summary>Checks an address that content holds: any scheme but those that run as code.</summary>
    public static void CheckInContent(ReadOnlySpan<char> address, LintPlace place, LintReport report)
    {
        // Nearly every address is like this, and needs no copy.
        if (address.StartsWith("http") && FeedUrl.IsWeb(address) && FeedUrl.IsEncoded(address))
            return;
        var url = address.ToString();
        // Browsers skip these before they look for the scheme (WHATWG URL, basic parser).
        var seen = url.AsSpan().Trim("\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F ").ToString();
        if (seen.AsSpan().ContainsAny('\t', '\n', '\r'))
            seen = seen.Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
        var scheme = Scheme(seen);
        if (RunsAsCode(scheme, seen))
            report.Error(6, place, $"Content holds an address that runs as code: {Short(url)}");
        else if (scheme.IsEmpty || ((scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase)) && !FeedUrl.IsWeb(seen)))
            report.Error(7, place, $"Content holds an address that is not absolute: {Short(url)}");
        else if (!FeedUrl.IsEncoded(url))
            report.Error(7, place, $"Content holds an address that is not percent-encoded: {Short(url)}");
    }

    private static bool RunsAsCode(ReadOnlySpan<char> scheme, string url) =>
        scheme.Equals("javascript", StringComparison.OrdinalIgnoreCase)
        || scheme.Equals("vbscript", StringComparison.OrdinalIgnoreCase)
        || (scheme.Equals("data", StringComparison.OrdinalIgnoreCase)
            && (!url.AsSpan(5).StartsWith("image/", StringComparison.OrdinalIgnoreCase) || url.AsSpan(5).StartsWith("image/svg", StringComparison.OrdinalIgnoreCase)));

    private static ReadOnlySpan<char> Scheme(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetter(url[0]))
            return default;
        foreach (var c in url.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
                return default;
        }
        return url.AsSpan(0, colon);
    }

    private static string Short(string url) => url.Length <= 100 ? url : string.Concat(url.AsSpan(0, 100), "…");
}
