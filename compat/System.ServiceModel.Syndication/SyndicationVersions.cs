namespace System.ServiceModel.Syndication;

/// <summary>Names of the formats, as formatters report them in their <c>Version</c>.</summary>
public static class SyndicationVersions
{
    /// <summary>Atom 1.0 (RFC 4287).</summary>
    public const string Atom10 = "Atom10";

    /// <summary>RSS 2.0.</summary>
    public const string Rss20 = "Rss20";
}
