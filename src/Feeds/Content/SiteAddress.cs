using System.Globalization;
using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Content;

/// <summary>The site's own address, and what is joined to it.</summary>
internal sealed class SiteAddress
{
    private readonly TrailingSlash slash;

    /// <summary>Takes the address from the site's options.</summary>
    public SiteAddress(SiteOptions site)
    {
        slash = site.TrailingSlash;
        Host = site.BaseUrl.IdnHost.ToLowerInvariant();
        Authority = site.BaseUrl.IsDefaultPort ? Host : string.Create(CultureInfo.InvariantCulture, $"{Host}:{site.BaseUrl.Port}");
        Origin = $"{site.BaseUrl.Scheme}://{Authority}";
        Root = PercentEncoding.Encode(site.BaseUrl.AbsolutePath.TrimEnd('/'), PercentEncoding.Path);
        Base = Origin + Root;
    }

    /// <summary>The host in its ASCII form, without a port.</summary>
    public string Host { get; }

    /// <summary>The host with its port, where that is not the scheme's own.</summary>
    public string Authority { get; }

    /// <summary>Scheme and authority.</summary>
    public string Origin { get; }

    /// <summary>The path of the site's address without a trailing slash.</summary>
    public string Root { get; }

    /// <summary>The site's address without a trailing slash.</summary>
    public string Base { get; }

    /// <summary>The address of a page.</summary>
    /// <param name="start">What the path is joined to: <see cref="Base"/> or <see cref="Origin"/>.</param>
    /// <param name="path">The path as written, without query and fragment.</param>
    public string Join(string start, string path)
    {
        var segments = path.TrimStart('/').Split('/').ToList();
        segments.RemoveAll(segment => segment == ".");
        if (segments is [.., "index.html"]) segments.RemoveAt(segments.Count - 1);
        var encoded = PercentEncoding.Encode(string.Join('/', segments), PercentEncoding.Path);
        var bare = encoded.TrimEnd('/');
        if (bare.Length == 0) return start + "/";
        return start + "/" + slash switch
        {
            TrailingSlash.Never => bare,
            TrailingSlash.Always => bare + "/",
            _ => encoded,
        };
    }

    /// <summary>The absolute form of a picture's or an author's address: against the page, or against the site where it begins with a slash; null where it is none.</summary>
    public string? Resolve(string pageUrl, string reference) => new AddressResolver(pageUrl, Root).Resolve(reference, link: false);
}
