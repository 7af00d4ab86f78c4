using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>A small feed that holds something of everything.</summary>
internal static class SampleFeed
{
    public static readonly FeedEntry Plain = new()
    {
        Id = "tag:news.example,2022:plain",
        Url = "https://news.example/plain",
        Title = "Plain post",
        Published = new DateTimeOffset(2022, 8, 1, 6, 0, 0, TimeSpan.Zero),
        Updated = new DateTimeOffset(2022, 8, 1, 6, 0, 0, TimeSpan.Zero),
        Language = "en",
        Summary = "Nothing special.",
        ContentHtml = "<p>Nothing special, but at some more length than in the summary.</p>",
    };

    public static readonly FeedEntry Rich = new()
    {
        Id = "tag:news.example,2022:rich",
        Url = "https://news.example/rich#:~:text=Salt%20%26%20iron",
        Title = "Salt & iron: <b>bold</b> \"claims\"",
        Published = new DateTimeOffset(2022, 8, 12, 14, 29, 49, 818, TimeSpan.Zero),
        Updated = new DateTimeOffset(2022, 8, 13, 9, 0, 0, 5, TimeSpan.Zero),
        Language = "de",
        Summary = "Kurz & gut: 2 < 3.",
        ContentHtml = "<p>Salz &amp; Eisen <em>helfen</em> 🙂 <a href=\"https://news.example/a?b=1&amp;c=2\">mehr</a></p>",
        Authors = [new Author("Zoë Berg", "zoe@news.example", "https://news.example/zoe"), new Author("Li Wei")],
        Tags = [new PostTag("Iron & Salt", "iron-salt"), new PostTag("C#", "c-sharp")],
        Image = new PostImage("https://news.example/img/salt.webp?w=100", "A salt \"mine\""),
    };

    public static readonly FeedDocument Document = new()
    {
        Id = "tag:news.example,2022:feeds/all",
        Title = "News & Views",
        Description = "What is new.",
        Language = "en",
        SiteUrl = "https://news.example",
        PageUrl = "https://news.example/feeds/all",
        SelfUrls = Urls("https://news.example/feeds/all"),
        Hubs = ["https://hub.example/", "https://hub2.example/?x=1&y=2"],
        Updated = new DateTimeOffset(2022, 8, 13, 9, 0, 0, 5, TimeSpan.Zero),
        Author = new Author("News Desk", "desk@news.example", "https://news.example/about"),
        ImageUrl = "https://news.example/img/logo%20big.png",
        LicenseUrl = "https://creativecommons.org/licenses/by/4.0/",
        TagScheme = "https://news.example/tags/",
        PreviousArchiveUrls = Urls("https://news.example/feeds/all/archive/3"),
        Entries = [Rich, Plain],
    };

    public static readonly FeedDocument ArchivePage = Document with
    {
        SelfUrls = Urls("https://news.example/feeds/all/archive/3"),
        PreviousArchiveUrls = Urls("https://news.example/feeds/all/archive/2"),
        Archive = new FeedArchive
        {
            CurrentUrls = Urls("https://news.example/feeds/all"),
            NextUrls = Urls("https://news.example/feeds/all/archive/4"),
        },
    };

    public static ImmutableSortedDictionary<FeedFormat, string> Urls(string address) =>
        Enum.GetValues<FeedFormat>().ToImmutableSortedDictionary(format => format, format => address + format.FileExtension());

    /// <summary>A feed of one entry.</summary>
    public static FeedDocument With(FeedEntry entry) => Document with { Entries = [entry] };
}
