using System.Globalization;
using System.Text;

namespace Syndication.Feeds.Rendering;

/// <summary>Makes the addresses of a page absolute and percent-encoded (RFC 3986 §5), leaving what is already so as written.</summary>
internal sealed class AddressResolver
{
    private readonly string scheme;
    private readonly string origin;
    private readonly string path;
    private readonly string page;
    private readonly string root;

    /// <summary>Resolves against a page of a site.</summary>
    /// <param name="page">Absolute http or https address without query and fragment.</param>
    /// <param name="root">Path of the site without a trailing slash: what addresses that begin with a slash are joined to, unless they hold it already.</param>
    public AddressResolver(string page, string root = "")
    {
        this.root = root;
        var authority = page.IndexOf("://", StringComparison.Ordinal) + 3;
        var slash = page.IndexOf('/', authority);
        scheme = page[..(authority - 2)];
        origin = slash < 0 ? page : page[..slash];
        path = slash < 0 ? "/" : page[slash..];
        this.page = page;
    }

    /// <summary>The absolute form of an address, or null where it leads nowhere that a reader may be sent.</summary>
    /// <param name="reference">The address as written, entities decoded.</param>
    /// <param name="link">Whether a person follows it, so that <c>mailto:</c> and <c>tel:</c> will do.</param>
    public string? Resolve(string reference, bool link)
    {
        if (IsAsItShouldBe(reference)) return reference;
        reference = Trim(reference);
        // A template's tag, which nobody fills in, leads nowhere.
        if (reference.Contains("{{", StringComparison.Ordinal) || reference.Contains("{%", StringComparison.Ordinal)) return null;
        if (SchemeLength(reference) is > 0 and var length) return Absolute(reference, length, link);
        if (reference.StartsWith("//", StringComparison.Ordinal)) return WithHost(scheme + "//", reference[2..]);
        if (reference.Length == 0) return page;
        if (reference[0] == '#') return page + Tail(reference);
        var end = reference.AsSpan().IndexOfAny('?', '#');
        var (own, tail) = end < 0 ? (reference, "") : (reference[..end], Tail(reference[end..]));
        if (own.Length == 0) return page + tail;
        var merged = own[0] == '/' ? OnSite(own) : path[..(path.LastIndexOf('/') + 1)] + own;
        return origin + PercentEncoding.Encode(RemoveDots(merged), PercentEncoding.Path) + tail;
    }

    /// <summary>Length of an address's scheme without the colon; 0 where it has none.</summary>
    public static int SchemeLength(string reference)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !char.IsAsciiLetter(reference[0])) return 0;
        foreach (var c in reference.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.')) return 0;
        }

        return colon;
    }

    // What nearly all absolute addresses are: of the web, and with nothing in them to encode or to put into another form.
    private static bool IsAsItShouldBe(ReadOnlySpan<char> reference)
    {
        var start = reference.StartsWith("https://", StringComparison.Ordinal) ? 8 : reference.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        if (start == 0) return false;
        var rest = reference[start..];
        var end = rest.IndexOfAny('/', '?', '#');
        var host = end < 0 ? rest : rest[..end];
        if (host.IsEmpty || host.ContainsAnyExcept(PercentEncoding.PlainHost)) return false;
        var tail = rest[host.Length..];
        var hash = tail.IndexOf('#');
        return PercentEncoding.IsEncoded(hash < 0 ? tail : tail[..hash], PercentEncoding.Query) && (hash < 0 || PercentEncoding.IsEncoded(tail[(hash + 1)..], PercentEncoding.Query));
    }

    private string OnSite(string own) => own == root || own.StartsWith(root + "/", StringComparison.Ordinal) ? own : root + own;

    private static string? Absolute(string reference, int length, bool link)
    {
        var own = reference[..length].ToLowerInvariant();
        var rest = reference[(length + 1)..];
        if (own is "http" or "https") return rest.StartsWith("//", StringComparison.Ordinal) ? WithHost(own + "://", rest[2..]) : null;
        if (!link || own is not ("mailto" or "tel") || rest.Length == 0) return null;
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        return query < 0
            ? $"{own}:{PercentEncoding.Encode(rest, PercentEncoding.Path)}"
            : $"{own}:{PercentEncoding.Encode(rest[..query], PercentEncoding.Path)}?{PercentEncoding.Encode(rest[(query + 1)..], PercentEncoding.Query)}";
    }

    private static string? WithHost(string prefix, string rest)
    {
        var end = rest.AsSpan().IndexOfAny('/', '?', '#');
        var (authority, tail) = end < 0 ? (rest, "") : (rest[..end], rest[end..]);
        if (Ascii(authority) is not { } host) return null;
        end = tail.AsSpan().IndexOfAny('?', '#');
        return prefix + host + (end < 0
            ? PercentEncoding.Encode(tail, PercentEncoding.Path)
            : PercentEncoding.Encode(tail[..end], PercentEncoding.Path) + Tail(tail[end..]));
    }

    // A host with letters of other scripts goes out in its ASCII form (RFC 5891); one with spaces or quotes is none.
    private static string? Ascii(string authority)
    {
        var user = authority.LastIndexOf('@');
        var host = authority[(user + 1)..];
        if (host.Length == 0 || host[0] == ':') return null;
        if (!System.Text.Ascii.IsValid(host))
        {
            var port = host.LastIndexOf(':');
            try
            {
                var name = new IdnMapping { UseStd3AsciiRules = false }.GetAscii(port < 0 ? host : host[..port]);
                host = port < 0 ? name : name + host[port..];
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        foreach (var c in host)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or '~' or ':' or '[' or ']' or '%')) return null;
        }

        return user < 0 ? host : PercentEncoding.Encode(authority[..user], PercentEncoding.Path) + "@" + host;
    }

    // Query and fragment: '?…', '#…' or '?…#…'.
    private static string Tail(string tail)
    {
        var hash = tail.IndexOf('#', StringComparison.Ordinal);
        var query = hash < 0 ? tail : tail[..hash];
        var fragment = hash < 0 ? "" : "#" + PercentEncoding.Encode(tail[(hash + 1)..], PercentEncoding.Query);
        return PercentEncoding.Encode(query, PercentEncoding.Query) + fragment;
    }

    // RFC 3986 §5.2.4
    private static string RemoveDots(string merged)
    {
        if (!merged.Contains("/.", StringComparison.Ordinal)) return merged;
        var segments = merged.Split('/');
        var kept = new List<string>(segments.Length);
        for (var i = 1; i < segments.Length; i++)
        {
            var last = i == segments.Length - 1;
            if (segments[i] == "..")
            {
                if (kept.Count > 0) kept.RemoveAt(kept.Count - 1);
                if (last) kept.Add("");
            }
            else if (segments[i] != ".")
            {
                kept.Add(segments[i]);
            }
            else if (last)
            {
                kept.Add("");
            }
        }

        return "/" + string.Join('/', kept);
    }

    // Browsers drop line ends and tabs anywhere, and controls and spaces at the ends (WHATWG URL §4.4).
    private static string Trim(string reference)
    {
        var start = 0;
        var end = reference.Length;
        while (start < end && reference[start] <= ' ') start++;
        while (end > start && reference[end - 1] <= ' ') end--;
        var trimmed = reference[start..end];
        if (trimmed.AsSpan().IndexOfAnyInRange('\0', '\x1F') < 0) return trimmed;
        var kept = new StringBuilder(trimmed.Length);
        foreach (var c in trimmed.Where(c => c > '\x1F')) kept.Append(c);
        return kept.ToString();
    }
}
