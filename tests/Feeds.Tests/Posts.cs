using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Publishing;

namespace Syndication.Tests.Feeds;

/// <summary>Posts and settings as tests need them; each names only what it is about.</summary>
internal static class Posts
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static SiteOptions Site { get; } = new() { Title = "Site", BaseUrl = new Uri("https://example.org"), Author = new Author("Desk") };

    public static FeedsOptions FeedsIn(string folder = "/nowhere") => new() { OutputFolder = folder, PublicUrl = new Uri("https://news.example.org/feeds") };

    public static ContentOptions ContentIn(string folder = "/nowhere") => new() { Folder = folder };

    public static Post Post(string file, DateTimeOffset? published = null, string? url = null, string? body = null, string? content = null, string[]? tags = null, string? id = null) => new()
    {
        File = file,
        Title = file,
        Published = published ?? Noon,
        Url = url ?? "https://example.org/" + Path.GetFileNameWithoutExtension(file),
        StatedId = id,
        Type = "disease",
        Tags = [.. (tags ?? []).Select(tag => new PostTag(tag, tag))],
        Language = "en",
        Description = "About " + file,
        Properties = new FrontMatterMapping(ImmutableArray<FrontMatterEntry>.Empty, 1, 1),
        BodyHash = body ?? "body of " + file,
        ContentHash = content ?? "content of " + file,
    };
}
