using System.Text;
using System.Text.Json;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>Rule 25.</summary>
public sealed class JsonFeedWriterTests
{
    private static readonly JsonElement Feed = XmlOf.Json(SampleFeed.Document);
    private static readonly JsonElement Rich = Feed.GetProperty("items")[0];

    [Theory]
    [InlineData("version", "https://jsonfeed.org/version/1.1")]
    [InlineData("title", "News & Views")]
    [InlineData("home_page_url", "https://news.example")]
    [InlineData("feed_url", "https://news.example/feeds/all.json")]
    [InlineData("description", "What is new.")]
    [InlineData("icon", "https://news.example/img/logo%20big.png")]
    [InlineData("language", "en")]
    [InlineData("next_url", "https://news.example/feeds/all/archive/3.json")]
    public void Feed_says_what_it_is(string name, string value) => Assert.Equal(value, Feed.GetProperty(name).GetString());

    [Fact]
    public void Hubs_have_type_and_address() =>
        Assert.Equal(
            ["WebSub https://hub.example/", "WebSub https://hub2.example/?x=1&y=2"],
            Feed.GetProperty("hubs").EnumerateArray().Select(hub => $"{hub.GetProperty("type").GetString()} {hub.GetProperty("url").GetString()}"));

    [Theory]
    [InlineData("id", "tag:news.example,2022:rich")]
    [InlineData("url", "https://news.example/rich#:~:text=Salt%20%26%20iron")]
    [InlineData("title", "Salt & iron: <b>bold</b> \"claims\"")]
    [InlineData("summary", "Kurz & gut: 2 < 3.")]
    [InlineData("image", "https://news.example/img/salt.webp?w=100")]
    [InlineData("banner_image", "https://news.example/img/salt.webp?w=100")]
    [InlineData("date_published", "2022-08-12T14:29:49.818Z")]
    [InlineData("date_modified", "2022-08-13T09:00:00.005Z")]
    [InlineData("language", "de")]
    public void Item_says_what_it_is(string name, string value) => Assert.Equal(value, Rich.GetProperty(name).GetString());

    [Fact]
    public void Content_is_html() => Assert.Equal(SampleFeed.Rich.ContentHtml, Rich.GetProperty("content_html").GetString());

    [Fact]
    public void Item_of_a_feed_of_summaries_has_its_summary_as_text()
    {
        var item = XmlOf.JsonItem(SampleFeed.Plain with { ContentHtml = null });

        Assert.Equal("Nothing special.", item.GetProperty("content_text").GetString());
        Assert.False(item.TryGetProperty("summary", out _));
    }

    [Fact]
    public void Summary_that_says_all_is_left_out() =>
        Assert.False(XmlOf.JsonItem(SampleFeed.Plain with { ContentHtml = "<p>Nothing special.</p>" }).TryGetProperty("summary", out _));

    [Fact]
    public void Authors_have_names_and_pages()
    {
        var authors = Rich.GetProperty("authors").EnumerateArray().ToList();

        Assert.Equal(["Zoë Berg", "Li Wei"], authors.Select(author => author.GetProperty("name").GetString()));
        Assert.Equal("https://news.example/zoe", authors[0].GetProperty("url").GetString());
        Assert.False(authors[1].TryGetProperty("url", out _));
    }

    [Fact]
    public void Tags_are_labels() =>
        Assert.Equal(["Iron & Salt", "C#"], Rich.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));

    [Fact]
    public void Titles_hold_no_html_escapes()
    {
        var text = Encoding.UTF8.GetString(JsonFeedWriter.Write(SampleFeed.With(SampleFeed.Plain with { Title = "R&D <now> 'é'" })));

        Assert.Contains("\"title\": \"R&D <now> 'é'\"", text, StringComparison.Ordinal);
    }
}
