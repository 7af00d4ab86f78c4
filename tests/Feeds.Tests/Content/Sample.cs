using System.Text;
using Syndication.Feeds.Content;

namespace Syndication.Tests.Feeds.Content;

/// <summary>A site in Istanbul, and files read as its posts.</summary>
internal static class Sample
{
    public static SiteOptions Site { get; } = new()
    {
        BaseUrl = new("https://site.example"),
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Istanbul"),
        Language = "en",
        TrailingSlash = TrailingSlash.Never,
        Author = new("The Desk"),
    };

    public static ContentOptions Options { get; } = new() { Folder = "/nowhere" };

    public static ParsedFile Parse(string text, string file = "post.md", SiteOptions? site = null, ContentOptions? options = null) =>
        new PostParser(site ?? Site, options ?? Options).Parse(file, Encoding.UTF8.GetBytes(text));

    /// <summary>A post with a title, a date and more lines of front matter.</summary>
    public static Post Post(string frontMatter = "", string body = "Body.", string file = "post.md", SiteOptions? site = null)
    {
        var parsed = File(frontMatter, body, file, site);
        Assert.True(parsed.Post is not null, string.Join('\n', parsed.Problems));
        return parsed.Post;
    }

    public static ParsedFile File(string frontMatter, string body = "Body.", string file = "post.md", SiteOptions? site = null) =>
        Parse($"---\ntitle: Some title\ndate: 2023-05-06T10:00:00Z\n{frontMatter}\n---\n{body}\n", file, site);

    /// <summary>The one problem that a file has.</summary>
    public static Problem Problem(ParsedFile file) => Assert.Single(file.Problems);
}
