namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks a picture: rule 16.</summary>
internal static class MediaLint
{
    public static void Check(XmlLintReader reader, LintReport report)
    {
        var place = reader.Place;
        var url = reader.Attribute("url");
        UrlLint.CheckWeb(url, "the image", place, report);
        // An address without an extension says nothing of its type, and a guess would be a lie.
        var says = reader.Attribute("type") is { } type ? type.Contains('/', StringComparison.Ordinal) : url is not null && FeedFormats.ImageType(url) is null && reader.Attribute("medium") is not null;
        report.Require(says, 16, place, "media:content has no type.");
        var depth = reader.Depth;
        while (reader.NextChild(depth))
        {
            if (reader is { Namespace: FeedNamespaces.Media, LocalName: "description" })
            {
                var at = reader.Place;
                report.Require(!string.IsNullOrWhiteSpace(reader.Text()), 16, at, "media:description is empty.");
            }
        }
    }
}
