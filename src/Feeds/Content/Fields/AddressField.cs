using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Content.Fields;

/// <summary>The address of a post's page: from front matter, else from the file's path.</summary>
internal static class AddressField
{
    private static readonly string[] Names = ["path", "permalink", "slug", "url"];

    /// <summary>The keys that may hold it, in order.</summary>
    public static ReadOnlySpan<string> Keys => Names;

    /// <summary>The address; null, with an error, where the front matter states one that is not on the site.</summary>
    public static string? Read(FieldReader fields, SiteAddress site, string file)
    {
        if (fields.First(Keys) is not { } entry) return FromFile(site, file);
        if (entry.Value is not FrontMatterScalar { Text: { } text })
        {
            fields.WrongShape(entry, "an address");
            return FromFile(site, file);
        }

        if (Join(site, text.Trim()) is { } url) return url;
        fields.Problems.Error(
            ProblemCodes.UrlInvalid, entry.Line, entry.Column,
            $"'{entry.Key}' is not the address of a page on {site.Host}.", "Write a path such as /my-post, without query and fragment.");
        return null;
    }

    private static string FromFile(SiteAddress site, string file)
    {
        var path = file[..file.LastIndexOf('.')];
        if (path == "index" || path.EndsWith("/index", StringComparison.Ordinal)) path = path[..^"index".Length].TrimEnd('/');
        return site.Join(site.Base, path);
    }

    private static string? Join(SiteAddress site, string text)
    {
        if (text.AsSpan().IndexOfAny('?', '#') >= 0 || text.StartsWith("//", StringComparison.Ordinal)) return null;
        if (text.Any(char.IsControl) || text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal)) return null;
        if (text.Split('/').Any(IsPlaceholder)) return null;
        var start = site.Base;
        if (AddressResolver.SchemeLength(text) > 0)
        {
            if (new AddressResolver(site.Base).Resolve(text, link: false) is not { } absolute) return null;
            var end = absolute.IndexOf('/', absolute.IndexOf("://", StringComparison.Ordinal) + 3);
            start = end < 0 ? absolute : absolute[..end];
            text = end < 0 ? "" : absolute[end..];
            if (!IsSite(site, start)) return null;
            start = site.Origin;
        }

        var climbs = text.Split('/').Any(segment => Uri.UnescapeDataString(segment) is "..");
        return climbs ? null : site.Join(start, text);
    }

    // Jekyll and Hugo fill in segments such as ':title'; here nobody does.
    private static bool IsPlaceholder(string segment) => segment is [':', >= 'a' and <= 'z', ..];

    private static bool IsSite(SiteAddress site, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && string.Equals(new SiteAddress(new() { BaseUrl = uri }).Origin, site.Origin, StringComparison.OrdinalIgnoreCase);
}
